import Evaluation
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import Simulation

/// What replays say on average, against expectations reckoned without any draw.
@Suite("Expectations of simulations")
struct ExpectationTests {
    /// A crew of the plan or a stand-in, with its chance to come.
    private struct Crew: Hashable {
        var team: TeamID
        var shiftStartMinute: Int
        var number: Int

        init(_ row: Assignment) {
            (team, shiftStartMinute, number) = (row.team, row.shiftStartMinute, row.crew)
        }

        init(_ backup: Backup) {
            (team, shiftStartMinute, number) = (backup.team, backup.shiftStartMinute, backup.crew)
        }
    }

    /// The chance of each number of visits served, by going through all ways in which crews come.
    ///
    /// Visits take their usual length. Where no way is quicker through another place, whoever comes is in
    /// time for all that is planned: a visit is served where all of its crews come, or its stand-in.
    private func chances(_ plan: Plan, _ scenario: Scenario, _ backups: [Backup]) -> [Double] {
        let crewsOf = Dictionary(grouping: plan.assignments, by: \.visit)
            .mapValues { $0.map { Crew($0) } }
        let standIns = Dictionary(uniqueKeysWithValues: backups.map { ($0.visit, Crew($0)) })
        let crews = Array(Set(crewsOf.values.joined()).union(standIns.values))
        var chances = [Double](repeating: 0, count: crewsOf.count + 1)
        for day in 0..<(1 << crews.count) {
            var chance = 1.0
            var here: Set<Crew> = []
            for (number, crew) in crews.enumerated() {
                let percent = scenario.teams.first { $0.id == crew.team }?.showUpPercent ?? 100
                let comes = day & (1 << number) != 0
                chance *= Double(comes ? percent : 100 - percent) / 100
                if comes { here.insert(crew) }
            }
            let served = crewsOf.count { visit, planned in
                planned.allSatisfy(here.contains) || standIns[visit].map(here.contains) ?? false
            }
            chances[served] += chance
        }
        return chances
    }

    /// A random case in which each team has a chance to come.
    private func scenario(seed: UInt64) -> Scenario {
        var random = SplitMix64(seed: seed + 9)
        let options = TinyScenarioOptions(teams: 2...3, shifts: 2...4, visits: 3...6)
        var scenario = tinyScenario(seed: seed, options: options.without(.pinned, .travelTable))
        for team in scenario.teams.indices {
            scenario.teams[team].showUpPercent = random.pick([0, 30, 60, 80, 95, 100])
        }
        return scenario
    }

    @Test("visits served on average, and on nine days of ten, are those of the chances")
    func service() async throws {
        var withBackups = 0
        try await withEverySeed(0..<200) { seed in
            let scenario = scenario(seed: seed)
            let plan = randomPlan(of: scenario, seed: seed)
            // Every other time with stand-ins.
            let backups = seed % 2 == 0 ? [] : RobustPlanner().backups(for: plan, scenario)
            withBackups += backups.isEmpty ? 0 : 1
            var options = SimulationOptions()
            options.spreadPercent = 0
            options.seed = seed
            let result = Simulator.replay(plan, for: scenario, backups: backups, options: options)
            let chances = chances(plan, scenario, backups)
            let mean = chances.enumerated().reduce(0.0) { $0 + Double($1.offset) * $1.element }
            let square = chances.enumerated().reduce(0.0) {
                $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
            }
            // Six standard deviations of the mean of 2,000 days.
            let away = 6 * (square / Double(result.runs)).squareRoot() + 1e-9
            let found = Double(result.all.servedSum) / Double(result.runs)
            guard abs(found - mean) <= away else {
                throw PropertyFailure("\(found) a day, not \(mean)")
            }
            // One day in ten is worse, give or take six standard deviations of √(0.09 ÷ 2,000).
            let fewer = chances.prefix(result.all.worstDecile).reduce(0, +)
            let most = fewer + chances[result.all.worstDecile]
            guard fewer <= 0.1 + 0.0403, most >= 0.1 - 0.0403 else {
                throw PropertyFailure("\(result.all.worstDecile): \(chances)")
            }
            guard result.tiers.reduce(0, { $0 + $1.servedSum }) == result.all.servedSum,
                result.visits.reduce(0, { $0 + $1.servedRuns }) == result.all.servedSum
            else { throw PropertyFailure("sums by tier and by visit differ") }
        }
        #expect(withBackups > 10, "\(withBackups)")
    }

    @Test("a visit after another starts late by what the triangle says", arguments: [10, 20, 50])
    func delay(spread: Int) throws {
        // R1 and R2 of an hour back to back, at the base, with all day for it.
        let scenario = try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: two\nstart: 2026-11-23\n",
                "sites.csv": "id,lat,lon\nS,34.70,113.60\n",
                "teams.csv": "id,base\nA,S\n",
                "shifts.csv": "team,date,start,end\nA,daily,08:00,20:00\n",
                "services.csv": "id,mode,minutes\nhelp,site,60\n",
                "roles.csv": "service,role\nhelp,helper\n",
                "requests.csv": "id,service,site\nR1,help,S\nR2,help,S\n",
            ].mapValues { Array($0.utf8) },
            folderName: "two"
        ).read().scenario
        let plan = helperPlan([("R1", 480), ("R2", 540)], minutes: 60)
        var options = SimulationOptions()
        options.runs = 20_000
        options.spreadPercent = spread
        let result = Simulator.replay(plan, for: scenario, options: options)
        // The density rises from 0 at −1 to ⅔ at 0 and falls to 0 at 2; lengths are whole minutes.
        let step = 1e-4
        var mean = 0.0
        var square = 0.0
        for number in 0..<30_000 {
            let draw = -1 + (Double(number) + 0.5) * step
            let chance = (draw < 0 ? draw + 1 : 1 - draw / 2) * 2 / 3 * step
            let late = max(0, (60 * (1 + draw * Double(spread) / 100)).rounded() - 60)
            mean += late * chance
            square += late * late * chance
        }
        let away = 6 * ((square - mean * mean) / Double(options.runs)).squareRoot() + 0.01
        let found = Double(result.delaySum) / Double(options.runs)
        #expect(abs(found - mean) <= away, "\(found), not \(mean)")
        #expect(result.all.servedSum == 2 * options.runs)
    }

    @Test("the same seed gives the same days, another seed others")
    func seeds() {
        var others = 0
        for seed in UInt64(0)..<20 {
            let scenario = scenario(seed: seed)
            let plan = randomPlan(of: scenario, seed: seed)
            var options = SimulationOptions()
            options.seed = 7
            options.spreadPercent = 40
            let once = Simulator.replay(plan, for: scenario, options: options)
            #expect(Simulator.replay(plan, for: scenario, options: options) == once)
            options.seed = 8
            others += Simulator.replay(plan, for: scenario, options: options) == once ? 0 : 1
        }
        #expect(others > 5)
    }
}
