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
            #expect(Array(kept) == bytes, "\(name) of \(options.scenarioName)")
        }
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

    @Test("Figures that the districts name are kept")
    func figures() throws {
        func made(_ profile: ScenarioProfile) throws -> ScenarioDraft {
            try GeneratorOptions(profile: profile, seed: 5).makeDraft()
        }
        func sites(_ draft: ScenarioDraft, _ kind: SiteKind) -> Int {
            draft.sites.count { $0.kind == kind }
        }
        let erqi = try made(.erqiNight)
        #expect(sites(erqi, .institute) == 18)
        #expect(sites(erqi, .station) == 175)
        #expect(Set(erqi.programs.map(\.name)).count == 27)
        #expect(erqi.sites.count { $0.name?.hasSuffix("积分超市") == true } == 139)
        #expect(try made(.erqiFlood).teams.count == 120)
        let warm = try made(.erqiWarm)
        #expect(warm.teams.count { $0.name?.contains("青年志愿队") == true } == 17)
        #expect(sites(warm, .station) == 159)
        #expect(sites(warm, .home) == 180)
        #expect(warm.teams.allSatisfy { $0.radius == 15 })
        let pingcheng = try made(.pingcheng)
        #expect(pingcheng.roles.count { $0.service == "vaccinate" } == 5)
        let shuangqing = try made(.shuangqing)
        #expect(shuangqing.requests.count == 6245)
        #expect(shuangqing.requests.count { $0.service == "gift" } == 315)
        #expect(shuangqing.sites.count { $0.name?.hasSuffix("敬老院") == true } == 3)
        let qindu = try made(.qindu)
        #expect(qindu.sites.count { $0.kind != .home } == 221)
        #expect(qindu.teams.count == 48)
        #expect(try made(.chengde).teams.count == 600)
        let xiyang = try made(.xiyang)
        #expect(xiyang.teams.count == 15)
        #expect(xiyang.teams.count { $0.base == "C1" } == 4)
        #expect(xiyang.teams.allSatisfy { $0.maxMinutes != nil })
        #expect(sites(xiyang, .venue) == 12)
        let shexian = try made(.shexian)
        #expect(shexian.requests.count == 80)
        #expect(shexian.sites.filter { $0.kind == .venue }.map(\.rooms) == [1, 1, 1, 1, 1])
        let baiyin = try made(.baiyin)
        #expect(baiyin.teams.count { $0.base.hasPrefix("I") } == 8)
        #expect(baiyin.teams.count { $0.base.hasPrefix("S") } == 65)
        #expect(sites(baiyin, .venue) == 29)
        #expect(try made(.jian).teams.count == 1)
    }
}
