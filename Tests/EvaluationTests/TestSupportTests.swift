import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@Suite("What the other tests rely on")
struct TestSupportTests {
    @Test("The generator's stream is the published one")
    func splitMix() {
        // Reference output of the authors' C code for the seed 1234567.
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect((0..<3).map { _ in random.next() } == expected)
    }

    @Test("A seed always makes the same scenario, and another seed another one")
    func scenariosAreRepeatable() {
        #expect(tinyScenario(seed: 7) == tinyScenario(seed: 7))
        #expect(tinyScenario(seed: 7) != tinyScenario(seed: 8))
    }

    @Test("Random scenarios are consistent")
    func scenariosAreConsistent() throws {
        try withEvery("seed", in: UInt64(0)..<500) { seed in
            let scenario = tinyScenario(seed: seed)
            let keys = scenario.shifts.map { [$0.teamIndex, $0.startMinute] }
            try #require(Set(keys).count == keys.count)
            try #require(Set(scenario.visits.map(\.id)).count == scenario.visits.count)
            for (index, site) in scenario.sites.enumerated() {
                try #require(scenario.places[index].siteIndex == index)
                try #require(scenario.places[index].coordinate == site.coordinate)
            }
            for visit in scenario.visits {
                try #require(
                    visit.windows.allSatisfy { $0.endMinute - $0.startMinute >= visit.minutes }
                )
                try #require(visit.preferredTeams == Set(visit.preferredTeams).sorted())
                try #require(visit.refusedTeams == Set(visit.refusedTeams).sorted())
            }
            for (index, program) in scenario.programs.enumerated() {
                try #require(!program.visitIndices.isEmpty)
                let owners = program.visitIndices.map { scenario.visits[$0].programIndex }
                try #require(owners.allSatisfy { $0 == index })
            }
        }
    }

    @Test("Every feature shows in some scenarios, and none where it is switched off")
    func features() {
        let scenarios = (0..<300).map { tinyScenario(seed: UInt64($0)) }
        #expect(scenarios.contains { $0.teams.contains { $0.maxMinutes != nil } })
        #expect(scenarios.contains { $0.services.contains { $0.roles.count == 3 } })
        #expect(scenarios.contains { $0.programs.contains(where: \.hasFixedStarts) })
        #expect(scenarios.contains { $0.programs.contains { !$0.hasFixedStarts } })
        #expect(scenarios.contains { $0.commitments.contains { $0.kind == .pinned } })
        #expect(scenarios.contains { $0.commitments.contains { $0.teamIndex == nil } })
        let plain = TinyScenarioOptions(features: [])
        for seed in UInt64(0)..<100 {
            let scenario = tinyScenario(seed: seed, options: plain)
            #expect(scenario.commitments.isEmpty && scenario.programs.isEmpty)
            #expect(scenario.weights == Weights() && scenario.siteTravelMinutes.isEmpty)
            #expect(scenario.services.allSatisfy { $0.roles.count == 1 && !$0.mode.isRemote })
        }
    }

    @Test("Trying every minute finds nothing better than the brute force's own starts")
    func candidateStartsSuffice() throws {
        let options = TinyScenarioOptions(days: 1...1, teams: 1...2, shifts: 1...2, visits: 2...2)
        try withEvery("seed", in: UInt64(0)..<120) { seed in
            var scenario = tinyScenario(seed: seed, options: options)
            // Short shifts keep the number of minutes small.
            for index in scenario.shifts.indices {
                let start = scenario.shifts[index].startMinute
                let end = min(scenario.shifts[index].endMinute, start + 90)
                scenario.shifts[index].endMinute = end
            }
            let quick = bruteForceOptimum(of: scenario)?.total
            let thorough = bruteForceOptimum(of: scenario, triesEveryMinute: true)?.total
            try #require(quick == thorough)
        }
    }

    @Test("Nothing can be inserted into an optimal plan")
    func optimaAdmitNoInsertion() throws {
        try withEvery("seed", in: UInt64(500)..<700) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            try #require(improvingInsertion(into: optimum.plan, of: scenario) == nil)
        }
    }

    @Test("A visit taken out of an optimal plan can be inserted again where that gains")
    func removedVisitsAreFound() throws {
        var found = 0
        try withEvery("seed", in: UInt64(700)..<850) { seed in
            let scenario = tinyScenario(seed: seed, options: .init().without(.pinned))
            let optimum = try #require(bruteForceOptimum(of: scenario))
            for visit in Set(optimum.plan.assignments.map(\.visit)).sorted() {
                var plan = optimum.plan
                plan.assignments.removeAll { $0.visit == visit }
                plan.unserved.append(UnservedVisit(visit: visit, reason: "removed"))
                let verdict = Audit(scenario).judge(plan)
                // A way through the place of a visit may be shorter than the way past it.
                guard verdict.isValid, verdict.score.total < optimum.total else { continue }
                let insertion = try #require(improvingInsertion(into: plan, of: scenario))
                try #require(insertion.gain > 0)
                try #require(Audit(scenario).judge(insertion.plan).isValid)
                found += 1
            }
        }
        #expect(found > 100)
    }

    @Test("A failing property names its case")
    func failuresAreNamed() {
        #expect(throws: PropertyFailure.self) {
            try withEvery("seed", in: 1...3) { seed in
                if seed == 2 { throw PropertyFailure("odd") }
            }
        }
        do throws(PropertyFailure) {
            try withEvery("seed", in: 1...3) { seed in
                if seed == 2 { throw PropertyFailure("even") }
            }
        } catch {
            #expect(error.description == "seed 2: even")
        }
    }
}
