import Reports
import Scheduling

extension InsightText {
    /// Why a visit is not served, in a few lines.
    public func text(of explanation: Explanation) -> String {
        let lines =
            audience == .resident
            ? residentLines(explanation) : staffLines(explanation).map { "  " + $0 }
        let title =
            audience == .resident
            ? say(
                .residentTitle,
                explanation.visit.id.printable,
                service(explanation.visit)
            ) : self.title(explanation.visit, say(explanation.reason.phrase))
        return ([title] + lines).map { $0 + "\n" }.joined()
    }

    // MARK: Planner and team leader

    private func staffLines(_ explanation: Explanation) -> [String] {
        var lines: [String] = []
        switch explanation.reason {
        case .impossibleAlone:
            if let cause = explanation.cause {
                lines.append(
                    cause.role.map { say(.causeOfRole, self.cause(cause), $0.printable) }
                        ?? say(.cause, self.cause(cause))
                )
            }
            lines += missLines(explanation)
        case .impossibleWithPins:
            lines.append(
                audience == .planner
                    ? say(.pinsInTheWay, list(explanation.pins))
                    : say(.pinsCount, "\(explanation.pins.count)")
            )
        case .notSettled where explanation.cause != nil:
            lines += explanation.cause.map { [say(.byDirectWays, cause($0))] } ?? []
            lines += missLines(explanation)
        case .crowdedOut, .noWorse, .notSettled: lines += priceLines(explanation)
        }
        if !explanation.alike.isEmpty { lines.append(say(.alike, list(explanation.alike))) }
        return lines + changeLines(explanation)
    }

    /// The teams that come nearest, after the times asked where those are in the way.
    private func missLines(_ explanation: Explanation) -> [String] {
        let windows = explanation.visit.windows
        let misses = explanation.nearMisses
        let isLate = misses.contains { $0.obstacles.contains { $0.works != nil } }
        let asked = isLate ? [say(.timesAsked, list(windows.map(span)))] : []
        return asked + misses.map { say(.nearest, nearMiss($0)) }
    }

    private func priceLines(_ explanation: Explanation) -> [String] {
        let price = explanation.price ?? PriceRecord()
        var lines: [String] = []
        switch (explanation.reason, price.lower, price.upper) {
        case (.crowdedOut, let lower?, let upper?):
            lines.append(
                lower == upper
                    ? say(.costExactly, Figures.grouped(lower))
                    : say(.costBetween, Figures.grouped(lower), Figures.grouped(upper))
            )
        case (.noWorse, _, let upper?):
            lines.append(upper == 0 ? say(.asGood) : say(.better, Figures.grouped(-upper)))
        case (_, let lower, let upper):
            lines.append(
                upper.map { say(.bestFoundWorse, Figures.grouped($0)) } ?? say(.noneFound)
            )
            // A bound far above tells people nothing.
            let limit = max(explanation.visit.value, upper ?? 0)
            if let lower, lower <= 0, -lower <= limit {
                lines.append(say(.atMostBetter, Figures.grouped(-lower)))
            }
        }
        if explanation.reason != .crowdedOut, let local = explanation.localPrice,
            let lower = local.lower, let upper = local.upper,
            lower > 0
        {
            lines.append(
                lower == upper
                    ? say(.localExactly, Figures.grouped(lower))
                    : say(.localBetween, Figures.grouped(lower), Figures.grouped(upper))
            )
        }
        guard let forced = explanation.forced else { return lines }
        if !forced.dropped.isEmpty {
            lines.append(
                audience == .planner
                    ? say(.heldBy, list(forced.dropped))
                    : say(.heldByCount, "\(forced.dropped.count)")
            )
        } else if price.upper.map({ $0 > 0 }) ?? false {
            lines.append(say(.nobodyMakesWay))
        }
        return lines + [say(.bestWith, crews(forced.crews))]
    }

    /// The change that would help, as far as one was looked for.
    private func changeLines(_ explanation: Explanation) -> [String] {
        let isComplete = explanation.changeSearch == .complete
        guard let change = explanation.change else {
            guard explanation.changeSearch != nil else { return [] }
            return [say(isComplete ? .noChangeProven : .noChange)]
        }
        var lines = [
            say(
                isComplete ? .smallestChangeProven : .smallestChange,
                Figures.grouped(change.price),
                sentence(change.items.map(item))
            ),
            say(
                .changeOutcome,
                crews(change.crews),
                Figures.signed(change.gain),
                Figures.signed(-change.costToOthers)
            ),
        ]
        if !change.dropped.isEmpty {
            lines.append(
                audience == .planner
                    ? say(.changeDrops, list(change.dropped))
                    : say(.changeDropsCount, "\(change.dropped.count)")
            )
        }
        return lines
    }

    private func sentence(_ parts: [String]) -> String {
        guard let first = parts.first else { return "" }
        return parts.dropFirst().reduce(first) { say(.and, $0, $1) }
    }

    private func item(_ item: ChangeRecord.Item) -> String {
        let amount = "\(item.amount ?? 0)"
        let team = self.team(item.team ?? "", item.name ?? "")
        let becomes = item.becomes.map(span) ?? ""
        switch ChangeCode(rawValue: item.code) {
        case .openEarlier: return say(.openEarlier, amount, becomes)
        case .closeLater: return say(.closeLater, amount, becomes)
        case .allowAlso: return say(.allowAlso, becomes)
        case .extendShift: return say(.extendShift, team, amount, becomes)
        case .addCrew: return say(.addCrew, team, becomes)
        case .addPeople: return say(.addPeople, team, becomes, amount)
        case .widenRadius: return say(.widenRadius, team, amount)
        case .addSkill: return say(.addSkill, team, (item.skill ?? "").printable, amount)
        case .liftRefusal: return say(.liftRefusal, team)
        case nil: return item.code
        }
    }

    // MARK: Resident

    private func residentLines(_ explanation: Explanation) -> [String] {
        var lines = [residentReason(explanation)]
        guard let change = explanation.change else { return lines }
        guard change.isResidentsOwn else { return lines + [say(.residentOurs)] }
        let start = change.crews.first.map { time($0.start) } ?? ""
        lines.append(say(.residentIf, sentence(change.items.map(residentItem)), start))
        return lines
    }

    private func residentReason(_ explanation: Explanation) -> String {
        switch explanation.reason {
        case .impossibleAlone:
            let works = explanation.nearMisses.first.flatMap { miss in
                miss.obstacles.count == 1 ? miss.obstacles[0].works : nil
            }
            if let works { return say(.residentTimes, list(works.map(span))) }
            return say(.residentCause, explanation.cause.map(cause) ?? "")
        case .impossibleWithPins: return say(.residentPins)
        case .crowdedOut:
            return say(isHeld(explanation) ? .residentCrowded : .residentFar)
        case .noWorse: return say(.residentNoWorse)
        case .notSettled:
            // What is proven while the other crews keep their work is said with that condition.
            guard explanation.localPrice?.lower.map({ $0 > 0 }) ?? false else {
                return say(.residentNotSettled)
            }
            return say(isHeld(explanation) ? .residentCrowdedLocally : .residentFarLocally)
        }
    }

    /// Whether others would have to make way in the plan found that serves the visit.
    private func isHeld(_ explanation: Explanation) -> Bool {
        explanation.forced.map { !$0.dropped.isEmpty } ?? false
    }

    private func residentItem(_ item: ChangeRecord.Item) -> String {
        let becomes = item.becomes ?? SpanRecord(from: "", until: "")
        switch ChangeCode(rawValue: item.code) {
        case .openEarlier: return say(.residentFrom, time(becomes.from))
        case .closeLater: return say(.residentUntil, time(becomes.until))
        case .allowAlso: return say(.residentAlso, span(becomes))
        default: return say(.residentTeam, team(item.team ?? "", item.name ?? ""))
        }
    }
}

extension ReasonClass {
    fileprivate var phrase: InsightPhrase {
        switch self {
        case .impossibleAlone: .impossibleAlone
        case .impossibleWithPins: .impossibleWithPins
        case .crowdedOut: .crowdedOut
        case .noWorse: .noWorse
        case .notSettled: .notSettled
        }
    }
}
