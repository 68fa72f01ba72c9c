import Foundation
import Scheduling
import Testing

@testable import ScenarioGenerator

/// What the documentation promises of the figures, recomputed from the drafts alone.
@Suite("Distributions")
struct StatisticsTests {
    @Test("A day's core case keeps the documented shares", arguments: [1, 2, 3])
    func coreShares(seed: UInt64) throws {
        let made = try draft(.core, seed: seed, visits: 900)
        let count = made.requests.count
        func share(_ holds: (RequestRecord) -> Bool) -> Int {
            made.requests.count(where: holds) * 100 / count
        }
        #expect((5...13).contains(share { $0.tier == .red }))
        #expect((19...29).contains(share { $0.tier == .yellow }))
        #expect((75...85).contains(share { $0.submitted != nil }))
        #expect((33...47).contains(share { $0.minutes != nil }))
        #expect((9...18).contains(share { $0.hours.isEmpty }))
        let lengths = made.shifts.map { $0.endMinute - $0.startMinute }
        #expect(lengths.allSatisfy { (120...450).contains($0) })
        let rows = Double(made.shifts.count) / Double(made.teams.count)
        #expect((1.05...1.3).contains(rows))
    }

    @Test("The crews' minutes are those that the visits' minutes call for", arguments: 1...4)
    func load(seed: UInt64) throws {
        let made = try draft(.core, seed: seed, visits: 600)
        let usual = Dictionary(uniqueKeysWithValues: made.services.map { ($0.id, $0.minutes) })
        let wanted = made.requests.reduce(0) { $0 + ($1.minutes ?? usual[$1.service] ?? 0) }
        let offered = made.shifts.reduce(0) {
            $0 + ($1.endMinute - $1.startMinute) * ($1.crews ?? 1)
        }
        // 0.785, less at most one row of three crews for a whole day.
        #expect((0.76...0.79).contains(Double(wanted) / Double(offered)))
    }

    @Test(
        "The density asked for is the mean of shifts that could serve a visit",
        arguments: [14, 60]
    )
    func density(wanted: Int) throws {
        let made = try draft(.core, visits: 600, density: wanted)
        let mean = meanOpenings(made)
        #expect(abs(mean - Double(wanted)) <= 0.15 * Double(wanted))
    }

    @Test("A density beyond what the teams can do is refused with the range")
    func densityOutOfReach() throws {
        do {
            _ = try draft(.core, visits: 50, density: 500)
            Issue.record("ten teams can't give five hundred shifts")
        } catch GeneratorFailure.densityOutOfReach(let range) {
            #expect(range.upperBound < 20)
        }
    }

    /// Shifts per request with the skills, the people, the radius and the time, by great circles.
    private func meanOpenings(_ made: ScenarioDraft) -> Double {
        let roles = Dictionary(uniqueKeysWithValues: made.roles.map { ($0.service, $0) })
        let usual = Dictionary(uniqueKeysWithValues: made.services.map { ($0.id, $0.minutes) })
        let sites = Dictionary(uniqueKeysWithValues: made.sites.map { ($0.id, $0) })
        let teams = Dictionary(uniqueKeysWithValues: made.teams.map { ($0.id, $0) })
        var openings = 0
        for request in made.requests {
            guard let role = roles[request.service] else { continue }
            let minutes = request.minutes ?? usual[request.service] ?? 0
            let site = request.site.flatMap { sites[$0] }
            let latitude = site?.latitude ?? request.latitude ?? 0
            let longitude = site?.longitude ?? request.longitude ?? 0
            let hours =
                request.hours.isEmpty
                ? [DayInterval(startMinute: 0, endMinute: 1440)] : request.hours
            for shift in made.shifts where shift.people ?? 1 >= role.people ?? 1 {
                guard let team = teams[shift.team], let base = sites[team.base],
                    role.skills.allSatisfy({ asked in
                        team.skills.contains { $0.skill == asked.skill && $0.level >= asked.level }
                    })
                else { continue }
                let metres = greatCircle(base.latitude, base.longitude, latitude, longitude)
                let speed = Double(team.speed ?? 250)
                let way =
                    team.base == request.site ? 0 : 2 + Int((metres * 1.3 / speed).rounded(.up))
                if way > team.radius ?? Int.max { continue }
                let fits = hours.contains {
                    max($0.startMinute, shift.startMinute + way) + minutes
                        <= min($0.endMinute, shift.endMinute - way)
                }
                if fits { openings += 1 }
            }
        }
        return Double(openings) / Double(made.requests.count)
    }

    private func greatCircle(
        _ latitude: Double,
        _ longitude: Double,
        _ otherLatitude: Double,
        _ otherLongitude: Double
    ) -> Double {
        let radian = Double.pi / 180
        let north = sin((latitude - otherLatitude) * radian / 2)
        let east = sin((longitude - otherLongitude) * radian / 2)
        let square =
            north * north + cos(latitude * radian) * cos(otherLatitude * radian) * east * east
        return 2 * 6_371_008.8 * asin(square.squareRoot())
    }
}
