import Foundation
import Scheduling

extension ScenarioFolder {
    /// Why a draft can't be written as a whole folder.
    public enum WholeFailure: Error, Hashable, Sendable {
        /// The folder holds something already.
        case notEmpty(path: String)
        /// A file or folder can't be made.
        case file(FileFailure)
    }

    /// Writes a draft as a folder that appears with all its files, or not at all.
    ///
    /// The files are first written to a hidden folder beside it. A folder that is new or empty is
    /// then put in place in one step. In one that holds something, the scenario's files are replaced
    /// one by one, each whole, and other files stay.
    /// - Parameters:
    ///   - draft: What to write; it isn't checked.
    ///   - replaces: Whether the folder may hold something already.
    /// - Throws: ``WholeFailure`` where the folder isn't empty or something can't be written.
    public func writeWhole(_ draft: ScenarioDraft, replaces: Bool) throws(WholeFailure) {
        let isFilled = try isFilled()
        if isFilled, !replaces { throw .notEmpty(path: path) }
        do throws(FileFailure) {
            try writeBeside(draft, isFilled: isFilled)
        } catch {
            throw .file(error)
        }
    }

    /// Whether there is a folder that holds something; throws where there is something else.
    private func isFilled() throws(WholeFailure) -> Bool {
        do throws(FileFailure) {
            return try !FileSystem.names(inFolder: path).isEmpty
        } catch {
            if error.errorNumber == ENOENT { return false }
            throw .file(error)
        }
    }

    private func writeBeside(_ draft: ScenarioDraft, isFilled: Bool) throws(FileFailure) {
        let target = trimmed
        let name = target.split(separator: "/").last.map { String($0) } ?? target
        let parent = target.dropLast(name.count)
        let beside = ScenarioFolder(path: "\(parent).\(name).\(getpid()).partial")
        defer { beside.remove() }
        try beside.write(draft)
        if isFilled {
            try beside.moveFiles(into: target)
        } else if rename(beside.path, target) != 0 {
            throw FileFailure(path: target, operation: "rename", errorNumber: errno)
        }
    }

    /// The path without slashes at its end.
    private var trimmed: String {
        var text = path
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// Moves the scenario's files over those of another folder, and removes those it has not.
    private func moveFiles(into target: String) throws(FileFailure) {
        for table in DraftTable.allCases {
            let old = "\(target)/\(table.fileName)"
            if rename("\(path)/\(table.fileName)", old) == 0 { continue }
            let reason = errno
            let isLeftOut = reason == ENOENT && (unlink(old) == 0 || errno == ENOENT)
            if !isLeftOut {
                throw FileFailure(path: old, operation: "rename", errorNumber: reason)
            }
        }
    }

    /// Removes the folder and the scenario's files in it, as far as they are there.
    private func remove() {
        for table in DraftTable.allCases { unlink("\(path)/\(table.fileName)") }
        rmdir(path)
    }
}
