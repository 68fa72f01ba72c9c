import Benchmark
import DenseProblem
import Evaluation
import Formulation
import GLPKSolver
import LinearModel
import RouteColumns
import Search

/// The hot parts, each by itself; the yardstick says how fast the machine is just then.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = Benchmark.Configuration(
        metrics: [.wallClock],
        timeUnits: .microseconds,
        warmupIterations: 1,
        maxDuration: .seconds(6),
        maxIterations: 200
    )

    Benchmark("yardstick") { benchmark in
        for _ in benchmark.scaledIterations {
            var random = SplitMix()
            blackHole((0..<100_000).map { _ in random.next() }.sorted())
        }
    }

    Benchmark("reading") { benchmark in
        let folder = Fixture.night.folder
        measure(benchmark) { blackHole(try? folder.read()) }
    }

    Benchmark("dense-form") { benchmark in
        let scenario = Fixture.night.scenario
        measure(benchmark) { blackHole(DenseProblem(scenario)) }
    }

    Benchmark("greedy-insertion") { benchmark in
        let construction = Construction(Fixture.core.problem)
        measure(benchmark) { blackHole(construction.plan()) }
    }

    Benchmark("audit") { benchmark in
        let audit = Audit(Fixture.night.scenario)
        let plan = Fixture.night.plan
        measure(benchmark) { blackHole(audit.judge(plan)) }
    }

    for (name, effort) in [
        ("labelling-heuristic", PricingEffort.heuristic), ("labelling-exact", .exact),
    ] {
        Benchmark(name) { benchmark in
            let master = MasterFixture.core
            let pricer = Pricer(master.space)
            measure(benchmark) {
                for crewClass in master.space.classes.indices {
                    var memory = StopMemory()
                    blackHole(
                        pricer.price(
                            crewClass: crewClass,
                            prices: master.prices,
                            effort: effort,
                            asked: 0,
                            memory: &memory
                        )
                    )
                }
            }
        }
    }

    Benchmark("master-resolve") { benchmark in
        let master = MasterFixture.core
        do {
            try GLPKEngine().withProgram(.maximise) { program throws(LinearProgramError) in
                try resolve(master, program, benchmark)
            }
        } catch {
            fatalError("GLPK failed: \(error)")
        }
    }
}

/// Measures the body alone, not what was made ready before.
private func measure(_ benchmark: Benchmark, _ body: () -> Void) {
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { body() }
    benchmark.stopMeasurement()
}

/// The relaxation after each round's columns, from the basis of the round before.
private func resolve(
    _ master: MasterFixture,
    _ program: any LinearProgram,
    _ benchmark: Benchmark
) throws(LinearProgramError) {
    try master.load(program)
    _ = try program.solveRelaxation()
    benchmark.startMeasurement()
    for round in master.routes.dropFirst() {
        try master.add(round, to: program)
        _ = try program.solveRelaxation()
    }
    benchmark.stopMeasurement()
}
