import ScenarioFiles
import Scheduling

/// How far back a ledger is heeded, and how strongly.
public struct HistoryOptions: Sendable, Hashable {
    /// Days before the horizon whose plans count.
    public var days = 28
    /// `fair_minutes` moves by at most so many percent either way.
    public var mostPercent = 50

    /// Four weeks, and half of the fair minutes either way.
    public init() {}
}

/// What the past changes in a scenario's tables.
public struct HistoryChange: Sendable {
    /// The tables as the past has changed them.
    public var draft: ScenarioDraft
    /// Teams whose fair minutes moved: before and after.
    public var teams: [(team: String, before: Int, after: Int)] = []
    /// Requests that count as submitted on an earlier date.
    public var agedRequests: [String] = []
    /// Services for which teams are preferred by their ratings.
    public var preferredTeams: [(service: String, teams: [String])] = []
}

/// Starts a scenario from the past: debts of work, waiting residents, ratings.
public struct HistoryStart: Sendable {
    /// How.
    public var options: HistoryOptions

    /// A start with the given options.
    public init(options: HistoryOptions = HistoryOptions()) { self.options = options }

    /// The tables of a scenario as the past changes them.
    ///
    /// A team that has worked more than the average of its ledger gets fewer fair minutes, one that has
    /// worked less gets more; the debt is worked off over as many days as it took to build. A
    /// resident left out since some date has waited since then. Teams rated above the average of a
    /// service, and teams hardly rated yet, are preferred where a request names no preference.
    /// - Parameters:
    ///   - draft: The tables.
    ///   - ledger: Rows of past plans; those of the horizon itself or later don't count.
    ///   - ratings: Ratings of teams; none where there are none.
    /// - Returns: the changed tables, and what changed.
    public func apply(
        to draft: ScenarioDraft,
        ledger: [LedgerRow],
        ratings: [RatingRow] = []
    ) -> HistoryChange {
        var change = HistoryChange(draft: draft)
        let first = draft.start.advanced(byDays: -options.days)
        let past = ledger.filter { $0.start >= first && $0.start < draft.start }
        moveFairMinutes(past, &change)
        age(ledger.filter { $0.start < draft.start }, &change)
        prefer(ratings, &change)
        return change
    }

    // MARK: Teams

    private func moveFairMinutes(_ past: [LedgerRow], _ change: inout HistoryChange) {
        let rows = past.filter { $0.kind == .team }
        var minutes: [String: Int] = [:]
        for row in rows { minutes[row.id, default: 0] += row.minutes }
        let pastDays = Set(rows.map { Entry(start: $0.start, days: $0.days) })
            .reduce(0) { $0 + $1.days }
        let known = change.draft.teams.filter { minutes[$0.id] != nil }
        guard pastDays > 0, !known.isEmpty else { return }
        let average = known.reduce(0) { $0 + (minutes[$1.id] ?? 0) } / known.count
        let days = change.draft.days ?? 1
        for index in change.draft.teams.indices {
            let team = change.draft.teams[index]
            guard let fair = team.fairMinutes, let worked = minutes[team.id] else { continue }
            let debt = (worked - average) * days / pastDays
            let most = fair * options.mostPercent / 100
            let moved = fair - max(-most, min(most, debt))
            guard moved != fair else { continue }
            change.draft.teams[index].fairMinutes = moved
            change.teams.append((team.id, fair, moved))
        }
    }

    private struct Entry: Hashable {
        var start: CalendarDate
        var days: Int
    }

    // MARK: Residents

    private func age(_ past: [LedgerRow], _ change: inout HistoryChange) {
        var waitingSince: [String: CalendarDate] = [:]
        let rows = past.filter { $0.kind == .resident }.sorted { $0.start < $1.start }
        for row in rows {
            if row.served > 0 { waitingSince[row.id] = nil }
            if row.unserved > 0, row.served == 0, waitingSince[row.id] == nil {
                waitingSince[row.id] = row.start
            }
        }
        for index in change.draft.requests.indices {
            let request = change.draft.requests[index]
            guard let since = waitingSince[request.resident ?? request.id] else { continue }
            if let submitted = request.submitted, submitted.date <= since { continue }
            change.draft.requests[index].submitted = .date(since)
            change.agedRequests.append(request.id)
        }
    }

    // MARK: Ratings

    private func prefer(_ ratings: [RatingRow], _ change: inout HistoryChange) {
        guard !ratings.isEmpty else { return }
        let able = AbleTeams(change.draft)
        let services = Set(ratings.map(\.service)).sorted()
        var preferred: [String: [String]] = [:]
        for service in services {
            let shrunk = ShrunkRatings(ratings.filter { $0.service == service })
            let teams = able.teams(of: service).filter { shrunk.isPreferred($0) }
            guard !teams.isEmpty, teams.count < able.teams(of: service).count else { continue }
            preferred[service] = teams
            change.preferredTeams.append((service, teams))
        }
        for index in change.draft.requests.indices
        where change.draft.requests[index].prefer.isEmpty {
            let refused = Set(change.draft.requests[index].refuse)
            let teams = preferred[change.draft.requests[index].service] ?? []
            change.draft.requests[index].prefer = teams.filter { !refused.contains($0) }
        }
    }
}

/// Which teams have the skills of a service.
private struct AbleTeams {
    private let draft: ScenarioDraft

    init(_ draft: ScenarioDraft) { self.draft = draft }

    /// The ids of teams that can fill a role of the service, in the order of their table.
    func teams(of service: String) -> [String] {
        let roles = draft.roles.filter { $0.service == service }
        return draft.teams.filter { team in
            roles.contains { role in
                role.skills.allSatisfy { asked in
                    team.skills.contains { $0.skill == asked.skill && $0.level >= asked.level }
                }
            }
        }.map(\.id)
    }
}

/// Ratings of the teams of one service, drawn towards their common mean (empirical Bayes).
///
/// A team's few ratings say little: its mean counts for n ÷ (n + k), the common mean for the rest. k
/// is the variance within teams over that between them, as the ratings show them.
public struct ShrunkRatings: Sendable {
    /// The mean of all ratings.
    public let mean: Double
    private let sums: [String: (sum: Int, count: Int)]
    private let weight: Double

    /// Ratings below which a team counts as hardly rated.
    private static let fewRatings = 3

    /// Ratings of one service; at least one.
    public init(_ ratings: [RatingRow]) {
        var sums: [String: (sum: Int, count: Int)] = [:]
        for row in ratings {
            sums[row.team, default: (0, 0)].sum += row.rating
            sums[row.team, default: (0, 0)].count += 1
        }
        self.sums = sums
        let count = max(1, ratings.count)
        let mean = Double(ratings.reduce(0) { $0 + $1.rating }) / Double(count)
        self.mean = mean
        weight = ShrunkRatings.weight(ratings, sums)
    }

    /// The variance within teams over that between them, from 2 to 50.
    private static func weight(
        _ ratings: [RatingRow],
        _ sums: [String: (sum: Int, count: Int)]
    ) -> Double {
        let means = sums.mapValues { Double($0.sum) / Double($0.count) }
        let within = ratings.reduce(0.0) { sum, row in
            let away = Double(row.rating) - (means[row.team] ?? 0)
            return sum + away * away
        }
        let freedom = ratings.count - sums.count
        guard freedom > 0, sums.count > 1 else { return 10 }
        let inside = within / Double(freedom)
        let ordered = means.sorted { $0.key < $1.key }.map(\.value)
        let middle = ordered.reduce(0, +) / Double(ordered.count)
        let spread =
            ordered.reduce(0.0) { $0 + ($1 - middle) * ($1 - middle) }
            / Double(ordered.count - 1)
        let size = Double(ratings.count) / Double(sums.count)
        let between = spread - inside / size
        guard between > 0.001 else { return 50 }
        return min(50, max(2, inside / between))
    }

    /// A team's rating as far as its ratings are to be believed.
    public func rating(of team: String) -> Double {
        guard let known = sums[team] else { return mean }
        let count = Double(known.count)
        let own = Double(known.sum) / count
        return mean + count / (count + weight) * (own - mean)
    }

    /// Whether a team is to be preferred: rated clearly above the mean, or hardly rated yet.
    public func isPreferred(_ team: String) -> Bool {
        (sums[team]?.count ?? 0) < ShrunkRatings.fewRatings || rating(of: team) > mean + 0.1
    }
}
