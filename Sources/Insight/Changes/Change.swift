import Scheduling

/// One change of a scenario from the menu of changes that might let a visit be served.
public enum Change: Hashable, Sendable {
    /// A window of the visit opens so many minutes earlier; the window by its position.
    case openEarlier(visit: Int, window: Int, minutes: Int)
    /// A window of the visit closes so many minutes later; the window by its position.
    case closeLater(visit: Int, window: Int, minutes: Int)
    /// The visit may also lie in a window of another day.
    case allowAlso(visit: Int, window: TimeWindow)
    /// A shift ends so many minutes later.
    case extendShift(shift: Int, minutes: Int)
    /// A shift has one more crew.
    case addCrew(shift: Int)
    /// Each crew of a shift has so many more people.
    case addPeople(shift: Int, people: Int)
    /// A team goes so many minutes further from its base.
    case widenRadius(team: Int, minutes: Int)
    /// A team has a skill at a level.
    case addSkill(team: Int, skill: SkillLevel)
    /// The visit no longer refuses a team.
    case liftRefusal(visit: Int, team: Int)
}

extension Change {
    /// Makes the change in a scenario; indices must be those of the same scenario.
    public func apply(to scenario: inout Scenario) {
        switch self {
        case .openEarlier(let visit, let window, let minutes):
            scenario.visits[visit].windows[window].startMinute -= minutes
        case .closeLater(let visit, let window, let minutes):
            scenario.visits[visit].windows[window].endMinute += minutes
        case .allowAlso(let visit, let window):
            scenario.visits[visit].windows.append(window)
            scenario.visits[visit].windows.sort {
                ($0.startMinute, $0.endMinute) < ($1.startMinute, $1.endMinute)
            }
        case .extendShift(let shift, let minutes): scenario.shifts[shift].endMinute += minutes
        case .addCrew(let shift): scenario.shifts[shift].crews += 1
        case .addPeople(let shift, let people): scenario.shifts[shift].people += people
        case .widenRadius(let team, let minutes):
            scenario.teams[team].radiusMinutes = scenario.teams[team].radiusMinutes.map {
                $0 + minutes
            }
        case .addSkill(let team, let skill):
            scenario.teams[team].skills.removeAll { $0.skill == skill.skill }
            scenario.teams[team].skills.append(skill)
        case .liftRefusal(let visit, let team):
            scenario.visits[visit].refusedTeams.removeAll { $0 == team }
        }
    }

    /// A stable word for the kind of change, as it stands in records and in the file of prices.
    public var code: ChangeCode {
        switch self {
        case .openEarlier: .openEarlier
        case .closeLater: .closeLater
        case .allowAlso: .allowAlso
        case .extendShift: .extendShift
        case .addCrew: .addCrew
        case .addPeople: .addPeople
        case .widenRadius: .widenRadius
        case .addSkill: .addSkill
        case .liftRefusal: .liftRefusal
        }
    }

    /// How much of it is done: minutes, people or levels; 1 where there is no more or less.
    func amount(in scenario: Scenario) -> Int {
        switch self {
        case .openEarlier(_, _, let minutes), .closeLater(_, _, let minutes),
            .extendShift(_, let minutes), .widenRadius(_, let minutes):
            minutes
        case .addPeople(_, let people): people
        case .addSkill(let team, let skill):
            skill.level - scenario.teams[team].level(of: skill.skill)
        case .allowAlso, .addCrew, .liftRefusal: 1
        }
    }
}

/// A kind of change; the raw value is stable.
public enum ChangeCode: String, CaseIterable, Sendable, Hashable {
    /// A window opens earlier.
    case openEarlier = "open_earlier"
    /// A window closes later.
    case closeLater = "close_later"
    /// Another day is allowed.
    case allowAlso = "other_day"
    /// A shift ends later.
    case extendShift = "extend_shift"
    /// One more crew in a shift.
    case addCrew = "add_crew"
    /// More people in each crew of a shift.
    case addPeople = "add_people"
    /// A team goes further from its base.
    case widenRadius = "widen_radius"
    /// A team gets a skill.
    case addSkill = "add_skill"
    /// A refusal is lifted.
    case liftRefusal = "lift_refusal"
}
