import Scheduling

/// Visits and tasks as flat arrays; see the fields for shapes.
public struct VisitTable: Sendable {
    /// A due minute that no start exceeds.
    public static let neverDue = Int32.max / 2

    /// Number of visits.
    public let count: Int
    /// [visit] Points for serving it.
    public let value: [Int]
    /// [visit] Length in minutes.
    public let minutes: [Int32]
    /// [visit] Minute after which starts are late; ``neverDue`` where nothing is.
    public let due: [Int32]
    /// [visit] Index in ``Scenario/places``; −1 where the serving team's base is the place.
    public let place: [Int32]
    /// [visit] Units of goods that the first task's crew brings.
    public let load: [Int32]
    /// [visit] Index in ``Scenario/programs``; −1 for a request.
    public let program: [Int32]
    /// [visit] Index in ``roomLimits`` of the site whose rooms can bind; −1 where none can.
    public let roomSite: [Int32]
    /// [room site] Visits hosted at the same minute.
    public let roomLimits: [Int]
    /// [visit + 1] Where the tasks of a visit begin; tasks are consecutive.
    public let firstTask: [Int32]
    /// [task] The visit.
    public let visitOfTask: [Int32]
    /// [task] The role's index in the service.
    public let roleOfTask: [Int32]
    /// [visit + 1] Where the start intervals of a visit begin.
    public let firstInterval: [Int32]
    /// [interval] Earliest start; intervals of a visit are disjoint, not adjacent and ascending.
    public let earliestStart: [Int32]
    /// [interval] Latest start, inclusive.
    public let latestStart: [Int32]
    /// [visit] Start fixed by a pin, so that the visit must be served; −1 where none is.
    public let pinnedStart: [Int32]
    /// [task] Team fixed by a pin; −1 where none is.
    public let pinnedTeam: [Int32]
    /// [task] Crew number fixed by a pin; 0 where none is.
    public let pinnedCrew: [Int32]
    /// [task] Team of a published commitment that can be kept; −1 where none is.
    public let publishedTeam: [Int32]
    /// [task] Start of that commitment.
    public let publishedStart: [Int32]
    /// [visit + 1] Where a visit's preferred teams begin in ``preferred``.
    let firstPreferred: [Int32]
    let preferred: [Int32]

    /// The tasks of a visit.
    @inlinable
    public func tasks(of visit: Int) -> Range<Int> {
        Int(firstTask[visit])..<Int(firstTask[visit + 1])
    }

    /// The start intervals of a visit.
    @inlinable
    public func intervals(of visit: Int) -> Range<Int> {
        Int(firstInterval[visit])..<Int(firstInterval[visit + 1])
    }

    /// Whether the visit's start is coupled with anything outside one route: other roles or rooms.
    @inlinable
    public func isStartCoupled(_ visit: Int) -> Bool {
        firstTask[visit + 1] - firstTask[visit] > 1 || roomSite[visit] >= 0
    }

    /// Whether a pin demands the visit.
    @inlinable
    public func isPinned(_ visit: Int) -> Bool { pinnedStart[visit] >= 0 }

    /// The earliest start at or after a minute; nil where there is none.
    @inlinable
    public func start(of visit: Int, notBefore minute: Int) -> Int? {
        for interval in intervals(of: visit) where minute <= Int(latestStart[interval]) {
            return max(minute, Int(earliestStart[interval]))
        }
        return nil
    }

    /// The latest start at or before a minute; nil where there is none.
    @inlinable
    public func start(of visit: Int, notAfter minute: Int) -> Int? {
        for interval in intervals(of: visit).reversed()
        where minute >= Int(earliestStart[interval]) {
            return min(minute, Int(latestStart[interval]))
        }
        return nil
    }

    /// Whether a team is preferred for a visit.
    public func prefers(visit: Int, team: Int) -> Bool {
        for index in Int(firstPreferred[visit])..<Int(firstPreferred[visit + 1])
        where Int(preferred[index]) == team {
            return true
        }
        return false
    }
}

extension VisitTable {
    init(_ scenario: Scenario) {
        let visits = scenario.visits
        count = visits.count
        value = visits.map(\.value)
        minutes = visits.map { Int32($0.minutes) }
        due = visits.map { $0.dueMinute.map { Int32(clamping: $0) } ?? VisitTable.neverDue }
        place = visits.map { visit in
            scenario.service(of: visit).mode.isRemote ? -1 : Int32(visit.placeIndex ?? -1)
        }
        load = visits.map { Int32($0.loadUnits) }
        program = visits.map { Int32($0.programIndex ?? -1) }
        let rooms = RoomLimits(scenario)
        roomSite = rooms.siteOfVisit
        roomLimits = rooms.limits
        (firstTask, visitOfTask, roleOfTask) = VisitTable.tasks(scenario)
        let bindings = Bindings(scenario, firstTask: firstTask, taskCount: visitOfTask.count)
        pinnedStart = bindings.pinnedStart
        pinnedTeam = bindings.pinnedTeam
        pinnedCrew = bindings.pinnedCrew
        publishedTeam = bindings.publishedTeam
        publishedStart = bindings.publishedStart
        (firstInterval, earliestStart, latestStart) = VisitTable.intervals(
            scenario,
            pinnedStart: bindings.pinnedStart
        )
        let preferences = SparseRows(rows: visits.map { $0.preferredTeams.map(Int32.init) })
        firstPreferred = preferences.offsets
        preferred = preferences.indices
    }

    private static func tasks(_ scenario: Scenario) -> ([Int32], [Int32], [Int32]) {
        var first: [Int32] = [0]
        var visitOfTask: [Int32] = []
        var roleOfTask: [Int32] = []
        for (index, visit) in scenario.visits.enumerated() {
            for role in scenario.roles(of: visit).indices {
                visitOfTask.append(Int32(index))
                roleOfTask.append(Int32(role))
            }
            first.append(Int32(visitOfTask.count))
        }
        return (first, visitOfTask, roleOfTask)
    }

    /// Start intervals: windows less the visit's length, joined where they touch, cut down to pins.
    private static func intervals(
        _ scenario: Scenario,
        pinnedStart: [Int32]
    ) -> ([Int32], [Int32], [Int32]) {
        var first: [Int32] = [0]
        var earliest: [Int32] = []
        var latest: [Int32] = []
        for (index, visit) in scenario.visits.enumerated() {
            var starts = visit.windows.map { ($0.startMinute, $0.endMinute - visit.minutes) }
            starts.sort { $0 < $1 }
            if pinnedStart[index] >= 0 {
                starts = [(Int(pinnedStart[index]), Int(pinnedStart[index]))]
            }
            let begin = earliest.count
            for (from, to) in starts where from <= to {
                if earliest.count > begin, let last = latest.last, from <= Int(last) + 1 {
                    latest[latest.count - 1] = max(last, Int32(to))
                } else {
                    earliest.append(Int32(from))
                    latest.append(Int32(to))
                }
            }
            first.append(Int32(earliest.count))
        }
        return (first, earliest, latest)
    }
}

/// Sites whose rooms can bind: those with more visits to host than rooms.
private struct RoomLimits {
    var siteOfVisit: [Int32]
    var limits: [Int] = []

    init(_ scenario: Scenario) {
        siteOfVisit = [Int32](repeating: -1, count: scenario.visits.count)
        var hosted = [[Int]](repeating: [], count: scenario.sites.count)
        for (index, visit) in scenario.visits.enumerated()
        where scenario.service(of: visit).mode == .site {
            if let site = visit.siteIndex { hosted[site].append(index) }
        }
        for (site, visits) in hosted.enumerated() {
            guard let rooms = scenario.sites[site].rooms, visits.count > rooms else { continue }
            for visit in visits { siteOfVisit[visit] = Int32(limits.count) }
            limits.append(rooms)
        }
    }
}

/// What commitments bind, per visit and task.
private struct Bindings {
    var pinnedStart: [Int32]
    var pinnedTeam: [Int32]
    var pinnedCrew: [Int32]
    var publishedTeam: [Int32]
    var publishedStart: [Int32]

    init(_ scenario: Scenario, firstTask: [Int32], taskCount: Int) {
        pinnedStart = [Int32](repeating: -1, count: scenario.visits.count)
        pinnedTeam = [Int32](repeating: -1, count: taskCount)
        pinnedCrew = [Int32](repeating: 0, count: taskCount)
        publishedTeam = [Int32](repeating: -1, count: taskCount)
        publishedStart = [Int32](repeating: 0, count: taskCount)
        for commitment in scenario.commitments {
            guard let visit = commitment.visitIndex, let role = commitment.roleIndex,
                let team = commitment.teamIndex
            else { continue }
            let task = Int(firstTask[visit]) + role
            switch commitment.kind {
            case .pinned:
                pinnedStart[visit] = Int32(commitment.startMinute)
                pinnedTeam[task] = Int32(team)
                pinnedCrew[task] = Int32(commitment.crew ?? 0)
            case .published:
                publishedTeam[task] = Int32(team)
                publishedStart[task] = Int32(clamping: commitment.startMinute)
            }
        }
    }
}
