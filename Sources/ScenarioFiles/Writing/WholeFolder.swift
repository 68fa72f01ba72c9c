import Foundation
import Scheduling

/// A folder of files, some in folders of their own, that appears with all of them or not at all.
public struct WholeFolder: Sendable, Hashable {
    /// A file by its path inside the folder: parts separated by `/`, none of them `..`.
    public struct File: Sendable, Hashable {
        /// Where it stands.
        public var path: String
        /// The whole content.
        public var bytes: [UInt8]

        /// A file from its path and content.
        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// Why the folder can't be written.
    public enum Failure: Error, Hashable, Sendable {
        /// It holds something already.
        case notEmpty(path: String)
        /// A file or folder can't be made.
        case file(FileFailure)
    }

    /// The folder as the caller names it.
    public let path: String
    /// The same with links followed, so that a folder is put in the place that a link leads to.
    private let place: String

    /// The folder at a path, which need not exist yet.
    public init(path: String) {
        self.path = path
        var place = path
        if let resolved = realpath(path, nil) {
            place = String(cString: resolved)
            free(resolved)
        }
        while place.count > 1, place.hasSuffix("/") { place.removeLast() }
        self.place = place
    }

    /// Writes the files.
    ///
    /// They are first written to a hidden folder beside it, which takes the place of one that is new
    /// or empty in one step. In one that holds something, files are replaced one by one, each whole;
    /// then those that an earlier writing left and this one doesn't have are removed. Others stay.
    /// - Parameters:
    ///   - files: What to write.
    ///   - makesParents: Whether folders above it are made where there are none.
    ///   - earlier: The files of an earlier writing; nil where the folder must be new or empty.
    /// - Throws: ``Failure`` where the folder isn't empty or something can't be written.
    public func write(
        _ files: [File],
        makesParents: Bool,
        replacing earlier: [String]?
    ) throws(Failure) {
        let isFilled = try isFilled()
        if isFilled, earlier == nil { throw .notEmpty(path: path) }
        do throws(FileFailure) {
            let beside = try makeBeside(makesParents: makesParents)
            defer { beside.remove(files.map(\.path)) }
            for file in files { try beside.write(file) }
            if isFilled {
                try beside.move(files.map(\.path), into: self)
                let kept = Set(files.map(\.path))
                removeFiles((earlier ?? []).filter { !kept.contains($0) })
            } else if rename(beside.place, place) != 0 {
                throw FileFailure(path: path, operation: "rename", errorNumber: errno)
            }
        } catch {
            throw .file(error)
        }
    }

    private func isFilled() throws(Failure) -> Bool {
        do throws(FileFailure) {
            return try !FileSystem.names(inFolder: place).isEmpty
        } catch {
            if error.errorNumber == ENOENT { return false }
            throw .file(error)
        }
    }

    private func makeBeside(makesParents: Bool) throws(FileFailure) -> WholeFolder {
        let name = place.split(separator: "/").last.map { String($0) } ?? place
        let parent = place.dropLast(name.count)
        if makesParents { try WholeFolder.makeFolders(String(parent)) }
        // Folders left by killed processes may be in the way.
        for attempt in 0..<100 {
            let beside = "\(parent).\(name).\(getpid())-\(attempt).partial"
            if mkdir(beside, 0o777) == 0 { return WholeFolder(path: beside) }
            if errno != EEXIST {
                throw FileFailure(path: beside, operation: "create", errorNumber: errno)
            }
        }
        throw FileFailure(path: path, operation: "create", errorNumber: EEXIST)
    }

    private func write(_ file: File) throws(FileFailure) {
        let target = "\(place)/\(file.path)"
        try WholeFolder.makeFolders(WholeFolder.folder(of: target))
        try DurableFile.writeUnnamed(file.bytes, to: target)
    }

    private func move(_ files: [String], into target: WholeFolder) throws(FileFailure) {
        for file in files {
            let new = "\(target.place)/\(file)"
            try WholeFolder.makeFolders(WholeFolder.folder(of: new))
            if rename("\(place)/\(file)", new) != 0 {
                throw FileFailure(path: new, operation: "rename", errorNumber: errno)
            }
        }
    }

    /// Removes files inside the folder, and folders that become empty by it.
    private func removeFiles(_ files: [String]) {
        for file in files {
            let parts = file.split(separator: "/", omittingEmptySubsequences: false)
            guard !file.hasPrefix("/"), !parts.contains(".."), !parts.contains("") else { continue }
            unlink("\(place)/\(file)")
        }
        for folder in Set(files.map { WholeFolder.folder(of: $0) }).sorted(by: >)
        where folder != "." && !folder.split(separator: "/").contains("..") {
            rmdir("\(place)/\(folder)")
        }
    }

    /// Removes the folder and the files, as far as they are there.
    private func remove(_ files: [String]) {
        removeFiles(files)
        rmdir(place)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    private static func makeFolders(_ path: String) throws(FileFailure) {
        var current = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            current += "/" + part
            if mkdir(current, 0o777) == 0 || errno == EEXIST { continue }
            throw FileFailure(path: current, operation: "create", errorNumber: errno)
        }
    }
}
