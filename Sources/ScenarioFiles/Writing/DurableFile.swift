import Foundation

/// Writes files that are whole or not there at all, whatever happens in between.
public enum DurableFile {
    /// Replaces a file by new content.
    ///
    /// The content goes to a temporary file in the same folder, which is flushed to the disk and then
    /// renamed over the old one; then the folder is flushed too. A failure leaves the old file, and
    /// no temporary one; a killed process may leave a hidden file that ends in `.partial`.
    /// - Throws: ``FileFailure`` with the step that failed.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let (temporary, file) = try openTemporary(for: path)
        do throws(FileFailure) {
            do throws(FileFailure) {
                try writeAll(bytes, to: file, path: temporary)
                try check(fsync(file), "flush", temporary)
            } catch {
                close(file)
                throw error
            }
            // Some file systems report a full disk only here.
            try check(close(file), "close", temporary)
            try check(rename(temporary, path), "rename", path)
        } catch {
            unlink(temporary)
            throw error
        }
        try flushFolder(of: path)
    }

    /// Writes a file in a folder that nobody knows yet, flushed to the disk.
    static func writeUnnamed(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        try check(file, "create", path)
        do throws(FileFailure) {
            try writeAll(bytes, to: file, path: path)
            try check(fsync(file), "flush", path)
        } catch {
            close(file)
            throw error
        }
        try check(close(file), "close", path)
    }

    private static func openTemporary(
        for path: String
    ) throws(FileFailure) -> (path: String, file: Int32) {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        // Names left by killed processes may be in the way.
        for attempt in 0..<100 {
            let temporary = "\(folder(of: path))/.\(name).\(getpid())-\(attempt).partial"
            let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 { return (temporary, file) }
            if errno != EEXIST {
                throw FileFailure(path: path, operation: "create", errorNumber: errno)
            }
        }
        throw FileFailure(path: path, operation: "create", errorNumber: EEXIST)
    }

    private static func writeAll(
        _ bytes: [UInt8],
        to file: Int32,
        path: String
    ) throws(FileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(path: path, operation: "write", errorNumber: errno)
            }
            rest = rest.dropFirst(count)
        }
    }

    private static func flushFolder(of path: String) throws(FileFailure) {
        let folder = folder(of: path)
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(handle, "open", folder)
        defer { close(handle) }
        // Some file systems can't flush a folder; the rename has been done all the same.
        if fsync(handle) != 0, errno != EINVAL {
            throw FileFailure(path: folder, operation: "flush", errorNumber: errno)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func check(
        _ result: Int32,
        _ operation: String,
        _ path: String
    ) throws(FileFailure) {
        if result < 0 { throw FileFailure(path: path, operation: operation, errorNumber: errno) }
    }
}
