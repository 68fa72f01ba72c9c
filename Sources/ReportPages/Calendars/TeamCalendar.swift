import Scheduling

/// The duties of a team, for the calendars of its members.
struct TeamCalendar {
    private let context: ReportContext
    private let team: Int

    init(_ context: ReportContext, team: Int) {
        self.context = context
        self.team = team
    }

    /// One event per assignment of the team.
    var file: ReportFile {
        let name = context.words(.calendarName, context.words.team(team))
        let events = context.routes(ofTeam: team).flatMap { route in
            route.stops.map { event($0, on: route) }
        }
        let text = CalendarText.calendar(named: name, events, of: context.scenario)
        return ReportFile(context.fileNames.calendar(ofTeam: team, for: context.audience), text)
    }

    private func event(_ stop: RouteStop, on route: TimedRoute) -> CalendarEvent {
        let scenario = context.scenario
        let visit = scenario.visits[stop.visitIndex]
        let contact = context.contact(ofVisit: stop.visitIndex)
        let isRemote = scenario.service(of: visit).mode.isRemote
        return CalendarEvent(
            identifier: CalendarText.identifier(
                of: visit,
                in: scenario,
                role: scenario.roles(of: visit)[stop.roleIndex].id,
                team: scenario.teams[team].id
            ),
            startMinute: stop.startMinute,
            endMinute: stop.endMinute,
            summary: [context.words.title(visit), visit.resident].filter { !$0.isEmpty }
                .joined(separator: " "),
            location: context.words.exactPlace(visit, contact),
            coordinate: isRemote ? nil : scenario.places[stop.placeIndex].coordinate,
            description: description(stop, visit, contact, route).joined(separator: "\n")
        )
    }

    private func description(
        _ stop: RouteStop,
        _ visit: Visit,
        _ contact: ResidentContact,
        _ route: TimedRoute
    ) -> [String] {
        let words = context.words
        var lines = [
            "\(words(.visit)) \(visit.id.text)",
            "\(words(.role)) \(context.scenario.roles(of: visit)[stop.roleIndex].id.text)",
            words(.crewOf, "\(route.crew)"),
        ]
        if !contact.phone.isEmpty { lines.append("\(words(.phone)) \(contact.phone)") }
        let partners = context.partners(of: stop)
        if !partners.isEmpty {
            lines.append(words(.together, partners.joined(separator: words.listSeparator)))
        }
        if !contact.notes.isEmpty { lines.append("\(words(.notes)) \(contact.notes)") }
        return lines
    }
}

/// The sessions of programs, for anyone who would like to come.
struct SessionCalendar {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// One event per session that is held.
    var file: ReportFile {
        let scenario = context.scenario
        let events = scenario.visits.indices.compactMap { index -> CalendarEvent? in
            let visit = scenario.visits[index]
            guard visit.programIndex != nil, let start = context.startMinute(ofVisit: index) else {
                return nil
            }
            return CalendarEvent(
                identifier: CalendarText.identifier(of: visit, in: scenario),
                startMinute: start,
                endMinute: start + visit.minutes,
                summary: context.words.title(visit),
                location: context.publicPlace(visit),
                coordinate: visit.siteIndex.map { scenario.sites[$0].coordinate },
                description: ""
            )
        }
        let name = context.words(.sessionsName, scenario.name)
        let text = CalendarText.calendar(named: name, events, of: scenario)
        return ReportFile("calendars/sessions.ics", text)
    }
}

extension CalendarText {
    /// Names a duty: the visit and who fills which role of it, whatever the time.
    ///
    /// Sessions without a date of their own are numbered anew for each horizon, so its start is a
    /// part of their names.
    static func identifier(
        of visit: Visit,
        in scenario: Scenario,
        role: RoleID? = nil,
        team: TeamID? = nil
    ) -> String {
        var parts = [visit.id.text]
        if let program = visit.programIndex, !scenario.programs[program].hasFixedStarts {
            parts.append(scenario.start.description)
        }
        parts += [role?.text, team?.text].compactMap { $0 }
        let name = parts.map { plain($0) }.joined(separator: ".")
        return "\(name)@\(plain(scenario.name)).paidan"
    }
}

extension ReportContext {
    /// The teams that fill the other roles of a stop's visit, with their roles.
    func partners(of stop: RouteStop) -> [String] {
        stops[stop.visitIndex].compactMap { place in
            let route = routes[place.routeIndex]
            let other = route.stops[place.stopIndex]
            if other.roleIndex == stop.roleIndex { return nil }
            let role = scenario.roles(of: scenario.visits[stop.visitIndex])[other.roleIndex].id
            return "\(words.team(route.teamIndex)) (\(role.text))"
        }
    }
}
