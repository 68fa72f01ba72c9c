import Foundation
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

/// A small scenario as text that uses every file and most columns, to be read as it is or changed.
struct SampleFiles {
    var files: [String: String]

    /// Three days from a Monday; three sites, three teams, five services, six requests, two programs.
    static let valid = SampleFiles(files: sampleFiles)

    /// The files with one piece of text replaced; the text must be there.
    func replacing(_ file: String, _ old: String, _ new: String) throws -> SampleFiles {
        let text = try #require(files[file])
        let range = try #require(text.range(of: old), "\(file) holds no \(old)")
        var changed = self
        changed.files[file] = text.replacingCharacters(in: range, with: new)
        return changed
    }

    /// The files without one of them.
    func removing(_ file: String) -> SampleFiles {
        var changed = self
        changed.files[file] = nil
        return changed
    }

    /// The files as bytes in UTF-8.
    var text: ScenarioText {
        ScenarioText(files: files.mapValues { Array($0.utf8) }, folderName: "folder")
    }

    /// The scenario that the files hold.
    func scenario() throws -> Scenario { try text.read().scenario }

    /// All that is wrong or odd.
    func faults() -> [InputFault] {
        do {
            return try text.read().warnings
        } catch {
            return error.faults
        }
    }
}

/// One change of the sample and the one fault that it must give.
struct FaultCase: CustomTestStringConvertible, Sendable {
    var file: String
    var old: String
    var new: String
    var code: FaultCode
    /// `file:line: column`, the column left out where there is none.
    var place: String

    init(_ file: String, _ old: String, _ new: String, _ code: FaultCode, _ place: String) {
        self.file = file
        self.old = old
        self.new = new
        self.code = code
        self.place = place
    }

    var testDescription: String { "\(code.rawValue) \(place) (\(old) → \(new))" }

    /// Changes the sample and expects the fault, and no further error that would mislead.
    func check() throws {
        let faults = try SampleFiles.valid.replacing(file, old, new).faults()
        let found = faults.filter { $0.code == code }.map {
            "\($0.file):\($0.line)" + ($0.column.map { ": \($0)" } ?? "")
        }
        #expect(found == [place])
        if code.isError {
            let errors = faults.filter { $0.severity == .error }
            #expect(errors.count == 1, "\(errors)")
        }
    }
}
