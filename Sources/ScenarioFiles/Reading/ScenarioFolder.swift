import Scheduling

/// A folder that holds a scenario in format 1.
public struct ScenarioFolder: Sendable, Hashable {
    /// Where the folder is.
    public var path: String

    /// The folder at a path, which need not exist yet.
    public init(path: String) { self.path = path }

    /// Reads and checks the scenario.
    ///
    /// - Throws: ``InvalidScenario`` with all faults at once; also where there is no such folder.
    public func read() throws(InvalidScenario) -> ScenarioReading {
        let names: [String]
        do throws(FileFailure) {
            names = try FileSystem.names(inFolder: path)
        } catch {
            throw InvalidScenario(faults: [
                InputFault(
                    code: .folderUnreadable,
                    file: path,
                    message: .text(.folderUnreadable),
                    found: error.cause,
                    expected: .text(.aScenarioFolder)
                )
            ])
        }
        return try ScenarioReader.read(folderName: name, fileNames: names) { content(of: $0) }
    }

    /// The last part of the path, or of the working folder's path for `.` and the like.
    private var name: String { FileSystem.lastName(ofFolder: path) }

    private func content(of file: String) -> FileContent {
        do throws(FileFailure) {
            let bytes = try FileSystem.read("\(path)/\(file)", limit: FileLimit.tableBytes)
            return bytes.map { .bytes($0) } ?? .absent
        } catch {
            return .failed(
                InputFault(
                    code: error.isTooLarge ? .inputTooLarge : .fileUnreadable,
                    file: file,
                    message: .text(.fileUnreadable),
                    found: error.cause,
                    expected: error.isTooLarge
                        ? .text(.atMostBytes, .init(FileLimit.tableBytes)) : .text(.aReadableFile)
                )
            )
        }
    }
}

/// How large a file may be before it is refused; far above any real one.
enum FileLimit {
    static let tableBytes = 32 << 20
    static let settingsBytes = 64 << 10
}
