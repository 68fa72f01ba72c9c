import Foundation
import Scheduling

/// Writes the tables of a draft as the files of a scenario folder.
enum DraftText {
    /// All files of a draft; `travel.csv`, `commitments.csv` and one of `requests.csv` and
    /// `programs.csv` are left out where they hold nothing.
    static func files(of draft: ScenarioDraft) -> [ScenarioFile] {
        var files: [ScenarioFile] = []
        func add(_ table: DraftTable, _ bytes: [UInt8], if isNeeded: Bool = true) {
            if isNeeded { files.append(ScenarioFile(name: table.fileName, bytes: bytes)) }
        }
        add(.scenario, SettingsText.bytes(of: draft))
        add(.sites, sites(draft.sites))
        add(.travel, travel(draft.travel), if: !draft.travel.isEmpty)
        add(.teams, teams(draft.teams))
        add(.shifts, shifts(draft.shifts))
        add(.services, services(draft.services))
        add(.roles, roles(draft.roles))
        add(
            .requests,
            requests(draft.requests),
            if: !draft.requests.isEmpty || draft.programs.isEmpty
        )
        add(.programs, programs(draft.programs), if: !draft.programs.isEmpty)
        add(.commitments, commitments(draft.commitments), if: !draft.commitments.isEmpty)
        return files
    }

    private static func table<Row>(
        _ columns: String,
        _ rows: [Row],
        _ cells: (Row) -> [String?]
    ) -> [UInt8] {
        var text = CSVText(header: columns.split(separator: ",").map { String($0) }, lineEnd: "\n")
        for row in rows { text.append(cells(row).map { $0 ?? "" }) }
        return text.bytes
    }

    private static func sites(_ rows: [SiteRecord]) -> [UInt8] {
        table("id,name,kind,lat,lon,parent,rooms", rows) {
            [
                $0.id, $0.name, $0.kind?.rawValue, degrees($0.latitude), degrees($0.longitude),
                $0.parent, figure($0.rooms),
            ]
        }
    }

    private static func travel(_ rows: [TravelRecord]) -> [UInt8] {
        table("from,to,minutes", rows) { [$0.from, $0.to, figure($0.minutes)] }
    }

    private static func teams(_ rows: [TeamRecord]) -> [UInt8] {
        // A column of a later date, written only where it says something.
        let hasShowUp = rows.contains { $0.showUp != nil }
        let columns = "id,name,base,skills,radius,speed,max_minutes,fair_minutes,max_visits"
        return table(columns + (hasShowUp ? ",show_up" : ""), rows) {
            [
                $0.id, $0.name, $0.base, skills($0.skills), figure($0.radius), figure($0.speed),
                figure($0.maxMinutes), figure($0.fairMinutes), figure($0.maxVisits),
            ] + (hasShowUp ? [figure($0.showUp)] : [])
        }
    }

    private static func shifts(_ rows: [ShiftRecord]) -> [UInt8] {
        table("team,date,start,end,crews,people,capacity", rows) {
            [
                $0.team, dates($0.dates), clockText($0.startMinute), clockText($0.endMinute),
                figure($0.crews), figure($0.people), figure($0.capacity),
            ]
        }
    }

    private static func services(_ rows: [ServiceRecord]) -> [UInt8] {
        table("id,name,mode,minutes", rows) {
            [$0.id, $0.name, $0.mode.rawValue, figure($0.minutes)]
        }
    }

    private static func roles(_ rows: [RoleRecord]) -> [UInt8] {
        table("service,role,skills,people", rows) {
            [$0.service, $0.role, skills($0.skills), figure($0.people)]
        }
    }

    private static func requests(_ rows: [RequestRecord]) -> [UInt8] {
        let columns =
            "id,service,site,lat,lon,resident,submitted,from,until,hours,days,minutes,tier,value,"
            + "due,prefer,refuse,load"
        // What has no effect on plans stands in the table only where a row has it.
        let hasContacts = rows.contains { $0.address != nil || $0.phone != nil || $0.notes != nil }
        return table(hasContacts ? columns + ",address,phone,notes" : columns, rows) {
            let contact = hasContacts ? [$0.address, $0.phone, $0.notes] : []
            return [
                $0.id, $0.service, $0.site, $0.latitude.map { degrees($0) },
                $0.longitude.map { degrees($0) }, $0.resident, $0.submitted?.description,
                $0.from?.description, $0.until?.description, hours($0.hours), days($0.days),
                figure($0.minutes), $0.tier?.rawValue, figure($0.value), $0.due?.description,
                list($0.prefer), list($0.refuse), figure($0.load),
            ] + contact
        }
    }

    private static func programs(_ rows: [ProgramRecord]) -> [UInt8] {
        let columns =
            "id,name,service,site,start,times,gap,from,until,hours,days,minutes,tier,value,prefer,"
            + "refuse,max_teams"
        return table(columns, rows) {
            [
                $0.id, $0.name, $0.service, $0.site, $0.startMinute.map { clockText($0) },
                figure($0.times), figure($0.gap), $0.from?.description, $0.until?.description,
                hours($0.hours), days($0.days), figure($0.minutes), $0.tier?.rawValue,
                figure($0.value), list($0.prefer), list($0.refuse), figure($0.maxTeams),
            ]
        }
    }

    /// commitments.csv alone.
    static func commitments(_ rows: [CommitmentRecord]) -> [UInt8] {
        table("visit,role,team,start,kind,crew", rows) {
            [
                $0.visit, $0.role, $0.team, $0.start.description, $0.kind.rawValue, figure($0.crew),
            ]
        }
    }

    // MARK: Cells

    private static func figure(_ number: Int?) -> String? { number.map { String($0) } }

    /// A decimal number without an exponent, which the format doesn't know.
    private static func degrees(_ number: Double) -> String {
        let text = String(number)
        return text.contains("e") ? String(format: "%.25f", number) : text
    }

    private static func skills(_ skills: [SkillLevel]) -> String {
        list(skills.map { $0.level == 1 ? $0.skill : "\($0.skill):\($0.level)" })
    }

    private static func hours(_ hours: [DayInterval]) -> String {
        list(hours.map { "\(clockText($0.startMinute))-\(clockText($0.endMinute))" })
    }

    private static func days(_ days: [Weekday]) -> String { list(days.map(\.code)) }

    private static func dates(_ dates: ShiftDates) -> String {
        switch dates {
        case .date(let date): date.description
        case .daily: "daily"
        case .weekdays: "weekdays"
        case .weekends: "weekends"
        case .days(let days): days.isEmpty ? ";" : list(days.map(\.code))
        }
    }

    private static func list(_ items: [String]) -> String { items.joined(separator: ";") }
}
