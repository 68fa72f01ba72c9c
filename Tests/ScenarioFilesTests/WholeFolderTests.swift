import Foundation
import ScenarioFiles
import Testing

@Suite("Folders that appear whole")
struct WholeFolderTests {
    /// A folder for one test, removed with it.
    private final class Place {
        let path: String

        init() throws {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "paidan-whole-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            path = folder.path(percentEncoded: false)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func text(_ name: String) -> String? {
            try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        }

        func names() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        }
    }

    private func files(_ contents: [String: String]) -> [WholeFolder.File] {
        contents.sorted { $0.key < $1.key }.map {
            WholeFolder.File(path: $0.key, bytes: Array($0.value.utf8))
        }
    }

    @Test("makes the folder, those above it and those in it, and leaves nothing beside it")
    func new() throws {
        let place = try Place()
        let folder = WholeFolder(path: "\(place.path)/a/b")
        try folder.write(
            files(["x.txt": "1", "c/d/y.txt": "2"]),
            makesParents: true,
            replacing: nil
        )
        #expect(
            try place.names() == ["a", "a/b", "a/b/c", "a/b/c/d", "a/b/c/d/y.txt", "a/b/x.txt"]
        )
        #expect(place.text("a/b/c/d/y.txt") == "2")
    }

    @Test("makes no folder above it where it isn't to")
    func noParents() throws {
        let place = try Place()
        #expect(throws: WholeFolder.Failure.self) {
            try WholeFolder(path: "\(place.path)/a/b")
                .write(files(["x.txt": "1"]), makesParents: false, replacing: nil)
        }
        #expect(try place.names() == [])
    }

    @Test("leaves a folder alone that holds something, unless it may replace it")
    func filled() throws {
        let place = try Place()
        let folder = WholeFolder(path: place.path)
        try folder.write(
            files(["x.txt": "1", "sub/old.txt": "2"]),
            makesParents: true,
            replacing: nil
        )
        try "mine".write(toFile: "\(place.path)/own.txt", atomically: true, encoding: .utf8)
        #expect(throws: WholeFolder.Failure.notEmpty(path: folder.path)) {
            try folder.write(files(["x.txt": "3"]), makesParents: true, replacing: nil)
        }
        #expect(place.text("x.txt") == "1")
        // What the earlier writing left and the new one doesn't have goes; what is another's stays.
        let earlier = ["x.txt", "sub/old.txt", "../elsewhere.txt", "/etc/none"]
        try folder.write(
            files(["x.txt": "3", "new/z.txt": "4"]),
            makesParents: true,
            replacing: earlier
        )
        #expect(try place.names() == ["new", "new/z.txt", "own.txt", "x.txt"])
        #expect(place.text("x.txt") == "3")
    }

    @Test("never removes anything outside of the folder, whatever a list of files says")
    func outside() throws {
        let place = try Place()
        let folder = WholeFolder(path: "\(place.path)/report")
        try folder.write(files(["x.txt": "1"]), makesParents: true, replacing: nil)
        try "keep".write(toFile: "\(place.path)/keep.txt", atomically: true, encoding: .utf8)
        let wicked = ["../keep.txt", "a/../../keep.txt", "\(place.path)/keep.txt", ""]
        try folder.write(files(["x.txt": "2"]), makesParents: true, replacing: wicked)
        #expect(place.text("keep.txt") == "keep")
    }

    @Test("tells where something can't be made")
    func inTheWay() throws {
        let place = try Place()
        try "file".write(toFile: "\(place.path)/file", atomically: true, encoding: .utf8)
        #expect(throws: WholeFolder.Failure.self) {
            try WholeFolder(path: "\(place.path)/file/below")
                .write(files(["x.txt": "1"]), makesParents: true, replacing: nil)
        }
        #expect(try place.names() == ["file"])
    }
}
