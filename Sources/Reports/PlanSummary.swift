import Evaluation
import Scheduling

/// What a plan comes to, in a page of text for people: 80 columns, Chinese or English.
public struct PlanSummary: Sendable {
    /// What the plan was made for.
    public var scenario: Scenario
    /// The plan.
    public var plan: Plan
    /// The plan's score as the audit found it.
    public var score: Score
    /// A proven upper bound on the total of any plan; nil where none is proven.
    public var bound: Int?
    /// Why the run ended, where it was not a proof.
    public var stop: Phrase?
    /// Pinned rows that were given up.
    public var droppedPins: [Commitment]
    /// Where the results stand.
    public var files: [String]
    /// The visits that no plan can serve.
    public var impossibilities: [Impossibility]
    /// Figures of the plan.
    public var statistics: PlanStatistics

    /// A summary of an audited plan.
    public init(
        scenario: Scenario,
        plan: Plan,
        score: Score,
        bound: Int?,
        stop: Phrase?,
        droppedPins: [Commitment] = [],
        files: [String] = []
    ) {
        self.scenario = scenario
        self.plan = plan
        self.score = score
        self.bound = bound
        self.stop = stop
        self.droppedPins = droppedPins
        self.files = files
        let audit = Audit(scenario)
        impossibilities = Possibilities(scenario).impossibilities()
        statistics = audit.statistics(of: plan)
    }

    /// The page, with a line feed after each line.
    public func text(in language: Language) -> String {
        var page = SummaryPage(language: language)
        page.line(title(language))
        page.gap()
        addServed(to: &page)
        addPrograms(to: &page)
        addScore(to: &page)
        addQuality(to: &page)
        addWork(to: &page)
        addUnserved(to: &page)
        addDroppedPins(to: &page)
        addFiles(to: &page)
        return page.text
    }

    private func title(_ language: Language) -> String {
        let days = Phrase.titleDays.text(language, "\(scenario.days)")
        return Phrase.title.text(language, scenario.name, "\(scenario.start)", days)
    }

    private func addServed(to page: inout SummaryPage) {
        page.entry(.served, share(statistics.visits, page.language))
        for tier in statistics.tiers {
            page.item(Phrase.tier(tier.tier), share(tier.visits, page.language))
        }
    }

    private func share(_ coverage: PlanStatistics.Coverage, _ language: Language) -> String {
        Phrase.servedOf.text(
            language,
            Figures.grouped(coverage.served),
            Figures.grouped(coverage.total),
            Figures.percentage(coverage.served, of: coverage.total) ?? "-"
        )
    }

    private func addPrograms(to page: inout SummaryPage) {
        let all = zip(scenario.programs, statistics.programs).map { ($0, $1.sessions) }
        guard !all.isEmpty else { return }
        let short = all.filter { $1.served < $1.total }
        page.entry(
            .programs,
            Phrase.programsInFull.text(
                page.language,
                Figures.grouped(all.count - short.count),
                Figures.grouped(all.count),
                Figures.grouped(all.reduce(0) { $0 + $1.1.served }),
                Figures.grouped(all.reduce(0) { $0 + $1.1.total })
            )
        )
        // The ones that lack most come first; equal ones in the scenario's order (a stable sort).
        let ordered = short.enumerated().sorted {
            let left = $0.element.1.total - $0.element.1.served
            let right = $1.element.1.total - $1.element.1.served
            return (right, $0.offset) < (left, $1.offset)
        }
        for (_, (program, sessions)) in ordered.prefix(SummaryPage.longestList) {
            page.item("\(program.id) \(program.name)", share(sessions, page.language))
        }
        page.more(ordered.count - SummaryPage.longestList)
    }

    private func addScore(to page: inout SummaryPage) {
        page.entry(
            .score,
            Phrase.scorePoints.text(page.language, Figures.grouped(score.total))
        )
        let parts = score.effectiveParts
        let figures = parts.map { Figures.signed($0.points) }
        let width = figures.map(\.displayWidth).max() ?? 0
        for (part, figure) in zip(parts, figures) {
            page.item(part.name, figure.leftPadded(toWidth: width))
        }
    }

    private func addQuality(to page: inout SummaryPage) {
        let language = page.language
        page.entry(.quality, QualityStatement(total: score.total, bound: bound).text(in: language))
        if let bound, bound > score.total {
            let gap = Double(bound - score.total) / Double(max(1, abs(score.total)))
            page.continuation(
                Phrase.qualityBound.text(language, Figures.grouped(bound), Figures.gap(gap))
            )
        }
        if let stop { page.continuation(stop.text(language)) }
    }

    private func addWork(to page: inout SummaryPage) {
        let hours = Figures.hours(ofParts: [statistics.serviceMinutes, statistics.travelMinutes])
        page.entry(.work, Phrase.workHours.text(page.language, values: [hours.sum] + hours.parts))
        page.continuation(
            Phrase.workCrews.text(
                page.language,
                Figures.grouped(statistics.routes),
                Figures.grouped(statistics.availableCrews),
                Figures.grouped(statistics.teams.count { $0.routes > 0 })
            )
        )
    }

    private func addDroppedPins(to page: inout SummaryPage) {
        guard !droppedPins.isEmpty else { return }
        page.entry(.droppedPins, Figures.grouped(droppedPins.count))
        for pin in droppedPins { page.note(scenario.sentence(of: pin, in: page.language)) }
    }

    private func addFiles(to page: inout SummaryPage) {
        for (index, file) in files.enumerated() {
            page.path(index == 0 ? Phrase.files.text(page.language) : "", file)
        }
    }
}

extension Scenario {
    /// A row of commitments.csv in words: its line, visit, role, team and start.
    public func sentence(of commitment: Commitment, in language: Language) -> String {
        Phrase.pinnedRow.text(
            language,
            "\(commitment.line)",
            commitment.visit.text.printable,
            (commitment.role?.text ?? "").printable,
            commitment.team.text.printable,
            dateTime(commitment.startMinute)
        )
    }

    /// A minute of the horizon as `2026-11-23T08:30`.
    public func dateTime(_ minute: Int) -> String {
        let day = Int((Double(minute) / Double(minutesPerDay)).rounded(.down))
        let rest = minute - day * minutesPerDay
        let hour = rest / 60 < 10 ? "0\(rest / 60)" : "\(rest / 60)"
        let past = rest % 60 < 10 ? "0\(rest % 60)" : "\(rest % 60)"
        return "\(start.advanced(byDays: day))T\(hour):\(past)"
    }
}
