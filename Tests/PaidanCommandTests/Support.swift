import Foundation
import Synchronization

@testable import PaidanCommand

/// Keeps what is written to it; or, on request, refuses to take anything.
final class CollectingSink: TextSink {
    private let collected = Mutex("")
    private let answer: Written

    init(answer: Written = .whole) { self.answer = answer }

    var text: String { collected.withLock { $0 } }

    /// Lines without their line feeds.
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    func write(_ text: String) -> Written {
        if answer == .whole { collected.withLock { $0 += text } }
        return answer
    }
}

/// What a command line did.
struct Outcome {
    let status: CommandStatus
    let output: String
    let errors: String

    /// The JSON object on standard output.
    func document() throws -> JSONDocument { try JSONDocument(output) }
}

/// Runs a command line inside the test's process.
func paidan(
    _ arguments: String...,
    environment: [String: String] = [:],
    output: CollectingSink = CollectingSink()
) async -> Outcome {
    let errors = CollectingSink()
    let console = Console(output: output, errors: errors, environment: environment)
    let status = await PaidanProgram.run(arguments, in: console)
    return Outcome(status: status, output: output.text, errors: errors.text)
}

/// A folder for one test, removed with it.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        let name = "paidan-test-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path inside the folder.
    func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// A copy of a shipped scenario, to be changed by the test.
    func scenario(_ name: String = "tiny", withCommitments: Bool = false) throws -> String {
        let target = self("scenario")
        try FileManager.default.copyItem(atPath: shippedScenario(name), toPath: target)
        if !withCommitments {
            try FileManager.default.removeItem(atPath: target + "/commitments.csv")
        }
        return target
    }

    /// Writes a file of text.
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: self(name), atomically: true, encoding: .utf8)
    }

    /// The text of a file.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: self(name), encoding: .utf8)
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self(name))))
    }

    /// What the folder holds, hidden files too.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }

    /// Whether there is a file or folder of the name.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }
}

/// Where a scenario of the repository lies.
func shippedScenario(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../scenarios/\(name)").standardizedFileURL
        .path(percentEncoded: false)
}
