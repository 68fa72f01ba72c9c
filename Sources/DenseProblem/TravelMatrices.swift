import Scheduling

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Travel minutes between all places that a route can touch, one 16-bit matrix per distinct speed.
///
/// Figures above ``ceiling`` are cut to it: no shift is that long, so no route uses them.
public struct TravelMatrices: Sendable {
    /// The largest figure held; longer than any shift.
    public static let ceiling = Int(UInt16.max)

    /// Number of places, the side of each matrix.
    public let placeCount: Int
    /// Whether a stop in between never shortens a way, in time or in travel minutes.
    ///
    /// True without a travel table: metres obey the triangle inequality up to rounding, which
    /// `fixed` ≥ 1 minute makes up for at any speed of 2 metres a minute or more.
    public let obeysTriangle: Bool
    /// Whether the same holds between pairs that no travel table names.
    public let isRoundingSafe: Bool
    @usableFromInline let matrices: [[UInt16]]

    /// Minutes from one place to another for a class of speed.
    @inlinable
    public func minutes(speedClass: Int, from: Int, to: Int) -> Int {
        Int(matrices[speedClass][from * placeCount + to])
    }

    /// Gives a matrix, row by row, without copying; `place × placeCount + place` is the position.
    @inlinable
    public func matrix(speedClass: Int) -> [UInt16] { matrices[speedClass] }

    init(_ scenario: Scenario, visits: VisitTable, shifts: ShiftTable) {
        let places = scenario.places
        let side = places.count
        placeCount = side
        let rules = scenario.travelRules
        isRoundingSafe =
            rules.fixedMinutes >= 1
            && 100 * (shifts.speeds.first ?? 250) >= 2 * rules.detourPercent
        obeysTriangle = scenario.siteTravelMinutes.isEmpty && isRoundingSafe
        let metres = MetresBetween(places)
        let used = TravelMatrices.usedPlaces(scenario, visits: visits, shifts: shifts)
        var matrices = TravelMatrices.matrices(side: side, used: used, speeds: shifts.speeds) {
            metres.between($0, $1)
        } minutes: {
            rules.minutes(metres: $0, metresPerMinute: $1)
        }
        for (pair, minutes) in scenario.siteTravelMinutes where pair.from != pair.to {
            for speed in matrices.indices {
                matrices[speed][pair.from * side + pair.to] = UInt16(
                    min(TravelMatrices.ceiling, minutes)
                )
            }
        }
        self.matrices = matrices
    }

    /// Fills both triangles of each matrix block by block, so that the second one's column stays in
    /// the cache; metres are found once for all speeds.
    private static func matrices(
        side: Int,
        used: [Int],
        speeds: [Int],
        metres: (Int, Int) -> Int,
        minutes: (Int, Int) -> Int
    ) -> [[UInt16]] {
        var matrices = speeds.map { _ in [UInt16](repeating: 0, count: side * side) }
        let block = 64
        var distances = [Int](repeating: 0, count: block * block)
        for rows in stride(from: 0, to: used.count, by: block) {
            for columns in stride(from: rows, to: used.count, by: block) {
                let pairs = BlockPairs(
                    rows: rows..<min(rows + block, used.count),
                    columns: columns..<min(columns + block, used.count)
                )
                pairs.visit { distances[$0] = metres(used[$1], used[$2]) }
                for (number, speed) in speeds.enumerated() {
                    matrices[number].withUnsafeMutableBufferPointer { matrix in
                        pairs.visit { position, row, column in
                            let cut = UInt16(min(ceiling, minutes(distances[position], speed)))
                            matrix[used[row] * side + used[column]] = cut
                            matrix[used[column] * side + used[row]] = cut
                        }
                    }
                }
            }
        }
        return matrices
    }

    /// The pairs of a block that lie above the diagonal.
    private struct BlockPairs {
        let rows: Range<Int>
        let columns: Range<Int>

        /// Calls with a position inside the block, and the row and column.
        @inline(__always)
        func visit(_ body: (Int, Int, Int) -> Void) {
            for row in rows {
                let first = max(columns.lowerBound, row + 1)
                guard first < columns.upperBound else { continue }
                let begin = (row - rows.lowerBound) * columns.count - columns.lowerBound
                for column in first..<columns.upperBound { body(begin + column, row, column) }
            }
        }
    }

    /// Bases with a shift and places of visits, ascending.
    private static func usedPlaces(
        _ scenario: Scenario,
        visits: VisitTable,
        shifts: ShiftTable
    ) -> [Int] {
        var used = [Bool](repeating: false, count: scenario.places.count)
        for base in shifts.basePlace { used[Int(base)] = true }
        for place in visits.place where place >= 0 { used[Int(place)] = true }
        return used.indices.filter { used[$0] }
    }
}

/// Great-circle metres between places, exactly as ``Coordinate/metres(to:)`` gives them, but quicker.
///
/// The chord between unit vectors gives the distance to a few millimetres without trigonometry per
/// pair; only where that falls too near a half metre is the defining formula evaluated.
struct MetresBetween {
    private let coordinates: [Coordinate]
    private let vectors: [(x: Double, y: Double, z: Double)]

    init(_ places: [Place]) {
        coordinates = places.map(\.coordinate)
        vectors = coordinates.map { coordinate in
            let latitude = coordinate.latitude * .pi / 180
            let longitude = coordinate.longitude * .pi / 180
            return (
                cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
            )
        }
    }

    /// Whole metres between two places given by index.
    @inline(__always)
    func between(_ first: Int, _ second: Int) -> Int {
        let a = vectors[first]
        let b = vectors[second]
        let dx = a.x - b.x
        let dy = a.y - b.y
        let dz = a.z - b.z
        let half = (dx * dx + dy * dy + dz * dz).squareRoot() / 2
        // asin's series to the ninth power is exact to 1e-4 m up to about 600 km (half = 0.05).
        guard half < 0.05 else { return coordinates[first].metres(to: coordinates[second]) }
        let square = half * half
        let arc = half * (1 + square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336))))
        let metres = 2 * 6_371_008.8 * arc + 0.5
        let whole = metres.rounded(.down)
        if metres - whole < 0.01 || metres - whole > 0.99 {
            return coordinates[first].metres(to: coordinates[second])
        }
        return Int(whole)
    }
}
