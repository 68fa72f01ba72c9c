import GLPKGuard
import LinearModel

extension GLPKProgram {
    package func readColumnValues(into values: inout [Double]) throws(LinearProgramError) {
        let problem = try solvedProblem()
        values.fit(columnCount)
        gg_read_columns(problem, &values, nil, nil)
    }

    package func readRowActivities(into activities: inout [Double]) throws(LinearProgramError) {
        let problem = try solvedProblem()
        activities.fit(rowCount)
        gg_read_rows(problem, &activities, nil, nil)
    }

    package func readRowDuals(into duals: inout [Double]) throws(LinearProgramError) {
        let problem = try solvedProblem()
        duals.fit(rowCount)
        gg_read_rows(problem, nil, &duals, nil)
    }

    package func readReducedCosts(into reducedCosts: inout [Double]) throws(LinearProgramError) {
        let problem = try solvedProblem()
        reducedCosts.fit(columnCount)
        gg_read_columns(problem, nil, &reducedCosts, nil)
    }

    package func rowStatuses() throws(LinearProgramError) -> [BasisStatus] {
        let problem = try solvedProblem()
        var statuses = Array(repeating: Int32(0), count: rowCount)
        gg_read_rows(problem, nil, nil, &statuses)
        return statuses.map { BasisStatus(glpk: $0) }
    }

    package func columnStatuses() throws(LinearProgramError) -> [BasisStatus] {
        let problem = try solvedProblem()
        var statuses = Array(repeating: Int32(0), count: columnCount)
        gg_read_columns(problem, nil, nil, &statuses)
        return statuses.map { BasisStatus(glpk: $0) }
    }

    private func solvedProblem() throws(LinearProgramError) -> OpaquePointer {
        let problem = try problem()
        guard isReadable else { throw .nothingToRead }
        return problem
    }
}

extension BasisStatus {
    init(glpk status: Int32) {
        switch status {
        case GLPKCode.basic: self = .basic
        case GLPKCode.atUpper: self = .atUpper
        case GLPKCode.free: self = .free
        case GLPKCode.fixed: self = .fixed
        default: self = .atLower
        }
    }

    /// GLPK's code for it.
    var glpk: Int32 {
        switch self {
        case .basic: GLPKCode.basic
        case .atLower: GLPKCode.atLower
        case .atUpper: GLPKCode.atUpper
        case .free: GLPKCode.free
        case .fixed: GLPKCode.fixed
        }
    }
}

extension [Double] {
    /// Makes the array that long, its contents being of no interest.
    mutating func fit(_ length: Int) {
        if count != length {
            self = Array(repeating: 0, count: length)
        }
    }
}
