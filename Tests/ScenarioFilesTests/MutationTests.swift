import Foundation
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

/// Thousands of damaged folders: each is a scenario or faults, never a trap or a hang.
@Suite struct MutationTests {
    /// How many folders; `PAIDAN_MUTATIONS` sets another number.
    private static var count: Int {
        ProcessInfo.processInfo.environment["PAIDAN_MUTATIONS"].flatMap { Int($0) } ?? 2000
    }

    @Test func damagedFoldersAreReadOrRefused() throws {
        var validCount = 0
        for seed in 0..<MutationTests.count {
            var mutation = Mutation(seed: UInt64(seed))
            let text = mutation.apply(to: SampleFiles.valid.text)
            do throws(InvalidScenario) {
                let reading = try text.read()
                validCount += 1
                #expect(reading.warnings.allSatisfy { $0.severity == .warning }, "seed \(seed)")
                #expect(isConsistent(reading.scenario), "seed \(seed)")
                #expect(
                    try ScenarioText(draft: reading.draft).read().draft == reading.draft,
                    "seed \(seed)"
                )
            } catch {
                #expect(!error.errors.isEmpty, "seed \(seed)")
                #expect(
                    error.faults.allSatisfy { $0.line >= 1 && !$0.file.isEmpty },
                    "seed \(seed)"
                )
            }
        }
        // The damage is neither harmless nor always fatal.
        #expect(validCount > MutationTests.count / 20)
        #expect(validCount < MutationTests.count * 3 / 4)
    }

    @Test func damagedPlansAreReadOrRefused() throws {
        let scenario = try SampleFiles.valid.scenario()
        let row = Assignment(
            visit: "R2",
            role: "n",
            team: "A",
            shiftStartMinute: 510,
            crew: 1,
            startMinute: 540,
            endMinute: 570
        )
        let record = PlanRecord(
            plan: Plan(
                assignments: [row, row],
                unserved: [UnservedVisit(visit: "R1", reason: "a")]
            ),
            scenarioName: "x",
            method: "y",
            stop: nil,
            score: Score(),
            bound: 3
        )
        let bytes = PlanFile.encode(record, for: scenario)
        for seed in 0..<MutationTests.count {
            var mutation = Mutation(seed: UInt64(seed))
            let damaged = mutation.damage(bytes)
            do throws(InvalidPlan) {
                let reading = try PlanFile.decode(damaged, for: scenario)
                #expect(reading.assignmentIndices.count == reading.record.plan.assignments.count)
            } catch {
                #expect(!error.faults.isEmpty, "seed \(seed)")
            }
        }
    }

    /// Whether every index of a scenario points at something.
    private func isConsistent(_ scenario: Scenario) -> Bool {
        scenario.teams.allSatisfy { scenario.sites.indices.contains($0.baseSiteIndex) }
            && scenario.shifts.allSatisfy { scenario.teams.indices.contains($0.teamIndex) }
            && scenario.services.allSatisfy { !$0.roles.isEmpty }
            && scenario.visits.allSatisfy { visit in
                scenario.services.indices.contains(visit.serviceIndex)
                    && (visit.placeIndex.map { scenario.places.indices.contains($0) }
                        ?? scenario.service(of: visit).mode.isRemote)
                    && visit.windows.allSatisfy { $0.endMinute - $0.startMinute >= visit.minutes }
            }
            && scenario.programs.indices.allSatisfy { index in
                scenario.programs[index].visitIndices.allSatisfy {
                    scenario.visits[$0].programIndex == index
                }
            }
            && Set(scenario.visits.map(\.id)).count == scenario.visits.count
    }
}
