import Foundation
import Scheduling

/// A file or folder that could not be read or written.
public struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder.
    public var path: String
    /// What was being done, such as `open`.
    public var operation: String
    /// The system's error number; 0 where the system found nothing wrong.
    public var errorNumber: Int32
    /// Why.
    public var cause: FaultText
    /// Whether a limit on size was the cause.
    var isTooLarge = false

    init(path: String, operation: String, errorNumber: Int32) {
        self.path = path
        self.operation = operation
        self.errorNumber = errorNumber
        cause = .systemError(errorNumber)
    }

    init(path: String, operation: String, cause: FaultText, isTooLarge: Bool = false) {
        self.path = path
        self.operation = operation
        errorNumber = 0
        self.cause = cause
        self.isTooLarge = isTooLarge
    }

    /// Why, in words.
    public func reason(in language: Language) -> String { cause.text(in: language) }

    /// `plan.json: write: No space left on device`.
    public var description: String { "\(path): \(operation): \(reason(in: .english))" }
}

/// Reading by the system's calls, such that no odd file can make it wait or fill the memory.
public enum FileSystem {
    /// The names in a folder, in no order.
    static func names(inFolder path: String) throws(FileFailure) -> [String] {
        guard let folder = opendir(path) else {
            throw FileFailure(path: path, operation: "open", errorNumber: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The last name of a folder's path, links and `..` resolved.
    static func lastName(ofFolder path: String) -> String {
        var full = path
        if let resolved = realpath(path, nil) {
            full = String(cString: resolved)
            free(resolved)
        }
        return full.split(separator: "/").last.map { String($0) } ?? full
    }

    /// The content of a regular file; nil where there is none of the name.
    ///
    /// - Throws: ``FileFailure``, also where the name is that of a link which leads nowhere, of
    ///   something other than a file, or of a file larger than the limit in bytes.
    public static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        // Without O_NONBLOCK, opening a FIFO would wait for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        if file < 0 {
            let reason = errno
            // A link that leads nowhere was meant to be a file.
            if reason == ENOENT, !isPresent(path) { return nil }
            throw FileFailure(path: path, operation: "open", errorNumber: reason)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw FileFailure(path: path, operation: "stat", errorNumber: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure(path: path, operation: "open", cause: .text(.notRegularFile))
        }
        return try readAll(file, path: path, expected: Int(status.st_size), limit: limit)
    }

    private static func isPresent(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func readAll(
        _ file: Int32,
        path: String,
        expected: Int,
        limit: Int
    ) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(0, min(expected, limit)))
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while expected <= limit, bytes.count <= limit {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(path: path, operation: "read", errorNumber: errno)
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw FileFailure(
            path: path,
            operation: "read",
            cause: .text(.moreThanBytes, .init(limit)),
            isTooLarge: true
        )
    }
}
