import Evaluation
import Scheduling
import Testing

@Suite("The form of a plan")
struct PlanFormTests {
    private var example = WorkedExample()

    @Test("Rows that name nothing known count for nothing")
    mutating func unknownNames() {
        example.leaveOut("R4")
        example.edit("R4") { $0.role = "x" }
        #expect(example.codes == [.unknownRole])
        example.edit("R4") { $0.team = "x" }
        #expect(example.codes == [.unknownRole])
        example.edit("R4") { $0.role = "c" }
        #expect(example.codes == [.unknownTeam])
        example.edit("R4") { $0.visit = "x" }
        #expect(example.codes == [.unknownVisit])
        // R4 was worth 100 and cost a crew.
        #expect(example.verdict.score.total == 1914 - 100 + 10)
    }

    @Test("Times beyond all calendars", arguments: [Int.min, Int.max, 1 << 40])
    mutating func hugeTimes(time: Int) {
        example.leaveOut("R4")
        example.edit("R4") { $0.startMinute = time }
        #expect(example.codes == [.timeOutOfRange])
        example.edit("R4") { $0.endMinute = time }
        #expect(example.codes == [.timeOutOfRange])
        example.edit("R4") { $0.shiftStartMinute = time }
        #expect(example.codes == [.timeOutOfRange])
    }

    @Test("An end that is not the start and the minutes")
    mutating func wrongEnd() {
        example.edit("R4") { $0.endMinute += 1 }
        #expect(example.codes == [.wrongEnd])
        #expect(example.verdict.score.total == 1914)
    }

    @Test("Every visit stands in exactly one list, once")
    mutating func lists() {
        example.leaveOut("R1")
        #expect(example.codes == [.servedAndUnserved])
        example.plan.unserved = [UnservedVisit(visit: "R5", reason: "")]
        #expect(example.codes == [.neitherServedNorUnserved])
        example.leaveOut("R6")
        example.leaveOut("R6")
        #expect(example.codes == [.unservedTwice])
        example.plan.unserved.removeLast()
        example.leaveOut("x")
        #expect(example.codes == [.unknownUnserved])
    }

    @Test("An empty plan of all visits left out is valid but for its pins")
    mutating func emptyPlan() {
        example.plan = Plan(
            unserved: example.scenario.visits.map { UnservedVisit(visit: $0.id, reason: "") }
        )
        #expect(example.codes == [.pinNotKept])
        #expect(example.verdict.score.total == -100)
        #expect(example.verdict.routes == 0)
    }

    @Test("Each violation speaks both languages and knows its rule")
    mutating func messages() throws {
        example.move("R1", to: WorkedExample.at(0, 9, 31))
        let violation = try #require(example.verdict.violations.first)
        #expect(violation.rule == .timeWindows)
        #expect(violation.subject.visits == ["R1"])
        #expect(
            violation.message(in: .english)
                == "visit R1: 30 minutes from 2026-11-23 09:31 do not lie in one of its windows"
        )
        #expect(
            violation.message(in: .chinese)
                == "服务 R1：2026-11-23 09:31 起 30 分钟不在任何可服务时段内"
        )
        #expect(violation.description.hasPrefix("V201 rule 2: visit R1"))
    }

    @Test("Codes are unique and begin with the digit of their rule")
    func codes() {
        let texts = ViolationCode.allCases.map(\.rawValue)
        #expect(Set(texts).count == texts.count)
        for code in ViolationCode.allCases {
            let digit = code.rule.rawValue.last.flatMap(\.wholeNumberValue) ?? 0
            #expect(code.rawValue.hasPrefix("V\(digit)"), "\(code)")
        }
        for rule in Rule.allCases {
            #expect(rule.title(in: .english) != rule.title(in: .chinese))
        }
    }
}
