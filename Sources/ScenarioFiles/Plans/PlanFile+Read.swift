import Scheduling

extension PlanFile {
    /// Reads the plan file at a path; rows and claims that can't be read are listed and left out.
    ///
    /// - Throws: ``InvalidPlan`` where there is no file, or none with a list of assignments.
    public static func read(
        _ path: String,
        for scenario: Scenario
    ) throws(InvalidPlan) -> PlanReading {
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try FileSystem.read(path, limit: FileLimit.tableBytes)
        } catch {
            throw unreadable(error.cause)
        }
        guard let bytes else { throw unreadable(.text(.noFile)) }
        return try decode(bytes, for: scenario)
    }

    private static func unreadable(_ cause: FaultText) -> InvalidPlan {
        InvalidPlan(faults: [
            PlanFault(
                .fileUnreadable,
                .plan,
                .text(.fileUnreadable),
                found: cause,
                expected: .text(.planOfFormat, .value("1"))
            )
        ])
    }
}
