import Scheduling

/// Reads each table's rows into the records of a draft.
extension TableReader {
    mutating func sites() -> [SiteRecord] {
        var records: [SiteRecord] = []
        while next() != nil {
            records.append(
                SiteRecord(
                    id: requiredText("id"),
                    name: text("name"),
                    kind: value("kind", CellValue.word),
                    latitude: required("lat", or: 0, CellValue.degrees),
                    longitude: required("lon", or: 0, CellValue.degrees),
                    parent: text("parent"),
                    rooms: figure("rooms")
                )
            )
        }
        return records
    }

    mutating func travel() -> [TravelRecord] {
        var records: [TravelRecord] = []
        while next() != nil {
            records.append(
                TravelRecord(
                    from: requiredText("from"),
                    to: requiredText("to"),
                    minutes: required("minutes", or: 0, CellValue.figure)
                )
            )
        }
        return records
    }

    mutating func teams() -> [TeamRecord] {
        var records: [TeamRecord] = []
        while next() != nil {
            records.append(
                TeamRecord(
                    id: requiredText("id"),
                    name: text("name"),
                    base: requiredText("base"),
                    skills: value("skills", CellValue.skills) ?? [],
                    radius: figure("radius"),
                    speed: figure("speed"),
                    maxMinutes: figure("max_minutes"),
                    fairMinutes: figure("fair_minutes"),
                    maxVisits: figure("max_visits")
                )
            )
        }
        return records
    }

    mutating func shifts() -> [ShiftRecord] {
        var records: [ShiftRecord] = []
        while next() != nil {
            records.append(
                ShiftRecord(
                    team: requiredText("team"),
                    dates: required("date", or: .daily, CellValue.shiftDates),
                    startMinute: required("start", or: 0, CellValue.time),
                    endMinute: required("end", or: minutesPerDay, CellValue.time),
                    crews: figure("crews"),
                    people: figure("people"),
                    capacity: figure("capacity")
                )
            )
        }
        return records
    }

    mutating func services() -> [ServiceRecord] {
        var records: [ServiceRecord] = []
        while next() != nil {
            records.append(
                ServiceRecord(
                    id: requiredText("id"),
                    name: text("name"),
                    mode: required("mode", or: VisitMode.phone, CellValue.word),
                    minutes: required("minutes", or: 1, CellValue.figure)
                )
            )
        }
        return records
    }

    mutating func roles() -> [RoleRecord] {
        var records: [RoleRecord] = []
        while next() != nil {
            records.append(
                RoleRecord(
                    service: requiredText("service"),
                    role: requiredText("role"),
                    skills: value("skills", CellValue.skills) ?? [],
                    people: figure("people")
                )
            )
        }
        return records
    }

    mutating func requests() -> [RequestRecord] {
        var records: [RequestRecord] = []
        while next() != nil {
            records.append(
                RequestRecord(
                    id: requiredText("id"),
                    service: requiredText("service"),
                    site: text("site"),
                    latitude: value("lat", CellValue.degrees),
                    longitude: value("lon", CellValue.degrees),
                    resident: text("resident"),
                    submitted: value("submitted", CellValue.moment),
                    from: value("from", CellValue.moment),
                    until: value("until", CellValue.moment),
                    hours: value("hours", CellValue.hours) ?? [],
                    days: value("days", CellValue.weekdays) ?? [],
                    minutes: figure("minutes"),
                    tier: value("tier", CellValue.word),
                    value: figure("value"),
                    due: value("due", CellValue.moment),
                    prefer: value("prefer", CellValue.names) ?? [],
                    refuse: value("refuse", CellValue.names) ?? [],
                    load: figure("load")
                )
            )
        }
        return records
    }

    mutating func programs() -> [ProgramRecord] {
        var records: [ProgramRecord] = []
        while next() != nil {
            records.append(
                ProgramRecord(
                    id: requiredText("id"),
                    name: text("name"),
                    service: requiredText("service"),
                    site: text("site"),
                    startMinute: value("start", CellValue.time),
                    times: figure("times"),
                    gap: figure("gap"),
                    from: value("from", CellValue.moment),
                    until: value("until", CellValue.moment),
                    hours: value("hours", CellValue.hours) ?? [],
                    days: value("days", CellValue.weekdays) ?? [],
                    minutes: figure("minutes"),
                    tier: value("tier", CellValue.word),
                    value: figure("value"),
                    prefer: value("prefer", CellValue.names) ?? [],
                    refuse: value("refuse", CellValue.names) ?? [],
                    maxTeams: figure("max_teams")
                )
            )
        }
        return records
    }

    mutating func commitments() -> [CommitmentRecord] {
        let placeholder = DraftMoment.minute(CalendarDate(daysSince1970: 0), minuteOfDay: 0)
        var records: [CommitmentRecord] = []
        while next() != nil {
            records.append(
                CommitmentRecord(
                    visit: requiredText("visit"),
                    role: text("role"),
                    team: requiredText("team"),
                    start: required("start", or: placeholder, CellValue.moment),
                    kind: required("kind", or: CommitmentKind.published, CellValue.word),
                    crew: figure("crew")
                )
            )
        }
        return records
    }
}
