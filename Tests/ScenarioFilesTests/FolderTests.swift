import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// Folders on disk: what can be there in place of a file, and files that are whole or not there.
@Suite struct FolderTests {
    /// Runs with a new folder that is removed afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        var template = Array((NSTemporaryDirectory() + "/paidan-test-XXXXXX").utf8CString)
        let made = try #require(mkdtemp(&template))
        let path = String(cString: made)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func faults(of folder: String) -> [InputFault] {
        do {
            return try ScenarioFolder(path: folder).read().warnings
        } catch {
            return error.faults
        }
    }

    @Test func aFolderWrittenIsReadBack() throws {
        let draft = try SampleFiles.valid.text.read().draft
        try withFolder { parent in
            let folder = ScenarioFolder(path: parent + "/夜班")
            try folder.write(draft)
            #expect(try folder.read().draft == draft)
            var smaller = draft
            smaller.commitments = []
            smaller.travel = []
            smaller.name = nil
            try folder.write(smaller)
            let reading = try folder.read()
            #expect(reading.draft == smaller)
            #expect(reading.scenario.name == "夜班")
            #expect(reading.files.map(\.name).contains("commitments.csv") == false)
        }
    }

    @Test func shippedScenariosAreValid() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let counts = ["tiny": 6, "erqi-night": 900, "qindu-week": 598, "baiyin-village": 250]
        for (name, count) in counts {
            let path = root.appending(path: "scenarios/\(name)").path(percentEncoded: false)
            let reading = try ScenarioFolder(path: path).read()
            #expect(reading.scenario.visits.count == count)
            let again = try ScenarioText(draft: reading.draft).read()
            #expect(again.draft == reading.draft)
        }
    }

    @Test func aFolderThatIsNotThereIsAFault() throws {
        #expect(faults(of: "/nonexistent/folder").map(\.code) == [.folderUnreadable])
        try withFolder { folder in
            try DurableFile.write([1], to: folder + "/file")
            #expect(faults(of: folder + "/file").map(\.code) == [.folderUnreadable])
            #expect(faults(of: folder).contains { $0.code == .fileMissing })
        }
    }

    @Test func aLinkThatLeadsNowhereIsAFaultAndNoAbsentFile() throws {
        try withFolder { folder in
            for (name, text) in SampleFiles.valid.files where name != "travel.csv" {
                try DurableFile.write(Array(text.utf8), to: "\(folder)/\(name)")
            }
            #expect(faults(of: folder).isEmpty)
            try #require(symlink("\(folder)/elsewhere", "\(folder)/travel.csv") == 0)
            let found = faults(of: folder)
            #expect(found.map(\.code) == [.fileUnreadable])
            #expect(found.map(\.file) == ["travel.csv"])
        }
    }

    @Test func whatIsNoFileIsAFaultAndNeverWaitedFor() throws {
        let draft = try SampleFiles.valid.text.read().draft
        try withFolder { folder in
            try ScenarioFolder(path: folder).write(draft)
            for name in ["sites.csv", "travel.csv", "commitments.csv", "scenario.yaml"] {
                let path = "\(folder)/\(name)"
                let content = try Data(contentsOf: URL(filePath: path))
                unlink(path)
                #expect(mkdir(path, 0o700) == 0)
                #expect(
                    faults(of: folder).map(\.code).contains(.fileUnreadable),
                    "a folder \(name)"
                )
                rmdir(path)
                #expect(mkfifo(path, 0o600) == 0)
                #expect(faults(of: folder).map(\.code).contains(.fileUnreadable), "a FIFO \(name)")
                unlink(path)
                #expect(symlink("/dev/zero", path) == 0)
                #expect(
                    faults(of: folder).map(\.code).contains(.fileUnreadable),
                    "a device \(name)"
                )
                unlink(path)
                try content.write(to: URL(filePath: path))
            }
            #expect(faults(of: folder).isEmpty)
        }
    }

    @Test func fileSizesHaveALimit() throws {
        let draft = try SampleFiles.valid.text.read().draft
        try withFolder { folder in
            try ScenarioFolder(path: folder).write(draft)
            // A sparse file: large by its length, with nothing on the disk.
            #expect(truncate("\(folder)/requests.csv", 1 << 40) == 0)
            #expect(faults(of: folder).map(\.code) == [.inputTooLarge])
        }
    }

    @Test func durableFilesReplaceOldOnes() throws {
        try withFolder { folder in
            let path = folder + "/plan.json"
            try DurableFile.write([1, 2, 3], to: path)
            let large = [UInt8](repeating: 7, count: 300_000)
            try DurableFile.write(large, to: path)
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(large))
            #expect(try names(in: folder) == ["plan.json"])
        }
    }

    @Test func aFailedWriteLeavesTheOldFileAndNoOther() throws {
        try withFolder { folder in
            // A folder in the file's place can't be renamed over.
            let path = folder + "/plan.json"
            #expect(mkdir(path, 0o700) == 0)
            try DurableFile.write([1], to: path + "/inside")
            let failure = #expect(throws: FileFailure.self) { try DurableFile.write([2], to: path) }
            #expect(failure?.operation == "rename")
            #expect(try names(in: folder) == ["plan.json"])
        }
        let failure = #expect(throws: FileFailure.self) {
            try DurableFile.write([1], to: "/nonexistent/folder/plan.json")
        }
        #expect(failure?.errorNumber == ENOENT)
    }

    /// The system's own folder takes no files from anyone, not even from root.
    @Test func aFolderThatTakesNoFilesIsAFailure() {
        let failure = #expect(throws: FileFailure.self) {
            try DurableFile.write([1], to: "/proc/self/plan.json")
        }
        #expect(failure?.operation == "create")
    }

    /// Root may write anywhere, so that only other users can see the refusal.
    @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderIsAFailure() throws {
        try withFolder { folder in
            try DurableFile.write([1], to: folder + "/plan.json")
            chmod(folder, 0o500)
            defer { chmod(folder, 0o700) }
            let failure = #expect(throws: FileFailure.self) {
                try DurableFile.write([2], to: folder + "/plan.json")
            }
            #expect(failure?.errorNumber == EACCES)
            #expect(try Data(contentsOf: URL(filePath: folder + "/plan.json")) == Data([1]))
        }
    }

    /// A disk of 64 kB stands for a full one; mounting it takes root.
    @Test(.enabled(if: geteuid() == 0)) func aFullDiskLeavesTheOldFile() throws {
        try withFolder { folder in
            guard mount("none", folder, "tmpfs", 0, "size=64k") == 0 else {
                // No right to mount, as in a container: nothing can be shown here.
                return
            }
            defer { umount2(folder, 0) }
            let path = folder + "/plan.json"
            try DurableFile.write([1, 2, 3], to: path)
            let large = [UInt8](repeating: 7, count: 1 << 20)
            let failure = #expect(throws: FileFailure.self) {
                try DurableFile.write(large, to: path)
            }
            #expect(failure?.errorNumber == ENOSPC)
            #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
            #expect(try names(in: folder) == ["plan.json"])
        }
    }
}
