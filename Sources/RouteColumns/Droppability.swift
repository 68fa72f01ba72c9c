import DenseProblem

/// Which nodes can be left out of any route of their class without making it worse.
///
/// True wherever ways obey the triangle inequality. A travel table may break it, so each pair given
/// there is held against every third place of the class.
struct Droppability {
    let space: ColumnSpace

    init(_ space: ColumnSpace) { self.space = space }

    func flags() -> [Bool] {
        let travel = space.problem.travel
        var flags = [Bool](repeating: travel.isRoundingSafe, count: space.nodes.count)
        guard travel.isRoundingSafe, !travel.obeysTriangle else { return flags }
        for entry in space.classes {
            let blocked = blockedPlaces(entry)
            for position in entry.nodes where blocked.contains(Int(space.nodes[position].place)) {
                flags[position] = false
            }
        }
        return flags
    }

    /// Places of a class that shorten some way through them.
    private func blockedPlaces(_ entry: CrewClass) -> Set<Int> {
        let problem = space.problem
        let shift = entry.shift
        var places = Set(entry.nodes.map { Int(space.nodes[$0].place) })
        places.insert(Int(problem.shifts.basePlace[shift]))
        let ordered = places.sorted()
        var blocked = Set<Int>()
        func minutes(_ from: Int, _ to: Int) -> Int {
            from == to ? 0 : problem.travelMinutes(shift: shift, from: from, to: to)
        }
        for pair in problem.scenario.siteTravelMinutes.keys
        where places.contains(pair.from) && places.contains(pair.to) && pair.from != pair.to {
            let direct = minutes(pair.from, pair.to)
            for other in ordered {
                if minutes(pair.from, other) + minutes(other, pair.to) < direct {
                    blocked.insert(other)
                }
                if direct + minutes(pair.to, other) < minutes(pair.from, other) {
                    blocked.insert(pair.to)
                }
                if minutes(other, pair.from) + direct < minutes(other, pair.to) {
                    blocked.insert(pair.from)
                }
            }
        }
        return blocked
    }
}
