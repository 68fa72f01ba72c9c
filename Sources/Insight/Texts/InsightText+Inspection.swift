import Evaluation
import Reports
import Scheduling

extension InsightText {
    /// What is odd about a scenario, by cause and by institute.
    public func text(of inspection: Inspection) -> String {
        let visits = Figures.grouped(inspection.visits)
        var lines = [
            say(
                .inspectTitle,
                inspection.scenario.printable,
                visits,
                Figures.grouped(inspection.findingCount)
            )
        ]
        if inspection.findingCount == 0 { lines.append(say(.nothingOdd)) }
        lines += impossibleLines(inspection)
        lines += oddityLines(inspection)
        lines += balanceLines(inspection.balances)
        return lines.map { $0 + "\n" }.joined()
    }

    private func impossibleLines(_ inspection: Inspection) -> [String] {
        guard !inspection.impossible.isEmpty else { return [] }
        let count = inspection.impossibleVisits.count
        var lines = [say(.impossibleCount, Figures.grouped(count))]
        for group in inspection.impossible {
            let title = ImpossibilityReason(rawValue: group.cause)?.title(in: language)
            lines.append(
                "  " + say(.teamBut, title ?? group.cause, "\(group.visits.count)")
                    + " (" + list(group.visits.map(\.printable)) + ")"
            )
        }
        let hasInstitutes = inspection.areas.contains { $0.institute != nil }
        if hasInstitutes { lines.append(say(.byInstitute)) }
        for area in inspection.areas where hasInstitutes {
            let impossible = area.impossible.values.reduce(0, +)
            let causes = ImpossibilityReason.allCases.compactMap { reason in
                area.impossible[reason.rawValue].map {
                    say(.teamBut, reason.title(in: language), "\($0)")
                }
            }
            let name = area.institute.map { team($0, area.name) } ?? say(.noInstitute)
            lines.append(
                "  " + say(.areaCount, name, "\(impossible)", "\(area.visits)", list(causes))
            )
        }
        let misses = inspection.impossibleVisits.compactMap { visit in
            visit.nearMiss.map { say(.teamBut, visit.visit.id.printable, nearMiss($0)) }
        }
        guard !misses.isEmpty else { return lines }
        return lines + [say(.oneByOne)] + shortened(misses)
    }

    private func oddityLines(_ inspection: Inspection) -> [String] {
        var lines: [String] = []
        if !inspection.idleTeams.isEmpty {
            lines.append(say(.idleTeams, list(inspection.idleTeams.map(\.printable))))
        }
        if !inspection.idleShifts.isEmpty {
            let shifts = inspection.idleShifts.map { "\($0.team.printable) \(span($0.shift))" }
            lines.append(say(.idleShifts, "\(shifts.count)"))
            lines += shortened(shifts)
        }
        if !inspection.duplicates.isEmpty {
            lines.append(say(.duplicates, "\(inspection.duplicates.count)"))
            lines += shortened(inspection.duplicates.map { list($0.map(\.printable)) })
        }
        if !inspection.shortPrograms.isEmpty {
            lines.append(say(.shortPrograms, "\(inspection.shortPrograms.count)"))
            lines += shortened(
                inspection.shortPrograms.map {
                    say(.shortProgram, team($0.program, $0.name), "\($0.most)", "\($0.asked)")
                }
            )
        }
        if !inspection.conflictingPins.isEmpty {
            lines.append(say(.pinConflict, "\(inspection.conflictingPins.count)"))
            lines += inspection.conflictingPins.map {
                "  " + say(.pinRow, "\($0.line)", $0.visit.printable, $0.team.printable)
            }
        }
        return lines
    }

    /// Days and institutes all, skills only where crews are short of an hour for each two asked.
    private func balanceLines(_ balances: [Inspection.Balance]) -> [String] {
        let shown = balances.filter { $0.roles > 0 }
            .filter { $0.kind != "skill" || 2 * $0.demandMinutes > $0.capacityMinutes }
        guard !shown.isEmpty else { return [] }
        return [say(.balances)]
            + shown.map { balance in
                let key =
                    balance.kind == "skill"
                    ? say(.skillBalance, balance.key.printable) : team(balance.key, balance.name)
                let share = Figures.percentage(balance.demandMinutes, of: balance.capacityMinutes)
                return "  "
                    + say(
                        .balance,
                        key,
                        Figures.hours(minutes: balance.demandMinutes),
                        Figures.hours(minutes: balance.capacityMinutes),
                        share ?? "-"
                    )
            }
    }

    /// The first of many lines, indented, and how many more there are.
    private func shortened(_ lines: [String]) -> [String] {
        let shown = lines.prefix(Self.longestList).map { "  " + $0 }
        let hidden = lines.count - Self.longestList
        return hidden > 0 ? shown + ["  " + say(.andMore, "\(hidden)")] : shown
    }
}
