import Scheduling

/// A file of a scenario as it was read.
public struct ScenarioFile: Sendable, Hashable {
    /// The name within the folder.
    public var name: String
    /// The whole content.
    public var bytes: [UInt8]

    /// A file from its name and content.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A scenario read from files, with all that is worth knowing about the reading.
public struct ScenarioReading: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The rows as the files give them.
    public var draft: ScenarioDraft
    /// What is odd but allowed, by file and line.
    public var warnings: [InputFault]
    /// The files that were read, in the order of the format, for a hash of the input.
    public var files: [ScenarioFile]
}

/// A scenario folder held in memory.
public struct ScenarioText: Sendable, Hashable {
    /// Content by file name.
    public var files: [String: [UInt8]]
    /// The scenario's name where scenario.yaml gives none.
    public var folderName: String

    /// A folder from its files.
    public init(files: [String: [UInt8]], folderName: String = "") {
        self.files = files
        self.folderName = folderName
    }

    /// Reads and checks the scenario.
    ///
    /// - Throws: ``InvalidScenario`` with all faults at once.
    public func read() throws(InvalidScenario) -> ScenarioReading {
        try ScenarioReader.read(folderName: folderName, fileNames: Array(files.keys)) { name in
            files[name].map { .bytes($0) } ?? .absent
        }
    }
}
