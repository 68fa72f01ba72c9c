import Evaluation
import Reports
import Scheduling

/// What more crews would be worth, for people.
public struct RecruitReport: Sendable {
    private let result: RecruitResult?
    private let target: TargetResult?
    private let scenario: Scenario

    /// A report on the worth of crews.
    public init(_ result: RecruitResult) {
        self.result = result
        target = nil
        scenario = result.scenario
    }

    /// A report on the crews that reach a target.
    public init(_ target: TargetResult) {
        self.target = target
        result = nil
        scenario = target.scenario
    }

    /// The page, with a line feed after each line.
    public func text(in language: Language) -> String {
        var page = SummaryPage(language: language)
        page.line(RecruitPhrase.title.text(language, scenario.name))
        page.gap()
        if let result { add(result, to: &page) }
        if let target { add(target, to: &page) }
        return page.text
    }

    // MARK: Worth

    private func add(_ result: RecruitResult, to page: inout SummaryPage) {
        let language = page.language
        page.entry(
            RecruitPhrase.present.text(language),
            Phrase.scorePoints.text(language, Figures.grouped(result.base.score.total))
        )
        let quality = QualityStatement(total: result.base.score.total, bound: result.base.bound)
        page.continuation(quality.text(in: language))
        add(droppedPins: result.base.droppedPins, to: &page)
        addHours(result.hours, to: &page)
        page.entry(RecruitPhrase.recruitments.text(language), "")
        if result.recruitments.isEmpty {
            page.continuation(RecruitPhrase.none.text(language))
        }
        for recruitment in result.recruitments {
            let most =
                recruitment.gainAtMost.map {
                    RecruitPhrase.atMost.text(language, Figures.grouped($0))
                } ?? RecruitPhrase.unknown.text(language)
            page.detail(
                shift(recruitment.shift),
                RecruitPhrase.line.text(
                    language,
                    Figures.grouped(recruitment.gain),
                    Figures.signed(recruitment.visits),
                    most
                )
            )
        }
    }

    private func addHours(_ hours: [HourWorth], to page: inout SummaryPage) {
        let language = page.language
        page.entry(
            RecruitPhrase.hours.text(language),
            hours.isEmpty ? RecruitPhrase.hoursNone.text(language) : ""
        )
        for hour in hours.prefix(SummaryPage.longestList + 2) {
            let institute = hour.institute.map { site in
                let name = scenario.sites[site].name
                return name.isEmpty ? scenario.sites[site].id.text : name
            }
            let worth = RecruitPhrase.hourLine.text(
                language,
                Figures.grouped(hour.pointsPerHour),
                "\(hour.visitTenths / 10).\(hour.visitTenths % 10)"
            )
            let date = scenario.start.advanced(byDays: hour.day)
            let parts = [worth] + (scenario.days > 1 ? ["\(date)"] : []) + [institute ?? "-"]
            page.detail(
                hour.skill ?? RecruitPhrase.noSkill.text(language),
                parts.joined(separator: language == .chinese ? "，" : ", ")
            )
        }
        page.more(hours.count - SummaryPage.longestList - 2)
    }

    /// `T041 2026-11-23T08:30`.
    private func shift(_ index: Int) -> String {
        let shift = scenario.shifts[index]
        return "\(scenario.teams[shift.teamIndex].id) \(scenario.stamp(shift.startMinute))"
    }

    // MARK: Target

    private func add(_ target: TargetResult, to page: inout SummaryPage) {
        let language = page.language
        page.entry(
            RecruitPhrase.target.text(language),
            (target.isReached ? RecruitPhrase.reached : .notReached).text(language)
        )
        for reached in target.reached {
            let tier =
                reached.target.tier.map { Phrase.tier($0).text(language) }
                ?? RecruitPhrase.all.text(language)
            let word: RecruitPhrase = reached.after >= reached.needed ? .reached : .notReached
            page.item(
                RecruitPhrase.tierOf.text(language, tier, "\(reached.target.percent)"),
                RecruitPhrase.before.text(
                    language,
                    values: [reached.before, reached.after, reached.total, reached.needed]
                        .map { "\($0)" } + [word.text(language)]
                )
            )
        }
        page.entry(RecruitPhrase.crews.text(language), "\(target.crewCount)")
        for entry in target.crews {
            page.detail(
                shift(entry.shift),
                RecruitPhrase.crewLine.text(language, "\(entry.count)")
            )
        }
        page.continuation(proof(target, language))
        add(droppedPins: target.droppedPins, to: &page)
        guard !target.outOfReach.isEmpty else { return }
        page.entry(RecruitPhrase.outOfReach.text(language), names(target.outOfReach))
    }

    /// Pinned rows that no plan keeps together, where there are any.
    private func add(droppedPins: [Commitment], to page: inout SummaryPage) {
        guard !droppedPins.isEmpty else { return }
        page.entry(
            Phrase.droppedPins.text(page.language),
            names(droppedPins.map(\.visit))
        )
    }

    /// How many visits, and the first of them.
    private func names(_ visits: [VisitID]) -> String {
        let shown = visits.prefix(SummaryPage.longestList).map(\.text.printable)
        return "\(visits.count): " + shown.joined(separator: " ")
    }

    private func proof(_ target: TargetResult, _ language: Language) -> String {
        if target.isImpossible { return RecruitPhrase.impossible.text(language) }
        if target.isReached, target.leastCrews == target.crewCount {
            return RecruitPhrase.minimal.text(language)
        }
        if target.leastCrews == 0 { return RecruitPhrase.leastNone.text(language) }
        return RecruitPhrase.least.text(language, "\(target.leastCrews)")
    }
}

/// What more crews would be worth, as JSON.
public struct RecruitDocument: Encodable, Sendable {
    /// The worth of a crew-hour.
    struct Hour: Encodable, Sendable {
        let skill: String?
        let date: String
        let institute: String?
        let pointsPerHour: Int
        let visitsPerHour: Double

        private enum CodingKeys: String, CodingKey {
            case skill, date, institute
            case pointsPerHour = "points_per_hour"
            case visitsPerHour = "visits_per_hour"
        }
    }

    /// One more crew.
    struct Crew: Encodable, Sendable {
        let team: String
        let shift: String
        let count: Int
        let price: Int?
        let gain: Int?
        let gainAtMost: Int?
        let visits: Int?

        private enum CodingKeys: String, CodingKey {
            case team, shift, count, price, gain
            case gainAtMost = "gain_at_most"
            case visits
        }
    }

    /// A target and how far it is reached.
    struct Target: Encodable, Sendable {
        let tier: String
        let percent: Int
        let total: Int
        let needed: Int
        let before: Int
        let after: Int
    }

    let format = 1
    let outcome: String
    /// How the command ends.
    public var exitStatus: Int32 = 0
    let total: Int
    let bound: Int?
    let hours: [Hour]?
    let recruitments: [Crew]?
    let targets: [Target]?
    let crews: [Crew]?
    let leastCrews: Int?
    let outOfReach: [String]?
    let droppedPins: [String]

    private enum CodingKeys: String, CodingKey {
        case format, outcome
        case exitStatus = "exit_status"
        case total, bound, hours, recruitments, targets, crews
        case leastCrews = "least_crews"
        case outOfReach = "out_of_reach"
        case droppedPins = "dropped_pins"
    }

    /// The document of the worth of crews.
    public init(_ result: RecruitResult) {
        let scenario = result.scenario
        outcome = "valued"
        total = result.base.score.total
        bound = result.base.bound
        hours = result.hours.map { hour in
            Hour(
                skill: hour.skill,
                date: "\(scenario.start.advanced(byDays: hour.day))",
                institute: hour.institute.map { scenario.sites[$0].id.text },
                pointsPerHour: hour.pointsPerHour,
                visitsPerHour: Double(hour.visitTenths) / 10
            )
        }
        recruitments = result.recruitments.map { entry in
            let shift = scenario.shifts[entry.shift]
            return Crew(
                team: scenario.teams[shift.teamIndex].id.text,
                shift: scenario.stamp(shift.startMinute),
                count: 1,
                price: entry.price,
                gain: entry.gain,
                gainAtMost: entry.gainAtMost,
                visits: entry.visits
            )
        }
        targets = nil
        crews = nil
        leastCrews = nil
        outOfReach = nil
        droppedPins = result.base.droppedPins.map(\.visit.text)
    }

    /// The document of the crews that reach a target.
    public init(_ target: TargetResult) {
        let scenario = target.scenario
        outcome = target.isReached ? "reached" : "not-reached"
        total = target.score.total
        bound = nil
        hours = nil
        recruitments = nil
        targets = target.reached.map {
            Target(
                tier: $0.target.tier?.rawValue ?? "all",
                percent: $0.target.percent,
                total: $0.total,
                needed: $0.needed,
                before: $0.before,
                after: $0.after
            )
        }
        crews = target.crews.map { entry in
            let shift = scenario.shifts[entry.shift]
            return Crew(
                team: scenario.teams[shift.teamIndex].id.text,
                shift: scenario.stamp(shift.startMinute),
                count: entry.count,
                price: nil,
                gain: nil,
                gainAtMost: nil,
                visits: nil
            )
        }
        leastCrews = target.leastCrews
        outOfReach = target.outOfReach.map(\.text)
        droppedPins = target.droppedPins.map(\.visit.text)
    }
}
