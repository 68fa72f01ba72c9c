extension DraftValidator {
    mutating func checkSettings() {
        taintUnreadable()
        let row = RecordReference(.scenario)
        checkFigure(draft.days, FigureRange.days, row, "days")
        horizonIsKnown =
            isReadable(row, "start") && isReadable(row, "days")
            && !incomplete.contains(.scenario) && FigureRange.days.contains(scenario.days)
        let rules = draft.travelRules
        checkFigure(rules.speed, FigureRange.positive, row, "travel.speed")
        checkFigure(rules.detour, FigureRange.positive, row, "travel.detour")
        checkFigure(rules.fixed, FigureRange.any, row, "travel.fixed")
        scenario.travelRules = TravelRules(
            metresPerMinute: max(1, rules.speed ?? 250),
            detourPercent: max(1, rules.detour ?? 130),
            fixedMinutes: rules.fixed ?? 2
        )
        checkWeights(row)
    }

    private mutating func checkWeights(_ row: RecordReference) {
        for (key, field, target) in WeightsRecord.fields {
            guard let value = draft.weights[keyPath: field] else { continue }
            checkFigure(value, FigureRange.any, row, "weights.\(key)")
            scenario.weights[keyPath: target] = value
        }
    }

    mutating func checkSites() {
        for (record, site) in draft.sites.enumerated() {
            let row = RecordReference(.sites, record)
            register(site.id, row, in: \.siteIndices)
            checkDegrees(site.latitude, limit: 90, row, "lat")
            checkDegrees(site.longitude, limit: 180, row, "lon")
            checkFigure(site.rooms, FigureRange.any, row, "rooms")
        }
        for (record, site) in draft.sites.enumerated() {
            let row = RecordReference(.sites, record)
            let parent = site.parent.flatMap { resolve($0, row, "parent", in: .sites) }
            let coordinate = Coordinate(latitude: site.latitude, longitude: site.longitude)
            scenario.places.append(Place(coordinate: coordinate, siteIndex: record))
            scenario.sites.append(
                Site(
                    id: SiteID(site.id),
                    name: site.name ?? "",
                    kind: site.kind,
                    coordinate: coordinate,
                    parentIndex: parent,
                    rooms: site.rooms
                )
            )
        }
        checkParentCircles()
    }

    /// Follows each site's parents once; every circle is reported at the first of its records.
    private mutating func checkParentCircles() {
        var visitedBy = [Int?](repeating: nil, count: scenario.sites.count)
        for first in scenario.sites.indices {
            var here = first
            while visitedBy[here] == nil, let parent = scenario.sites[here].parentIndex {
                visitedBy[here] = first
                here = parent
            }
            if visitedBy[here] == first { reportCircle(through: here) }
            if visitedBy[here] == nil { visitedBy[here] = first }
        }
    }

    private mutating func reportCircle(through site: Int) {
        var circle = [site]
        while let parent = scenario.sites[circle[circle.count - 1]].parentIndex, parent != site {
            circle.append(parent)
        }
        let row = RecordReference(.sites, circle.min())
        let ids = (circle + [site]).prefix(6).map { draft.sites[$0].id }
        fault(
            .parentCircle,
            row,
            "parent",
            .text(.parentCircle),
            found: ids.joined(separator: " > ") + (circle.count > 5 ? " > …" : ""),
            expected: .text(.chainThatEnds)
        )
    }

    mutating func checkTravel() {
        var given: [SitePair: Int] = [:]
        var reversed: [SitePair: Int] = [:]
        for (record, travel) in draft.travel.enumerated() {
            let row = RecordReference(.travel, record)
            checkFigure(travel.minutes, FigureRange.any, row, "minutes")
            let from = resolve(travel.from, row, "from", in: .sites)
            let to = resolve(travel.to, row, "to", in: .sites)
            guard let from, let to else { continue }
            if given[SitePair(from: from, to: to)] != nil {
                fault(
                    .pairTwice,
                    row,
                    nil,
                    .text(.pairTwice),
                    found: "\(travel.from),\(travel.to)",
                    expected: .text(.eachPairOnce)
                )
                continue
            }
            given[SitePair(from: from, to: to)] = travel.minutes
            reversed[SitePair(from: to, to: from)] = travel.minutes
        }
        scenario.siteTravelMinutes = given.merging(reversed) { own, _ in own }
    }
}

extension WeightsRecord {
    /// Each weight's key in scenario.yaml, its field here and its field in the scenario.
    package static var fields:
        [(
            key: String, field: WritableKeyPath<WeightsRecord, Int?>,
            target: WritableKeyPath<Weights, Int>
        )]
    {
        [
            ("red", \.red, \.red), ("yellow", \.yellow, \.yellow), ("blue", \.blue, \.blue),
            ("session", \.session, \.session), ("age", \.age, \.age),
            ("prefer", \.prefer, \.prefer),
            ("travel", \.travel, \.travel), ("crew", \.crew, \.crew), ("late", \.late, \.late),
            ("continuity", \.continuity, \.continuity), ("fair", \.fair, \.fair),
            ("change", \.change, \.change),
            ("change_tolerance", \.changeTolerance, \.changeToleranceMinutes),
        ]
    }
}
