/// GLPK's codes by name (from `glpk.h`, version 5.0).
enum GLPKCode {
    // What a solver returned.
    static let badBasis: Int32 = 1
    static let singularBasis: Int32 = 2
    static let illConditionedBasis: Int32 = 3
    static let iterationLimit: Int32 = 8
    static let timeLimit: Int32 = 9
    static let noPrimalFeasible: Int32 = 10
    static let noDualFeasible: Int32 = 11
    static let stopped: Int32 = 13
    static let gapReached: Int32 = 14

    // What a solution is.
    static let undefined: Int32 = 1
    static let feasible: Int32 = 2
    static let infeasiblePoint: Int32 = 3
    static let infeasible: Int32 = 4
    static let optimal: Int32 = 5
    static let unbounded: Int32 = 6

    // Where a variable stands in a basis.
    static let basic: Int32 = 1
    static let atLower: Int32 = 2
    static let atUpper: Int32 = 3
    static let free: Int32 = 4
    static let fixed: Int32 = 5
}
