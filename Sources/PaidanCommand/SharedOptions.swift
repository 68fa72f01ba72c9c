import ArgumentParser
import Paidan
import Scheduling

/// How results are shown.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}

extension Language: ExpressibleByArgument {}
extension PlanningMethod: ExpressibleByArgument {}
extension CommitmentKind: ExpressibleByArgument {}

/// The options that all commands share.
struct PresentationOptions: ParsableArguments {
    @Option(help: "How results are shown: text or json.")
    var format = OutputFormat.text

    @Option(help: "Language of texts for people (zh or en); else LC_ALL, LC_MESSAGES or LANG says.")
    var lang: Language?
}

/// A number of bytes as given to `--memory`: MiB, or with a suffix.
struct ByteCount: ExpressibleByArgument, Hashable, Sendable {
    let bytes: Int

    /// Reads `512`, `512M`, `512MiB`, `2G`, `800MB`; suffixes with B alone count in thousands.
    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let figure = Int(digits), figure > 0 else { return nil }
        let unit: Int
        switch argument.dropFirst(digits.count).lowercased() {
        case "k", "kib": unit = 1 << 10
        case "", "m", "mib": unit = 1 << 20
        case "g", "gib": unit = 1 << 30
        case "kb": unit = 1_000
        case "mb": unit = 1_000_000
        case "gb": unit = 1_000_000_000
        default: return nil
        }
        let (bytes, overflow) = figure.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self.bytes = bytes
    }
}
