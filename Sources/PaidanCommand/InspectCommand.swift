import ArgumentParser
import Insight
import Reports
import ScenarioFiles
import Scheduling

/// `paidan inspect`: what is odd about a scenario, before any planning.
struct InspectCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "List what can't be served and what is odd in a scenario, before planning.",
        discussion: """
            Visits that nobody can serve, by cause and by institute, with what comes nearest; teams \
            and shifts with nothing to do; requests that look alike; programs without room; demand \
            against crews. Exit status: 0 whatever is found, 3 faulty input.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            let reading = try readScenario(scenario)
            return report.show(Inspector(reading.scenario).inspection(), reading)
        } catch {
            return report.fail(error)
        }
    }
}

extension Reporter {
    /// Tells what an inspection found.
    fileprivate func show(_ inspection: Inspection, _ reading: ScenarioReading) -> CommandStatus {
        switch format {
        case .text:
            warn(reading.warnings)
            return put(InsightText(language).text(of: inspection), status: .success)
        case .json:
            var document = OutcomeDocument(outcome: "inspected", status: .success)
            document.add(records(of: reading.warnings))
            document.inspection = inspection
            return put(document, status: .success)
        }
    }
}
