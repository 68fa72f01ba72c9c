import Reports
import Scheduling

extension InsightText {
    /// Who serves a visit, how else it could be served, and why not by the team asked about.
    public func text(of record: AssignmentRecord) -> String {
        if audience == .resident {
            return residentText(.residentServed, record.visit, record.crews)
        }
        var lines = [
            title(
                record.visit,
                say(record.isPinned ? .servedByPinned : .servedBy, crews(record.crews))
            )
        ]
        if record.alternatives.isEmpty {
            lines.append("  " + say(.noOtherWays))
        } else {
            lines.append("  " + say(.otherWays))
            lines += ways(record.alternatives)
        }
        if let whyNot = record.whyNot { lines += self.lines(of: whyNot) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The best ways of serving one more visit.
    public func text(of record: SuggestionRecord) -> String {
        if audience == .resident {
            guard let way = record.ways.first else {
                return residentText(.residentCouldNot, record.visit, [])
            }
            return residentText(.residentCould, record.visit, way.crews)
        }
        var lines: [String] = []
        if record.ways.isEmpty {
            lines.append(title(record.visit, say(.noSuggestion)))
            if let cause = record.cause { lines.append("  " + say(.cause, self.cause(cause))) }
            lines += record.nearMisses.map { "  " + say(.nearest, nearMiss($0)) }
        } else {
            lines.append(title(record.visit, say(.suggestions, Figures.grouped(record.total))))
            lines += ways(record.ways)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What a resident is told: when, and nothing of teams and points.
    private func residentText(
        _ phrase: InsightPhrase,
        _ visit: VisitRecord,
        _ crews: [CrewRecord]
    ) -> String {
        let start = crews.first.map { time($0.start) } ?? ""
        return say(phrase, visit.id.printable, service(visit), start) + "\n"
    }

    /// Why a team does not serve a visit.
    public func text(of record: WhyNotRecord) -> String {
        lines(of: record).map { $0 + "\n" }.joined()
    }

    private func lines(of record: WhyNotRecord) -> [String] {
        var lines = ["  " + say(.whyNot, team(record.team, record.name))]
        for miss in record.obstacles {
            lines.append("    " + say(.whyNotBut, list(miss.obstacles.map(obstacle))))
        }
        if let way = record.way {
            let points = Figures.signed(way.difference)
            let consequences = self.consequences(of: way)
            lines.append("    " + say(.whyNotWay, crews(way.crews), points) + consequences)
        } else if record.obstacles.isEmpty {
            lines.append("    " + say(.whyNotNone))
        }
        return lines
    }

    private func ways(_ ways: [WayRecord]) -> [String] {
        ways.enumerated().map { number, way in
            let points = Figures.signed(way.difference)
            return "  " + say(.way, "\(number + 1)", crews(way.crews), points)
                + consequences(of: way)
        }
    }

    /// What becomes of the others, after a semicolon each; nothing where they all stay.
    private func consequences(of way: WayRecord) -> String {
        var parts: [String] = []
        let isFull = audience == .planner
        if !way.dropped.isEmpty {
            parts.append(
                isFull
                    ? say(.makesWay, list(way.dropped))
                    : say(.makesWayCount, "\(way.dropped.count)")
            )
        }
        if !way.moved.isEmpty {
            parts.append(
                isFull ? say(.movesTo, list(way.moved)) : say(.movesCount, "\(way.moved.count)")
            )
        }
        if !way.retimed.isEmpty { parts.append(say(.retimes, "\(way.retimed.count)")) }
        let separator = language == .chinese ? "；" : "; "
        return parts.map { separator + $0 }.joined()
    }
}
