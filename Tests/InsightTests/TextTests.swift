import Scheduling
import Testing

@testable import Insight

/// What the records become in words, in both languages, for each audience.
@Suite("Texts of explanations")
struct TextTests {
    // MARK: Records

    private func explanation(_ reason: ReasonClass) -> Explanation {
        Explanation(
            visit: VisitRecord(
                id: "R7",
                service: "haircut",
                name: "上门理发",
                tier: "yellow",
                value: 300,
                minutes: 30,
                windows: [
                    SpanRecord(from: "2026-11-23T08:30", until: "2026-11-23T11:30")
                ]
            ),
            reason: reason
        )
    }

    private let crew = CrewRecord(
        role: "barber",
        team: "T1",
        name: "护理队",
        shift: "2026-11-23T14:00",
        crew: 2,
        start: "2026-11-23T14:05",
        end: "2026-11-23T14:35"
    )

    private var impossible: Explanation {
        var record = explanation(.impossibleAlone)
        record.cause = CauseRecord(code: "no-time", role: "barber", steps: [])
        record.nearMisses = [
            NearMissRecord(
                team: "T1",
                name: "护理队",
                role: "barber",
                obstacles: [
                    .init(
                        code: "time",
                        short: 35,
                        works: [SpanRecord(from: "2026-11-23T14:00", until: "2026-11-23T24:00")]
                    )
                ]
            ),
            NearMissRecord(
                team: "T3",
                name: "",
                role: "barber",
                obstacles: [
                    .init(code: "skill", skill: "haircut", needed: 2, available: 1),
                    .init(code: "radius", needed: 22, available: 15),
                ]
            ),
        ]
        record.change = ChangeRecord(
            items: [
                .init(
                    code: "close_later",
                    amount: 185,
                    becomes: SpanRecord(from: "2026-11-23T08:30", until: "2026-11-23T14:35")
                )
            ],
            price: 195,
            total: 2_100,
            gain: 240,
            costToOthers: 60,
            crews: [crew],
            dropped: ["R9"],
            moved: []
        )
        return record
    }

    private var crowded: Explanation {
        var record = explanation(.crowdedOut)
        record.price = PriceRecord(lower: 35, upper: 60)
        record.forced = ForcedRecord(
            total: 1_800,
            bound: 1_825,
            crews: [crew],
            dropped: ["R8", "R9"],
            added: [],
            moved: [],
            retimed: []
        )
        return record
    }

    private func text(
        _ record: Explanation,
        _ language: Language,
        _ audience: Audience = .planner
    ) -> String {
        InsightText(language, for: audience).text(of: record)
    }

    // MARK: Planner

    @Test("An impossible visit, for the planner")
    func impossibleForPlanner() {
        #expect(
            text(impossible, .english) == """
                R7 (上门理发, yellow): impossible by itself
                  Reason: no shift fits the time windows (role barber)
                  Times asked: 2026-11-23 08:30-11:30
                  Nearest: T1 护理队 qualifies but works 2026-11-23 14:00-24:00 only (35 minutes \
                short, with the way)
                  Nearest: T3: has haircut at level 1, not 2, is 22 minutes away, radius 15
                  Smallest change found (price 195): close its window 185 minutes later \
                (2026-11-23 08:30-14:35)
                  Then T1 护理队 crew 2 at 2026-11-23 14:05 serves it; total +240, all others \
                together -60.
                  No longer served then: R9

                """
        )
        #expect(
            text(impossible, .chinese) == """
                R7（上门理发，黄牌）：单独也无法安排
                  原因：班次与服务时段不合（角色 barber）
                  所求时段：2026-11-23 08:30-11:30
                  最接近：T1 护理队 具备条件，但只在 2026-11-23 14:00-24:00 出勤（连同路程差 35 分钟）
                  最接近：T3：技能 haircut 只有 1 级，需 2 级、单程 22 分钟，服务半径 15 分钟
                  找到的最小改动（代价 195）：时段延后 185 分钟（2026-11-23 08:30-14:35）
                  改动后由 T1 护理队 第 2 组（2026-11-23 14:05） 服务；总分 +240，其他安排合计 -60
                  因此不再安排：R9

                """
        )
    }

    @Test("A visit crowded out, for the planner")
    func crowdedForPlanner() {
        #expect(
            text(crowded, .english) == """
                R7 (上门理发, yellow): crowded out
                  Serving it costs 35 to 60 points more than it gives (proven).
                  Its place is held by: R8, R9
                  It would be served by T1 护理队 crew 2 at 2026-11-23 14:05.

                """
        )
        #expect(
            text(crowded, .chinese) == """
                R7（上门理发，黄牌）：被其他安排挤占
                  安排它要比它带来的多花 35 到 60 分（已证明）
                  位置由下列服务占用：R8、R9
                  届时由 T1 护理队 第 2 组（2026-11-23 14:05） 服务

                """
        )
    }

    @Test("The other classes, for the planner")
    func othersForPlanner() {
        var open = explanation(.notSettled)
        open.price = PriceRecord(lower: -40, upper: 12)
        #expect(
            text(open, .english) == """
                R7 (上门理发, yellow): not settled
                  The best plan found that serves it scores 12 points less; a better one is not \
                ruled out.
                  No plan that serves it scores more than 40 points above this one.

                """
        )
        open.price = nil
        #expect(text(open, .chinese).contains("没有找到安排它的方案，也未证明没有"))
        var pinned = explanation(.impossibleWithPins)
        pinned.pins = ["R4"]
        #expect(
            text(pinned, .chinese) == """
                R7（上门理发，黄牌）：在锁定安排之下无法安排
                  占用所需人手的锁定安排：R4

                """
        )
        var better = explanation(.noWorse)
        better.price = PriceRecord(lower: nil, upper: -5)
        #expect(text(better, .english).contains("A plan that serves it scores 5 points more."))
        better.price = PriceRecord(lower: 0, upper: 0)
        #expect(text(better, .english).contains("A plan that serves it scores just as much."))
    }

    @Test("Whether a smaller change is ruled out is said, and so is that none would help")
    func searchOfChanges() {
        var record = impossible
        record.changeSearch = .partial
        #expect(text(record, .english).contains("Smallest change found (price 195): close"))
        record.changeSearch = .complete
        #expect(
            text(record, .english)
                .contains("Smallest change (price 195, proven: none on the menu is cheaper): close")
        )
        #expect(text(record, .chinese).contains("最小改动（代价 195，已证明没有更便宜的）：时段延后"))
        record.change = nil
        #expect(text(record, .chinese).hasSuffix("可选的改动中，任何一项或两项都不够（已证明）\n"))
        record.changeSearch = .partial
        #expect(text(record, .english).hasSuffix("No change that would help was found.\n"))
        record.changeSearch = nil
        #expect(!text(record, .english).contains("change"))
    }

    // MARK: Others

    @Test("The resident hears what is proven only of some crews with that condition")
    func residentByProof() {
        var local = crowded
        local.reason = .notSettled
        local.price = PriceRecord(lower: nil, upper: 60)
        #expect(text(local, .english, .resident).contains("whether there is one is not settled"))
        local.localPrice = PriceRecord(lower: 10, upper: 60)
        let condition = "whether a wider change would do is not settled"
        #expect(
            text(local, .english, .resident).contains("would cost others more, and " + condition)
        )
        local.forced?.dropped = []
        #expect(text(local, .english, .resident).contains("would cost too much; " + condition))
        #expect(text(local, .chinese, .resident).contains("更大范围的调整是否可行尚无定论"))
    }

    @Test("A search of changes is kept from those who are not told of the change")
    func redactsSearch() {
        var ours = impossible
        ours.changeSearch = .complete
        #expect(ours.redacted(for: .resident).changeSearch == .complete)
        ours.change?.items = [.init(code: "add_crew", team: "T1", name: "护理队")]
        #expect(ours.redacted(for: .teamLeader).changeSearch == .complete)
        #expect(ours.redacted(for: .resident).changeSearch == nil)
    }

    @Test("The resident hears of no other resident, no team and no points")
    func resident() {
        #expect(
            text(impossible, .english, .resident) == """
                Your request R7 (上门理发) is not in this plan.
                The teams that come nearest work 2026-11-23 14:00-24:00 only, which does not fit \
                your times.
                It could be served (2026-11-23 14:05) if you could be visited until \
                2026-11-23 14:35.

                """
        )
        #expect(
            text(crowded, .chinese, .resident) == """
                您的需求 R7（上门理发）这次没有排上。
                能承担的小组都已排满；改派给您会使其他居民损失更多。

                """
        )
        var ours = crowded
        ours.change = impossible.change
        ours.change?.items = [.init(code: "add_crew", team: "T1", name: "护理队")]
        #expect(text(ours, .chinese, .resident).hasSuffix("要安排它，需要由我们调整人手或班次。\n"))
    }

    @Test("Only the planner is told which other visits are concerned", arguments: Language.allCases)
    func privacy(language: Language) throws {
        var pinned = explanation(.impossibleWithPins)
        pinned.pins = ["R8"]
        for audience in Audience.allCases {
            for record in [impossible, crowded, pinned] {
                let words = text(record, language, audience)
                let isTold = words.contains("R8") || words.contains("R9")
                #expect(isTold == (audience == .planner), "\(words)")
                let kept = record.redacted(for: audience)
                let ids = kept.pins + (kept.forced?.dropped ?? []) + (kept.change?.dropped ?? [])
                #expect(ids.isEmpty == (audience != .planner))
            }
        }
    }

    @Test("Both languages have the same places in every text, and none is left open")
    func samePlaces() {
        for phrase in InsightPhrase.allCases {
            let (chinese, english) = phrase.texts
            let places = { (text: String) in
                Set((1...9).filter { text.contains("{\($0)}") })
            }
            #expect(places(chinese) == places(english), "\(phrase)")
            #expect(!chinese.isEmpty && !english.isEmpty)
        }
    }

    @Test("Ways, for the planner and the team leader")
    func ways() {
        let record = SuggestionRecord(
            visit: explanation(.notSettled).visit,
            total: 1_860,
            ways: [
                WayRecord(
                    crews: [crew],
                    total: 1_900,
                    difference: 40,
                    dropped: ["R8"],
                    moved: ["R9"],
                    retimed: ["R1", "R2"]
                )
            ],
            cause: nil,
            nearMisses: []
        )
        #expect(
            InsightText(.english).text(of: record) == """
                R7 (上门理发, yellow): The plan scores 1,860; it could be served so:
                  1. T1 护理队 crew 2 at 2026-11-23 14:05: +40 points; makes way: R8; goes to \
                others: R9; other times: 2

                """
        )
        #expect(
            InsightText(.english, for: .resident).text(of: record)
                == "Your request R7 (上门理发) could be served at 2026-11-23 14:05.\n"
        )
        #expect(
            InsightText(.chinese, for: .teamLeader).text(of: record) == """
                R7（上门理发，黄牌）：现方案 1,860 分；可以这样安排：
                  1. T1 护理队 第 2 组（2026-11-23 14:05）：+40 分；让位：1 项；改派：1 项；改时间：2 项

                """
        )
    }
}
