import Evaluation
import Scheduling
import Testing

private typealias Example = WorkedExample

/// A minute of the horizon by day, hour and minute.
private func at(_ day: Int, _ hour: Int, _ minute: Int) -> Int { Example.at(day, hour, minute) }

@Suite("Each rule broken in turn")
struct RuleTests {
    private var example = Example()

    @Test("The plan as it stands breaks none")
    func wholePlan() {
        #expect(example.codes == [])
        #expect(example.verdict.isValid)
        #expect(example.verdict.servedVisits == 8)
        #expect(example.verdict.routes == 6)
    }

    @Test("The order of the rows does not matter")
    func rowOrder() {
        var turned = example
        turned.plan.assignments.reverse()
        turned.plan.unserved.reverse()
        #expect(turned.verdict == example.verdict)
    }

    // MARK: Rule 1

    @Test("A role filled twice")
    mutating func roleTwice() {
        example.plan.assignments.append(
            Example.row(
                "R4",
                "c",
                "B",
                shift: at(0, 8, 0),
                crew: 2,
                start: at(0, 11, 20),
                minutes: 15
            )
        )
        #expect(example.codes == [.roleFilledTwice])
    }

    @Test("A role not filled")
    mutating func roleMissing() {
        example.drop("R3", role: "r")
        #expect(example.codes == [.roleNotFilled])
    }

    @Test("Roles that start at different times")
    mutating func differentStarts() {
        example.move("R3", role: "r", to: at(1, 8, 45))
        #expect(example.codes == [.differentStarts])
    }

    // MARK: Rule 2

    @Test("A visit that ends a minute after its window, or starts a minute before it")
    mutating func window() {
        example.move("R1", to: at(0, 9, 31))
        #expect(example.codes == [.outsideWindows])
        example.move("R1", to: at(0, 8, 29))
        #expect(example.codes == [.outsideWindows])
        example.move("R1", to: at(0, 9, 30))
        #expect(example.codes == [])
    }

    @Test("A session at another time than its program's")
    mutating func fixedStart() {
        example.move("P1#2026-11-24", to: at(1, 10, 31))
        #expect(example.codes == [.outsideWindows])
    }

    @Test("Windows that touch are not joined")
    mutating func midnight() {
        // From 23:45 to 24:00 lies in Monday; a minute later it lies in neither day, and is back late.
        example.edit("R4") { row in
            row.team = "D"
            row.shiftStartMinute = at(0, 14, 0)
            row.crew = 1
        }
        example.move("R4", to: at(0, 23, 45))
        #expect(example.codes == [])
        example.move("R4", to: at(0, 23, 46))
        #expect(example.codes == [.outsideWindows, .backTooLate])
    }

    // MARK: Rule 3

    @Test("A team without the skill, or with too low a level of it")
    mutating func skill() {
        example.serve(
            Example.row(
                "R6",
                "n",
                "B",
                shift: at(1, 8, 0),
                crew: 2,
                start: at(1, 10, 0),
                minutes: 30
            )
        )
        #expect(example.codes == [.lacksSkill])
        example = Example()
        example.scenario.teams[0].skills = [SkillLevel(skill: "nursing", level: 1)]
        #expect(example.codes == [.lacksSkill])
    }

    @Test("A refused team")
    mutating func refused() {
        example.scenario.visits[1].refusedTeams = [0, 2]
        #expect(example.codes == [.refused])
    }

    @Test("A visit a minute beyond the radius; the base itself for a call")
    mutating func radius() {
        example.scenario.teams[0].radiusMinutes = 8
        #expect(example.codes == [])
        example.scenario.teams[0].radiusMinutes = 7
        #expect(example.codes == [.beyondRadius])
        example = Example()
        example.scenario.teams[1].radiusMinutes = 0
        #expect(example.codes == [])
    }

    @Test("Too few people")
    mutating func people() {
        example.editShifts(of: 1) { $0.people = 1 }
        #expect(example.codes == [.tooFewPeople])
    }

    // MARK: Rule 4

    @Test("A shift that the team does not have")
    mutating func unknownShift() {
        example.edit("R4") { $0.shiftStartMinute = at(2, 8, 0) }
        #expect(example.codes == [.unknownShift, .neitherServedNorUnserved])
        example.leaveOut("R4")
        #expect(example.codes == [.unknownShift])
    }

    @Test("Crew numbers outside the shift", arguments: [3, 0, -1, Int.max, Int.min])
    mutating func unknownCrew(crew: Int) {
        example.edit("R4") { $0.crew = crew }
        #expect(example.codes == [.unknownCrew])
    }

    @Test("A crew that can't be there yet, from its base or from the visit before")
    mutating func early() {
        example.move("R3", to: at(1, 8, 35))
        #expect(example.codes == [])
        example.move("R3", to: at(1, 8, 34))
        #expect(example.codes == [.startsTooEarly])
        example = Example()
        // Crew 1 of B cuts hair from 8:45 to 9:15.
        example.edit("R4") { $0.crew = 1 }
        example.move("R4", to: at(0, 9, 15))
        #expect(example.codes == [])
        example.move("R4", to: at(0, 9, 14))
        #expect(example.codes == [.startsTooEarly])
    }

    @Test("A crew back at its base after the shift")
    mutating func late() {
        // 11:04 and 20 minutes and 6 home: 11:30, the end of the shift.
        example.move("P2#2", to: at(2, 11, 4))
        #expect(example.codes == [])
        example.move("P2#2", to: at(2, 11, 5))
        #expect(example.codes == [.backTooLate])
    }

    // MARK: Rules 5 and 6

    @Test("More visits in a shift than the team may have")
    mutating func visitLimit() {
        example.scenario.teams[1].maxVisits = 3
        #expect(example.codes == [])
        example.scenario.teams[1].maxVisits = 2
        #expect(example.codes == [.tooManyVisits])
    }

    @Test("More goods than the crew can bring")
    mutating func capacity() {
        example.editShifts(of: 1) { $0.capacityUnits = 2 }
        #expect(example.codes == [.overCapacity])
    }

    @Test("Goods count for the service's first role only")
    mutating func firstRoleBrings() {
        // Five units are too many for A, which fills the first role; B, with room for 3, brings none.
        example.scenario.visits[2].loadUnits = 5
        #expect(example.codes == [.overCapacity])
        #expect(example.verdict.violations.first?.subject.team == "A")
    }

    @Test("More work minutes than the team may have")
    mutating func workLimit() {
        example.scenario.teams[0].maxMinutes = 128
        #expect(example.codes == [])
        example.scenario.teams[0].maxMinutes = 127
        #expect(example.codes == [.tooManyMinutes])
    }

    // MARK: What is allowed

    @Test("Two crews of one team may fill two roles of a visit, but one crew may not")
    mutating func twoCrewsOfOneTeam() {
        example.scenario.teams[1].skills.append(SkillLevel(skill: "nursing", level: 2))
        example.scenario.shifts = example.scenario.shifts.map { shift in
            var shift = shift
            shift.capacityUnits = nil
            return shift
        }
        example.edit("R3", role: "n") { row in
            row.team = "B"
            row.shiftStartMinute = at(1, 8, 0)
            row.crew = 2
        }
        #expect(example.codes == [])
        example.edit("R3", role: "n") { $0.crew = 1 }
        #expect(example.codes == [.startsTooEarly])
    }

    @Test("Two visits of one resident may overlap")
    mutating func oneResident() {
        // R4, a call by crew 2 of B, while crew 1 is at R1.
        for index in [0, 3] { example.scenario.visits[index].resident = "张三" }
        example.move("R4", to: at(0, 8, 50))
        #expect(example.codes == [])
    }

    @Test("Shifts of one team that overlap are worked by different crews")
    mutating func overlappingShifts() {
        example.scenario.shifts.append(
            Shift(teamIndex: 1, startMinute: at(0, 8, 30), endMinute: at(0, 12, 0), people: 2)
        )
        example.edit("R4") { row in
            row.shiftStartMinute = at(0, 8, 30)
            row.crew = 1
        }
        // Crew 1 of the other shift is at R1 from 8:45.
        example.move("R4", to: at(0, 8, 50))
        #expect(example.codes == [])
    }

    // MARK: Rules 7, 8 and 9

    @Test("Two visits in one room; one may start as the other ends")
    mutating func rooms() {
        // P1 lasts from 10:30 to 10:50, P2#1 starts at 10:50.
        example.edit("P2#1") { $0.crew = 2 }
        example.move("P2#1", to: at(0, 10, 40))
        #expect(example.codes == [.roomsExceeded])
        example.scenario.sites[1].rooms = 2
        #expect(example.codes == [])
        example.scenario.sites[1].rooms = nil
        #expect(example.codes == [])
    }

    @Test("Home visits at a site take no room")
    mutating func homeVisitsTakeNoRoom() {
        example.serve(
            Example.row(
                "R6",
                "n",
                "A",
                shift: at(2, 8, 30),
                start: at(2, 8, 55),
                minutes: 30
            )
        )
        #expect(example.codes == [])
    }

    @Test("Sessions too few days apart")
    mutating func gap() {
        example.edit("P2#1") { $0.shiftStartMinute = at(1, 8, 0) }
        example.move("P2#1", to: at(1, 11, 0))
        #expect(example.codes == [.sessionsTooClose])
        example.scenario.programs[1].gapDays = 1
        #expect(example.codes == [])
        example.scenario.programs[1].gapDays = 0
        #expect(example.codes == [])
    }

    @Test("Too many teams in a program")
    mutating func teamLimit() {
        example.edit("P1#2026-11-24") { row in
            row.team = "A"
            row.shiftStartMinute = at(1, 8, 30)
        }
        #expect(example.codes == [.tooManyTeams])
        example.scenario.programs[0].maxTeams = 2
        #expect(example.codes == [])
    }

    @Test("A pinned row moved, left out, or with another crew than its own")
    mutating func pins() {
        example.move("R2", to: at(0, 9, 1))
        #expect(example.codes == [.pinNotKept])
        example.drop("R2")
        example.leaveOut("R2")
        #expect(example.codes == [.pinNotKept])
        example = Example()
        example.scenario.commitments[0].crew = 1
        #expect(example.codes == [])
        example.scenario.commitments[0].crew = 2
        #expect(example.codes == [.pinNotKept])
    }
}
