import Evaluation
import Reports
import Scheduling

/// Words the records of explanations, advice and inspections for people.
public struct InsightText: Sendable {
    let language: Language
    let audience: Audience

    /// Words in a language, for an audience.
    public init(_ language: Language, for audience: Audience = .planner) {
        self.language = language
        self.audience = audience
    }

    /// Items of a list that are shown before "and n more".
    static let longestList = 12

    func say(_ phrase: InsightPhrase, _ values: String...) -> String {
        phrase.text(language, values: values)
    }

    /// Several things after each other.
    func list(_ things: [String]) -> String {
        let shown = things.prefix(Self.longestList)
            .joined(separator: language == .chinese ? "、" : ", ")
        let hidden = things.count - Self.longestList
        return hidden > 0 ? shown + " " + say(.andMore, "\(hidden)") : shown
    }

    /// `2026-11-23 09:10`.
    func time(_ dateTime: String) -> String {
        dateTime.split(separator: "T").joined(separator: " ")
    }

    /// `2026-11-23 14:00-17:30`, or with both dates where they differ.
    func span(_ span: SpanRecord) -> String {
        let from = span.from.split(separator: "T")
        let until = span.until.split(separator: "T")
        guard from.count == 2, until.count == 2, from[0] == until[0] else {
            return "\(time(span.from))-\(time(span.until))"
        }
        return "\(from[0]) \(from[1])-\(until[1])"
    }

    /// Id and name of a team.
    func team(_ id: String, _ name: String) -> String {
        (name.isEmpty ? id : "\(id) \(name)").printable
    }

    /// Crews with their times, those of several roles after each other.
    func crews(_ crews: [CrewRecord]) -> String {
        list(
            crews.map { crew in
                say(.crewAt, team(crew.team, crew.name), "\(crew.crew)", time(crew.start))
            }
        )
    }

    /// Name of a visit's service, or its id where it has none.
    func service(_ visit: VisitRecord) -> String {
        (visit.name.isEmpty ? visit.service : visit.name).printable
    }

    func title(_ visit: VisitRecord, _ state: String) -> String {
        let tier = Phrase.tier(visit.tier.flatMap(Tier.init(rawValue:))).text(language)
        return say(.visitTitle, visit.id.printable, service(visit), tier, state)
    }

    func cause(_ record: CauseRecord) -> String {
        ImpossibilityReason(rawValue: record.code)?.title(in: language) ?? record.code
    }

    /// A team that almost could, and what is in its way.
    func nearMiss(_ miss: NearMissRecord) -> String {
        let name = team(miss.team, miss.name)
        if miss.obstacles.count == 1, let works = miss.obstacles[0].works {
            let short = "\(miss.obstacles[0].short ?? 0)"
            return say(.qualifiesButWorks, name, list(works.map(span)), short)
        }
        return say(.teamBut, name, list(miss.obstacles.map(obstacle)))
    }

    func obstacle(_ record: NearMissRecord.ObstacleRecord) -> String {
        let needed = "\(record.needed ?? 0)"
        let available = "\(record.available ?? 0)"
        let skill = (record.skill ?? "").printable
        switch record.code {
        case "skill":
            return record.available == 0
                ? say(.lacksSkill, record.needed == 1 ? skill : "\(skill):\(needed)")
                : say(.lowSkill, skill, available, needed)
        case "refused": return say(.isRefused)
        case "radius": return say(.tooFar, needed, available)
        case "visit-limit": return say(.noVisits)
        case "work-limit": return say(.tooMuchWork, needed, available)
        case "no-shift": return say(.noShift)
        case "people": return say(.tooFewPeople, needed, available)
        case "capacity": return say(.tooMuchLoad, needed, available)
        default: return say(.worksOnly, list((record.works ?? []).map(span)))
        }
    }
}
