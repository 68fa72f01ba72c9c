import DenseProblem
import LinearModel
import RouteColumns

/// The relaxation at the root, with cuts, for measuring.
public enum RootRelaxation {
    /// Solves it and reports each stage.
    public static func solve(
        _ problem: DenseProblem, engine: some LinearEngine, threads: Int, cutRounds: Int,
        mustStop: @escaping @Sendable () -> Bool, report: (String) -> Void
    ) throws(LinearProgramError) {
        try engine.withProgram(.maximise) { program throws(LinearProgramError) -> Void in
            let space = ColumnSpace(problem)
            report("classes \(space.classes.count) nodes \(space.nodes.count) demands \(space.demandCount)")
            let master = try RestrictedMaster(space, program: program)
            let generation = ColumnGeneration(master, threads: threads)
            var work = 0
            let control = ColumnGeneration.Control(
                mustStop: mustStop, limits: SolveLimits(isCancelled: mustStop),
                spend: { work += $0 })
            var end = try generation.run(control)
            report("root \(end) bound \(generation.bound) lp \(master.objective) rounds \(generation.rounds) columns \(master.columns.count) iterations \(master.iterations) work \(work)")
            for _ in 0..<cutRounds {
                if mustStop() { break }
                let cuts = SubsetRowSeparation.violated(in: master, most: 150, perItem: 5)
                if cuts.isEmpty { break }
                try master.addCuts(cuts)
                end = try generation.run(control, method: .dual)
                report("cuts \(cuts.count) \(end) bound \(generation.bound) lp \(master.objective) rounds \(generation.rounds) columns \(master.columns.count) iterations \(master.iterations) work \(work)")
            }
        }
    }
}
