/// An identifier as it stands in a scenario's files: case-sensitive text, one type per kind of thing.
public protocol EntityID: Hashable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The identifier as written.
    var text: String { get }

    /// Wraps an identifier as written.
    init(_ text: String)
}

extension EntityID {
    /// The identifier as written.
    public var description: String { text }

    /// Wraps a literal, for tests and for scenarios built in code.
    public init(stringLiteral value: String) { self.init(value) }

    /// Equal only byte by byte: unlike `String`, composed and decomposed accents stay apart.
    public static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the bytes, as equality demands.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }

    /// Orders by Unicode scalars, which is the same on every machine and in every locale.
    public static func < (left: Self, right: Self) -> Bool {
        left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
    }
}

/// Names a site.
public struct SiteID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}

/// Names a team.
public struct TeamID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}

/// Names a service of the menu.
public struct ServiceID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}

/// Names a role within its service.
public struct RoleID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}

/// Names a visit: a request's identifier, or a session's such as `P3#2026-11-23` or `P3#1`.
public struct VisitID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}

/// Names a recurring program.
public struct ProgramID: EntityID {
    /// The identifier as written.
    public let text: String
    /// Wraps an identifier as written.
    public init(_ text: String) { self.text = text }
}
