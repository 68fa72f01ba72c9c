import Evaluation
import Scheduling

extension PlanSummary {
    /// Unserved visits that no plan can serve, by cause, in the scenario's order.
    public var impossible: [(reason: ImpossibilityReason, visits: [VisitID])] {
        ImpossibilityReason.allCases.compactMap { reason in
            let visits = unservedImpossibilities.filter { $0.reason == reason }.map(\.visit)
            return visits.isEmpty ? nil : (reason, visits)
        }
    }

    /// Unserved visits of which it is not known whether a better plan would serve them.
    public var notSettledCount: Int { plan.unserved.count - unservedImpossibilities.count }

    private var unservedImpossibilities: [Impossibility] {
        let unserved = Set(plan.unserved.map(\.visit))
        return impossibilities.filter { unserved.contains($0.visit) }
    }

    /// What stays undone: impossible by itself, cause by cause, and the rest.
    func addUnserved(to page: inout SummaryPage) {
        guard !plan.unserved.isEmpty else {
            page.entry(.unserved, Phrase.unservedNone.text(page.language))
            return
        }
        page.entry(.unserved, Figures.grouped(plan.unserved.count))
        let causes = impossible
        if !causes.isEmpty {
            let count = causes.reduce(0) { $0 + $1.visits.count }
            page.item(.unservedImpossible, Figures.grouped(count))
            for (reason, visits) in causes { addCause(reason, visits, to: &page) }
        }
        if notSettledCount > 0 {
            page.item(.unservedNotSettled, Figures.grouped(notSettledCount))
        }
    }

    private func addCause(
        _ reason: ImpossibilityReason,
        _ visits: [VisitID],
        to page: inout SummaryPage
    ) {
        let shown = visits.prefix(SummaryPage.longestList).map(\.text).joined(separator: " ")
        let hidden = visits.count - SummaryPage.longestList
        let more = hidden > 0 ? " " + Phrase.andMore.text(page.language, "\(hidden)") : ""
        page.detail(
            reason.title(in: page.language),
            "\(Figures.grouped(visits.count)): \(shown)\(more)"
        )
    }
}
