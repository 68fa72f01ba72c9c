import Foundation
import Scheduling

extension ScenarioText {
    /// The files of a draft in format 1; reading them gives the same draft.
    public init(draft: ScenarioDraft, folderName: String = "") {
        let files = DraftText.files(of: draft).map { ($0.name, $0.bytes) }
        self.init(files: Dictionary(uniqueKeysWithValues: files), folderName: folderName)
    }
}

extension ScenarioFolder {
    /// Writes a draft as a folder in format 1, made where it doesn't exist.
    ///
    /// Files of the format that the draft doesn't need are removed, so that reading the folder gives
    /// the draft and nothing more. The draft isn't checked.
    /// - Throws: ``FileFailure`` at the first file that can't be written.
    public func write(_ draft: ScenarioDraft) throws(FileFailure) {
        if mkdir(path, 0o777) != 0, errno != EEXIST {
            throw FileFailure(path: path, operation: "make folder", errorNumber: errno)
        }
        let files = DraftText.files(of: draft)
        for file in files {
            try DurableFile.write(file.bytes, to: "\(path)/\(file.name)")
        }
        let written = Set(files.map(\.name))
        for table in DraftTable.allCases where !written.contains(table.fileName) {
            let stale = "\(path)/\(table.fileName)"
            if unlink(stale) != 0, errno != ENOENT {
                throw FileFailure(path: stale, operation: "remove", errorNumber: errno)
            }
        }
    }
}
