import Foundation
import PaidanTestSupport
import Scheduling
import Testing

@testable import PaidanCommand

@Suite("The built program", .serialized, .timeLimit(.minutes(5)))
struct ProcessTests {
    private let large = shippedScenario("erqi-night")

    /// Each of a run's files is absent or whole, and the plan passes its audit.
    private func checkFiles(_ folder: TestFolder, _ out: String) async throws {
        if folder.has("\(out)/plan.json") {
            let check = await paidan("check", large, folder("\(out)/plan.json"))
            #expect(check.status == .success)
        }
        if folder.has("\(out)/run.json") {
            #expect(try JSONDocument(folder.text("\(out)/run.json"))["format"] == .number(1))
        }
        if folder.has("\(out)/assignments.csv") {
            let table = try folder.text("\(out)/assignments.csv")
            #expect(table.contains("visit,service,role"))
            #expect(table.hasSuffix("\r\n"))
        }
    }

    @Test(
        "writes the best plan so far when interrupted or terminated, and says which",
        arguments: [CommandStatus.interrupted, .terminated, .hungUp]
    )
    func signals(status: CommandStatus) async throws {
        let folder = try TestFolder()
        let child = try ChildProcess(["plan", large, "--out", folder("out"), "--time", "200"])
        #expect(child.waitForErrors(containing: "score"))
        // By custom the status is 128 and the signal's number.
        child.send(status.rawValue - 128)
        #expect(child.wait() == status.rawValue)
        #expect(folder.has("out/plan.json"))
        try await checkFiles(folder, "out")
    }

    @Test("ends at the second signal whatever it is doing, and leaves whole files")
    func secondSignal() async throws {
        let folder = try TestFolder()
        let child = try ChildProcess(
            ["plan", large, "--out", folder("out"), "--time", "200", "--checkpoint", "0.05"])
        #expect(child.waitForErrors(containing: "score"))
        child.send(SIGINT)
        child.send(SIGTERM)
        #expect([130, 143].contains(child.wait()))
        try await checkFiles(folder, "out")
    }

    @Test("leaves each file old or new when killed at any moment, and the folder usable")
    func killed() async throws {
        let folder = try TestFolder()
        var random = SplitMix64(seed: 11)
        for _ in 0..<10 {
            let child = try ChildProcess(
                ["plan", large, "--out", folder("out"), "--time", "200", "--checkpoint", "0.02"])
            if random.chance(80) { #expect(child.waitForErrors(containing: "score")) }
            try await Task.sleep(for: .milliseconds(random.within(0...250)))
            child.send(SIGKILL)
            #expect(child.wait() == 256 + SIGKILL)
            try await checkFiles(folder, "out")
        }
        let last = try ChildProcess(["plan", large, "--out", folder("out"), "--time", "2"])
        #expect(last.wait() == 0)
        try await checkFiles(folder, "out")
    }

    @Test("has the first whole plan on the disk once it searches, whatever the checkpoint")
    func killedInSearch() async throws {
        let folder = try TestFolder()
        let child = try ChildProcess([
            "plan", large, "--out", folder("out"), "--time", "3600", "--format", "json",
        ])
        #expect(child.waitForErrors(containing: "\"phase\":\"search\""))
        child.send(SIGKILL)
        #expect(child.wait() == 256 + SIGKILL)
        try await checkFiles(folder, "out")
        let first = try #require(child.seen.split(separator: "\n").first)
        let built = try #require(JSONDocument(first)["total"]?.number)
        let saved = try JSONDocument(folder.text("out/plan.json"))["score"]?["total"]?.number
        #expect(try #require(saved) >= built)
        // Far from what the pinned visits alone are worth (1,097 points).
        #expect(built > 100_000)
    }

    @Test("saves what the search finds at the checkpoints while it runs")
    func savesWhileSearching() async throws {
        let folder = try TestFolder()
        let child = try ChildProcess([
            "plan", large, "--out", folder("out"), "--time", "3600", "--format", "json",
            "--checkpoint", "0.05",
        ])
        #expect(child.waitForErrors(containing: "\"phase\":\"search\""))
        let first = try #require(child.seen.split(separator: "\n").first)
        let built = try #require(JSONDocument(first)["total"]?.number)
        var saved: Double?
        // A minute's patience; a fraction of a second is what it takes.
        for _ in 0..<600 where saved ?? 0 <= built {
            try await Task.sleep(for: .milliseconds(100))
            saved = try JSONDocument(folder.text("out/plan.json"))["score"]?["total"]?.number
        }
        child.send(SIGKILL)
        #expect(child.wait() == 256 + SIGKILL)
        #expect(try #require(saved) > built)
        try await checkFiles(folder, "out")
    }

    @Test("says that results were lost where standard output can't take them")
    func fullOutput() throws {
        let folder = try TestFolder()
        let tiny = shippedScenario("tiny")
        for arguments in [
            ["check", tiny], ["check", tiny, "--format", "json"],
            ["plan", tiny, "--out", folder("out"), "--work", "10"],
            ["plan", tiny, "--out", folder("out"), "--work", "10", "--format", "json"],
            ["check", tiny, folder("out/plan.json")], ["publish", tiny, folder("out/plan.json")],
        ] {
            let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
            let child = try ChildProcess(arguments, output: full)
            #expect(child.waitForErrors(containing: "standard output could not be written"))
            #expect(child.wait() == 5, "\(arguments)")
        }
    }

    @Test("runs once at a time per folder, also across processes")
    func lock() async throws {
        let folder = try TestFolder()
        let first = try ChildProcess(["plan", large, "--out", folder("out"), "--time", "200"])
        #expect(first.waitForErrors(containing: "score"))
        let second = await paidan("plan", large, "--out", folder("out"), "--time", "2")
        #expect(second.status == .outputNotWritten)
        first.send(SIGINT)
        #expect(first.wait() == 130)
        let third = await paidan("plan", large, "--out", folder("out"), "--time", "2")
        #expect(third.status == .success)
    }

    @Test("says that files were not written where they may not grow, and keeps the old ones")
    func fileSizeLimit() async throws {
        let folder = try TestFolder()
        let first = try ChildProcess(["plan", large, "--out", folder("out"), "--time", "2"])
        #expect(first.wait() == 0)
        let old = try folder.bytes("out/plan.json")
        // Blocks of 512 bytes: 20 stop the trial before planning; 128 let it pass (64 KiB), but not
        // a plan of 900 visits.
        for blocks in [20, 128] {
            let child = try ChildProcess(
                after: "ulimit -f \(blocks)",
                ["plan", large, "--out", folder("out"), "--time", "2", "--seed", "9"]
            )
            #expect(child.wait() == 5)
            #expect(try folder.bytes("out/plan.json") == old)
            try await checkFiles(folder, "out")
        }
    }

    @Test("says that files were not written on a full disk", .enabled(if: RAMDisk.isAllowed))
    func fullDisk() async throws {
        let folder = try TestFolder()
        let disk = try #require(RAMDisk(at: folder("disk"), kibibytes: 1024))
        let first = try ChildProcess(["plan", large, "--out", folder("disk/out"), "--time", "2"])
        #expect(first.wait() == 0)
        let old = try folder.bytes("disk/out/plan.json")
        // Nothing left; then enough for the trial before planning, but not for the files.
        for freeKibibytes in [0, 68] {
            disk.fill(leaving: freeKibibytes)
            let child = try ChildProcess(
                ["plan", large, "--out", folder("disk/out"), "--time", "2", "--seed", "9"])
            #expect(child.wait() == 5)
            #expect(try folder.bytes("disk/out/plan.json") == old)
            try await checkFiles(folder, "disk/out")
        }
    }

    @Test("takes a closed pipe for no reason to die")
    func closedPipe() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let child = try ChildProcess(
            ["check", large],
            output: pipe.fileHandleForWriting
        )
        #expect(child.wait() == 0)
    }
}

/// A small file system in memory; only root may mount one, and not everywhere.
final class RAMDisk {
    private let path: String

    /// Mounts a file system at a new folder; nil where that is not allowed.
    init?(at path: String, kibibytes: Int) {
        self.path = path
        let manager = FileManager.default
        try? manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else { return nil }
    }

    deinit { umount(path) }

    /// Whether file systems may be mounted here.
    static var isAllowed: Bool {
        let path = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID())")
            .path(percentEncoded: false)
        defer { rmdir(path) }
        return RAMDisk(at: path, kibibytes: 64) != nil
    }

    /// Fills it up but for so much.
    func fill(leaving kibibytes: Int) {
        let file = open(path + "/filler", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4096)
        var blocks = 0
        while write(file, block, block.count) == block.count { blocks += 1 }
        ftruncate(file, max(0, blocks * 4096 - kibibytes * 1024))
    }
}
