import LinearModel
import Testing

/// Properties over many small programs.
struct RandomProgramTests {
    @Test func binaryProgramsMatchBruteForce() throws {
        var generator = SeededGenerator(seed: 1)
        var feasibleCount = 0
        for _ in 0..<300 {
            let instance = Instance.random(
                &generator,
                columnCount: Int.random(in: 1...8, using: &generator),
                rowCount: Int.random(in: 1...5, using: &generator),
                isBinary: true
            )
            let expected = instance.bruteForceOptimum()
            feasibleCount += expected == nil ? 0 : 1
            for presolve in [true, false] {
                let outcome = try withProgram(instance.sense) { program in
                    try instance.load(into: program)
                    return try program.solveInteger(options: IntegerOptions(presolve: presolve))
                }
                #expect(outcome.kind == (expected == nil ? .infeasible : .optimal))
                #expect(outcome.objective == expected)
                #expect(expected == nil || instance.isFeasible(outcome.values, tolerance: 0))
            }
        }
        // Both answers must have occurred, else the property says little.
        #expect(feasibleCount > 50 && feasibleCount < 290)
    }

    @Test(arguments: [SimplexMethod.automatic, .primal, .dual])
    func optimaCarryTheirProof(_ method: SimplexMethod) throws {
        var generator = SeededGenerator(seed: 2)
        var optimalCount = 0
        for _ in 0..<200 {
            let instance = Instance.random(
                &generator,
                columnCount: Int.random(in: 1...12, using: &generator),
                rowCount: Int.random(in: 1...8, using: &generator),
                isBinary: false
            )
            try withProgram(instance.sense) { program in
                try instance.load(into: program)
                let outcome = try program.solveRelaxation(SolveLimits(), method: method)
                // Bounded columns: never unbounded.
                #expect(outcome.kind == .optimal || outcome.kind == .infeasible)
                guard outcome.kind == .optimal else { return }
                optimalCount += 1
                try expectProof(instance, program, outcome)
            }
        }
        #expect(optimalCount > 50)
    }

    /// A feasible point, and duals of the right sign that vanish off the bounds, prove each other.
    private func expectProof(
        _ instance: Instance,
        _ program: any LinearProgram,
        _ outcome: LinearOutcome
    ) throws {
        let values = try program.columnValues()
        let duals = try program.rowDuals()
        let reducedCosts = try program.reducedCosts()
        #expect(instance.isFeasible(values))
        #expect(isClose(instance.objective(values), outcome.objective))
        #expect(areClose(instance.activities(values), try program.rowActivities()))
        let sign = instance.sense == .maximise ? 1.0 : -1.0
        for (row, (dual, activity)) in zip(duals, instance.activities(values)).enumerated() {
            let spec = instance.rows[row]
            #expect(sign * dual <= 1e-6 || isClose(activity, spec.upper))
            #expect(sign * dual >= -1e-6 || isClose(activity, spec.lower))
        }
        for (column, spec) in instance.columns.enumerated() {
            let priced = spec.entries.reduce(spec.objective) {
                $0 - $1.coefficient * duals[$1.index]
            }
            #expect(isClose(priced, reducedCosts[column]))
            #expect(sign * priced <= 1e-6 || isClose(values[column], spec.upper))
            #expect(sign * priced >= -1e-6 || isClose(values[column], spec.lower))
        }
    }

    @Test func warmStartReachesTheOptimumFromScratch() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<60 {
            var instance = packing(&generator)
            try withProgram(.maximise) { program in
                try instance.load(into: program)
                for step in 0..<6 {
                    try change(&instance, program, step: step, &generator)
                    let warm = try program.solveRelaxation()
                    let cold = try withProgram(.maximise) { fresh in
                        try instance.load(into: fresh)
                        return try fresh.solveRelaxation()
                    }
                    #expect(warm.kind == cold.kind)
                    #expect(isClose(warm.objective, cold.objective))
                }
            }
        }
    }

    /// Columns of two to four of ten unit rows.
    private func packing(_ generator: inout SeededGenerator) -> Instance {
        var instance = Instance(sense: .maximise)
        instance.rows = Array(repeating: RowSpec(upper: 1), count: 10)
        instance.columns = (0..<12).map { _ in route(&generator, rowCount: 10) }
        return instance
    }

    private func route(_ generator: inout SeededGenerator, rowCount: Int) -> ColumnSpec {
        let rows = (0..<rowCount).shuffled(using: &generator)
            .prefix(Int.random(in: 2...4, using: &generator))
        return ColumnSpec(
            objective: Double(Int.random(in: 1...30, using: &generator)),
            upper: 1,
            isInteger: true,
            entries: rows.map { Entry($0) }
        )
    }

    /// Does to the program and its data what column generation, cuts and diving do.
    private func change(
        _ instance: inout Instance,
        _ program: any LinearProgram,
        step: Int,
        _ generator: inout SeededGenerator
    ) throws {
        switch step % 6 {
        case 0, 3:
            let columns = (0..<5).map { _ in route(&generator, rowCount: instance.rows.count) }
            instance.columns += columns
            try program.addColumns(columns)
        case 1:
            let members = (0..<instance.columns.count).shuffled(using: &generator).prefix(5)
            let cut = RowSpec(upper: 1, entries: members.map { Entry($0) })
            try program.addRows([cut])
            for column in members {
                instance.columns[column].entries.append(Entry(instance.rows.count))
            }
            instance.rows.append(RowSpec(upper: 1))
        case 2:
            let column = Int.random(in: 0..<instance.columns.count, using: &generator)
            instance.columns[column].lower = 1
            try program.setColumnBounds(column, lower: 1, upper: 1)
        case 4:
            let column = Int.random(in: 0..<instance.columns.count, using: &generator)
            instance.columns.remove(at: column)
            try program.deleteColumns([column])
        default:
            let row = Int.random(in: 0..<instance.rows.count, using: &generator)
            instance.rows.remove(at: row)
            for column in instance.columns.indices {
                instance.columns[column].entries.removeAll { $0.index == row }
                for place in instance.columns[column].entries.indices
                where instance.columns[column].entries[place].index > row {
                    instance.columns[column].entries[place].index -= 1
                }
            }
            try program.deleteRows([row])
        }
    }

    @Test func interiorPointMatchesSimplexOnPackings() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<40 {
            let instance = packing(&generator)
            try withProgram(.maximise) { program in
                try instance.load(into: program)
                let simplex = try program.solveRelaxation()
                let interior = try program.solveInterior()
                #expect(interior.kind == .optimal)
                #expect(isClose(interior.objective, simplex.objective, within: 1e-5))
                // Reading the simplex solution still works afterwards.
                #expect(isClose(instance.objective(try program.columnValues()), simplex.objective))
            }
        }
    }

    @Test func optimalIncumbentsAreNeverLost() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<40 {
            let instance = packing(&generator)
            try withProgram(.maximise) { program in
                try instance.load(into: program)
                let optimum = try program.solveInteger()
                let again = try program.solveInteger(incumbent: optimum.values)
                #expect(again.kind == .optimal)
                #expect(again.objective == optimum.objective)
            }
        }
    }
}
