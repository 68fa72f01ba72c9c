import Foundation
import Testing

@Suite("The example in README.md")
struct ReadmeExampleTests {
    /// `ReadmeExample.swift` is compiled with the tests, so what it holds compiles.
    @Test("is the text of ReadmeExample.swift, which is compiled")
    func isCompiled() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let source = try String(
            contentsOf: folder.appending(path: "ReadmeExample.swift"),
            encoding: .utf8
        )
        let readme = try String(
            contentsOf: folder.appending(path: "../../README.md"),
            encoding: .utf8
        )
        let example = try #require(
            readme.split(separator: "```swift\n").dropFirst().first?.split(separator: "```").first
        )
        #expect(String(example) == source)
    }

    @Test("plans the smallest shipped scenario")
    func plansTiny() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../scenarios/tiny").path()
        let result = try await planTonight(folder: folder)
        // Six visits, of which R5 lies beyond reach: the other five can all be served.
        #expect(result.plan.unserved.map(\.visit) == ["R5"])
    }
}
