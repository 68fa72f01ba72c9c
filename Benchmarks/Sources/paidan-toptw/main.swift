import Foundation
import Paidan
import Scheduling

/// What to solve and for how long, as the command line says.
struct Arguments {
    var file = ""
    var paths = 1
    var ticksPerUnit = 10
    var seconds = 60.0
    var seed: UInt64 = 1
    var out = ""

    static let usage = """
        usage: paidan-toptw FILE --paths M --ticks 10|100 --time SECONDS --seed N --out RESULT.json
        """

    init?(_ words: [String]) {
        var words = words[...]
        guard let file = words.popFirst() else { return nil }
        self.file = file
        while let name = words.popFirst() {
            guard let value = words.popFirst(), set(name, to: value) else { return nil }
        }
        if out.isEmpty || paths < 1 { return nil }
    }

    private mutating func set(_ name: String, to value: String) -> Bool {
        func store<Value>(_ parsed: Value?, in place: inout Value) -> Bool {
            guard let parsed else { return false }
            place = parsed
            return true
        }
        return switch name {
        case "--paths": store(Int(value), in: &paths)
        case "--ticks": store(Int(value), in: &ticksPerUnit)
        case "--time": store(Double(value), in: &seconds)
        case "--seed": store(UInt64(value), in: &seed)
        case "--out": store(value, in: &out)
        default: false
        }
    }
}

/// A line of progress, as `paidan plan --format json` writes it.
struct ProgressLine: Encodable {
    var event = "progress"
    var elapsedSeconds: Double
    var phase: String
    var served: Int?
    var visits: Int
    var total: Int?
    var bound: Int?
}

/// The result, for the harness, which checks the paths by itself.
struct ResultFile: Encodable {
    struct Stop: Encodable {
        var vertex: Int
        var startTick: Int
    }

    var instance: String
    var paths: [[Stop]]
    var ticksPerUnit: Int
    var profit: Int
    var bound: Int?
    var stop: String
}

extension ResultFile {
    init(_ instance: OrienteeringInstance, _ result: PlanningResult) {
        var paths: [Int: [Stop]] = [:]
        for assignment in result.plan.assignments.sorted(by: { $0.startMinute < $1.startMinute }) {
            guard let vertex = Int(assignment.visit.text) else { continue }
            let stop = Stop(vertex: vertex, startTick: assignment.startMinute)
            paths[assignment.crew, default: []].append(stop)
        }
        self.init(
            instance: instance.name,
            paths: paths.keys.sorted().compactMap { paths[$0] },
            ticksPerUnit: instance.ticksPerUnit,
            profit: result.score.total,
            bound: result.bound,
            stop: result.stop.rawValue
        )
    }
}

/// Plans the instance, telling of progress on standard error, and writes the result.
func solve(_ arguments: Arguments) async throws {
    let clock = ContinuousClock()
    let beginning = clock.now
    let instance = try OrienteeringInstance(
        path: arguments.file,
        ticksPerUnit: arguments.ticksPerUnit
    )
    let scenario = try instance.scenario(paths: arguments.paths)
    var options = PlanningOptions()
    options.timeLimitSeconds = arguments.seconds
    options.seed = arguments.seed
    let run = Planner(options: options).start(scenario)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    for await moment in run.progress {
        let line = ProgressLine(
            elapsedSeconds: (clock.now - beginning) / .seconds(1),
            phase: moment.phase,
            served: moment.servedVisits,
            visits: scenario.visits.count,
            total: moment.total,
            bound: moment.bound
        )
        FileHandle.standardError.write(try encoder.encode(line) + Data("\n".utf8))
    }
    let file = ResultFile(instance, try await run.result())
    try encoder.encode(file).write(to: URL(fileURLWithPath: arguments.out))
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    FileHandle.standardError.write(Data((Arguments.usage + "\n").utf8))
    exit(2)
}
do {
    try await solve(arguments)
} catch let error as InstanceError {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(3)
} catch {
    FileHandle.standardError.write(Data("\(arguments.file): \(error)\n".utf8))
    exit(1)
}
