import Evaluation
import PaidanTestSupport
import ScenarioFiles
import Scheduling

@testable import ReportPages

/// A random scenario whose residents can be found again in any text, and a random plan of it.
struct SampleReport {
    var scenario: Scenario
    var plan: Plan
    var contacts: [VisitID: ResidentContact] = [:]

    init(seed: UInt64) {
        scenario = tinyScenario(seed: seed)
        // Positions that are nowhere else, and names that no other text holds.
        for index in scenario.places.indices where scenario.places[index].siteIndex == nil {
            let step = Double(index + 1) * 0.000_137
            scenario.places[index].coordinate = Coordinate(
                latitude: 34.76 + step,
                longitude: 113.66 + step
            )
        }
        for index in scenario.visits.indices where scenario.visits[index].programIndex == nil {
            scenario.visits[index].resident = "居民<\(index)>号"
            contacts[scenario.visits[index].id] = ResidentContact(
                address: "幸福路\(index)弄",
                phone: "1390000\(index)",
                notes: "门铃&\(index)坏了"
            )
        }
        scenario.commitments = []
        plan = randomPlan(of: scenario, seed: seed)
    }

    func report(
        _ audience: ReportAudience,
        _ language: Language = .chinese,
        before: Plan? = nil
    ) -> PlanReport {
        PlanReport(
            scenario: scenario,
            plan: plan,
            bound: Audit(scenario).judge(plan).score.total + 10,
            contacts: contacts,
            before: before,
            audience: audience,
            language: language
        )
    }

    /// What tells of a request's resident: name, address, telephone, notes, position.
    func secrets(ofVisit index: Int) -> [String] {
        let visit = scenario.visits[index]
        guard let contact = contacts[visit.id] else { return [] }
        var secrets = [visit.resident, contact.address, contact.phone, contact.notes]
        secrets += secrets.map { Markup.escaped($0) }
        if let place = visit.placeIndex, scenario.places[place].siteIndex == nil {
            secrets.append("\(scenario.places[place].coordinate.latitude)")
        }
        return secrets
    }
}

extension [ReportFile] {
    /// The text of a file.
    func text(_ path: String) -> String? {
        first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The texts of the files in folders of a name, one after the other.
    func texts(inFolder folder: String) -> String {
        filter { $0.path.split(separator: "/").dropLast().contains(Substring(folder)) }
            .map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
    }
}

extension String {
    /// How often a text occurs.
    func count(of text: String) -> Int { ranges(of: text).count }
}

/// What is wrong with a text as XML: tags that don't match, attributes twice, bare signs.
///
/// Enough for what this module writes: no comments, no sections, a head in `<?` or `<!`.
func faultOfMarkup(_ text: String) -> String? {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
        if let fault = faultOfText(rest[..<start]) { return fault }
        guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
        let tag = rest[rest.index(after: start)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
        let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
        if tag.hasPrefix("/") {
            if open.popLast() != name { return "</\(name)> ends nothing" }
            continue
        }
        if let fault = faultOfAttributes(tag) { return fault }
        if tag.hasSuffix("/") { continue }
        open.append(name)
        if name == "style" || name == "script" {
            guard let close = rest.range(of: "</\(name)>") else { return "\(name) has no end" }
            rest = rest[close.lowerBound...]
        }
    }
    return open.isEmpty ? faultOfText(rest) : "\(open) not closed"
}

private func faultOfText(_ text: Substring) -> String? {
    if text.contains(">") { return "a bare > in \(text)" }
    for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        let name = piece.prefix { $0 != ";" }
        if !["amp", "lt", "gt", "quot"].contains(name) { return "a bare & in \(text)" }
    }
    let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }
    return isClean ? nil : "a control character in \(text)"
}

private func faultOfAttributes(_ tag: Substring) -> String? {
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    // Names and values in turn: an even number of quotation marks.
    if parts.count.isMultiple(of: 2) { return "quotation marks in <\(tag)>" }
    var names = Set<String>()
    for (position, part) in parts.enumerated() {
        if !position.isMultiple(of: 2) {
            if let fault = faultOfText(part) { return fault }
        } else if position < parts.count - 1 {
            let name = part.split(separator: " ").last.map { String($0) } ?? ""
            if !name.hasSuffix("=") || !names.insert(name).inserted {
                return "attribute \(name) in <\(tag)>"
            }
        }
    }
    return nil
}
