extension DraftValidator {
    mutating func checkPrograms() {
        for (record, program) in draft.programs.enumerated() {
            let row = RecordReference(.programs, record)
            register(program.id, row, in: \.programIndices)
            checkFields(of: program, row)
            let basis = checkBasis(
                row,
                service: program.service,
                site: program.site,
                minutes: program.minutes,
                prefer: program.prefer,
                refuse: program.refuse
            )
            if program.site == nil { checkNeedsNoPlace(basis, row) }
            checkStartOrTimes(program, row)
            append(program, basis, record: record)
        }
    }

    private mutating func checkFields(of program: ProgramRecord, _ row: RecordReference) {
        checkMoment(program.from, row, "from")
        checkMoment(program.until, row, "until")
        checkHours(program.hours, row)
        checkFigure(program.startMinute, FigureRange.minuteOfDay, row, "start")
        checkFigure(program.times, FigureRange.count, row, "times")
        checkFigure(program.gap, FigureRange.any, row, "gap")
        checkFigure(program.value, FigureRange.value, row, "value")
        checkFigure(program.maxTeams, FigureRange.positive, row, "max_teams")
    }

    private mutating func checkStartOrTimes(_ program: ProgramRecord, _ row: RecordReference) {
        guard isReadable(row, "start"), isReadable(row, "times") else { return }
        guard (program.startMinute == nil) != (program.times == nil) else {
            let both = program.times != nil
            fault(
                .startOrTimes,
                row,
                "start",
                .text(both ? .startAndTimes : .nothingGiven),
                expected: .text(.eitherStartOrTimes)
            )
            return
        }
        guard program.startMinute != nil else { return }
        if !program.hours.isEmpty { reportNotWithStart("hours", row) }
        if program.gap != nil { reportNotWithStart("gap", row) }
        checkIsDate(program.from, row, "from")
        checkIsDate(program.until, row, "until")
    }

    private mutating func reportNotWithStart(_ column: String, _ row: RecordReference) {
        fault(.notWithStart, row, column, .text(.notWithStart), expected: .text(.aBlankCell))
    }

    private mutating func checkIsDate(
        _ moment: DraftMoment?,
        _ row: RecordReference,
        _ column: String
    ) {
        guard case .minute(let date, _)? = moment else { return }
        fault(
            .notDate,
            row,
            column,
            .text(.dateTimeWithStart),
            found: moment?.description,
            expected: .text(.dateSuchAs, .value(date.description))
        )
    }

    /// Adds the program and its sessions; a faulty program stays without sessions.
    private mutating func append(_ program: ProgramRecord, _ basis: VisitBasis?, record: Int) {
        let row = RecordReference(.programs, record)
        let sessions =
            isTainted(.programs, record) || !horizonIsKnown
            ? [] : sessions(of: program, minutes: basis?.minutes ?? 1, row)
        var visitIndices: [Int] = []
        for session in sessions {
            guard scenario.visits.count < notes.mostExpanded else {
                let message = FaultText.text(.tooManyVisits, .init(notes.mostExpanded))
                fault(.inputTooLarge, row, "times", message)
                break
            }
            guard checkIsNew(session.id, programRecord: record) else { continue }
            visitIndices.append(scenario.visits.count)
            self.visitIndices[session.id] = scenario.visits.count
            scenario.visits.append(visit(session, of: program, basis, record: record))
        }
        scenario.programs.append(
            Program(
                id: ProgramID(program.id),
                name: program.name ?? "",
                serviceIndex: basis?.service ?? 0,
                visitIndices: visitIndices,
                gapDays: program.times == nil ? 0 : program.gap ?? 1,
                maxTeams: program.maxTeams,
                hasFixedStarts: program.startMinute != nil
            )
        )
    }

    private mutating func sessions(
        of program: ProgramRecord,
        minutes: Int,
        _ row: RecordReference
    ) -> [Session] {
        if let start = program.startMinute {
            return fixedSessions(of: program, startMinute: start, minutes: minutes)
        }
        let windows = windows(
            row,
            from: program.from,
            until: program.until,
            hours: program.hours,
            days: program.days,
            minutes: minutes
        )
        return (0..<(program.times ?? 0)).map { number in
            Session(id: "\(program.id)#\(number + 1)", windows: windows)
        }
    }

    /// One session per date in [from, until] that `days` allows, with no choice of its start.
    private func fixedSessions(
        of program: ProgramRecord,
        startMinute: Int,
        minutes: Int
    ) -> [Session] {
        (0..<scenario.days).compactMap { day in
            let date = scenario.start.advanced(byDays: day)
            if let from = program.from?.date, date < from { return nil }
            if let until = program.until?.date, date > until { return nil }
            guard program.days.isEmpty || program.days.contains(date.weekday) else { return nil }
            let start = day * minutesPerDay + startMinute
            let window = TimeWindow(startMinute: start, endMinute: start + minutes)
            return Session(id: "\(program.id)#\(date)", windows: [window])
        }
    }

    /// Whether no request has the session's id; the request is at fault where one has.
    private mutating func checkIsNew(_ id: String, programRecord: Int) -> Bool {
        guard let known = visitIndices[id] else { return true }
        guard known < draft.requests.count else { return false }
        fault(
            .idOfSession,
            RecordReference(.requests, known),
            "id",
            .text(.idOfSession),
            found: id,
            expected: .text(.ownID)
        )
        return false
    }

    private func visit(
        _ session: Session,
        of program: ProgramRecord,
        _ basis: VisitBasis?,
        record: Int
    ) -> Visit {
        let weights = scenario.weights
        let value = program.value ?? program.tier.map { weights.value(of: $0) } ?? weights.session
        return Visit(
            id: VisitID(session.id),
            serviceIndex: basis?.service ?? 0,
            placeIndex: basis?.site,
            siteIndex: basis?.site,
            minutes: basis?.minutes ?? 1,
            windows: session.windows,
            value: value,
            preferredTeams: basis?.preferred ?? [],
            refusedTeams: basis?.refused ?? [],
            programIndex: record,
            tier: program.tier
        )
    }
}

/// A session before it becomes a visit.
private struct Session {
    var id: String
    var windows: [TimeWindow]
}
