import Scheduling

/// Names of files made from ids: safe on every file system, in links and on USB sticks, and each once.
struct FileNames: Sendable {
    /// For each team the name of its files, without folder and extension.
    let teams: [String]
    /// For each site the name of its files, without folder and extension.
    let sites: [String]

    private let bases: [Int]

    init(_ scenario: Scenario) {
        teams = FileNames.unique(scenario.teams.map { "team-\(FileNames.plain($0.id.text))" })
        sites = FileNames.unique(scenario.sites.map { "site-\(FileNames.plain($0.id.text))" })
        bases = scenario.teams.map(\.baseSiteIndex)
    }

    /// Where a team's run sheets stand.
    func sheets(ofTeam team: Int, for audience: ReportAudience) -> String {
        "\(folder(ofTeam: team, for: audience))sheets/\(teams[team]).html"
    }

    /// Where a team's calendar stands.
    func calendar(ofTeam team: Int, for audience: ReportAudience) -> String {
        "\(folder(ofTeam: team, for: audience))calendars/\(teams[team]).ics"
    }

    /// Where a station's page stands.
    func page(ofStation site: Int, for audience: ReportAudience) -> String {
        audience == .station ? "stations/\(sites[site])/index.html" : "stations/\(sites[site]).html"
    }

    /// How a station's page leads to the run sheets of a team of its own.
    func linkToSheets(ofTeam team: Int, for audience: ReportAudience) -> String {
        audience == .station ? "sheets/\(teams[team]).html" : "../sheets/\(teams[team]).html"
    }

    /// Each station gets a folder of its own, to be handed out by itself; others have all in one.
    private func folder(ofTeam team: Int, for audience: ReportAudience) -> String {
        audience == .station ? "stations/\(sites[bases[team]])/" : ""
    }

    /// Letters, digits, `-` and `_` of an id, each other character as `_`; at most 40 characters.
    static func plain(_ id: String) -> String {
        var name = ""
        for scalar in id.unicodeScalars.prefix(40) {
            let isKept =
                scalar.isASCII
                ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar == "-"
                : (0x4E00...0x9FFF).contains(scalar.value)
            name.unicodeScalars.append(isKept ? scalar : "_")
        }
        return name
    }

    /// The names with `~2`, `~3`, … where one came before, letters of either case taken as the same.
    private static func unique(_ names: [String]) -> [String] {
        var taken = Set<String>()
        return names.map { name in
            var candidate = name
            var number = 1
            while !taken.insert(candidate.lowercased()).inserted {
                number += 1
                candidate = "\(name)~\(number)"
            }
            return candidate
        }
    }
}

extension String {
    /// The text as part of a link's address, its bytes beyond plain ASCII in percent signs.
    var asLinkPart: String {
        var link = ""
        for byte in utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                (scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
                || "-_.~/".unicodeScalars.contains(scalar)
            if isPlain {
                link.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                link += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return link
    }
}
