extension Scenario {
    /// Numbers the requests' own places so that such as lie near each other have near numbers.
    ///
    /// Nothing depends on the numbers but where figures lie in memory: rows and columns of a matrix of
    /// ways that are wanted together are then together, where homes in the order of their requests would
    /// be anywhere. The order is that along a Hilbert curve over the smallest rectangle that holds all
    /// of them; homes in one cell of it keep their order.
    ///
    /// - Complexity: O(homes · log homes + visits).
    mutating func orderHomes() {
        let first = sites.count
        let homes = places[first...].map(\.coordinate)
        guard let grid = HilbertGrid(homes) else { return }
        let positions = homes.map(grid.position)
        let order = homes.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
        var newPlace = Array(places.indices)
        for (number, home) in order.enumerated() { newPlace[first + home] = first + number }
        let old = places
        for (place, number) in newPlace.enumerated() { places[number] = old[place] }
        for visit in visits.indices {
            visits[visit].placeIndex = visits[visit].placeIndex.map { newPlace[$0] }
        }
    }
}

/// A square grid of cells over coordinates, numbered along a Hilbert curve (Hilbert 1891).
private struct HilbertGrid {
    private let south: Double
    private let west: Double
    private let height: Double
    private let width: Double
    /// Cells along each side, a power of two: so many that a home far off leaves a town more than a few.
    private static let side = 1 << 20

    /// Nil where there are no coordinates.
    init?(_ coordinates: [Coordinate]) {
        guard let first = coordinates.first else { return nil }
        var (south, north) = (first.latitude, first.latitude)
        var (west, east) = (first.longitude, first.longitude)
        for coordinate in coordinates {
            south = min(south, coordinate.latitude)
            north = max(north, coordinate.latitude)
            west = min(west, coordinate.longitude)
            east = max(east, coordinate.longitude)
        }
        self.south = south
        self.west = west
        height = north - south
        width = east - west
    }

    /// The number of the cell that holds a coordinate.
    func position(_ coordinate: Coordinate) -> Int {
        var row = cell(coordinate.latitude - south, of: height)
        var column = cell(coordinate.longitude - west, of: width)
        var position = 0
        var side = HilbertGrid.side / 2
        while side > 0 {
            let isEast = column & side != 0
            let isNorth = row & side != 0
            position += side * side * (isEast ? (isNorth ? 2 : 3) : (isNorth ? 1 : 0))
            if !isNorth {
                if isEast {
                    column = HilbertGrid.side - 1 - column
                    row = HilbertGrid.side - 1 - row
                }
                swap(&column, &row)
            }
            side /= 2
        }
        return position
    }

    private func cell(_ offset: Double, of whole: Double) -> Int {
        guard whole > 0 else { return 0 }
        return min(HilbertGrid.side - 1, Int(offset / whole * Double(HilbertGrid.side)))
    }
}
