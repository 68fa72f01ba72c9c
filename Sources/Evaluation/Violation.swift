import Scheduling

/// One breach of a rule, with the things it concerns and a sentence for people.
///
/// Sentences name ids and times only, never a resident.
public struct Violation: Hashable, Sendable {
    /// The things that a violation concerns; empty or nil where it concerns none of the kind.
    public struct Subject: Hashable, Sendable {
        /// The visits concerned.
        public var visits: [VisitID]
        /// The role of the visit, or of the program.
        public var role: RoleID?
        /// The team concerned.
        public var team: TeamID?
        /// Start of the shift concerned, minutes since the horizon's first midnight.
        public var shiftStartMinute: Int?
        /// Number of the crew concerned.
        public var crew: Int?
        /// The site concerned.
        public var site: SiteID?
        /// The program concerned.
        public var program: ProgramID?

        /// A subject from the ids that apply.
        public init(
            visits: [VisitID] = [],
            role: RoleID? = nil,
            team: TeamID? = nil,
            shiftStartMinute: Int? = nil,
            crew: Int? = nil,
            site: SiteID? = nil,
            program: ProgramID? = nil
        ) {
            self.visits = visits
            self.role = role
            self.team = team
            self.shiftStartMinute = shiftStartMinute
            self.crew = crew
            self.site = site
            self.program = program
        }
    }

    /// What kind of violation it is.
    public let code: ViolationCode
    /// What it concerns.
    public let subject: Subject
    private let english: String
    private let chinese: String

    /// A violation with its sentence in both languages.
    public init(_ code: ViolationCode, _ subject: Subject, english: String, chinese: String) {
        self.code = code
        self.subject = subject
        self.english = english
        self.chinese = chinese
    }

    /// The rule that is broken.
    public var rule: Rule { code.rule }

    /// What is wrong, in a sentence.
    public func message(in language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}

extension Violation: CustomStringConvertible {
    /// Code, rule and English sentence.
    public var description: String { "\(code.rawValue) \(rule.rawValue): \(english)" }
}
