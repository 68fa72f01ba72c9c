import ArgumentParser
import Reports
import ScenarioFiles
import ScenarioGenerator
import Scheduling

extension ScenarioProfile: ExpressibleByArgument {}

/// `paidan generate`: an invented scenario of a profile, the same for the same seed.
struct GenerateCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make an invented scenario: a family of any size, or a district.",
        discussion: """
            The same profile, options and seed give the same files, byte for byte, on every machine. \
            The folder appears whole or not at all; one that holds something is left alone unless \
            --force is given, which replaces the scenario's files in it and no others.
            """
    )

    @Argument(help: "What to make.")
    var profile: ScenarioProfile

    @Option(help: "The folder to write (default: the scenario's name).", completion: .directory)
    var out: String?

    @Option(help: "Seed of every draw.")
    var seed: UInt64 = 1

    @Option(help: "Requests and sessions together (families only; default: 300).")
    var visits: Int?

    @Option(help: "Teams (families only; default: a fifth of the visits).")
    var teams: Int?

    @Option(help: "Shifts on average that could serve a request (families only).")
    var density: Int?

    @Option(help: "Days of the horizon, 1 to 31 (families only; default: 1).")
    var days: Int?

    @Flag(help: "Replace the scenario's files in a folder that holds something.")
    var force = false

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if out?.isEmpty == true { return Misuse(.outputUnnamed) }
        do throws(GeneratorFailure) {
            try options.check()
            return nil
        } catch {
            switch error {
            case .sizesAreFixed(let profile): return Misuse(.sizesAreFixed, profile.rawValue)
            case .sizeOutOfRange(let name, let range):
                let ends = ("\(range.lowerBound)", "\(range.upperBound)")
                return Misuse(.sizeOutOfRange, "--\(name)", ends.0, ends.1)
            case .densityOutOfReach: return nil
            }
        }
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            return try generate(report)
        } catch {
            return report.fail(error)
        }
    }

    /// What the generator is asked for.
    var options: GeneratorOptions {
        var options = GeneratorOptions(profile: profile, seed: seed)
        options.visits = visits
        options.teams = teams
        options.density = density
        options.days = days
        return options
    }

    private func generate(_ report: Reporter) throws(CommandFailure) -> CommandStatus {
        let draft: ScenarioDraft
        do {
            draft = try options.makeDraft()
        } catch {
            throw .notGenerated(error)
        }
        let scenario: Scenario
        do {
            scenario = try Scenario(validating: draft)
        } catch {
            throw .generatedFaulty(error.faults.map(\.description))
        }
        let folder = out ?? options.scenarioName
        do {
            try ScenarioFolder(path: folder).writeWhole(draft, replaces: force)
        } catch {
            throw .folderNotWritten(error)
        }
        return report.showGenerated(scenario, folder: folder)
    }
}

extension Reporter {
    /// Says what was made, and where it lies.
    fileprivate func showGenerated(_ scenario: Scenario, folder: String) -> CommandStatus {
        switch format {
        case .text:
            let text = Phrase.generated.text(language, folder.printable) + "\n"
            return put(text + counts(of: scenario), status: .success)
        case .json:
            var document = OutcomeDocument(outcome: "generated", status: .success)
            document.folder = folder
            return put(document, status: .success)
        }
    }
}
