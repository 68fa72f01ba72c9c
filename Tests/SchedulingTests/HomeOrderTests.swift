import Scheduling
import Testing

/// How the requests' own places are numbered.
@Suite struct HomeOrderTests {
    /// A scenario with a request at each coordinate, in this order.
    private func scenario(homes: [(latitude: Double, longitude: Double)]) throws -> Scenario {
        var draft = try smallDraft()
        draft.requests = homes.enumerated().map { index, home in
            RequestRecord(
                id: "R\(index)",
                service: "s",
                latitude: home.latitude,
                longitude: home.longitude
            )
        }
        return try Scenario(validating: draft)
    }

    /// Places of the visits, each checked to be where the request said.
    private func places(
        _ scenario: Scenario,
        _ homes: [(latitude: Double, longitude: Double)]
    ) throws -> [Int] {
        let places = scenario.visits.compactMap(\.placeIndex)
        try #require(places.count == homes.count)
        #expect(places.sorted() == Array(1..<(1 + homes.count)))
        for (home, place) in zip(homes, places) {
            let coordinate = scenario.places[place].coordinate
            #expect(coordinate.latitude == home.latitude)
            #expect(coordinate.longitude == home.longitude)
            #expect(scenario.places[place].siteIndex == nil)
        }
        return places
    }

    // A Hilbert curve goes from each cell of a square to one next to it. The homes are a lattice of 16 by 16, in a
    // mixed order (97 has no factor in common with 256); going by number, each is a neighbour of the last.
    @Test func eachHomeLiesNextToTheLast() throws {
        let cells = (0..<256).map { $0 * 97 % 256 }
        let homes = cells.map {
            (latitude: 34.7 + Double($0 / 16) * 0.001, longitude: 113.6 + Double($0 % 16) * 0.001)
        }
        let numbers = try places(scenario(homes: homes), homes)
        var cellOfNumber = [Int](repeating: 0, count: 257)
        for (cell, number) in zip(cells, numbers) { cellOfNumber[number] = cell }
        for number in 2...256 {
            let (here, last) = (cellOfNumber[number], cellOfNumber[number - 1])
            #expect(abs(here / 16 - last / 16) + abs(here % 16 - last % 16) == 1)
        }
    }

    // Seen from a home far off the village is small, yet its two ends, named by turns, stay apart.
    @Test func aHomeFarOffLeavesOthersInOrder() throws {
        var homes = (0..<8).map { index in
            let step = (index % 2 == 0 ? 0 : 0.02) + Double(index) * 1e-5
            return (latitude: 34.7 + step, longitude: 113.6 + step)
        }
        homes.append((latitude: 0, longitude: 0))
        let numbers = try places(scenario(homes: homes), homes)
        let west = Set(stride(from: 0, to: 8, by: 2).map { numbers[$0] })
        #expect((west.max() ?? 0) - (west.min() ?? 0) == 3)
    }

    @Test(arguments: [0, 1, 5]) func homesAtOnePointKeepTheirOrder(count: Int) throws {
        let homes = [(latitude: Double, longitude: Double)](
            repeating: (34.7, 113.6),
            count: count
        )
        #expect(try places(scenario(homes: homes), homes) == Array(1..<(1 + count)))
    }

    @Test func homesOnOneParallelAreNumberedAlongIt() throws {
        let homes = [3, 0, 2, 1].map { (latitude: 34.7, longitude: 113.6 + Double($0) * 0.01) }
        #expect(try places(scenario(homes: homes), homes) == [4, 1, 3, 2])
    }

    @Test func sitesKeepTheirPlaces() throws {
        var draft = try smallDraft()
        draft.requests.append(
            RequestRecord(id: "H", service: "s", latitude: 34.8, longitude: 113.7)
        )
        let scenario = try Scenario(validating: draft)
        #expect(scenario.visits.map(\.placeIndex) == [0, 1])
        #expect(scenario.places.map(\.siteIndex) == [0, nil])
    }
}
