import Scheduling

/// One thing on the menu that can be changed by more or less, from the least step to the most.
///
/// Whatever a plan may do after one step it may do after every further one, at the same points.
struct ChangeAxis {
    /// The changes, each allowing what those before it allow.
    let steps: [Change]
    /// What each costs; never falling.
    let prices: [Int]
}

extension ChangeAxis {
    /// All that the menu offers for a visit: minutes of its windows, of shifts and of radii, other
    /// days, crews and people of every shift, skills that the visit asks for, refusals.
    ///
    /// Another day stands here with all its hours; the plan found says which of them are needed.
    static func menu(
        for visit: Int,
        in scenario: Scenario,
        prices: ChangePrices
    ) -> [ChangeAxis] {
        let builder = ChangeMenu(scenario: scenario, visitIndex: visit)
        let all = builder.windows + builder.otherDays + builder.shifts + builder.teams
        return all.compactMap { steps in
            var costs: [Int] = []
            for step in steps {
                guard let price = prices.price(of: step, in: scenario) else { return nil }
                costs.append(price)
            }
            return steps.isEmpty ? nil : ChangeAxis(steps: steps, prices: costs)
        }
    }
}

/// Lists the changes that a scenario allows for one visit.
private struct ChangeMenu {
    let scenario: Scenario
    let visitIndex: Int

    private var visit: Visit { scenario.visits[visitIndex] }

    /// Windows that open earlier or close later, as far as their day goes.
    var windows: [[Change]] {
        visit.windows.indices.flatMap { window in
            let span = visit.windows[window]
            let day = span.startMinute / minutesPerDay
            let before = span.startMinute - day * minutesPerDay
            let after = (day + 1) * minutesPerDay - span.endMinute
            return [
                ChangeCandidates.steps(upTo: before).map {
                    Change.openEarlier(visit: visitIndex, window: window, minutes: $0)
                },
                ChangeCandidates.steps(upTo: after).map {
                    Change.closeLater(visit: visitIndex, window: window, minutes: $0)
                },
            ]
        }
    }

    /// Days without a window of the visit.
    var otherDays: [[Change]] {
        let days = Set(visit.windows.map { $0.startMinute / minutesPerDay })
        return (0..<scenario.days).filter { !days.contains($0) }.map { day in
            let whole = TimeWindow(
                startMinute: day * minutesPerDay,
                endMinute: (day + 1) * minutesPerDay
            )
            return [.allowAlso(visit: visitIndex, window: whole)]
        }
    }

    /// Shifts that end later, with more crews or more people.
    var shifts: [[Change]] {
        let asked = Set(scenario.visits.flatMap { scenario.roles(of: $0).map(\.people) })
        return scenario.shifts.indices.flatMap { index in
            let shift = scenario.shifts[index]
            let rest = (shift.day + 1) * minutesPerDay - shift.endMinute
            return [
                ChangeCandidates.steps(upTo: rest).map {
                    Change.extendShift(shift: index, minutes: $0)
                },
                [.addCrew(shift: index)],
                asked.filter { $0 > shift.people }.sorted().map {
                    .addPeople(shift: index, people: $0 - shift.people)
                },
            ]
        }
    }

    /// Teams that go further, learn what the visit asks for, or are no longer refused.
    var teams: [[Change]] {
        scenario.teams.indices.flatMap { index in
            let refusal: [Change] =
                visit.refusedTeams.contains(index)
                ? [.liftRefusal(visit: visitIndex, team: index)] : []
            return skills(index) + [refusal, radii(index)]
        }
    }

    /// For each skill that the visit asks for, the levels that a team lacks.
    private func skills(_ index: Int) -> [[Change]] {
        let team = scenario.teams[index]
        let asked = scenario.roles(of: visit).flatMap(\.skills)
        return Set(asked.map(\.skill)).sorted().map { skill in
            let levels = asked.filter { $0.skill == skill }.map(\.level)
            return Set(levels).filter { $0 > team.level(of: skill) }.sorted().map {
                .addSkill(team: index, skill: SkillLevel(skill: skill, level: $0))
            }
        }
    }

    /// The radii at which one place more comes into reach.
    private func radii(_ index: Int) -> [Change] {
        let team = scenario.teams[index]
        guard let limit = team.radiusMinutes else { return [] }
        let beyond = scenario.visits.map { other in
            scenario.travelMinutes(
                from: team.baseSiteIndex,
                to: scenario.placeIndex(of: other, servedBy: team),
                team: team
            ) - limit
        }
        return Set(beyond).filter { $0 > 0 }.sorted().map {
            .widenRadius(team: index, minutes: $0)
        }
    }
}
