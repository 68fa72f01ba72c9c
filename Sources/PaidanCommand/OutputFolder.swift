import Foundation
import ScenarioFiles
import Scheduling

/// Why a folder can't take a run's output.
enum OutputFailure: Error, Hashable {
    /// Something other than a folder is in the way.
    case notAFolder(path: String)
    /// The folder, or one above it, can't be made.
    case cannotCreate(path: String, reason: FaultText)
    /// Files can't be made or written in the folder.
    case notWritable(path: String, reason: FaultText)
    /// Another run is writing into the folder; its process id where known.
    case inUse(path: String, processID: String?)
}

/// A folder that one run at a time writes its results into.
struct OutputFolder: Sendable {
    /// Names of the files that a run leaves, in the order in which they are written.
    enum File: String, CaseIterable {
        case assignments = "assignments.csv"
        case run = "run.json"
        case plan = "plan.json"
    }

    /// Holds the lock while anything refers to it; the system frees it when the process ends.
    private final class Lock: Sendable {
        let descriptor: Int32
        init(descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    /// The file whose lock says that a run is under way; it stays, for removing it would be a race.
    static let lockName = ".paidan.lock"

    /// The folder as the caller named it.
    let path: String
    private let lock: Lock

    /// Makes the folder where there is none, locks it, and tries that files can be written in it.
    init(path: String) throws(OutputFailure) {
        self.path = path
        try OutputFolder.create(path)
        lock = try OutputFolder.lock(path)
        try tryWriting()
    }

    /// Where a file of the run stands.
    func path(of file: File) -> String { path + "/" + file.rawValue }

    private static func create(_ path: String) throws(OutputFailure) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        var current = path.hasPrefix("/") ? "" : "."
        for part in parts {
            current += "/" + part
            guard mkdir(current, 0o777) != 0 else { continue }
            let reason = errno
            var status = stat()
            // What is there already may be a link to a folder; some systems refuse mkdir otherwise.
            guard stat(current, &status) == 0 else {
                throw .cannotCreate(path: current, reason: .systemError(reason))
            }
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: current) }
        }
    }

    private static func lock(_ path: String) throws(OutputFailure) -> Lock {
        let lockPath = path + "/" + lockName
        // Neither a link to elsewhere nor a pipe that waits for a reader may stand in its place.
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = open(lockPath, flags, 0o666)
        guard descriptor >= 0 else {
            throw .notWritable(path: lockPath, reason: .systemError(errno))
        }
        let lock = Lock(descriptor: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .notWritable(path: lockPath, reason: .text(.notRegularFile))
        }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw .inUse(path: path, processID: holder(descriptor))
            default: throw .notWritable(path: path, reason: .systemError(errno))
            }
        }
        // Who holds it is a courtesy for the message above: a full disk is found out later.
        ftruncate(descriptor, 0)
        _ = "\(getpid())\n".withCString { write(descriptor, $0, strlen($0)) }
        return lock
    }

    private static func holder(_ descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }

    /// Writes a file of some size and removes it again, so that a run doesn't plan for nothing.
    private func tryWriting() throws(OutputFailure) {
        for file in File.allCases {
            var status = stat()
            guard lstat(path(of: file), &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                throw .notWritable(path: path(of: file), reason: .systemError(EISDIR))
            }
        }
        let trial = path + "/.paidan.trial"
        // Whatever stands there was left by a run that was killed.
        unlink(trial)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(trial, flags, 0o666)
        guard descriptor >= 0 else { throw .notWritable(path: path, reason: .systemError(errno)) }
        defer { unlink(trial) }
        let sample = [UInt8](repeating: 0, count: 65_536)
        let isWritten = write(descriptor, sample, sample.count) == sample.count
        let isKept = isWritten && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard isKept else {
            // A write that stops half-way gives no error of its own.
            throw .notWritable(path: path, reason: .systemError(reason == 0 ? ENOSPC : reason))
        }
    }
}
