import Evaluation
import Reports
import Scheduling

/// A re-planned day for people and for programs.
public struct ReplanReport: Sendable {
    /// The day, planned again.
    public var result: ReplanResult
    /// What more changes would bring; empty where it was not asked for.
    public var curve: [CurvePoint]

    /// A report on a result.
    public init(_ result: ReplanResult, curve: [CurvePoint] = []) {
        self.result = result
        self.curve = curve
    }

    private var scenario: Scenario { result.day.scenario }

    /// The page, with a line feed after each line.
    public func text(in language: Language) -> String {
        var page = SummaryPage(language: language)
        let now = scenario.stamp(result.day.nowMinute)
        page.line(ReplanPhrase.title.text(language, scenario.name, now))
        page.gap()
        addEvents(to: &page)
        addChanges(to: &page)
        addTooEarly(to: &page)
        addGained(to: &page)
        addScore(to: &page)
        addCurve(to: &page)
        return page.text
    }

    // MARK: Parts of the page

    private func addEvents(to page: inout SummaryPage) {
        let day = result.day
        let language = page.language
        page.entry(ReplanPhrase.events.text(language), "")
        page.item(
            ReplanPhrase.begun.text(language),
            ReplanPhrase.presumed.text(language, "\(day.begun.count)", "\(day.presumed.count)")
        )
        if !day.pinned.isEmpty {
            page.item(ReplanPhrase.pinned.text(language), "\(day.pinned.count)")
        }
        if !day.added.isEmpty {
            let names = day.added.map(\.text).joined(separator: " ")
            page.item(ReplanPhrase.added.text(language), names)
        }
        list(day.lost, ReplanPhrase.lost, to: &page) { lost in
            let words = lost.words.isEmpty ? "" : "（\(lost.words)）"
            let english = lost.words.isEmpty ? "" : ": \(lost.words)"
            return sentence(lost.assignment, language) + " · " + lost.reason.phrase.text(language)
                + (language == .chinese ? words : english)
        }
        list(day.released, ReplanPhrase.released, to: &page) { pin in
            sentence(pin.assignment, language) + " · " + pin.reason.phrase.text(language)
        }
    }

    private func addChanges(to page: inout SummaryPage) {
        let language = page.language
        let promises = scenario.promises(of: .published).count
        let changes = result.difference.changes
        page.entry(
            ReplanPhrase.changes.text(language),
            ReplanPhrase.changesOf.text(language, "\(changes.count)", "\(promises)")
        )
        for change in changes.prefix(SummaryPage.longestList * 3) {
            page.detail(name(change.before), sentence(change, language))
        }
        page.more(changes.count - SummaryPage.longestList * 3)
        list(result.difference.shifted, ReplanPhrase.shifted, to: &page) { change in
            "\(name(change.before)) \(sentence(change, language))"
        }
    }

    private func addTooEarly(to page: inout SummaryPage) {
        let language = page.language
        list(result.tooEarly, ReplanPhrase.tooEarly, to: &page) { sentence($0, language) }
    }

    private func addGained(to page: inout SummaryPage) {
        let gained = result.difference.gained
        guard !gained.isEmpty else { return }
        let language = page.language
        page.entry(ReplanPhrase.gained.text(language), "\(Set(gained.map(\.visit)).count)")
        for assignment in gained.prefix(SummaryPage.longestList * 3) {
            page.detail(name(assignment), "\(assignment.team) \(clock(assignment.startMinute))")
        }
        page.more(gained.count - SummaryPage.longestList * 3)
    }

    private func addScore(to page: inout SummaryPage) {
        let language = page.language
        let figures = Audit(scenario).statistics(of: result.planning.plan)
        page.entry(
            ReplanPhrase.served.text(language),
            Phrase.servedOf.text(
                language,
                Figures.grouped(figures.visits.served),
                Figures.grouped(figures.visits.total),
                Figures.percentage(figures.visits.served, of: figures.visits.total) ?? "-"
            )
        )
        page.entry(
            ReplanPhrase.score.text(language),
            ReplanPhrase.scoreChange.text(
                language,
                Figures.grouped(result.planning.score.total),
                Figures.grouped(result.standingScore.total)
            )
        )
        let quality = QualityStatement(
            total: result.planning.score.total,
            bound: result.planning.bound
        )
        page.entry(.quality, quality.text(in: language))
    }

    private func addCurve(to page: inout SummaryPage) {
        guard !curve.isEmpty else { return }
        let language = page.language
        page.entry(ReplanPhrase.curve.text(language), "")
        for point in curve {
            page.item(
                ReplanPhrase.curveLine.text(language, "\(point.mostChanges)"),
                ReplanPhrase.curveBound.text(
                    language,
                    Figures.grouped(point.points),
                    "\(point.changes)",
                    point.bound.map { Figures.grouped($0) } ?? "-"
                )
            )
        }
    }

    // MARK: Words

    private func list<Item>(
        _ items: [Item],
        _ heading: ReplanPhrase,
        to page: inout SummaryPage,
        _ sentence: (Item) -> String
    ) {
        guard !items.isEmpty else { return }
        page.item(heading.text(page.language), "\(items.count)")
        for item in items.prefix(SummaryPage.longestList) { page.note(sentence(item)) }
        page.more(items.count - SummaryPage.longestList)
    }

    /// A visit, and its role where the service has several.
    private func name(_ assignment: Assignment) -> String {
        let visit = scenario.visits.first { $0.id == assignment.visit }
        let hasSeveral = visit.map { scenario.roles(of: $0).count > 1 } ?? true
        return hasSeveral ? "\(assignment.visit) \(assignment.role)" : assignment.visit.text
    }

    private func sentence(_ assignment: Assignment, _ language: Language) -> String {
        "\(name(assignment)) \(assignment.team) \(clock(assignment.startMinute))"
    }

    private func sentence(_ change: PlanChange, _ language: Language) -> String {
        let before = [change.before.team.text, clock(change.before.startMinute)]
        guard let after = change.after else {
            return ReplanPhrase.nobody.text(language, values: before)
        }
        return ReplanPhrase.moved.text(
            language,
            values: before + [after.team.text, clock(after.startMinute)]
        )
    }

    /// The time of a day; with its date where the horizon has several.
    private func clock(_ minute: Int) -> String {
        let stamp = scenario.stamp(minute)
        return scenario.days > 1 ? stamp : String(stamp.suffix(5))
    }
}
