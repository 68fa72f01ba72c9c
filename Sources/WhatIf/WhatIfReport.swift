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
        for table in tables {
            page.gap()
            table.add(to: &page)
        }
        addVerdicts(to: &page)
        return page.text
    }

    /// The base beside two overlays each time, as many as fit a page.
    private var tables: [WhatIfTable] {
        guard let base = trials.first else { return [] }
        return stride(from: 1, to: max(2, trials.count), by: 2).map { first in
            let others = (first..<max(first, min(first + 2, trials.count))).map {
                WhatIfTable.Column(letter: letter($0), trial: trials[$0])
            }
            return WhatIfTable(
                columns: [WhatIfTable.Column(letter: letter(0), trial: base)] + others
            )
        }
    }

    /// `A` for the base, `B` for the first overlay, …, `A1` after `Z`.
    private func letter(_ number: Int) -> String {
        let scalar = Unicode.Scalar(UInt8(65 + number % 26))
        return String(Character(scalar)) + (number < 26 ? "" : "\(number / 26)")
    }

    private func name(_ trial: Trial, _ number: Int, _ language: Language) -> String {
        number == 0 ? WhatIfPhrase.base.text(language) : trial.subject.name
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
        case .equal: return WhatIfPhrase.equal.text(language, letter)
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
