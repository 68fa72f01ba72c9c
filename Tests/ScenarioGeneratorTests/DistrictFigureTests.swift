import Scheduling
import Testing

@testable import ScenarioGenerator

/// The figures that each district gives of itself, counted in a draft of another seed than the shipped.
@Suite("Figures of the districts")
struct DistrictFigureTests {
    /// A draft with what the counts ask of it.
    private struct Made {
        let draft: ScenarioDraft

        init(_ profile: ScenarioProfile) throws {
            draft = try GeneratorOptions(profile: profile, seed: 5).makeDraft()
        }

        func sites(_ kind: SiteKind) -> Int { draft.sites.count { $0.kind == kind } }

        func sites(named suffix: String) -> Int {
            draft.sites.count { $0.name?.hasSuffix(suffix) == true }
        }

        func teams(named part: String) -> Int {
            draft.teams.count { $0.name?.contains(part) == true }
        }

        func teams(at prefix: String) -> Int { draft.teams.count { $0.base.hasPrefix(prefix) } }

        func requests(_ mode: VisitMode) -> Int {
            let modes = Dictionary(uniqueKeysWithValues: draft.services.map { ($0.id, $0.mode) })
            return draft.requests.count { modes[$0.service] == mode }
        }

        func roles(_ service: String) -> Int { draft.roles.count { $0.service == service } }

        func programs(_ name: String) -> [ProgramRecord] {
            draft.programs.filter { $0.name?.contains(name) == true }
        }
    }

    @Test("Erqi: 1/18/175, 180 teams and more, 27 programs, 139 points shops, the 16:30 class")
    func erqiNight() throws {
        let erqi = try Made(.erqiNight)
        #expect(
            [erqi.sites(.centre), erqi.sites(.institute), erqi.sites(.station)] == [1, 18, 175]
        )
        #expect(erqi.draft.teams.count >= 180)
        #expect(Set(erqi.draft.programs.map(\.name)).count == 27)
        #expect(erqi.sites(named: "积分超市") == 139)
        #expect(erqi.draft.programs.contains { $0.startMinute == 16 * 60 + 30 })
        #expect(erqi.requests(.phone) > 0)
        #expect(Set(erqi.draft.requests.compactMap(\.tier)) == [.red, .yellow, .blue])
    }

    @Test("Erqi flood: three times the home requests, a third of the teams out")
    func erqiFlood() throws {
        let flood = try Made(.erqiFlood)
        let usual = try Made(.erqiNight)
        #expect(flood.requests(.home) == 1770)
        // 590 on a usual night, a few of which are drawn otherwise.
        #expect(abs(usual.requests(.home) - 590) <= 10)
        #expect(flood.draft.teams.count == 180 * 2 / 3)
        #expect(flood.sites(.station) == 175 - 28)
        #expect(flood.draft.weights.red ?? 0 >= 10 * (flood.draft.weights.yellow ?? 300))
    }

    @Test("Warm Erqi: 60 teams, 17 of youth, 159 posts, 180 elders, lunches, the circle")
    func erqiWarm() throws {
        let warm = try Made(.erqiWarm)
        #expect(warm.draft.teams.count == 60)
        #expect(warm.teams(named: "青年志愿队") == 17)
        #expect(warm.draft.teams.allSatisfy { $0.radius == 15 })
        #expect(warm.sites(.station) == 159)
        #expect(warm.sites(.home) == 180)
        let homes = Set(warm.draft.sites.filter { $0.kind == .home }.map(\.id))
        #expect(warm.draft.programs.count { $0.site.map(homes.contains) == true } == 180)
        #expect(warm.draft.requests.contains { $0.load ?? 0 > 0 })
    }

    @Test("Pingcheng: 1/18/178, five roles side by side, red calls of plumbers, lecture series")
    func pingcheng() throws {
        let pingcheng = try Made(.pingcheng)
        #expect(
            [pingcheng.sites(.centre), pingcheng.sites(.institute), pingcheng.sites(.station)]
                == [1, 18, 178]
        )
        #expect(pingcheng.roles("vaccinate") == 5)
        // Burst pipes can't wait: at any hour from the call on, due two hours after it, red.
        let bursts = pingcheng.draft.requests.filter { $0.service == "burst" }
        #expect(bursts.count > 20)
        for burst in bursts {
            #expect(burst.hours.isEmpty && burst.days.isEmpty && burst.until == nil)
            #expect(burst.tier == .red)
            let start = pingcheng.draft.start
            let call = try #require(burst.from?.minutes(since: start))
            #expect(burst.due?.minutes(since: start) == call + 120)
        }
        #expect(pingcheng.draft.programs.contains { $0.times ?? 0 > 1 && $0.gap != nil })
    }

    @Test("Shuangqing: 6,245 visits, 315 households with goods, 3 homes, 8 special teams, 4 roles")
    func shuangqing() throws {
        let shuangqing = try Made(.shuangqing)
        let requests = shuangqing.draft.requests
        #expect(requests.count { $0.service != "homegoods" } == 6245)
        #expect(requests.count { $0.service == "gift" } == 315)
        let homes = shuangqing.draft.sites.filter { $0.name?.hasSuffix("敬老院") == true }.map(\.id)
        #expect(homes.count == 3)
        // Each home gets its goods, more than a crew on foot brings, and a show.
        let goods = requests.filter { $0.service == "homegoods" }
        #expect(goods.compactMap(\.site).sorted() == homes.sorted())
        #expect(goods.allSatisfy { $0.load ?? 0 > 12 && $0.load ?? 0 <= 60 })
        #expect(shuangqing.draft.shifts.contains { $0.capacity == 60 })
        let shows = shuangqing.programs("敬老院慰问")
        #expect(shows.compactMap(\.site).sorted() == homes.sorted())
        let special = ["护理队", "艺术团", "理发队", "修补队"]
        #expect(special.map { shuangqing.teams(named: $0) } == [2, 2, 2, 2])
        #expect(shuangqing.roles("mixed") == 4)
        #expect(shuangqing.programs("结对儿童").allSatisfy { $0.maxTeams == 1 })
    }

    @Test("Qindu: 221 sites, 48 teams, 11 circles, workshops that are a rota, one clinic")
    func qindu() throws {
        let qindu = try Made(.qindu)
        #expect(qindu.draft.sites.count { $0.kind != .home } == 221)
        #expect(qindu.draft.teams.count == 48)
        #expect(qindu.sites(.institute) == 11)
        #expect(qindu.draft.programs.contains { $0.startMinute == 8 * 60 + 30 })
        #expect(qindu.draft.programs.contains { qindu.roles($0.service) == 3 && $0.times == 1 })
    }

    @Test("Ji'an: one troupe whose six months make more than 30 shows")
    func jian() throws {
        let jian = try Made(.jian)
        #expect(jian.draft.teams.count == 1)
        #expect(jian.draft.requests.count * 6 > 30)
        #expect(jian.draft.requests.allSatisfy { $0.value != nil })
        #expect(!jian.draft.commitments.isEmpty)
    }

    @Test("Ji'an: seeds 1 to 6 are the months of one tour, seed 7 lays places out anew")
    func months() throws {
        let drafts = try (1...7).map {
            try GeneratorOptions(profile: .jian, seed: $0).makeDraft()
        }
        let months = drafts.prefix(6)
        #expect(
            months.map(\.start.description) == [
                "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01",
            ]
        )
        #expect(months.map(\.days) == [31, 30, 31, 30, 31, 31])
        #expect(months.allSatisfy { $0.sites == drafts[0].sites && $0.teams == drafts[0].teams })
        #expect(Set(months.map { $0.requests.map(\.site) }).count == 6)
        #expect(drafts[6].start == drafts[0].start)
        #expect(drafts[6].sites != drafts[0].sites)
    }

    @Test("Chengde: 600 teams, a fifth of the rows on weekends, one-to-one help, films")
    func chengde() throws {
        let chengde = try Made(.chengde)
        #expect(chengde.draft.teams.count == 600)
        #expect(chengde.draft.programs.contains { $0.maxTeams == 1 })
        let saturdays = chengde.draft.programs.filter { $0.days == [.saturday] }
        #expect(saturdays.count >= 100)
    }

    @Test("Xiyang: 15 paid staff, 4 at the centre, 10 towns, 12 sites, contract hours, a meeting")
    func xiyang() throws {
        let xiyang = try Made(.xiyang)
        #expect(xiyang.draft.teams.count == 15)
        #expect(xiyang.teams(at: "C1") == 4)
        // Ten towns, none without its member of staff.
        let towns = Set(xiyang.draft.teams.map(\.base).filter { $0.hasPrefix("I") })
        #expect([xiyang.sites(.institute), towns.count] == [10, 10])
        #expect(xiyang.sites(.venue) == 12)
        #expect(
            xiyang.draft.teams.allSatisfy { ($0.fairMinutes ?? .max) < ($0.maxMinutes ?? 0) }
        )
        #expect(xiyang.draft.programs.contains { xiyang.roles($0.service) == 8 && $0.times == 1 })
        // Eight can meet: all are on duty together once a week.
        let mondays = xiyang.draft.shifts.filter {
            $0.dates == .days([.monday]) && ($0.startMinute, $0.endMinute) == (8 * 60, 12 * 60)
        }
        #expect(Set(mondays.map(\.team)).count == 15)
    }

    @Test("Shexian: five rooms that hold one activity each, 80 activities, value by attendance")
    func shexian() throws {
        let shexian = try Made(.shexian)
        #expect(shexian.draft.requests.count == 80)
        let rooms = shexian.draft.sites.filter { $0.kind == .venue }.map(\.rooms)
        #expect(rooms == [1, 1, 1, 1, 1])
        #expect(shexian.draft.requests.allSatisfy { ($0.value ?? 1) % 10 == 0 })
    }

    @Test("Baiyintala: 1 institute, 13 stations, 8 + 65 teams, 29 villages, a request a grid")
    func baiyin() throws {
        let baiyin = try Made(.baiyin)
        #expect([baiyin.sites(.institute), baiyin.sites(.station)] == [1, 13])
        #expect([baiyin.teams(at: "I"), baiyin.teams(at: "S")] == [8, 65])
        #expect(baiyin.sites(.venue) == 29)
        #expect(baiyin.draft.requests.count == 232)
        #expect(baiyin.draft.programs.contains { $0.value == 400 })
    }
}
