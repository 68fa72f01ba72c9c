import Foundation
import Testing

@testable import PaidanCommand

@Suite("The output folder")
struct OutputFolderTests {
    @Test("is made with all folders above it")
    func made() throws {
        let folder = try TestFolder()
        let output = try OutputFolder(path: folder("a/b/c"))
        #expect(folder.has("a/b/c/\(OutputFolder.lockName)"))
        #expect(output.path(of: .plan) == folder("a/b/c/plan.json"))
        // Nothing is left of the trial.
        #expect(!folder.has("a/b/c/.paidan.trial"))
    }

    @Test("that is a file, or below one, is refused")
    func file() throws {
        let folder = try TestFolder()
        try folder.write("", to: "file")
        for path in [folder("file"), folder("file/below")] {
            #expect(throws: OutputFailure.notAFolder(path: folder("file"))) {
                try OutputFolder(path: path)
            }
        }
    }

    @Test("with a folder in the place of a file is refused")
    func folderInTheWay() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder("out/plan.json"),
            withIntermediateDirectories: true
        )
        #expect(
            throws: OutputFailure.notWritable(
                path: folder("out/plan.json"),
                reason: .systemError(EISDIR)
            )
        ) { try OutputFolder(path: folder("out")) }
    }

    @Test("where no folder can be made is refused")
    func cannotCreate() throws {
        // Not even root can make folders here.
        #expect(throws: OutputFailure.self) { try OutputFolder(path: "/proc/paidan-test") }
    }

    @Test("that may not be written to is refused before any planning")
    func readOnly() async throws {
        let folder = try TestFolder()
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder("out"))
        defer {
            try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("out"))
        }
        // Permissions bind everybody but root; for root, a file system that is read-only does.
        let path = geteuid() == 0 ? "/proc" : folder("out")
        let outcome = await paidan("plan", shippedScenario("tiny"), "--out", path)
        #expect(outcome.status == .outputNotWritten)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("can't write in"))
    }

    @Test("serves one run at a time, and says which process has it")
    func locked() async throws {
        let folder = try TestFolder()
        let first = try OutputFolder(path: folder("out"))
        #expect(
            throws: OutputFailure.inUse(path: folder("out"), processID: "\(getpid())")
        ) { try OutputFolder(path: folder("out")) }
        let outcome = await paidan("plan", shippedScenario("tiny"), "--out", folder("out"))
        #expect(outcome.status == .outputNotWritten)
        #expect(outcome.errors.contains("another run (process \(getpid()))"))
        let json = await paidan(
            "plan",
            shippedScenario("tiny"),
            "--out",
            folder("out"),
            "--format",
            "json"
        )
        #expect(json.status == .outputNotWritten)
        #expect(try json.document()["outcome"] == .text("not-written"))
        withExtendedLifetime(first) {}
    }

    @Test("with a pipe or a link in the place of the lock is refused, and nobody waits")
    func oddLock() throws {
        let folder = try TestFolder()
        let lock = "\(OutputFolder.lockName)"
        try FileManager.default.createDirectory(
            atPath: folder("pipe"),
            withIntermediateDirectories: false
        )
        try #require(mkfifo(folder("pipe/\(lock)"), 0o600) == 0)
        #expect(
            throws: OutputFailure.notWritable(
                path: folder("pipe/\(lock)"),
                reason: .text(.notRegularFile)
            )
        ) { try OutputFolder(path: folder("pipe")) }
        try FileManager.default.createDirectory(
            atPath: folder("link"),
            withIntermediateDirectories: false
        )
        try folder.write("precious", to: "elsewhere")
        try #require(symlink(folder("elsewhere"), folder("link/\(lock)")) == 0)
        #expect(throws: OutputFailure.self) { try OutputFolder(path: folder("link")) }
        #expect(try folder.text("elsewhere") == "precious")
    }

    @Test("with a pipe or a link in the place of the trial is used all the same")
    func oddTrial() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder("out"),
            withIntermediateDirectories: false
        )
        try #require(mkfifo(folder("out/.paidan.trial"), 0o600) == 0)
        _ = try OutputFolder(path: folder("out"))
        try folder.write("precious", to: "elsewhere")
        try #require(symlink(folder("elsewhere"), folder("out/.paidan.trial")) == 0)
        _ = try OutputFolder(path: folder("out"))
        #expect(try folder.text("elsewhere") == "precious")
        #expect(!folder.has("out/.paidan.trial"))
    }

    @Test("is free again after a run, and a lock file left by a dead one is no hindrance")
    func stale() throws {
        let folder = try TestFolder()
        _ = try OutputFolder(path: folder("out"))
        _ = try OutputFolder(path: folder("out"))
        try folder.write("999999\n", to: "out/\(OutputFolder.lockName)")
        _ = try OutputFolder(path: folder("out"))
        #expect(try folder.text("out/\(OutputFolder.lockName)") == "\(getpid())\n")
    }
}
