import Evaluation
import Reports
import Scheduling

/// What has become of a visit from an earlier plan to this one.
enum VisitChange: CaseIterable {
    case newlyServed
    case noLongerServed
    case otherTeam
    case otherTime
    case otherCrew
    case unchanged

    /// The change in a few words.
    var phrase: ReportPhrase {
        switch self {
        case .newlyServed: .newlyServed
        case .noLongerServed: .noLongerServed
        case .otherTeam: .otherTeam
        case .otherTime: .otherTime
        case .otherCrew: .otherCrew
        case .unchanged: .unchanged
        }
    }
}

/// An earlier plan held against a newer one, visit by visit.
struct PlanComparison {
    /// A visit that is in one of the plans, with its rows in both in order of role.
    struct Entry {
        var visit: VisitID
        var change: VisitChange
        var before: [Assignment]
        var after: [Assignment]
    }

    /// In the scenario's order; visits that it doesn't have come last, by id.
    let entries: [Entry]

    init(before: Plan, after: Plan, scenario: Scenario) {
        let old = PlanComparison.rows(of: before)
        let new = PlanComparison.rows(of: after)
        let known = scenario.visits.map(\.id)
        let unknown = Set(old.keys).union(new.keys).subtracting(known).sorted()
        entries = (known + unknown).compactMap { visit in
            let (before, after) = (old[visit] ?? [], new[visit] ?? [])
            if before.isEmpty, after.isEmpty { return nil }
            let change = PlanComparison.change(before, after)
            return Entry(visit: visit, change: change, before: before, after: after)
        }
    }

    /// How many visits changed in a way.
    func count(_ change: VisitChange) -> Int { entries.count { $0.change == change } }

    private static func rows(of plan: Plan) -> [VisitID: [Assignment]] {
        Dictionary(grouping: plan.assignments, by: \.visit).mapValues { rows in
            rows.sorted { $0.role < $1.role }
        }
    }

    private static func change(_ before: [Assignment], _ after: [Assignment]) -> VisitChange {
        if before.isEmpty { return .newlyServed }
        if after.isEmpty { return .noLongerServed }
        if before.map(\.team) != after.map(\.team) || before.map(\.role) != after.map(\.role) {
            return .otherTeam
        }
        if before.map(\.startMinute) != after.map(\.startMinute) { return .otherTime }
        let isSameCrew = zip(before, after).allSatisfy {
            $0.crew == $1.crew && $0.shiftStartMinute == $1.shiftStartMinute
        }
        return isSameCrew ? .unchanged : .otherCrew
    }
}

/// The part of the overview that holds an earlier plan against this one.
struct ComparisonPart {
    private let context: ReportContext
    private let before: Plan
    private let comparison: PlanComparison

    init(_ context: ReportContext, before: Plan) {
        self.context = context
        self.before = before
        comparison = PlanComparison(
            before: before,
            after: context.plan,
            scenario: context.scenario
        )
    }

    private var words: Wording { context.words }

    /// Figures of both plans side by side, how many visits changed, and which.
    func write(into markup: inout Markup) {
        markup.element("section", ["id": "comparison"]) { markup in
            markup.element("h2", words(.comparison))
            markup.element("p", ["class": "soft"], words(.comparisonText))
            writeFigures(into: &markup)
            markup.element("ul", ["class": "columns"]) { markup in
                for change in VisitChange.allCases {
                    let count = Figures.grouped(comparison.count(change))
                    markup.element("li", "\(words(change.phrase)): \(count)")
                }
            }
        }
        markup.lineFeed()
        if context.audience.listsRequests { table.write(into: &markup, words) }
    }

    private func writeFigures(into markup: inout Markup) {
        let audit = Audit(context.scenario)
        let old = audit.statistics(of: before)
        let new = context.statistics
        let oldScore = audit.judge(before).score
        let figures: [(String, Int, Int)] = [
            (words(.served), old.visits.served, new.visits.served),
            (words(.crewsTitle), old.routes, new.routes),
            (words(.serviceMinutes), old.serviceMinutes, new.serviceMinutes),
            (words(.travelMinutes), old.travelMinutes, new.travelMinutes),
            (words(.scoreTitle), oldScore.total, context.score.total),
        ]
        markup.element("table", ["class": "small"]) { markup in
            markup.element("thead") { markup in
                markup.element("tr") { markup in
                    markup.element("td") { _ in }
                    for phrase in [ReportPhrase.before, .after, .difference] {
                        markup.element("th", ["scope": "col", "class": "n"], words(phrase))
                    }
                }
            }
            markup.element("tbody") { markup in
                for (name, old, new) in figures {
                    markup.element("tr") { markup in
                        markup.element("th", ["scope": "row"], name)
                        let cells = [
                            Figures.grouped(old), Figures.grouped(new), Figures.signed(new - old),
                        ]
                        for cell in cells { markup.element("td", ["class": "n"], cell) }
                    }
                }
            }
        }
    }

    private var table: TableView {
        let columns = [ReportPhrase.visit, .service, .change, .before, .after].map {
            TableView.Column(title: words($0))
        }
        let rows = comparison.entries.filter { $0.change != .unchanged }.map { entry in
            let service = context.index.visits[entry.visit].map {
                words.title(context.scenario.visits[$0])
            }
            return TableView.Row(cells: [
                .text(entry.visit.text), .text(service ?? ""), .text(words(entry.change.phrase)),
                .text(text(of: entry.before)), .text(text(of: entry.after)),
            ])
        }
        return TableView(id: "changes", title: words(.change), columns: columns, rows: rows)
    }

    /// `2026-11-23 09:10 T007/1, T012/2`: the start, then team and crew of each role.
    private func text(of rows: [Assignment]) -> String {
        guard let first = rows.first else { return "" }
        let crews = rows.map { "\($0.team.text)/\($0.crew)" }
        return "\(words.moment(first.startMinute)) "
            + crews.joined(separator: words.listSeparator)
    }
}
