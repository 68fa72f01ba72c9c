import Foundation

/// The built program, run as a process of its own.
final class ChildProcess {
    private let process = Process()
    private let errors = Pipe()
    /// What standard error held so far.
    private(set) var seen = ""

    /// Starts `paidan` with its output thrown away, or going to `output`.
    init(_ arguments: [String], output: FileHandle = .nullDevice) throws {
        process.executableURL = ChildProcess.program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Starts a shell that becomes `paidan` after a preparation.
    init(after preparation: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: "/bin/sh")
        let program = ChildProcess.program.path(percentEncoded: false)
        process.arguments = ["-c", "\(preparation); exec \"$0\" \"$@\"", program] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
    }

    /// The program beside the tests' own.
    static var program: URL {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "paidan")
    }

    /// Waits until standard error holds a text, or the process ends.
    ///
    /// - Returns: whether the text came.
    func waitForErrors(containing text: String) -> Bool {
        while !seen.contains(text) {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { return false }
            seen += String(decoding: data, as: UTF8.self)
        }
        return true
    }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end.
    ///
    /// - Returns: the exit status; 256 and the signal's number where one killed the process.
    func wait() -> Int32 {
        while !errors.fileHandleForReading.availableData.isEmpty {}
        process.waitUntilExit()
        return process.terminationReason == .exit
            ? process.terminationStatus : 256 + process.terminationStatus
    }
}
