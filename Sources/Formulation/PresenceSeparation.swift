import RouteColumns

/// A stop with several roles, a part of its starts, and a class of crews that can fill some of them.
struct Presence: Hashable, Comparable {
    /// The stop.
    var stop: Int
    /// The part of its starts.
    var part: Int
    /// The class.
    var crewClass: Int

    static func < (one: Presence, other: Presence) -> Bool {
        (one.stop, one.part, one.crewClass) < (other.stop, other.part, other.crewClass)
    }
}

/// Finds `presence` rows that the last relaxation violates: crews that fill two roles of a visit at once.
enum PresenceSeparation {
    /// Most rows found at once.
    private static let most = 400

    /// Where routes of a class fill more of a stop's roles than its crews can, by a hundredth and more;
    /// the most violated first.
    static func violated(in master: RestrictedMaster) -> [Presence] {
        let model = master.model
        let space = master.space
        guard space.stops.contains(where: { $0.roleCount > 1 }) else { return [] }
        var load: [Presence: Double] = [:]
        for (number, route) in master.columns.enumerated() {
            let value = master.value(ofRoute: number)
            guard value > 1e-6 else { continue }
            for position in route.nodes {
                let node = space.nodes[Int(position)]
                guard space.stops[Int(node.stop)].roleCount > 1 else { continue }
                let key = Presence(
                    stop: Int(node.stop),
                    part: Int(node.part),
                    crewClass: route.crewClass
                )
                load[key, default: 0] += value
            }
        }
        var found: [(presence: Presence, excess: Double)] = []
        for (key, sum) in load where model.presenceRow[key] == nil {
            let column = model.servedColumn[key.stop] + key.part
            let served = master.value(ofColumn: column)
            let crews = Double(space.classes[key.crewClass].crews.count)
            let excess = sum - crews * served
            if excess > 0.01 { found.append((key, excess)) }
        }
        found.sort { ($1.excess, $0.presence) < ($0.excess, $1.presence) }
        return found.prefix(most).map(\.presence)
    }
}

extension MasterModel {
    /// Adds the `presence` row of a class at a stop in a part of its starts.
    ///
    /// - Returns: the side column that says whether the stop is served there, and how many crews the
    ///   class has; nil where the row is there already.
    mutating func addPresence(_ presence: Presence) -> (column: Int, crews: Int)? {
        guard presenceRow[presence] == nil else { return nil }
        let row = addRow(
            .presence(
                stop: presence.stop,
                part: presence.part,
                crewClass: presence.crewClass
            ),
            atMost: 0
        )
        presenceRow[presence] = row
        let column = servedColumn[presence.stop] + presence.part
        let crews = space.classes[presence.crewClass].crews.count
        sideColumns[column].entries.append(SideColumn.Coefficient(row: row, value: -crews))
        return (column, crews)
    }
}
