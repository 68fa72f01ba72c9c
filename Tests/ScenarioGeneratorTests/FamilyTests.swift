import ScenarioFiles
import Scheduling
import Testing

@testable import ScenarioGenerator

/// A draft of a family.
func draft(
    _ profile: ScenarioProfile,
    seed: UInt64 = 1,
    visits: Int? = nil,
    teams: Int? = nil,
    days: Int? = nil,
    density: Int? = nil
) throws -> ScenarioDraft {
    var options = GeneratorOptions(profile: profile, seed: seed)
    options.visits = visits
    options.teams = teams
    options.days = days
    options.density = density
    return try options.makeDraft()
}

@Suite("The families core and night")
struct FamilyTests {
    @Test("The same seed gives the same files, another seed others", arguments: [1, 7, 1 << 63])
    func repeatable(seed: UInt64) throws {
        for profile in [ScenarioProfile.core, .night] {
            let first = try draft(profile, seed: seed, visits: 120)
            #expect(try draft(profile, seed: seed, visits: 120) == first)
            let other = try draft(profile, seed: seed &+ 1, visits: 120)
            #expect(other.requests != first.requests)
            #expect(other.sites != first.sites)
        }
    }

    @Test(
        "Reading the files gives the draft, without errors and warnings",
        arguments: [(1, 1), (3, 1), (40, 1), (40, 7), (300, 1), (300, 31)]
    )
    func readable(visits: Int, days: Int) throws {
        for profile in [ScenarioProfile.core, .night] {
            let made = try draft(profile, visits: visits, days: days)
            let reading = try ScenarioText(draft: made).read()
            #expect(reading.warnings.isEmpty)
            #expect(reading.scenario.days == days)
            // Built in code, commitments stand in no line of a file.
            var read = reading.scenario
            let built = try Scenario(validating: made)
            #expect(read.commitments.count == built.commitments.count)
            read.commitments = built.commitments
            #expect(read == built)
            if days == 1 { #expect(reading.scenario.visits.count == visits) }
        }
    }

    @Test("Core has visits of one role and nothing that a routing solver lacks", arguments: 1...3)
    func coreIsPlain(seed: UInt64) throws {
        let made = try draft(.core, seed: seed, visits: 200)
        #expect(made.programs.isEmpty && made.commitments.isEmpty && made.travel.isEmpty)
        #expect(Set(made.roles.map(\.service)).count == made.roles.count)
        #expect(made.sites.allSatisfy { $0.rooms == nil })
        #expect(made.services.allSatisfy { $0.mode == .home || $0.mode == .site })
        #expect(
            made.requests.allSatisfy {
                $0.due == nil && $0.prefer.isEmpty && $0.refuse.isEmpty && $0.load == nil
            }
        )
        #expect(
            made.teams.allSatisfy {
                $0.maxMinutes == nil && $0.fairMinutes == nil && $0.maxVisits == nil
                    && $0.radius == nil
            }
        )
    }

    @Test("Night has all that format 1 has", arguments: 1...3)
    func nightIsFull(seed: UInt64) throws {
        let made = try draft(.night, seed: seed, visits: 600)
        let roles = Dictionary(grouping: made.roles, by: \.service)
        #expect(made.requests.contains { roles[$0.service]?.count == 3 })
        #expect(made.programs.contains { $0.startMinute != nil })
        #expect(made.programs.contains { $0.times != nil && $0.maxTeams != nil })
        #expect(Set(made.commitments.map(\.kind)) == [.pinned, .published])
        #expect(Set(made.services.map(\.mode)) == Set(VisitMode.allCases))
        #expect(made.sites.contains { $0.rooms == 1 })
        #expect(made.requests.contains { $0.due != nil })
        #expect(made.requests.contains { !$0.prefer.isEmpty })
        #expect(made.requests.contains { !$0.refuse.isEmpty })
        #expect(made.requests.contains { $0.load == 2 })
        #expect(made.shifts.contains { $0.capacity != nil })
        #expect(made.teams.contains { $0.maxMinutes != nil })
        #expect(made.teams.contains { $0.fairMinutes != nil })
        #expect(made.teams.contains { $0.maxVisits != nil })
        #expect(made.teams.contains { $0.radius == 15 })
        #expect(!made.travel.isEmpty)
        // A team has one pinned row at the most, so that all can be kept together.
        let pinned = made.commitments.filter { $0.kind == .pinned }.map(\.team)
        #expect(Set(pinned).count == pinned.count)
    }

    @Test("Sizes are what is asked for")
    func sizes() throws {
        let made = try draft(.core, visits: 200, teams: 55)
        #expect(made.requests.count == 200)
        #expect(made.teams.count == 55)
        #expect(try draft(.core, visits: 200).teams.count == 40)
        #expect(try draft(.core).requests.count == 300)
    }

    @Test("More visits leave the teams' streams alone: tables are drawn apart")
    func tablesAreApart() throws {
        let few = try draft(.core, visits: 100, teams: 20)
        let more = try draft(.core, visits: 101, teams: 20)
        #expect(few.teams.map(\.name) == more.teams.map(\.name))
    }

    @Test("Names tell the family, the size and the seed")
    func names() {
        var options = GeneratorOptions(profile: .core, seed: 4)
        options.visits = 900
        #expect(options.scenarioName == "core-900-g4")
        #expect(GeneratorOptions(profile: .night).scenarioName == "night-300-g1")
    }

    @Test("Sizes out of range are refused")
    func badSizes() {
        func isRefused(_ name: String, _ body: () throws -> ScenarioDraft) -> Bool {
            do {
                _ = try body()
                return false
            } catch GeneratorFailure.sizeOutOfRange(let found, let range) {
                return found == name && range.lowerBound == 1
            } catch {
                return false
            }
        }
        #expect(isRefused("visits") { try draft(.core, visits: 0) })
        #expect(isRefused("teams") { try draft(.core, teams: 100_001) })
        #expect(isRefused("days") { try draft(.core, days: 32) })
        #expect(isRefused("density") { try draft(.core, density: 0) })
    }
}
