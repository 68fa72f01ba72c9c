extension WorkingPlan {
    /// Chooses crews role by role, all in different slots; keeps the best complete choice.
    mutating func assignRole(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        role: Int32,
        gain: Int,
        start: Int32,
        best: inout CoupledPlacement
    ) {
        let roles = visit.pointee.taskCount
        if role == roles {
            let exact = gain + jointMinutesGain(visit)
            guard exact > best.gain else { return }
            best = CoupledPlacement(gain: exact, start: start)
            for index in 0..<roles { chosen[index] = options[Int(picks[index])] }
            return
        }
        for entry in 0..<shortlistCounts[role] {
            let rated = shortlist[role * roles + entry]
            var isTaken = false
            for earlier in 0..<role where options[Int(picks[earlier])].slot == rated.slot {
                isTaken = true
            }
            if isTaken { continue }
            picks[role] = rated.option
            assignRole(visit, role: role + 1, gain: gain + rated.gain, start: start, best: &best)
        }
    }

    /// Corrects the minutes' points where two roles go to crews of one team, each rated by itself.
    private func jointMinutesGain(_ visit: UnsafeMutablePointer<VisitFacts>) -> Int {
        var correction = 0
        for role in 0..<visit.pointee.taskCount {
            let option = options[Int(picks[role])]
            let team = tables.slots[option.slot].team
            guard tables.countsMinutes[team] else { continue }
            var earlier = teamWork[team]
            for other in 0..<role where tables.slots[options[Int(picks[other])].slot].team == team {
                earlier += Int(options[Int(picks[other])].minutes + visit.pointee.minutes)
            }
            guard earlier > teamWork[team] else { continue }
            let own = Int(option.minutes + visit.pointee.minutes)
            if earlier + own > tables.maxMinutes[team] { return Spot.impossible }
            correction -= unfairness(team, earlier + own) - unfairness(team, earlier)
            correction += unfairness(team, teamWork[team] + own) - unfairness(team, teamWork[team])
        }
        return correction
    }

    /// Puts a visit with a coupled start where the last ``bestCoupledPlacement(_:starts:only:near:)`` said.
    mutating func insertChosen(_ index: Int32, start: Int32) {
        let visit = tables.visits.pointer(index)
        for role in 0..<visit.pointee.taskCount {
            let option = chosen[role]
            save(option.slot)
            link(
                visit.pointee.firstTask + role,
                pair: option.pair,
                after: option.after,
                floor: start,
                ceiling: start
            )
        }
        for role in 0..<visit.pointee.taskCount {
            let fits = refresh(chosen[role].slot)
            assert(fits, "an insertion broke a route")
        }
    }

    /// The earliest start of a visit at or after a minute at which its site has a room free.
    func freeRoomStart(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        notBefore minute: Int32
    ) -> Int32 {
        let site = visit.pointee.roomSite
        guard site >= 0 else { return minute }
        var start = minute
        while start < SearchTables.never {
            let retry = roomConflict(site, from: start, to: start + visit.pointee.minutes)
            if retry < 0 { return start }
            start = tables.start(visit, notBefore: retry)
        }
        return start
    }

    /// Where a site has no room left in an interval, the next minute worth a try; else −1.
    private func roomConflict(_ site: Int32, from begin: Int32, to end: Int32) -> Int32 {
        let limit = tables.roomLimit[site]
        if limit <= 0 { return SearchTables.never }
        let list = site * Int32(tables.dayCount) + begin / Int32(minutesOfDay)
        var inside: Int32 = 0
        var firstEnd = SearchTables.never
        var visit = firstHosted[list]
        while visit >= 0 {
            let from = start(ofVisit: visit)
            let to = from + tables.visits[visit].minutes
            if from < end, to > begin {
                inside += 1
                firstEnd = min(firstEnd, to)
            }
            visit = nextHosted[visit]
        }
        guard inside >= limit, isFull(list, from: begin, to: end, limit: limit) else { return -1 }
        return firstEnd
    }

    /// Whether at some minute of an interval a list's visits fill all rooms.
    private func isFull(_ list: Int32, from begin: Int32, to end: Int32, limit: Int32) -> Bool {
        var visit = firstHosted[list]
        while visit >= 0 {
            let from = start(ofVisit: visit)
            if from < end, from + tables.visits[visit].minutes > begin {
                let minute = max(begin, from)
                var inside: Int32 = 0
                var other = firstHosted[list]
                while other >= 0 {
                    let otherFrom = start(ofVisit: other)
                    if otherFrom <= minute, otherFrom + tables.visits[other].minutes > minute {
                        inside += 1
                    }
                    other = nextHosted[other]
                }
                if inside >= limit { return true }
            }
            visit = nextHosted[visit]
        }
        return false
    }
}
