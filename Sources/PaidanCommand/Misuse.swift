import ArgumentParser
import Reports
import Scheduling

/// A value on the command line that its option can't have.
struct Misuse: Equatable {
    private let chinese: String
    private let english: String

    /// What is wrong, with what stands in its places.
    init(_ phrase: Phrase, _ values: String...) {
        chinese = phrase.text(.chinese, values: values)
        english = phrase.text(.english, values: values)
    }

    /// What is wrong, in the words of one subject.
    init(_ phrase: some BilingualPhrase, _ values: String...) {
        chinese = phrase.text(.chinese, values: values)
        english = phrase.text(.english, values: values)
    }

    /// What is wrong and how the command is used, in the form of the parser's own messages.
    func text(for command: any ParsableCommand.Type, in language: Language) -> String {
        let usage = RootCommand.usageString(for: command)
        // `paidan history apply` of `paidan history apply <scenario> …`.
        let name = usage.split(separator: " ").prefix { !"<[-".contains($0.prefix(1)) }
        return Phrase.misuse.text(
            language,
            (language == .chinese ? chinese : english).printable,
            usage,
            name.joined(separator: " ") + " --help"
        )
    }
}
