import Foundation
import Paidan
import Reports
import Scheduling
import Synchronization

/// Tells how far a run has come, on standard error.
final class ProgressReporter: Sendable {
    /// How progress is shown.
    enum Style: Sendable {
        /// Not at all.
        case silent
        /// One line that is drawn over and over, for a terminal.
        case live
        /// A line at each improvement, for a log.
        case lines
        /// A JSON object a line at each moment, for a program; see `docs/schemas`.
        case json
    }

    private struct State {
        var last: ProgressLine?
        var hasLiveLine = false
    }

    private let style: Style
    private let language: Language
    private let visitCount: Int
    private let console: Console
    private let state = Mutex(State())

    init(style: Style, language: Language, visitCount: Int, console: Console) {
        self.style = style
        self.language = language
        self.visitCount = visitCount
        self.console = console
    }

    /// Shows a moment of the run.
    func show(_ progress: PlanningProgress) {
        let line = ProgressLine(
            elapsedSeconds: console.elapsedSeconds,
            phase: progress.phase,
            servedVisits: progress.servedVisits,
            visitCount: visitCount,
            total: progress.total,
            bound: progress.bound
        )
        state.withLock { state in
            let isNews = state.last.map { line.improves(on: $0) } ?? (line.total != nil)
            switch style {
            case .silent: break
            case .live: draw(line, &state)
            case .json: console.errors.write(line.json() + "\n")
            case .lines: if isNews { console.errors.write(line.text(in: language) + "\n") }
            }
            if isNews || style == .live { state.last = line }
        }
    }

    /// Draws the live line again, so that its clock runs on.
    func tick() {
        guard style == .live else { return }
        state.withLock { state in
            guard var line = state.last else { return }
            line.elapsedSeconds = console.elapsedSeconds
            draw(line, &state)
        }
    }

    /// Takes the live line away; also before anything else is written to standard error.
    func clear() {
        state.withLock { state in
            if state.hasLiveLine { console.errors.write("\r\u{1B}[K") }
            state.hasLiveLine = false
        }
    }

    private func draw(_ line: ProgressLine, _ state: inout State) {
        // The last column stays free: some terminals begin a new line once it is filled.
        let width = max(1, (console.errorColumns() ?? 80) - 1)
        console.errors.write("\r" + line.text(in: language).clipped(toWidth: width) + "\u{1B}[K")
        state.hasLiveLine = true
    }
}

/// What one line of progress says.
struct ProgressLine: Sendable, Hashable {
    var elapsedSeconds: Double
    var phase: String
    var servedVisits: Int?
    var visitCount: Int
    var total: Int?
    var bound: Int?

    /// (bound − total) ÷ max(1, |total|), where both are known.
    var gap: Double? {
        guard let total, let bound else { return nil }
        return Double(bound - total) / Double(max(1, abs(total)))
    }

    /// Whether there is a better plan or a better bound than in an earlier line.
    func improves(on earlier: ProgressLine) -> Bool {
        if let total, total > earlier.total ?? Int.min { return true }
        guard let bound else { return false }
        return bound < earlier.bound ?? Int.max
    }

    /// `12.3 s  search  served 512/900  score 123,456  bound 124,000  gap 0.44 %`.
    ///
    /// Where figures are so large that the line would not fit 80 columns, of which some terminals want
    /// the last to stay free, it has less space in between, or says nothing of visits.
    func text(in language: Language) -> String {
        let parts = parts(in: language)
        let wide = parts.all.joined(separator: "  ")
        if wide.displayWidth < 80 { return wide }
        let narrow = parts.all.joined(separator: " ")
        return narrow.displayWidth < 80 ? narrow : parts.mattering.joined(separator: "  ")
    }

    /// All that the line says, and what matters most of it.
    private func parts(in language: Language) -> (all: [String], mattering: [String]) {
        let clock = Figures.seconds(elapsedSeconds).leftPadded(toWidth: 6)
        var parts = [Phrase.progressSeconds.text(language, clock)]
        parts.append(Phrase.phase(named: phase)?.text(language) ?? phase.printable)
        let served = servedVisits.map {
            Phrase.progressServed.text(language, "\($0)/\(visitCount)")
        }
        var figures: [String] = []
        if let total { figures.append(Phrase.progressScore.text(language, Figures.grouped(total))) }
        if let bound { figures.append(Phrase.progressBound.text(language, Figures.grouped(bound))) }
        if let gap { figures.append(Phrase.progressGap.text(language, Figures.gap(gap))) }
        return (parts + [served].compactMap { $0 } + figures, parts + figures)
    }

    /// The same for a program; see `docs/schemas/progress.schema.json`.
    func json() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let record = ProgressRecord(
            event: "progress",
            elapsedSeconds: (elapsedSeconds * 1000).rounded() / 1000,
            phase: phase,
            served: servedVisits,
            visits: visitCount,
            total: total,
            bound: bound,
            gap: gap
        )
        guard let data = try? encoder.encode(record) else { return "{\"event\":\"progress\"}" }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A moment of progress as JSON; what is not known yet is left out.
private struct ProgressRecord: Encodable {
    let event: String
    let elapsedSeconds: Double
    let phase: String
    let served: Int?
    let visits: Int
    let total: Int?
    let bound: Int?
    let gap: Double?

    private enum CodingKeys: String, CodingKey {
        case event
        case elapsedSeconds = "elapsed_seconds"
        case phase
        case served
        case visits
        case total
        case bound
        case gap
    }
}
