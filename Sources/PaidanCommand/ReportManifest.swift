import Foundation
import ScenarioFiles

/// `report.json`: what a report holds, so that a later one can take its place and leave nothing behind.
struct ReportManifest: Codable {
    /// The file's name in the report's folder.
    static let name = "report.json"

    private let format: Int
    private let audience: String
    private let language: String
    private let scenario: String
    private let inputSHA256: String
    private let files: [String]

    private enum CodingKeys: String, CodingKey {
        case format
        case audience
        case language
        case scenario
        case inputSHA256 = "input_sha256"
        case files
    }

    /// The description of a report.
    init(
        audience: String,
        language: String,
        scenario: String,
        inputHash: String,
        files: [String]
    ) {
        format = 1
        self.audience = audience
        self.language = language
        self.scenario = scenario
        inputSHA256 = inputHash
        self.files = files
    }

    /// The file.
    var file: WholeFolder.File {
        WholeFolder.File(path: ReportManifest.name, bytes: JSONText.encode(self))
    }

    /// The files of the report that stands in a folder; none where there is no report.
    static func files(in folder: WholeFolder) -> [String] {
        let path = "\(folder.path)/\(name)"
        guard let bytes = try? FileSystem.read(path, limit: 16 << 20),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: Data(bytes))
        else { return [] }
        return manifest.files
    }
}
