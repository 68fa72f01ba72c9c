import Foundation

/// A team orienteering instance with time windows, in whole ticks.
///
/// The standard file gives decimals; distances are Euclidean, rounded down to one decimal in the
/// Solomon files and to two in the Cordeau files. With ticks of that decimal everything is whole.
struct OrienteeringInstance: Sendable {
    /// A point to visit; the first one of an instance is where every path starts and ends.
    struct Vertex: Sendable {
        var number: Int
        /// Position in thousandths of a unit.
        var x: Int
        var y: Int
        var serviceTicks: Int
        var profit: Int
        /// Earliest start of the service.
        var openTick: Int
        /// Latest start of the service; at the first vertex, the time budget.
        var closeTick: Int
    }

    var name: String
    var ticksPerUnit: Int
    var vertices: [Vertex]

    /// Ticks in which every path must be back.
    var budgetTicks: Int { vertices[0].closeTick }

    /// Distance between two vertices, rounded down to a tick; in whole numbers throughout.
    func travelTicks(from: Int, to: Int) -> Int {
        let dx = vertices[from].x - vertices[to].x
        let dy = vertices[from].y - vertices[to].y
        let square = (dx * dx + dy * dy) * ticksPerUnit * ticksPerUnit / 1_000_000
        var root = Int(Double(square).squareRoot())
        while root * root > square { root -= 1 }
        while (root + 1) * (root + 1) <= square { root += 1 }
        return root
    }
}

/// Why an instance can't be read or mapped exactly.
struct InstanceError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

extension OrienteeringInstance {
    /// Reads a file of the TOPTW collection.
    ///
    /// The first two lines are heads; vertices are the lines with nine figures or more. Their windows
    /// are the last two figures, since some lines lack one of those in between.
    init(path: String, ticksPerUnit: Int) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var vertices: [Vertex] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let figures = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            let isStart = vertices.isEmpty && figures.count >= 7 && figures.first == 0
            guard isStart || figures.count >= 9 else { continue }
            guard Int(figures[0]) == vertices.count else {
                throw InstanceError("vertex \(vertices.count) is missing")
            }
            vertices.append(try Vertex(figures: figures, ticksPerUnit: ticksPerUnit))
        }
        guard vertices.count > 1 else { throw InstanceError("no vertices") }
        name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        self.ticksPerUnit = ticksPerUnit
        self.vertices = vertices
    }
}

extension OrienteeringInstance.Vertex {
    /// A vertex from the figures of its line: `i x y d S f a list O C`.
    fileprivate init(figures: [Double], ticksPerUnit: Int) throws {
        func whole(_ figure: Double, times factor: Int) throws -> Int {
            let scaled = figure * Double(factor)
            guard abs(scaled - scaled.rounded()) < 1e-6 else {
                throw InstanceError("\(figure) is finer than 1/\(factor)")
            }
            return Int(scaled.rounded())
        }
        self.init(
            number: Int(figures[0]),
            x: try whole(figures[1], times: 1000),
            y: try whole(figures[2], times: 1000),
            serviceTicks: try whole(figures[3], times: ticksPerUnit),
            profit: try whole(figures[4], times: 1),
            openTick: try whole(figures[figures.count - 2], times: ticksPerUnit),
            closeTick: try whole(figures[figures.count - 1], times: ticksPerUnit)
        )
    }
}
