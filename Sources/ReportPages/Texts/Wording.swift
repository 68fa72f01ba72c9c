import Reports
import Scheduling

/// Names, places and times of a scenario as people read them.
struct Wording: Sendable {
    let scenario: Scenario
    let language: Language

    /// A phrase of the report.
    func callAsFunction(_ phrase: ReportPhrase, _ values: String...) -> String {
        phrase.text(language, values: values)
    }

    /// A phrase that summaries have too.
    func common(_ phrase: Phrase, _ values: String...) -> String {
        phrase.text(language, values: values)
    }

    /// Separates the items of a list: `、` or `, `.
    var listSeparator: String { language == .chinese ? "、" : ", " }

    /// The language as HTML names it.
    var languageCode: String { language == .chinese ? "zh-CN" : "en" }

    // MARK: Names

    /// The service's name, or its id where it has none.
    func service(_ visit: Visit) -> String {
        let service = scenario.service(of: visit)
        return service.name.isEmpty ? service.id.text : service.name
    }

    /// The program's name for a session, the service's for a request.
    func title(_ visit: Visit) -> String {
        guard let program = visit.programIndex, !scenario.programs[program].name.isEmpty else {
            return service(visit)
        }
        return scenario.programs[program].name
    }

    /// The team's id and, where it has one, its name.
    func team(_ index: Int) -> String {
        named(scenario.teams[index].id, scenario.teams[index].name)
    }

    /// The site's name, or its id where it has none.
    func site(_ index: Int) -> String {
        let site = scenario.sites[index]
        return site.name.isEmpty ? site.id.text : site.name
    }

    /// The program's id and, where it has one, its name.
    func program(_ index: Int) -> String {
        named(scenario.programs[index].id, scenario.programs[index].name)
    }

    private func named(_ id: some EntityID, _ name: String) -> String {
        name.isEmpty ? id.text : "\(id.text) \(name)"
    }

    /// How a service reaches people.
    func mode(_ mode: VisitMode) -> String {
        switch mode {
        case .home: self(.modeHome)
        case .site: self(.modeSite)
        case .phone: self(.modePhone)
        case .online: self(.modeOnline)
        }
    }

    /// What a site is.
    func kind(_ kind: SiteKind?) -> String {
        switch kind {
        case .centre: self(.kindCentre)
        case .institute: self(.kindInstitute)
        case .station: self(.kindStation)
        case .venue: self(.kindVenue)
        case .home: self(.kindHome)
        case nil: self(.kindSite)
        }
    }

    /// Where the crew has to go: the address as far as it is known, else the position.
    func exactPlace(_ visit: Visit, _ contact: ResidentContact) -> String {
        let mode = scenario.service(of: visit).mode
        if mode.isRemote { return self.mode(mode) }
        var parts = visit.siteIndex.map { [site($0)] } ?? []
        if !contact.address.isEmpty { parts.append(contact.address) }
        if parts.isEmpty, let place = visit.placeIndex {
            parts.append(position(scenario.places[place].coordinate))
        }
        return parts.joined(separator: listSeparator)
    }

    /// A position as `34.71616, 113.73017`.
    func position(_ coordinate: Coordinate) -> String {
        "\(coordinate.latitude), \(coordinate.longitude)"
    }

    // MARK: Times

    /// A minute of the horizon as `08:30`.
    func clock(_ minute: Int) -> String {
        let ofDay = (minute % minutesPerDay + minutesPerDay) % minutesPerDay
        return clockText(ofDay)
    }

    /// Two minutes of the horizon as `08:30–09:10`; an end at midnight is 24:00.
    func span(_ start: Int, _ end: Int) -> String {
        let isMidnight = end > start && end.isMultiple(of: minutesPerDay)
        return "\(clock(start))–\(isMidnight ? "24:00" : clock(end))"
    }

    /// A day of the horizon as `2026-11-23`.
    func isoDate(day: Int) -> String { scenario.start.advanced(byDays: day).description }

    /// A day of the horizon as `2026-11-23 周一` or `Mon 2026-11-23`.
    func date(day: Int) -> String {
        let date = scenario.start.advanced(byDays: day)
        switch language {
        case .chinese:
            let names = ["一", "二", "三", "四", "五", "六", "日"]
            return "\(date) 周\(names[date.weekday.rawValue])"
        case .english: return "\(date.weekday.code) \(date)"
        }
    }

    /// A minute of the horizon as `2026-11-23 08:30`.
    func moment(_ minute: Int) -> String {
        scenario.stamp(minute).split(separator: "T").joined(separator: " ")
    }
}
