/// A position in steps of 0.00001 degrees, about a metre.
struct GridPoint: Hashable, Sendable {
    /// Steps north of the equator.
    var latitude: Int
    /// Steps east of Greenwich.
    var longitude: Int

    /// Degrees north.
    var latitudeDegrees: Double { Double(latitude) / 100_000 }
    /// Degrees east.
    var longitudeDegrees: Double { Double(longitude) / 100_000 }
}

/// Distances around one town, flat and in whole numbers, so that they are the same on every machine.
struct FlatMap: Sendable {
    /// The town's centre.
    let centre: GridPoint
    /// Length of a degree of longitude, in thousandths of a degree of latitude.
    let longitudePerMille: Int

    /// Hundred-thousandths of a metre in a step of latitude.
    private static let stepLength = 111_195

    /// The point so many metres east and north of another.
    func point(from origin: GridPoint, eastMetres: Int, northMetres: Int) -> GridPoint {
        GridPoint(
            latitude: origin.latitude + northMetres * 100_000 / FlatMap.stepLength,
            longitude: origin.longitude
                + eastMetres * 100_000_000 / (FlatMap.stepLength * longitudePerMille)
        )
    }

    /// Metres between two points as the crow flies, some thousandths wrong far from the centre.
    func metres(_ one: GridPoint, _ other: GridPoint) -> Int {
        let north = (one.latitude - other.latitude) * FlatMap.stepLength / 100_000
        let east =
            (one.longitude - other.longitude) * FlatMap.stepLength / 100_000
            * longitudePerMille / 1000
        // IEEE 754 asks for a correctly rounded square root: no machine differs.
        return Int(Double(north * north + east * east).squareRoot())
    }

    /// A point of a disc, all equally likely.
    func point(
        around origin: GridPoint,
        radiusMetres: Int,
        _ random: inout RandomStream
    ) -> GridPoint {
        let radius = max(1, radiusMetres)
        while true {
            let east = random.within(-radius...radius)
            let north = random.within(-radius...radius)
            if east * east + north * north <= radius * radius {
                return point(from: origin, eastMetres: east, northMetres: north)
            }
        }
    }

    /// A point near another: each coordinate is a bell of so many metres (mean of four draws, twice).
    func point(
        near origin: GridPoint,
        spreadMetres: Int,
        _ random: inout RandomStream
    ) -> GridPoint {
        func bell(_ random: inout RandomStream) -> Int {
            (0..<4).reduce(0) { sum, _ in sum + random.within(-spreadMetres...spreadMetres) } / 2
        }
        let east = bell(&random)
        let north = bell(&random)
        return point(from: origin, eastMetres: east, northMetres: north)
    }
}
