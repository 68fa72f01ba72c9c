import Foundation

/// A JSON value of any shape, for looking into what a command wrote.
indirect enum JSONDocument: Decodable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case array([JSONDocument])
    case object([String: JSONDocument])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let array = try? value.decode([JSONDocument].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONDocument].self))
        }
    }

    /// Reads text, which must be one JSON document.
    init(_ text: some StringProtocol) throws {
        self = try JSONDecoder().decode(JSONDocument.self, from: Data(text.utf8))
    }

    /// The member of a name; nil where there is none.
    subscript(name: String) -> JSONDocument? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The names of an object's members.
    var keys: Set<String> {
        guard case .object(let members) = self else { return [] }
        return Set(members.keys)
    }

    /// The elements of an array.
    var elements: [JSONDocument] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The number, where it is one.
    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The text, where it is one.
    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}
