import ArgumentParser
import Reports
import Scheduling

/// A value on the command line that its option can't have.
struct Misuse: Equatable {
    private let phrase: Phrase
    private let values: [String]

    /// What is wrong, with what stands in its places.
    init(_ phrase: Phrase, _ values: String...) {
        self.phrase = phrase
        self.values = values
    }

    /// What is wrong and how the command is used, in the form of the parser's own messages.
    func text(for command: any ParsableCommand.Type, in language: Language) -> String {
        let name = command.configuration.commandName ?? ""
        return Phrase.misuse.text(
            language,
            phrase.text(language, values: values).printable,
            RootCommand.usageString(for: command),
            "paidan \(name) --help"
        )
    }
}
