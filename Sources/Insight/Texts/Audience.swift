/// Whom a text is for; the raw value is stable.
public enum Audience: String, CaseIterable, Sendable, Hashable {
    /// The resident who asked: nothing of other residents, teams only by what they do.
    case resident
    /// The leader of a team: teams and times, but other residents' visits only by their number.
    case teamLeader = "team-leader"
    /// The planner: everything.
    case planner
}

extension Explanation {
    /// The explanation without what an audience may not see: other residents' visits, and for the
    /// resident the points.
    public func redacted(for audience: Audience) -> Explanation {
        if audience == .planner { return self }
        var copy = self
        copy.pins = []
        copy.forced?.redact()
        copy.change?.dropped = []
        copy.change?.moved = []
        if audience == .resident {
            copy.price = nil
            copy.localPrice = nil
            copy.forced = nil
            copy.nearMisses = []
            if !(copy.change?.isResidentsOwn ?? false) {
                copy.change = nil
                copy.changeSearch = nil
            }
        }
        return copy
    }
}

extension ForcedRecord {
    fileprivate mutating func redact() {
        dropped = []
        added = []
        moved = []
        retimed = []
    }
}

extension ChangeRecord {
    /// Whether the resident alone can make the change: it is about the request's times and refusals.
    var isResidentsOwn: Bool {
        let own: Set<String> = [
            ChangeCode.openEarlier.rawValue, ChangeCode.closeLater.rawValue,
            ChangeCode.allowAlso.rawValue, ChangeCode.liftRefusal.rawValue,
        ]
        return items.allSatisfy { own.contains($0.code) }
    }
}

extension WayRecord {
    /// The way without what an audience may not see.
    func redacted(for audience: Audience) -> WayRecord {
        if audience == .planner { return self }
        var copy = self
        copy.dropped = []
        copy.moved = []
        copy.retimed = []
        return copy
    }
}

extension AssignmentRecord {
    /// The record without what an audience may not see: other residents' visits.
    public func redacted(for audience: Audience) -> AssignmentRecord {
        var copy = self
        copy.alternatives = alternatives.map { $0.redacted(for: audience) }
        copy.whyNot?.way = whyNot?.way?.redacted(for: audience)
        if audience == .resident {
            copy.alternatives = []
            copy.whyNot = nil
        }
        return copy
    }
}

extension SuggestionRecord {
    /// The record without what an audience may not see: other residents' visits.
    public func redacted(for audience: Audience) -> SuggestionRecord {
        var copy = self
        copy.ways = ways.map { $0.redacted(for: audience) }
        if audience == .resident { copy.nearMisses = [] }
        return copy
    }
}
