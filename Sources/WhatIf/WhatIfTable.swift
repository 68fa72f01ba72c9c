import Evaluation
import Reports
import Scheduling

/// Figures of a few trials side by side.
struct WhatIfTable {
    /// A trial under its letter.
    struct Column {
        var letter: String
        var trial: Trial
    }

    let columns: [Column]

    /// Adds the table to a page.
    func add(to page: inout SummaryPage) {
        line("", columns.map(\.letter), to: &page)
        addServed(to: &page)
        addWork(to: &page)
    }

    private static let columnWidth = 16

    /// A label and a figure of each trial, in columns.
    private func row(
        _ label: String,
        to page: inout SummaryPage,
        _ figure: (Trial) -> String
    ) {
        line(label, columns.map { figure($0.trial) }, to: &page)
    }

    private func line(_ label: String, _ cells: [String], to page: inout SummaryPage) {
        let figures = cells.map { $0.leftPadded(toWidth: WhatIfTable.columnWidth) }.joined()
        page.line(label.clipped(toWidth: 25).padded(toWidth: 26) + figures)
    }

    private func share(_ coverage: PlanStatistics.Coverage) -> String {
        let percent = Figures.percentage(coverage.served, of: coverage.total) ?? "-"
        return "\(coverage.served)/\(coverage.total) \(percent)"
    }

    private func addServed(to page: inout SummaryPage) {
        let language = page.language
        row(WhatIfPhrase.served.text(language), to: &page) { share($0.statistics.visits) }
        for tier in Tier.allCases.map(Optional.some) + [nil] {
            let coverages = columns.map { column in
                column.trial.statistics.tiers.first { $0.tier == tier }?.visits
            }
            guard coverages.contains(where: { $0 != nil }) else { continue }
            line(
                "  " + Phrase.tier(tier).text(language),
                coverages.map { $0.map { share($0) } ?? "-" },
                to: &page
            )
        }
        addInstitutes(to: &page)
        guard columns.contains(where: { !$0.trial.statistics.programs.isEmpty }) else { return }
        row(WhatIfPhrase.programs.text(language), to: &page) { share($0.sessions) }
        row("  " + WhatIfPhrase.inFull.text(language), to: &page) { share($0.programsInFull) }
    }

    private func addInstitutes(to page: inout SummaryPage) {
        let language = page.language
        guard let base = columns.first?.trial, base.institutes.count > 1 else { return }
        page.line(WhatIfPhrase.institutes.text(language))
        for entry in base.institutes {
            let label =
                entry.institute.map { entry.name.isEmpty ? $0.text : entry.name }
                ?? WhatIfPhrase.otherInstitute.text(language)
            row("  " + label.printable, to: &page) { trial in
                trial.institutes.first { $0.institute == entry.institute }
                    .map { share($0.visits) } ?? "-"
            }
        }
    }

    private func addWork(to page: inout SummaryPage) {
        let language = page.language
        row(WhatIfPhrase.hours.text(language), to: &page) {
            Figures.hours(minutes: $0.statistics.workMinutes)
        }
        row(WhatIfPhrase.travel.text(language), to: &page) {
            Figures.hours(minutes: $0.statistics.travelMinutes)
        }
        row(WhatIfPhrase.busiest.text(language), to: &page) {
            Figures.hours(minutes: $0.busiestMinutes)
        }
        row(WhatIfPhrase.fairness.text(language), to: &page) {
            Figures.grouped($0.planning.score.fairness)
        }
        row(WhatIfPhrase.crews.text(language), to: &page) { "\($0.statistics.routes)" }
        if columns.contains(where: { $0.trial.releasedPinCount > 0 }) {
            row(WhatIfPhrase.released.text(language), to: &page) { "\($0.releasedPinCount)" }
        }
        row(WhatIfPhrase.score.text(language), to: &page) {
            Figures.grouped($0.planning.score.total)
        }
        row("  " + WhatIfPhrase.bestWithin.text(language), to: &page) {
            $0.planning.bound.map { Figures.grouped($0) } ?? "-"
        }
    }
}

extension Trial {
    /// Pinned rows that could not be kept.
    var releasedPinCount: Int { subject.releasedPins.count + planning.droppedPins.count }

    /// The sessions of all programs.
    var sessions: PlanStatistics.Coverage {
        statistics.programs.reduce(into: PlanStatistics.Coverage()) { sum, program in
            sum.served += program.sessions.served
            sum.total += program.sessions.total
        }
    }

    /// Programs of which every session is served.
    var programsInFull: PlanStatistics.Coverage {
        statistics.programs.reduce(into: PlanStatistics.Coverage()) { sum, program in
            sum.count(isServed: program.sessions.served == program.sessions.total)
        }
    }
}
