import Evaluation
import Paidan
import Reports
import ScenarioFiles
import Scheduling

/// Says what a command found: results on standard output, the rest on standard error.
struct Reporter: Sendable {
    let console: Console
    let format: OutputFormat
    let language: Language
    let isQuiet: Bool

    init(console: Console, presentation: PresentationOptions, isQuiet: Bool = false) {
        self.console = console
        format = presentation.format
        language = presentation.lang ?? console.language
        self.isQuiet = isQuiet
    }

    /// A reporter of a command that shows text only.
    init(console: Console, lang: Language?) {
        var presentation = PresentationOptions()
        presentation.format = .text
        presentation.lang = lang
        self.init(console: console, presentation: presentation)
    }

    /// Writes all the results of a command to standard output.
    ///
    /// A closed pipe is no failure: whoever closed it has read enough.
    /// - Returns: the status, but where results of a success are lost that this is so.
    func put(_ text: String, status: CommandStatus) -> CommandStatus {
        guard console.output.write(text) == .lost else { return status }
        complain(.outputLost)
        return status == .success ? .outputNotWritten : status
    }

    /// Writes a JSON document to standard output; see ``put(_:status:)``.
    func put(_ document: some Encodable, status: CommandStatus) -> CommandStatus {
        put(String(decoding: JSONText.encode(document), as: UTF8.self), status: status)
    }

    /// Says a sentence on standard error.
    func complain(_ phrase: Phrase, _ values: String...) {
        say(phrase.text(language, values: values))
    }

    /// Says a sentence of one subject on standard error.
    func complain(_ phrase: some BilingualPhrase, _ values: String...) {
        say(phrase.text(language, values: values))
    }

    /// Says a sentence on standard error unless silence is asked for.
    func note(_ phrase: Phrase, _ values: String...) {
        if !isQuiet { say(phrase.text(language, values: values)) }
    }

    /// Lists warnings on standard error; JSON carries them in its one document.
    func warn(_ warnings: [InputFault]) {
        guard !isQuiet, format == .text else { return }
        for warning in records(of: warnings) { tell(warning.textLine) }
    }

    /// Faults of a scenario's files, in the language asked for.
    func records(of faults: [InputFault]) -> [FaultRecord] {
        faults.map { FaultRecord($0, in: language) }
    }

    /// What a failure says for itself.
    func message(of failure: CommandFailure) -> String { failure.message(in: language) }

    /// Tells of a failure in the form asked for.
    ///
    /// - Returns: how the program ends.
    func fail(_ failure: CommandFailure) -> CommandStatus {
        if format == .json {
            return put(OutcomeDocument(failure, language), status: failure.status)
        }
        failInText(failure)
        return failure.status
    }

    /// How progress is shown for a scenario with so many visits.
    func progressReporter(visitCount: Int) -> ProgressReporter {
        let style: ProgressReporter.Style =
            if isQuiet {
                .silent
            } else if format == .json {
                .json
            } else {
                console.errorColumns() == nil ? .lines : .live
            }
        return ProgressReporter(
            style: style,
            language: language,
            visitCount: visitCount,
            console: console
        )
    }

    private func failInText(_ failure: CommandFailure) {
        if case .faultyPlan(let findings, _) = failure {
            tell(text(of: findings))
        } else {
            for fault in failure.faults(in: language) ?? [] { tell(fault.textLine) }
        }
        say(message(of: failure))
        for finding in failure.auditFindings { tell("  \(finding.printable)\n") }
        guard let (rows, scenario) = failure.conflictingPins else { return }
        for row in rows { tell("  \(scenario.sentence(of: row, in: language))\n") }
        say(Phrase.pinsRemedy.text(language))
    }

    private func say(_ sentence: String) { tell("paidan: \(sentence.printable)\n") }

    /// Writes lines to standard error: folded for a terminal, whole for programs that read them.
    func tell(_ text: String) {
        guard let columns = console.errorColumns() else {
            console.errors.write(text)
            return
        }
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }
            // The last column stays free: some terminals begin a new line once it is filled.
            let width = max(2, columns - 3 - indent.count)
            let lines = String(line.dropFirst(indent.count)).folded(toWidth: width)
            console.errors.write(indent + lines.joined(separator: "\n\(indent)  ") + "\n")
        }
    }
}
