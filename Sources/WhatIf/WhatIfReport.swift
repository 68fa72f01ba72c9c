import Evaluation
import Reports
import Scheduling

/// Several scenarios side by side: the base first, then each overlay.
public struct WhatIfReport: Sendable {
    /// The trials; the first is the base.
    public var trials: [Trial]

    /// A report on trials, of which the first is the base.
    public init(_ trials: [Trial]) { self.trials = trials }

    /// Each overlay against the base.
    public var comparisons: [Comparison] {
        guard let base = trials.first else { return [] }
        return trials.dropFirst().map { Comparison(base, $0) }
    }

    /// The page, with a line feed after each line.
    public func text(in language: Language) -> String {
        guard let base = trials.first else { return "" }
        var page = SummaryPage(language: language)
        page.line(WhatIfPhrase.title.text(language, base.subject.scenario.name))
        for (number, trial) in trials.enumerated() {
            page.line("  \(letter(number)) \(name(trial, number, language))")
        }
        page.gap()
        row("", to: &page) { number, _ in letter(number) }
        addServed(to: &page)
        addWork(to: &page)
        addVerdicts(to: &page)
        return page.text
    }

    /// `A` for the base, `B` for the first overlay, …, `A1` after `Z`.
    private func letter(_ number: Int) -> String {
        let scalar = Unicode.Scalar(UInt8(65 + number % 26))
        return String(Character(scalar)) + (number < 26 ? "" : "\(number / 26)")
    }

    private func name(_ trial: Trial, _ number: Int, _ language: Language) -> String {
        number == 0 ? WhatIfPhrase.base.text(language) : trial.subject.name
    }

    // MARK: Rows

    private static let columnWidth = 16

    /// A label and a figure of each trial, in columns.
    private func row(
        _ label: String,
        to page: inout SummaryPage,
        _ figure: (Int, Trial) -> String
    ) {
        let cells = trials.enumerated().map { number, trial in
            figure(number, trial).leftPadded(toWidth: WhatIfReport.columnWidth)
        }
        let perLine = 3
        for first in stride(from: 0, to: cells.count, by: perLine) {
            let part = cells[first..<min(cells.count, first + perLine)].joined()
            let left = first == 0 ? label.clipped(toWidth: 25) : ""
            page.line(left.padded(toWidth: 26) + part)
        }
    }

    private func share(_ coverage: PlanStatistics.Coverage) -> String {
        let percent = Figures.percentage(coverage.served, of: coverage.total) ?? "-"
        return "\(coverage.served)/\(coverage.total) \(percent)"
    }

    private func addServed(to page: inout SummaryPage) {
        let language = page.language
        row(WhatIfPhrase.served.text(language), to: &page) { share($1.statistics.visits) }
        for tier in Tier.allCases.map(Optional.some) + [nil] {
            let coverages = trials.map { trial in
                trial.statistics.tiers.first { $0.tier == tier }?.visits
            }
            guard coverages.contains(where: { $0 != nil }) else { continue }
            row("  " + Phrase.tier(tier).text(language), to: &page) { number, _ in
                coverages[number].map { share($0) } ?? "-"
            }
        }
        addInstitutes(to: &page)
        guard trials.contains(where: { !$0.statistics.programs.isEmpty }) else { return }
        row(WhatIfPhrase.programs.text(language), to: &page) { share($1.sessions) }
        row("  " + WhatIfPhrase.inFull.text(language), to: &page) { share($1.programsInFull) }
    }

    private func addInstitutes(to page: inout SummaryPage) {
        let language = page.language
        guard let base = trials.first, base.institutes.count > 1 else { return }
        page.line(WhatIfPhrase.institutes.text(language))
        for entry in base.institutes {
            let label =
                entry.institute.map { entry.name.isEmpty ? $0.text : entry.name }
                ?? WhatIfPhrase.otherInstitute.text(language)
            row("  " + label.printable, to: &page) { _, trial in
                trial.institutes.first { $0.institute == entry.institute }
                    .map { share($0.visits) } ?? "-"
            }
        }
    }

    private func addWork(to page: inout SummaryPage) {
        let language = page.language
        row(WhatIfPhrase.hours.text(language), to: &page) {
            Figures.hours(minutes: $1.statistics.workMinutes)
        }
        row(WhatIfPhrase.travel.text(language), to: &page) {
            Figures.hours(minutes: $1.statistics.travelMinutes)
        }
        row(WhatIfPhrase.busiest.text(language), to: &page) {
            Figures.hours(minutes: $1.busiestMinutes)
        }
        row(WhatIfPhrase.fairness.text(language), to: &page) {
            Figures.grouped($1.planning.score.fairness)
        }
        row(WhatIfPhrase.crews.text(language), to: &page) { "\($1.statistics.routes)" }
        if trials.contains(where: { $0.releasedPinCount > 0 }) {
            row(WhatIfPhrase.released.text(language), to: &page) { "\($1.releasedPinCount)" }
        }
        row(WhatIfPhrase.score.text(language), to: &page) {
            Figures.grouped($1.planning.score.total)
        }
        row("  " + WhatIfPhrase.bestWithin.text(language), to: &page) {
            $1.planning.bound.map { Figures.grouped($0) } ?? "-"
        }
    }

    // MARK: Verdicts

    private func addVerdicts(to page: inout SummaryPage) {
        page.gap()
        for (number, comparison) in comparisons.enumerated() {
            page.line(sentence(comparison, letter(number + 1), page.language))
        }
    }

    private func sentence(
        _ comparison: Comparison,
        _ letter: String,
        _ language: Language
    ) -> String {
        switch comparison.verdict {
        case .notComparable: return WhatIfPhrase.notComparable.text(language, letter)
        case .notToldApart:
            let hasBounds = comparison.difference.least != nil
            let phrase: WhatIfPhrase =
                hasBounds && comparison.difference.most != nil ? .apart : .noBound
            return phrase.text(language, letter)
        case .better(let interval):
            return WhatIfPhrase.better.text(
                language,
                letter,
                amount(comparison, interval, language)
            )
        case .worse(let interval):
            return WhatIfPhrase.worse.text(language, letter, amount(comparison, interval, language))
        }
    }

    private func amount(
        _ comparison: Comparison,
        _ interval: PointInterval,
        _ language: Language
    ) -> String {
        guard let most = interval.most else {
            return WhatIfPhrase.pointsFrom.text(language, Figures.grouped(interval.least))
        }
        let points = WhatIfPhrase.pointsFromTo.text(
            language,
            Figures.grouped(interval.least),
            Figures.grouped(most)
        )
        guard let share = comparison.percentage else { return points }
        let percent = WhatIfPhrase.percent.text(
            language,
            hundredths(abs(share.middle)),
            hundredths(share.halfWidth)
        )
        return WhatIfPhrase.named.text(language, percent, points)
    }

    /// Hundredths of a percent as `3.14 %`.
    private func hundredths(_ units: Int) -> String {
        let rest = units % 100
        return "\(units / 100).\(rest < 10 ? "0" : "")\(rest) %"
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
