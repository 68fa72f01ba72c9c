import Foundation
import Scheduling

/// Places positions in a drawing: equal scale in both directions about the middle latitude.
struct MapFrame: Sendable {
    /// Units of the drawing from left to right.
    let width: Double
    /// Units from top to bottom.
    let height: Double
    /// How long a metre is in the drawing.
    let unitsPerMetre: Double
    private let west: Double
    private let north: Double
    private let metresPerDegreeEast: Double
    private let offset: (x: Double, y: Double)

    private static let metresPerDegree = 111_195.0

    /// A frame that holds all positions with a margin.
    ///
    /// - Parameters:
    ///   - coordinates: What is to be seen; nothing at all gives a frame about nowhere.
    ///   - width: Units from left to right.
    ///   - heights: Least and most units from top to bottom; within these as the positions ask.
    ///   - margin: Units left free at each edge.
    init(
        holding coordinates: [Coordinate],
        width: Double,
        heights: ClosedRange<Double>,
        margin: Double
    ) {
        let latitudes = coordinates.map(\.latitude)
        let longitudes = coordinates.map(\.longitude)
        let south = latitudes.min() ?? 0
        north = latitudes.max() ?? 0
        west = longitudes.min() ?? 0
        let middle = (south + north) / 2 * Double.pi / 180
        metresPerDegreeEast = max(0.01, cos(middle)) * MapFrame.metresPerDegree
        // A place alone is shown with a kilometre around it.
        let across = max(1000, ((longitudes.max() ?? 0) - west) * metresPerDegreeEast)
        let down = max(1000, (north - south) * MapFrame.metresPerDegree)
        let inside = width - 2 * margin
        let wanted = down * inside / across + 2 * margin
        height = min(max(wanted, heights.lowerBound), heights.upperBound)
        self.width = width
        unitsPerMetre = min(inside / across, (height - 2 * margin) / down)
        let spanEast = ((longitudes.max() ?? 0) - west) * metresPerDegreeEast
        let spanSouth = (north - south) * MapFrame.metresPerDegree
        offset = (
            x: (width - spanEast * unitsPerMetre) / 2,
            y: (height - spanSouth * unitsPerMetre) / 2
        )
    }

    /// Where a position lies in the drawing.
    func point(_ coordinate: Coordinate) -> (x: Double, y: Double) {
        let east = (coordinate.longitude - west) * metresPerDegreeEast
        let south = (north - coordinate.latitude) * MapFrame.metresPerDegree
        return (offset.x + east * unitsPerMetre, offset.y + south * unitsPerMetre)
    }

    /// A position as it stands in paths: `12.5 7`.
    func text(_ coordinate: Coordinate) -> String {
        let point = point(coordinate)
        return "\(length(point.x)) \(length(point.y))"
    }
}

extension TravelRules {
    /// How many metres as the crow flies are covered in so many minutes; 0 where none.
    func reachMetres(minutes: Int, metresPerMinute: Int) -> Int {
        max(0, (minutes - fixedMinutes) * 100 * metresPerMinute / detourPercent)
    }
}
