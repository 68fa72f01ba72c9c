import Scheduling

/// Reads each table's rows into the records of a draft.
extension TableReader {
    /// One record per row.
    private mutating func records<Record>(_ read: (inout TableReader) -> Record) -> [Record] {
        var records: [Record] = []
        while next() != nil { records.append(read(&self)) }
        return records
    }

    mutating func sites() -> [SiteRecord] {
        records { row in
            SiteRecord(
                id: row.requiredText("id"),
                name: row.text("name"),
                kind: row.value("kind", CellValue.word),
                latitude: row.required("lat", or: 0, CellValue.degrees),
                longitude: row.required("lon", or: 0, CellValue.degrees),
                parent: row.text("parent"),
                rooms: row.figure("rooms")
            )
        }
    }

    mutating func travel() -> [TravelRecord] {
        records { row in
            TravelRecord(
                from: row.requiredText("from"),
                to: row.requiredText("to"),
                minutes: row.required("minutes", or: 0, CellValue.figure)
            )
        }
    }

    mutating func teams() -> [TeamRecord] {
        records { row in
            TeamRecord(
                id: row.requiredText("id"),
                name: row.text("name"),
                base: row.requiredText("base"),
                skills: row.value("skills", CellValue.skills) ?? [],
                radius: row.figure("radius"),
                speed: row.figure("speed"),
                maxMinutes: row.figure("max_minutes"),
                fairMinutes: row.figure("fair_minutes"),
                maxVisits: row.figure("max_visits"),
                showUp: row.figure("show_up")
            )
        }
    }

    mutating func shifts() -> [ShiftRecord] {
        records { row in
            ShiftRecord(
                team: row.requiredText("team"),
                dates: row.required("date", or: .daily, CellValue.shiftDates),
                startMinute: row.required("start", or: 0, CellValue.time),
                endMinute: row.required("end", or: minutesPerDay, CellValue.time),
                crews: row.figure("crews"),
                people: row.figure("people"),
                capacity: row.figure("capacity")
            )
        }
    }

    mutating func services() -> [ServiceRecord] {
        records { row in
            ServiceRecord(
                id: row.requiredText("id"),
                name: row.text("name"),
                mode: row.required("mode", or: VisitMode.phone, CellValue.word),
                minutes: row.required("minutes", or: 1, CellValue.figure)
            )
        }
    }

    mutating func roles() -> [RoleRecord] {
        records { row in
            RoleRecord(
                service: row.requiredText("service"),
                role: row.requiredText("role"),
                skills: row.value("skills", CellValue.skills) ?? [],
                people: row.figure("people")
            )
        }
    }

    mutating func requests() -> [RequestRecord] {
        records { row in
            RequestRecord(
                id: row.requiredText("id"),
                service: row.requiredText("service"),
                site: row.text("site"),
                latitude: row.value("lat", CellValue.degrees),
                longitude: row.value("lon", CellValue.degrees),
                resident: row.text("resident"),
                submitted: row.value("submitted", CellValue.moment),
                from: row.value("from", CellValue.moment),
                until: row.value("until", CellValue.moment),
                hours: row.value("hours", CellValue.hours) ?? [],
                days: row.value("days", CellValue.weekdays) ?? [],
                minutes: row.figure("minutes"),
                tier: row.value("tier", CellValue.word),
                value: row.figure("value"),
                due: row.value("due", CellValue.moment),
                prefer: row.value("prefer", CellValue.names) ?? [],
                refuse: row.value("refuse", CellValue.names) ?? [],
                load: row.figure("load"),
                address: row.text("address"),
                phone: row.text("phone"),
                notes: row.text("notes")
            )
        }
    }

    mutating func programs() -> [ProgramRecord] {
        records { row in
            ProgramRecord(
                id: row.requiredText("id"),
                name: row.text("name"),
                service: row.requiredText("service"),
                site: row.text("site"),
                startMinute: row.value("start", CellValue.time),
                times: row.figure("times"),
                gap: row.figure("gap"),
                from: row.value("from", CellValue.moment),
                until: row.value("until", CellValue.moment),
                hours: row.value("hours", CellValue.hours) ?? [],
                days: row.value("days", CellValue.weekdays) ?? [],
                minutes: row.figure("minutes"),
                tier: row.value("tier", CellValue.word),
                value: row.figure("value"),
                prefer: row.value("prefer", CellValue.names) ?? [],
                refuse: row.value("refuse", CellValue.names) ?? [],
                maxTeams: row.figure("max_teams")
            )
        }
    }

    mutating func commitments() -> [CommitmentRecord] {
        let placeholder = DraftMoment.minute(CalendarDate(daysSince1970: 0), minuteOfDay: 0)
        return records { row in
            CommitmentRecord(
                visit: row.requiredText("visit"),
                role: row.text("role"),
                team: row.requiredText("team"),
                start: row.required("start", or: placeholder, CellValue.moment),
                kind: row.required("kind", or: CommitmentKind.published, CellValue.word),
                crew: row.figure("crew")
            )
        }
    }
}
