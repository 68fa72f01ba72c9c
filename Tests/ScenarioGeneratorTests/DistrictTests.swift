import Foundation
import ScenarioFiles
import Scheduling
import Testing

@testable import ScenarioGenerator

/// The profiles that are one district each.
private let districts = ScenarioProfile.allCases.filter { !$0.hasSizes }

@Suite("The districts")
struct DistrictTests {
    /// Where the scenarios of the repository lie.
    private var shipped: URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../scenarios").standardizedFileURL
    }

    @Test("Seed 1 gives the folder that is checked in, byte for byte", arguments: districts)
    func checkedIn(profile: ScenarioProfile) throws {
        let options = GeneratorOptions(profile: profile)
        let folder = shipped.appending(path: options.scenarioName)
        let made = ScenarioText(draft: try options.makeDraft()).files
        var names = try FileManager.default.contentsOfDirectory(
            atPath: folder.path(percentEncoded: false)
        )
        #expect(names.contains("README.md"))
        names.removeAll { $0 == "README.md" }
        #expect(Set(names) == Set(made.keys))
        for (name, bytes) in made {
            let kept = try Data(contentsOf: folder.appending(path: name))
            // Said by name alone: the bytes of a whole file help nobody.
            let isSame = Array(kept) == bytes
            #expect(isSame, "\(name) of \(options.scenarioName)")
        }
    }

    @Test(
        "A centre bears its district's name, and no place that of another district's",
        arguments: districts
    )
    func names(profile: ScenarioProfile) throws {
        let sites = try GeneratorOptions(profile: profile).makeDraft().sites
        let centre = try #require(sites.first { $0.kind == .centre }?.name)
        for (district, places) in Names.local where !centre.hasPrefix(district) {
            for place in places {
                #expect(!sites.contains { $0.name?.hasPrefix(place) == true })
            }
        }
        #expect(!Names.places.contains { centre.hasPrefix($0) && !centre.hasPrefix("白音塔拉") })
        #expect(Names.local.allSatisfy { $0.places.isSubset(of: Names.places) })
        let names = sites.filter { $0.kind != .home }.compactMap(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test("Every seed gives a scenario without errors and warnings", arguments: districts)
    func readable(profile: ScenarioProfile) throws {
        for seed in [2, 3] as [UInt64] {
            let draft = try GeneratorOptions(profile: profile, seed: seed).makeDraft()
            let reading = try ScenarioText(draft: draft).read()
            #expect(reading.warnings.isEmpty)
            #expect(reading.scenario.name == "\(profile.rawValue)-g\(seed)")
        }
    }

    @Test("A district takes no sizes", arguments: districts)
    func fixed(profile: ScenarioProfile) {
        var options = GeneratorOptions(profile: profile)
        options.visits = 10
        #expect(throws: GeneratorFailure.sizesAreFixed(profile)) { try options.check() }
    }
}
