/// Part of what a fault says: words with their parameters, or a value as it stands in a file.
public enum FaultText: Hashable, Sendable {
    /// A value in no language: an id, a figure, a cell of a table.
    case value(String)
    /// Values of which one will do.
    case choice([String])
    /// Several values.
    case list([String])
    /// Words with texts for their places.
    case words(FaultPhrase, [FaultText])

    /// Words with texts for their places, in order.
    public static func text(_ phrase: FaultPhrase, _ values: FaultText...) -> FaultText {
        .words(phrase, values)
    }

    /// The text for people who read a language; values are the same in all.
    public func text(in language: Language) -> String {
        let isChinese = language == .chinese
        switch self {
        case .value(let value): return value
        case .choice(let values): return values.joined(separator: isChinese ? " 或 " : " or ")
        case .list(let values): return values.joined(separator: isChinese ? "、" : ", ")
        case .words(let phrase, let values):
            let texts = phrase.texts
            return PlacedText.filled(
                isChinese ? texts.chinese : texts.english,
                with: values.map { $0.text(in: language) }
            )
        }
    }
}

extension FaultText: CustomStringConvertible {
    /// The English text.
    public var description: String { text(in: .english) }

    /// A figure as a value.
    public init(_ figure: Int) { self = .value(String(figure)) }
}

/// What all kinds of faults of files have in common.
public protocol Fault: Hashable, Sendable, CustomStringConvertible {
    /// The stable code.
    var code: FaultCode { get }
    /// Where the fault is, such as `teams.csv:4: base`; the same in every language.
    var place: String { get }
    /// What is wrong.
    var message: FaultText { get }
    /// What was found; nil where nothing is there.
    var found: FaultText? { get }
    /// What would be right; nil where the message says it.
    var expected: FaultText? { get }
}

extension Fault {
    /// What is wrong, in a short clause.
    public func message(in language: Language) -> String { message.text(in: language) }

    /// What was found; nil where nothing is there.
    public func found(in language: Language) -> String? { found?.text(in: language) }

    /// What would be right; nil where the message says it.
    public func expected(in language: Language) -> String? { expected?.text(in: language) }

    /// The whole fault on one line, in a language.
    ///
    /// English: `teams.csv:4: base: no such site, found 'X', expected an id of sites.csv`; Chinese:
    /// `teams.csv:4: base: 没有这个站点（X），应为 sites.csv 中已有的编号`.
    public func text(in language: Language) -> String {
        let clause =
            switch language {
            case .english:
                (found(in: .english).map { ", found '\($0)'" } ?? "")
                    + (expected(in: .english).map { ", expected \($0)" } ?? "")
            case .chinese:
                (found(in: .chinese).map { "（\($0)）" } ?? "")
                    + (expected?.chineseExpectation ?? "")
            }
        return "\(place): \(message(in: language))\(clause)"
    }

    /// The whole fault on one line, in English.
    public var description: String { text(in: .english) }
}

extension FaultText {
    /// What is expected, as a part of a Chinese sentence; words hold their verb.
    fileprivate var chineseExpectation: String {
        if case .words = self { "，\(text(in: .chinese))" } else { "，应为 \(text(in: .chinese))" }
    }
}
