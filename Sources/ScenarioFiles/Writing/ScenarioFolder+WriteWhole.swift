import Scheduling

extension ScenarioFolder {
    /// Writes a draft as a folder that appears with all its files, or not at all.
    ///
    /// In a folder that holds something, the scenario's files are replaced one by one, each whole, and
    /// other files stay; see ``WholeFolder``. Folders above it are made where there are none.
    /// - Parameters:
    ///   - draft: What to write; it isn't checked.
    ///   - replaces: Whether the folder may hold something already.
    /// - Throws: ``WholeFolder/Failure`` where the folder isn't empty or something can't be written.
    public func writeWhole(
        _ draft: ScenarioDraft,
        replaces: Bool
    ) throws(WholeFolder.Failure) {
        let files = DraftText.files(of: draft).map {
            WholeFolder.File(path: $0.name, bytes: $0.bytes)
        }
        let known = DraftTable.allCases.map(\.fileName)
        try WholeFolder(path: path).write(
            files,
            makesParents: true,
            replacing: replaces ? known : nil
        )
    }
}
