import ArgumentParser
import Evaluation
import Reports
import ScenarioFiles
import Scheduling

/// `paidan check`: lists what is wrong with a scenario and with a plan for it.
struct CheckCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "List every fault of a scenario folder, and every violation of a plan for it.",
        discussion: "Exit status: 0 nothing wrong, 3 faulty input, 4 violations in the plan."
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "A plan.json to audit.", completion: .file(extensions: ["json"]))
    var plan: String?

    @OptionGroup var presentation: PresentationOptions

    func execute(in console: Console, interruption: Interruption) async -> ExitStatus {
        let report = Reporter(console: console, presentation: presentation)
        do {
            let reading = try readScenario(scenario)
            guard let plan else { return report.showInput(reading) }
            let record = try readPlan(plan, for: reading.scenario)
            let verdict = Audit(reading.scenario).judge(record)
            return report.showAudit(verdict, reading)
        } catch {
            return report.showFaults(error)
        }
    }
}

extension Reporter {
    /// Says that the input is good, with its warnings.
    fileprivate func showInput(_ reading: ScenarioReading) -> ExitStatus {
        switch format {
        case .text:
            for warning in reading.warnings { put(line(for: warning)) }
            put(Phrase.inputGood.text(language) + counts(reading) + "\n")
        case .json:
            var document = OutcomeDocument(outcome: "valid", status: .success)
            document.faults = reading.warnings
            put(document)
        }
        return .success
    }

    /// Lists all violations by the rule they break.
    fileprivate func showAudit(_ verdict: Verdict, _ reading: ScenarioReading) -> ExitStatus {
        let status: ExitStatus = verdict.isValid ? .success : .violations
        switch format {
        case .text:
            for warning in reading.warnings { put(line(for: warning)) }
            put(text(of: verdict))
        case .json:
            let outcome = verdict.isValid ? "valid" : "violations"
            var document = OutcomeDocument(outcome: outcome, status: status)
            document.faults = reading.warnings
            document.violations = verdict.violations.map {
                OutcomeDocument.BrokenRule($0, in: reading.scenario, language)
            }
            document.score = verdict.score.byName
            put(document)
        }
        return status
    }

    /// Lists the faults on standard output: they are what `check` was asked for.
    fileprivate func showFaults(_ failure: CommandFailure) -> ExitStatus {
        guard format == .text, let faults = failure.faults else { return fail(failure) }
        for fault in faults { put(line(for: fault)) }
        put(message(of: failure).printable + "\n")
        return failure.status
    }

    /// The violations under the names of their rules, or that there are none.
    func text(of verdict: Verdict) -> String {
        if verdict.isValid {
            let total = Figures.grouped(verdict.score.total)
            return Phrase.planGood.text(language, total) + "\n"
        }
        var text = ""
        for (rule, violations) in verdict.violationsByRule {
            text += "\(rule.title(in: language)) (\(rule.rawValue)): \(violations.count)\n"
            for violation in violations {
                let sentence = violation.message(in: language).printable
                text += "  \(violation.code.rawValue) \(sentence)\n"
            }
        }
        return text + Phrase.violationsFound.text(language, "\(verdict.violations.count)") + "\n"
    }

    private func counts(_ reading: ScenarioReading) -> String {
        let scenario = reading.scenario
        let counts = Phrase.inputCounts.text(
            language,
            "\(scenario.visits.count)",
            "\(scenario.teams.count)",
            "\(scenario.shifts.count)",
            "\(scenario.programs.count)",
            "\(scenario.days)"
        )
        let warnings = Phrase.warningsFound.text(language, "\(reading.warnings.count)")
        return "\n\(counts)\n\(warnings)"
    }
}
