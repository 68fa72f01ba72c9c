import Evaluation
import Scheduling
import Testing

@Suite("The parts of the score")
struct ScoreTests {
    private var example = WorkedExample()

    @Test("The worked example, part by part")
    func workedExample() {
        let score = example.verdict.score
        #expect(score.served == 315 + 150 + 1000 + 100 + 400 + 200)
        #expect(score.preference == 20)
        #expect(score.travel == -38)
        #expect(score.crews == -60)
        #expect(score.lateness == -25)
        #expect(score.continuity == -30)
        #expect(score.fairness == -68)
        #expect(score.changes == -50)
        #expect(score.total == 1914)
    }

    @Test("Each weight scales its own part and no other")
    mutating func weights() {
        example.scenario.weights.prefer *= 2
        example.scenario.weights.travel *= 3
        example.scenario.weights.crew *= 5
        example.scenario.weights.late *= 7
        example.scenario.weights.continuity *= 11
        example.scenario.weights.fair *= 13
        example.scenario.weights.change *= 17
        let score = example.verdict.score
        #expect(score.served == 2165)
        #expect(score.preference == 20 * 2)
        #expect(score.travel == -38 * 3)
        #expect(score.crews == -60 * 5)
        #expect(score.lateness == -25 * 7)
        #expect(score.continuity == -30 * 11)
        #expect(score.fairness == -68 * 13)
        #expect(score.changes == -50 * 17)
    }

    @Test("A slower team travels longer where no figure is given")
    mutating func speed() {
        // R2 lies 1112 m off: 2 + ⌈1112 × 130 ÷ 12500⌉ = 2 + 12 = 14 minutes instead of 8, twice.
        example.scenario.teams[0].metresPerMinute = 125
        #expect(example.verdict.score.travel == -38 - 12)
        #expect(example.verdict.score.fairness == -68 - 12)
    }

    @Test("A call costs the way back to the base")
    mutating func remoteVisit() {
        // A calls between R2 and home: out 8, back 8, and the call at the base adds no way.
        example.edit("R4") { row in
            row.team = "A"
            row.shiftStartMinute = WorkedExample.at(0, 8, 30)
            row.crew = 1
        }
        example.move("R4", to: WorkedExample.at(0, 9, 38))
        #expect(example.codes == [])
        #expect(example.verdict.score.travel == -38)
        #expect(example.verdict.score.crews == -50)
        example.move("R4", to: WorkedExample.at(0, 9, 37))
        #expect(example.codes == [.startsTooEarly])
    }

    @Test("Lateness counts from the due minute and never rewards haste")
    mutating func lateness() {
        example.scenario.visits[0].dueMinute = WorkedExample.at(0, 8, 45)
        #expect(example.verdict.score.lateness == 0)
        example.scenario.visits[0].dueMinute = WorkedExample.at(2, 0, 0)
        #expect(example.verdict.score.lateness == 0)
        example.scenario.visits[0].dueMinute = WorkedExample.at(-1, 8, 45)
        #expect(example.verdict.score.lateness == -1440)
    }

    @Test("A published row is lost a minute beyond its tolerance, or with another team")
    mutating func published() {
        example.scenario.weights.changeToleranceMinutes = 14
        #expect(example.verdict.score.changes == -100)
        example = WorkedExample()
        example.scenario.commitments[1].team = "D"
        example.scenario.commitments[1].teamIndex = 2
        #expect(example.verdict.score.changes == -100)
    }

    @Test("A crew named by a published row binds nothing")
    mutating func publishedCrew() {
        example.scenario.commitments[1].crew = 2
        #expect(example.verdict.score.changes == -50)
    }

    @Test("Sums beyond all integers are held, not trapped")
    mutating func overflow() {
        for index in example.scenario.visits.indices {
            example.scenario.visits[index].value = .max
            example.scenario.visits[index].dueMinute = .min
            example.scenario.visits[index].loadUnits = .max
        }
        example.scenario.weights.late = .max
        let score = example.verdict.score
        #expect(score.served > 1 << 59)
        #expect(score.lateness < -(1 << 59))
        #expect(score.total < 1 << 62)
    }
}
