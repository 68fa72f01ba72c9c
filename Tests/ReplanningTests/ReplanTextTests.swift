import Replanning
import ScenarioFiles
import Scheduling
import Testing

/// The report of a day under way, word for word.
@Suite("The report of a re-planned day")
struct ReplanTextTests {
    /// At 09:05 H1 is done, H2 under way by the plan, and A declines H3.
    private func report() async throws -> ReplanReport {
        let reading = try twoTeams()
        let day = try ChangedDay(
            reading,
            plan: planOfA(reading.scenario),
            events: events("event,visit,reason\ndone,H1,\ndeclined,H3,ill\n"),
            nowMinute: 545
        )
        let replanner = Replanner()
        let result = try await replanner.replan(day)
        return ReplanReport(result, curve: try await replanner.curve(result))
    }

    // A's crew: two visits of 100 less 10 for the crew and 20 for the way = 170. B takes H3 for as
    // much: 100 − 30. It leaves at 09:05 and is there at 09:15. Nothing was promised besides, so that
    // the points without the price of changes are the score.
    @Test("in English")
    func english() async throws {
        #expect(
            try await report().text(in: .english) == """
                two: re-planned at 2026-11-23T09:05

                Events
                  done or under way       2, of which 1 presumed from the plan
                  made impossible         1
                    H3 A 10:30 · declined: ill
                Changes                   0 of 0 promises
                Served anew               1
                    H3                    B 09:15
                Served                    3 of 3 (100.0 %)
                Score                     240 points, from 170 of what was left
                Quality                   proven optimal: no plan scores more
                Score by changes
                  at most 0               240 points (0 used; at most 240)

                """
        )
    }

    @Test("in Chinese")
    func chinese() async throws {
        #expect(
            try await report().text(in: .chinese) == """
                two：2026-11-23T09:05 重新派单

                事件
                  已完成或进行中          2 项，其中 1 项按方案推定
                  因事件作罢              1
                    H3 A 10:30 · 拒单（ill）
                改动                      0 / 0 项承诺
                新排入                    1
                    H3                    B 09:15
                已排服务                  3 项，共 3 项（100.0 %）
                总分                      240 分，原方案剩余部分为 170 分
                方案质量                  已证明最优：不存在得分更高的方案
                改动数与得分
                  至多 0 项               240 分（用 0 项；不超过 240）

                """
        )
    }
}
