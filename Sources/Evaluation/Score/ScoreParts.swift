import Scheduling

extension Audit {
    /// All parts of the score of a plan, recomputed.
    func score(_ reading: PlanReading) -> Score {
        var score = Score()
        score.served = served(reading)
        score.preference = preference(reading)
        score.travel = travel(reading)
        score.crews = crews(reading)
        score.lateness = lateness(reading)
        score.continuity = continuity(reading)
        score.fairness = fairness(reading)
        score.changes = changes(reading)
        return score
    }

    /// Σ value of served visits.
    private func served(_ reading: PlanReading) -> Int {
        reading.servedVisitIndices.reduce(0) { $0.clampedSum(scenario.visits[$1].value) }
    }

    /// + `weights.prefer` × roles served by a preferred team.
    private func preference(_ reading: PlanReading) -> Int {
        let roles = reading.fillings.joined().count { filling in
            let team = scenario.shifts[filling.shiftIndex].teamIndex
            return scenario.visits[filling.visitIndex].preferredTeams.contains(team)
        }
        return scenario.weights.prefer.clampedProduct(roles)
    }

    /// − `weights.travel` × travel minutes of all routes.
    private func travel(_ reading: PlanReading) -> Int {
        let minutes = reading.routes.reduce(0) { $0.clampedSum($1.travelMinutes) }
        return -scenario.weights.travel.clampedProduct(minutes)
    }

    /// − `weights.crew` × routes used.
    private func crews(_ reading: PlanReading) -> Int {
        -scenario.weights.crew.clampedProduct(reading.routes.count)
    }

    /// − `weights.late` × Σ max(0, start − due) per served visit.
    private func lateness(_ reading: PlanReading) -> Int {
        let minutes = reading.servedVisitIndices.reduce(0) { sum, index in
            guard let due = scenario.visits[index].dueMinute,
                let start = reading.startMinute(ofVisit: index)
            else { return sum }
            return sum.clampedSum(max(0, start.clampedDifference(due)))
        }
        return -scenario.weights.late.clampedProduct(minutes)
    }

    /// − `weights.continuity` × Σ over programs and roles of max(0, different teams − 1).
    private func continuity(_ reading: PlanReading) -> Int {
        let further = scenario.programs.reduce(0) { sum, program in
            sum + teamCounts(program, reading).reduce(0) { $0 + max(0, $1 - 1) }
        }
        return -scenario.weights.continuity.clampedProduct(further)
    }

    /// − `weights.fair` × Σ over teams of max(0, work − fair_minutes).
    private func fairness(_ reading: PlanReading) -> Int {
        let minutes = zip(scenario.teams, workMinutes(reading)).reduce(0) { sum, pair in
            guard let fair = pair.0.fairMinutes else { return sum }
            return sum.clampedSum(max(0, pair.1.clampedDifference(fair)))
        }
        return -scenario.weights.fair.clampedProduct(minutes)
    }

    /// − `weights.change` × published commitments not kept.
    private func changes(_ reading: PlanReading) -> Int {
        let lost = scenario.commitments.filter { $0.kind == .published }.count { row in
            guard let filling = filling(for: row, reading) else { return true }
            let moved = filling.startMinute.clampedDifference(row.startMinute)
            return abs(moved) > scenario.weights.changeToleranceMinutes
        }
        return -scenario.weights.change.clampedProduct(lost)
    }
}
