import Reports
import Scheduling

/// What the ledger's commands say to people.
package enum HistoryPhrase: String, CaseIterable, Sendable, BilingualPhrase {
    case added, known, datesTaken, applied, fair, fairLine, aged, preferred, andMore
    case ratingsNeedHistory

    /// The words, Chinese and English.
    package var texts: (chinese: String, english: String) {
        switch self {
        case .added: ("已记入 {1}：{2} 行", "added to {1}: {2} rows")
        case .known: ("{1} 已有该方案，未作改动", "{1} has this plan already; nothing was changed")
        case .datesTaken:
            (
                "{1} 已有这些日期的另一方案（{2}）；用 --replace 替换",
                "{1} has another plan of these dates ({2}); --replace puts this one in its place"
            )
        case .applied: ("场景已写入 {1}", "scenario written to {1}")
        case .fair: ("公平工时有变的队伍：{1}", "teams whose fair minutes moved: {1}")
        case .fairLine: ("  {1} {2} → {3}", "  {1} {2} → {3}")
        case .aged: ("按更早日期计等待的需求：{1}", "requests that count as submitted earlier: {1}")
        case .preferred: ("按评价设意向队伍的服务项目：{1}", "services with teams preferred by ratings: {1}")
        case .ratingsNeedHistory:
            ("--ratings 只与 --history 同用", "--ratings goes with --history.")
        case .andMore: ("  另有 {1} 项", "  and {1} more")
        }
    }
}

extension HistoryChange {
    /// What changed, in a few lines for people.
    package func text(in language: Language) -> String {
        var text = HistoryPhrase.fair.text(language, "\(teams.count)") + "\n"
        for team in teams.prefix(8) {
            text +=
                HistoryPhrase.fairLine.text(
                    language,
                    team.team.printable,
                    "\(team.before)",
                    "\(team.after)"
                ) + "\n"
        }
        if teams.count > 8 {
            text += HistoryPhrase.andMore.text(language, "\(teams.count - 8)") + "\n"
        }
        text += HistoryPhrase.aged.text(language, "\(agedRequests.count)") + "\n"
        return text + HistoryPhrase.preferred.text(language, "\(preferredTeams.count)") + "\n"
    }
}
