import ArgumentParser
import Evaluation
import Paidan
import Reports
import ScenarioFiles
import Scheduling

/// `paidan check`: lists what is wrong with a scenario and with a plan for it.
struct CheckCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "List every fault of a scenario folder, and every violation of a plan for it.",
        discussion: """
            Exit status: 0 nothing wrong, 3 faulty input or pinned rows that can't be kept together, \
            4 violations in the plan, 6 whether the pins can be kept together was not settled.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "A plan.json to audit.", completion: .file(extensions: ["json"]))
    var plan: String?

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            let reading = try readScenario(scenario)
            guard let plan else {
                try checkPins(of: reading.scenario)
                return report.showInput(reading)
            }
            let findings = PlanFindings(
                try readPlan(plan, for: reading.scenario),
                path: plan,
                scenario: reading.scenario
            )
            return report.showAudit(findings, reading)
        } catch {
            return report.showFaults(error)
        }
    }
}

/// Fails where the pinned rows can't be kept together.
private func checkPins(of scenario: Scenario) throws(CommandFailure) {
    do {
        try Planner.checkPins(of: scenario)
    } catch {
        throw .planning(error, scenario, nil)
    }
}

extension Reporter {
    /// Says that the input is good, with its warnings.
    fileprivate func showInput(_ reading: ScenarioReading) -> CommandStatus {
        let warnings = records(of: reading.warnings)
        switch format {
        case .text:
            let text = Phrase.inputGood.text(language) + "\n" + counts(reading)
            return put(warnings.map(\.textLine).joined() + text, status: .success)
        case .json:
            var document = OutcomeDocument(outcome: "valid", status: .success)
            document.add(warnings)
            return put(document, status: .success)
        }
    }

    /// Lists all violations by the rule they break.
    fileprivate func showAudit(
        _ findings: PlanFindings,
        _ reading: ScenarioReading
    ) -> CommandStatus {
        let status: CommandStatus = findings.count == 0 ? .success : .violations
        let warnings = records(of: reading.warnings)
        switch format {
        case .text:
            let lines = warnings.map(\.textLine).joined()
            let dropped = droppedPins(of: findings, in: reading.scenario)
            return put(lines + dropped + text(of: findings), status: status)
        case .json:
            let outcome = findings.count == 0 ? "valid" : "violations"
            var document = OutcomeDocument(outcome: outcome, status: status)
            document.add(warnings + findings.faults(in: language))
            document.violations = findings.violations.map {
                OutcomeDocument.BrokenRule($0, in: reading.scenario, language)
            }
            document.score = findings.score.byName
            document.droppedPins = findings.droppedPins.map {
                OutcomeDocument.PinnedRow($0, in: reading.scenario)
            }
            return put(document, status: status)
        }
    }

    /// Lists the faults on standard output: they are what `check` was asked for.
    fileprivate func showFaults(_ failure: CommandFailure) -> CommandStatus {
        guard format == .text else { return fail(failure) }
        let faults = failure.faults(in: language) ?? []
        var text = faults.map(\.textLine).joined() + message(of: failure).printable + "\n"
        if let (rows, scenario) = failure.conflictingPins {
            for row in rows { text += "  \(scenario.sentence(of: row, in: language))\n" }
        }
        return put(text, status: failure.status)
    }

    /// The violations under the names of their rules, or that there are none.
    func text(of findings: PlanFindings) -> String {
        if findings.count == 0 {
            return Phrase.planGood.text(language, Figures.grouped(findings.score.total)) + "\n"
        }
        var text = findings.faults(in: language).map(\.textLine).joined()
        for rule in Rule.allCases {
            let violations = findings.violations.filter { $0.rule == rule }
            if violations.isEmpty { continue }
            let heading = [rule.title(in: language), rule.rawValue, "\(violations.count)"]
            text += Phrase.brokenRule.text(language, values: heading) + "\n"
            for violation in violations {
                let sentence = violation.message(in: language).printable
                text += "  \(violation.code.rawValue) \(sentence)\n"
            }
        }
        return text + Phrase.violationsFound.text(language, "\(findings.count)") + "\n"
    }

    /// Lists the pinned rows that a plan was told to give up.
    func droppedPins(of findings: PlanFindings, in scenario: Scenario) -> String {
        let rows = findings.droppedPins
        if rows.isEmpty { return "" }
        let heading = Phrase.pinsDroppedOnPurpose.text(language, "\(rows.count)") + "\n"
        return heading
            + rows.map { "  \(scenario.sentence(of: $0, in: language))\n" }.joined()
    }

    private func counts(_ reading: ScenarioReading) -> String {
        counts(of: reading.scenario)
            + Phrase.warningsFound.text(language, "\(reading.warnings.count)") + "\n"
    }

    /// A line on how large a scenario is.
    func counts(of scenario: Scenario) -> String {
        let figures = [
            scenario.visits.count, scenario.teams.count, scenario.shifts.count,
            scenario.programs.count, scenario.days,
        ]
        return Phrase.inputCounts.text(language, values: figures.map { "\($0)" }) + "\n"
    }
}
