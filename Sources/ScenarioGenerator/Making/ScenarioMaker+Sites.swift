import Scheduling

extension ScenarioMaker {
    /// The centre, its institutes, their stations, and venues; homes come with the programs.
    mutating func makeSites() {
        let town = blueprint.town
        var random = streamOfTown("sites")
        let count = 1 + town.institutes + town.stations + town.venues
        let names = Names.places(count, in: town.district, &random)
        var nameOf = names.makeIterator()
        func name(_ suffix: String) -> String { (nameOf.next() ?? "") + suffix }

        let rooms: [SiteKind: [Weighted<Int?>]] = [
            .centre: [Weighted(town.centreRooms, 1)],
            .institute: [Weighted(2, 60), Weighted(3, 40)],
            .station: [Weighted(nil, 32), Weighted(1, 44), Weighted(2, 24)],
            .venue: town.venueRooms.map { [Weighted(Optional($0), 1)] }
                ?? [Weighted(nil, 25), Weighted(1, 35), Weighted(3, 40)],
        ]
        func add(_ kind: SiteKind, _ id: String, _ name: String, _ point: GridPoint, parent: Int?) {
            let choice = town.hasRooms ? rooms[kind] ?? [] : []
            addSite(
                SiteRecord(
                    id: id,
                    name: name,
                    kind: kind,
                    latitude: point.latitudeDegrees,
                    longitude: point.longitudeDegrees,
                    parent: parent.map { draft.sites[$0].id },
                    rooms: choice.isEmpty ? nil : random.pick(choice)
                ),
                at: point
            )
        }

        let centre = "新时代文明实践中心"
        add(
            .centre,
            "C1",
            town.district.map { $0 + centre } ?? name(centre),
            town.centre,
            parent: nil
        )
        for number in 1...max(1, town.institutes) {
            let point = map.point(
                around: town.centre,
                radiusMetres: town.radiusMetres,
                &random
            )
            let id = identifier("I", number, of: town.institutes, atLeast: 2)
            add(.institute, id, name(town.instituteArea + "文明实践所"), point, parent: 0)
        }
        let institutes = sitesByKind[.institute] ?? [0]
        let areaRadius = radiusOfArea(institutes: institutes.count)
        for number in 0..<town.stations {
            let parent = institutes[number % institutes.count]
            let point = map.point(around: sitePoints[parent], radiusMetres: areaRadius, &random)
            let id = identifier("S", number + 1, of: town.stations, atLeast: 3)
            add(.station, id, name(town.stationArea + "文明实践站"), point, parent: parent)
        }
        for number in 0..<town.venues {
            let parent = random.pick(institutes)
            let point = map.point(around: sitePoints[parent], radiusMetres: areaRadius, &random)
            let id = identifier("V", number + 1, of: town.venues, atLeast: 2)
            add(.venue, id, name(random.pick(town.venueNames)), point, parent: parent)
        }
    }

    /// Adds a row of sites.csv.
    mutating func addSite(_ record: SiteRecord, at point: GridPoint) {
        if let kind = record.kind { sitesByKind[kind, default: []].append(draft.sites.count) }
        draft.sites.append(record)
        sitePoints.append(point)
    }

    /// A place where people live: around some station.
    func homePoint(_ random: inout RandomStream) -> GridPoint {
        let around = sitesByKind[.station] ?? sitesByKind[.institute] ?? [0]
        return map.point(
            near: sitePoints[random.pick(around)],
            spreadMetres: blueprint.town.homeSpreadMetres,
            &random
        )
    }

    /// A site of one of the kinds wished, as far as there are such.
    func site(of kinds: [Weighted<SiteKind>], _ random: inout RandomStream) -> Int {
        let present = kinds.filter { !(sitesByKind[$0.item] ?? []).isEmpty }
        guard !present.isEmpty else { return 0 }
        return random.pick(sitesByKind[random.pick(present)] ?? [0])
    }

    /// The site of a kind that is next after `earlier` others, beginning again after the last.
    func site(of kind: SiteKind, inTurn earlier: Int) -> Int {
        let sites = sitesByKind[kind] ?? [0]
        return sites[earlier % sites.count]
    }

    /// How far stations lie from their institute: areas of equal size fill the town.
    private func radiusOfArea(institutes: Int) -> Int {
        let square = blueprint.town.radiusMetres * blueprint.town.radiusMetres / institutes
        return Int(Double(square).squareRoot())
    }
}
