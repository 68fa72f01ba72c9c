import Scheduling

/// One thing in a plan file that can't be read.
public struct PlanFault: Fault {
    /// A part of the file.
    public enum Section: String, Sendable, Hashable, Codable {
        /// The file as a whole, and its keys of one value.
        case plan
        /// The claimed score.
        case score
        /// The list of assignments.
        case assignments
        /// The list of visits left out.
        case unserved
        /// The list of pinned rows given up.
        case droppedPins = "dropped_pins"
    }

    /// The stable code, `E6…`.
    public var code: FaultCode
    /// The part of the file.
    public var section: Section
    /// Index in the section's list, from 0; nil for the section as a whole.
    public var index: Int?
    /// The key within the row or section; nil for all of it.
    public var key: String?
    /// What is wrong.
    public var message: FaultText
    /// What was found; nil where nothing is there.
    public var found: FaultText?
    /// What would be right; nil where the message says it.
    public var expected: FaultText?

    init(
        _ code: FaultCode,
        _ section: Section,
        index: Int? = nil,
        key: String? = nil,
        _ message: FaultText,
        found: FaultText? = nil,
        expected: FaultText? = nil
    ) {
        self.code = code
        self.section = section
        self.index = index
        self.key = key
        self.message = message
        self.found = found
        self.expected = expected
    }

    /// `assignments[3].crew`.
    public var place: String {
        section.rawValue + (index.map { "[\($0)]" } ?? "") + (key.map { ".\($0)" } ?? "")
    }
}

/// Why a file is no plan at all.
public struct InvalidPlan: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong; never empty.
    public var faults: [PlanFault]

    /// One line per fault.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// A plan read from a file, with the rows and claims that could not be read.
public struct PlanReading: Sendable, Hashable {
    /// What could be read.
    public var record: PlanRecord
    /// For each assignment of the record's plan, its index in the file's list.
    public var assignmentIndices: [Int]
    /// What could not be read, in the order of the file's sections.
    public var faults: [PlanFault]
}
