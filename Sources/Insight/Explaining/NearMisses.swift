import Evaluation
import Scheduling

/// Something that keeps a team from serving a visit, even one that has nothing else to do.
public enum Obstacle: Hashable, Sendable {
    /// The team lacks a skill, or has it at a lower level (0 for not at all).
    case skill(SkillLevel, held: Int)
    /// The visit refuses the team.
    case refused
    /// The visit lies so many minutes from the base; the team goes no further than its radius.
    case radius(minutes: Int, limit: Int)
    /// The team may serve no visit in a shift.
    case visitLimit
    /// The visit and the way take so many work minutes; the team has no more than its limit.
    case workLimit(minutes: Int, limit: Int)
    /// The team has no shift in the horizon.
    case noShift
    /// No crew of the team has as many people as the role needs.
    case people(needed: Int, most: Int)
    /// No crew of the team can bring as many units of goods as the visit needs.
    case capacity(needed: Int, most: Int)
    /// No shift of the team holds the visit inside a window: it falls short by so many minutes, with
    /// the spans it works.
    case time(short: Int, works: [TimeWindow])
}

/// A team that almost could serve a visit by itself, and what keeps it from that.
public struct NearMiss: Hashable, Sendable {
    /// Index in the scenario's teams.
    public var team: Int
    /// Index of the role in the visit's service.
    public var role: Int
    /// What is in its way; never empty.
    public var obstacles: [Obstacle]
}

/// Finds the teams that come nearest to being able to serve a visit that nobody can serve.
public struct NearMisses: Sendable {
    private let scenario: Scenario
    private let shiftsOfTeam: [[Int]]

    /// Prepares to look at the visits of a scenario.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        var shifts = Array(repeating: [Int](), count: scenario.teams.count)
        for (index, shift) in scenario.shifts.enumerated() { shifts[shift.teamIndex].append(index) }
        shiftsOfTeam = shifts
    }

    /// The teams with the least in their way for a role, nearest first.
    ///
    /// - Parameters:
    ///   - visit: the visit's index in the scenario.
    ///   - role: the role's index in the service.
    ///   - count: most teams to return.
    /// - Returns: teams with something in their way; those without are left out.
    public func nearest(toVisit visit: Int, role: Int, most count: Int) -> [NearMiss] {
        scenario.teams.indices
            .map { NearMiss(team: $0, role: role, obstacles: obstacles(visit, role, team: $0)) }
            .filter { !$0.obstacles.isEmpty }
            .map { (severity($0), $0) }
            .sorted { ($0.0, $0.1.team) < ($1.0, $1.1.team) }
            .prefix(count).map(\.1)
    }

    /// The teams that come nearest for the roles that nobody can fill; none where it is not for want
    /// of teams that the visit is impossible.
    func nearest(
        toVisit visit: Int,
        _ impossibility: Impossibility,
        most count: Int
    ) -> [NearMiss] {
        if [.noWindow, .noRoom].contains(impossibility.reason) { return [] }
        let roles = scenario.roles(of: scenario.visits[visit])
        return roles.indices
            .filter { index in impossibility.role.map { $0 == roles[index].id } ?? true }
            .flatMap { nearest(toVisit: visit, role: $0, most: count) }
    }

    /// What keeps a team from filling a role of a visit, even with nothing else to do.
    public func obstacles(_ visitIndex: Int, _ roleIndex: Int, team teamIndex: Int) -> [Obstacle] {
        let visit = scenario.visits[visitIndex]
        let role = scenario.roles(of: visit)[roleIndex]
        let team = scenario.teams[teamIndex]
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let base = team.baseSiteIndex
        let out = scenario.travelMinutes(from: base, to: place, team: team)
        let back = scenario.travelMinutes(from: place, to: base, team: team)
        var found: [Obstacle] = role.skills.compactMap { asked in
            let held = team.level(of: asked.skill)
            return held < asked.level ? .skill(asked, held: held) : nil
        }
        if visit.refusedTeams.contains(teamIndex) { found.append(.refused) }
        if let limit = team.radiusMinutes, out > limit {
            found.append(.radius(minutes: out, limit: limit))
        }
        if (team.maxVisits ?? 1) < 1 { found.append(.visitLimit) }
        let work = out + visit.minutes + back
        if let limit = team.maxMinutes, work > limit {
            found.append(.workLimit(minutes: work, limit: limit))
        }
        let shifts = shiftsOfTeam[teamIndex].map { scenario.shifts[$0] }
        guard !shifts.isEmpty else { return found + [.noShift] }
        let most = shifts.map(\.people).max() ?? 0
        if most < role.people { found.append(.people(needed: role.people, most: most)) }
        let load = scenario.loadUnits(of: visit, roleIndex: roleIndex)
        let units = shifts.map { $0.capacityUnits ?? .max }.max() ?? 0
        if units < load { found.append(.capacity(needed: load, most: units)) }
        let short = shifts.map { minutesShort(visit, $0, out: out, back: back) }.min() ?? 0
        if short > 0 {
            let works = shifts.map {
                TimeWindow(startMinute: $0.startMinute, endMinute: $0.endMinute)
            }
            found.append(
                .time(
                    short: short,
                    works: works.sorted {
                        ($0.startMinute, $0.endMinute) < ($1.startMinute, $1.endMinute)
                    }
                )
            )
        }
        return found
    }

    /// By how many minutes a shift misses the window that it comes nearest to; 0 where it holds the
    /// visit, and a day where there is no window.
    private func minutesShort(_ visit: Visit, _ shift: Shift, out: Int, back: Int) -> Int {
        visit.windows.map { window in
            let first = max(window.startMinute, shift.startMinute + out)
            let last = min(window.endMinute, shift.endMinute - back) - visit.minutes
            return max(0, first - last)
        }.min() ?? minutesPerDay
    }

    /// How far a team is from being able: the sum of what each obstacle takes, roughly in minutes.
    private func severity(_ miss: NearMiss) -> Int {
        miss.obstacles.reduce(0) { sum, obstacle in
            switch obstacle {
            case .time(let short, _): sum + 10 + min(short, minutesPerDay)
            case .radius(let minutes, let limit): sum + 20 + 4 * (minutes - limit)
            case .people(let needed, let most): sum + 120 * (needed - most)
            case .refused: sum + 150
            case .capacity, .workLimit, .visitLimit: sum + 250
            case .skill(let asked, let held): sum + 100 + 200 * (asked.level - held)
            case .noShift: sum + 400
            }
        }
    }
}
