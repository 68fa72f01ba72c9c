import Scheduling

extension ScenarioMaker {
    /// A shift that has the time for a request of the sample.
    private struct Opening {
        let team: Int
        let way: Int
        /// Whether the way counts against a radius.
        let isBound: Bool
    }

    /// What is measured: some requests, evenly spread, each with the shifts that have the time.
    private struct Sample {
        var requests: [Int] = []
        var openings: [[Opening]] = []
    }

    /// Brings the mean number of shifts that could serve a request to what is asked.
    ///
    /// Too many: all teams get a radius. Too few: teams learn further skills, a few at a time.
    mutating func fitDensity() throws(GeneratorFailure) {
        guard let wanted = blueprint.density, !draft.requests.isEmpty else { return }
        let sample = densitySample()
        let natural = mean(sample)
        if natural > wanted {
            narrow(to: wanted, sample)
        } else {
            widen(to: wanted, sample)
        }
        let reached = mean(sample)
        let tolerance = max(1, wanted * 15 / 100)
        guard abs(reached - wanted) <= tolerance else {
            throw .densityOutOfReach(min(natural, reached)...max(natural, reached))
        }
    }

    private func densitySample() -> Sample {
        let shifts = rosterShifts()
        let step = max(1, draft.requests.count / 2000)
        var sample = Sample()
        for request in stride(from: 0, to: draft.requests.count, by: step) {
            let record = draft.requests[request]
            let kind = services[requestServices[request]]
            let windows = windows(of: record, minutes: record.minutes ?? kind.minutes)
            var openings: [Opening] = []
            for shift in shifts {
                let way = way(team: shift.team, request: request)
                let start = earliestStart(of: request, windows: windows, in: shift, way: way)
                if start == nil { continue }
                let isBound = requestPoints[request] != nil
                openings.append(Opening(team: shift.team, way: way, isBound: isBound))
            }
            sample.requests.append(request)
            sample.openings.append(openings)
        }
        return sample
    }

    /// The openings of teams that have the skills and come so far.
    private func usable(_ sample: Sample) -> [Opening] {
        let able = services.map { service in
            draft.teams.indices.map { holds($0, service.roles[0].skills) }
        }
        return zip(sample.requests, sample.openings).flatMap { request, openings in
            openings.filter { opening in
                let radius = draft.teams[opening.team].radius ?? Int.max
                return able[requestServices[request]][opening.team]
                    && (!opening.isBound || opening.way <= radius)
            }
        }
    }

    private func mean(_ sample: Sample) -> Int {
        let count = sample.requests.count
        return (usable(sample).count + count / 2) / count
    }

    private mutating func narrow(to wanted: Int, _ sample: Sample) {
        let usable = usable(sample)
        let free = usable.count { !$0.isBound }
        let ways = usable.filter(\.isBound).map(\.way).sorted()
        let kept = wanted * sample.requests.count - free
        guard kept >= 1, kept <= ways.count else { return }
        let radius = ways[kept - 1]
        // Ways are whole minutes: some teams go a minute less far, so that the mean comes out.
        var surplus = ways.count { $0 <= radius } - kept
        var atRim = Array(repeating: 0, count: draft.teams.count)
        for opening in usable where opening.isBound && opening.way == radius {
            atRim[opening.team] += 1
        }
        var random = stream("density")
        for team in random.shuffled(Array(draft.teams.indices)) {
            var limit = radius
            if surplus > 0, atRim[team] <= surplus {
                surplus -= atRim[team]
                limit -= 1
            }
            draft.teams[team].radius = min(draft.teams[team].radius ?? limit, limit)
        }
    }

    private mutating func widen(to wanted: Int, _ sample: Sample) {
        let asked = skillsAsked
        var random = stream("density")
        let orders = draft.teams.indices.map { _ in random.shuffled(Array(asked.indices)) }
        let phases = draft.teams.indices.map { _ in random.below(16) }
        for step in 1...16 * max(1, asked.count) {
            for team in draft.teams.indices where (step + phases[team]) % 16 == 0 {
                let lesson = (step + phases[team]) / 16 - 1
                if lesson < asked.count { teach(asked[orders[team][lesson]], toTeam: team) }
            }
            if mean(sample) >= wanted { return }
        }
    }
}
