import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import WhatIf

/// What overlays say, what is refused of them, and what they make of a scenario.
@Suite("Overlays")
struct OverlayTests {
    @Test("all faults are found at once, each with its line")
    func allFaults() throws {
        let read = overlay(
            """
            close:
              X: daily
              S: someday
            remove:
              teams: A;Z
            add:
              crews:
                A: many
                Q: 1
              teams:
                A: A
            requests:
              factor: 0
            weights:
              purple: 1
            flood: perhaps
            colour: blue
            """
        )
        var faults: [InputFault] = []
        let base = try reading()
        do throws(InvalidScenario) {
            _ = try OverlaidScenario(base, read)
        } catch {
            faults = error.faults
        }
        #expect(
            Set(faults.map { "\($0.line) \($0.column ?? "") \($0.code.rawValue)" }) == [
                "2 close.X E402", "3 close.S E309", "5 remove.teams E402", "8 add.crews.A E302",
                "9 add.crews.Q E402", "11 add.teams.A E401", "13 requests.factor E303",
                "15 weights.purple E711", "16 flood E310", "17 colour E711",
            ]
        )
    }

    @Test("faults read well in both languages")
    func languages() {
        let faults = overlay("flood: perhaps\n").faults
        #expect(
            faults.map { $0.text(in: .english) } == [
                "overlay.yaml:1: flood: neither yes nor no, found 'perhaps', expected yes or no"
            ]
        )
        #expect(
            faults.map { $0.text(in: .chinese) } == [
                "overlay.yaml:1: flood: 不是 yes 或 no（perhaps），应为 yes 或 no"
            ]
        )
    }

    @Test("a closed site has no visits, and its teams no shifts, on those days")
    func closes() throws {
        let far = try OverlaidScenario(try reading(), overlay("close:\n  T: 2026-11-23\n"))
        #expect(far.scenario.visits.map(\.windows.count) == [1, 0])
        #expect(far.scenario.shifts.count == 1)
        // A is based at S.
        let near = try OverlaidScenario(try reading(), overlay("close:\n  S: Mon;Tue\n"))
        #expect(near.scenario.visits.map(\.windows.count) == [0, 1])
        #expect(near.scenario.shifts.isEmpty)
        // 2026-11-23 is a Monday.
        let other = try OverlaidScenario(try reading(), overlay("close:\n  S: weekends\n"))
        #expect(other.scenario == (try reading()).scenario)
    }

    @Test("teams, crews, minutes and skills are added and taken away")
    func teams() throws {
        let more = try OverlaidScenario(
            try reading(),
            overlay(
                """
                add:
                  teams:
                    A2: A
                  crews:
                    A: 2
                  minutes:
                    A: 20
                  skills:
                    A: driving:2
                """
            )
        ).scenario
        #expect(more.teams.map(\.id) == ["A", "A2"])
        // The copy is made of what the team was; crews and minutes are added to A alone.
        #expect(more.shifts.map(\.crews) == [3, 1])
        #expect(more.shifts.map(\.endMinute) == [600, 580])
        #expect(more.teams.map { $0.level(of: "driving") } == [2, 0])
        let less = try OverlaidScenario(
            try reading(),
            overlay("remove:\n  minutes:\n    A: 40\n  skills:\n    A: care\n")
        ).scenario
        #expect(less.shifts.map(\.endMinute) == [540])
        #expect(less.teams[0].skills.isEmpty)
        let none = try OverlaidScenario(try reading(), overlay("remove:\n  teams: A\n")).scenario
        #expect(none.shifts.isEmpty)
        #expect(none.teams.count == 1)
    }

    @Test("a factor copies requests, or leaves some out; the seed decides which")
    func factor() throws {
        let double = try OverlaidScenario(
            try reading(),
            overlay("requests:\n  factor: 200\n  seed: 3\n")
        )
        #expect(double.scenario.visits.count == 4)
        #expect(Set(double.scenario.visits.map(\.id)).count == 4)
        #expect(!double.isComparable)
        let again = try OverlaidScenario(
            try reading(),
            overlay("requests:\n  factor: 200\n  seed: 3\n")
        )
        #expect(again.scenario == double.scenario)
        let half = try OverlaidScenario(try reading(), overlay("requests:\n  factor: 50\n"))
        #expect(half.scenario.visits.count == 1)
    }

    @Test("a flood counts home visits by their tier alone; weights are changed")
    func flood() throws {
        var files = twoSites
        files["services.csv"] = "id,mode,minutes\nhelp,home,60\n"
        files["requests.csv"] =
            "id,service,site,tier,value,prefer,due\nR1,help,S,red,7,A,2026-11-23T08:00\n"
        let wet = try OverlaidScenario(
            try reading(files),
            overlay("flood: yes\nweights:\n  red: 2000\n")
        ).scenario
        #expect(wet.visits[0].value == 2000)
        #expect(wet.visits[0].preferredTeams.isEmpty)
        #expect(wet.visits[0].dueMinute == nil)
    }

    @Test("a pinned row that an overlay makes impossible is released, others stay")
    func pins() throws {
        var files = twoSites
        files["commitments.csv"] =
            "visit,team,start,kind\nR1,A,2026-11-23T08:00,pinned\nR9,A,2026-11-23T08:00,published\n"
        let kept = try OverlaidScenario(try reading(files), overlay("close:\n  T: daily\n"))
        #expect(kept.releasedPins.isEmpty)
        let gone = try OverlaidScenario(try reading(files), overlay("remove:\n  teams: A\n"))
        #expect(gone.releasedPins.map(\.visit) == ["R1"])
        #expect(gone.scenario.commitments.map(\.kind) == [.published, .published])
    }

    @Test("another team, crew or hour never lowers the optimum")
    func monotone() throws {
        try withEvery("seed", in: UInt64(0)..<60) { seed in
            let base = try reading(randomTables(seed: seed))
            let best = try #require(bruteForceOptimum(of: base.scenario)).total
            for text in [
                "add:\n  teams:\n    N: A\n", "add:\n  crews:\n    A: 1\n",
                "add:\n  minutes:\n    B: 60\n", "add:\n  skills:\n    B: care\n",
            ] {
                let larger = try OverlaidScenario(base, overlay(text)).scenario
                let optimum = try #require(bruteForceOptimum(of: larger)).total
                guard optimum >= best else {
                    throw PropertyFailure("\(text): \(optimum) below \(best)")
                }
            }
        }
    }
}
