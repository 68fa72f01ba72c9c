import ArgumentParser
import Foundation
import Scheduling

/// The version of the program and of the engine in it.
public let paidanVersion = "0.1.0"

/// The command line as a whole: arguments in, text and an exit status out.
public enum PaidanProgram {
    /// Runs the program with this process's arguments, streams and signals, and ends the process.
    public static func main() -> Never {
        let console = Console.ofProcess(start: .now)
        let signals = EndingSignals()
        let interruption = Interruption { _exit($0.rawValue) }
        let arguments = Array(CommandLine.arguments.dropFirst())
        Task.detached {
            let status = await run(arguments, in: console, interruption: interruption)
            exit(status.rawValue)
        }
        signals.passOn(to: interruption)
    }

    /// Runs one command line; touches nothing of the process but what the console gives.
    public static func run(
        _ arguments: [String],
        in console: Console,
        interruption: Interruption = Interruption()
    ) async -> CommandStatus {
        do {
            let command = try RootCommand.parseAsRoot(arguments)
            guard let command = command as? any ConsoleCommand else {
                // `help`, or no subcommand at all: both say what they have to say by throwing.
                var command = command
                try command.run()
                return .success
            }
            if let misuse = command.misuse {
                let language = command.lang ?? console.language
                console.errors.write(misuse.text(for: type(of: command), in: language))
                return .usage
            }
            return await command.execute(in: console, interruption: interruption)
        } catch {
            let message = RootCommand.fullMessage(for: error) + "\n"
            if RootCommand.exitCode(for: error) == .success, !arguments.isEmpty {
                return console.output.write(message) == .lost ? .outputNotWritten : .success
            }
            console.errors.write(message)
            return .usage
        }
    }
}

/// A command that runs in a console and says how it ended.
protocol ConsoleCommand: ParsableCommand, Sendable {
    /// The language asked for; nil = that of the locale.
    var lang: Language? { get }

    /// A value that no option may have; nil where all is well.
    var misuse: Misuse? { get }

    /// Does the command's work.
    func execute(in console: Console, interruption: Interruption) async -> CommandStatus
}

extension ConsoleCommand {
    /// Nothing: what can't be parsed is refused before.
    var misuse: Misuse? { nil }
}

/// `paidan`, which only holds its subcommands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paidan",
        abstract: "Plan who goes where and when: volunteer dispatch for one district (派单).",
        discussion: """
            Exit status: 0 all well, 1 internal error, 2 usage, 3 bad input or pinned rows that \
            can't be kept together, 4 violations in the plan, 5 output not written, 6 pinned rows \
            not settled in the time, 129/130/143 hung up, interrupted or terminated with the best \
            plan so far written.
            """,
        version: paidanVersion,
        subcommands: [
            PlanCommand.self, CheckCommand.self, PublishCommand.self, ReportCommand.self,
            InspectCommand.self, ExplainCommand.self, SuggestCommand.self, ReplanCommand.self,
            WhatIfCommand.self, RecruitCommand.self, SimulateCommand.self, HistoryCommand.self,
            GenerateCommand.self,
        ]
    )
}
