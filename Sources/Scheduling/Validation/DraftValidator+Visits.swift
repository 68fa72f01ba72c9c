/// The fields that requests and programs share, resolved.
struct VisitBasis {
    var service: Int
    var site: Int?
    var minutes: Int
    var preferred: [Int]
    var refused: [Int]
}

extension DraftValidator {
    mutating func checkRequests() {
        for (record, request) in draft.requests.enumerated() {
            let row = RecordReference(.requests, record)
            register(request.id, row, in: \.visitIndices)
            checkFields(of: request, row)
            let basis = checkBasis(
                row,
                service: request.service,
                site: request.site,
                minutes: request.minutes,
                prefer: request.prefer,
                refuse: request.refuse
            )
            let place = checkPlace(of: request, basis, row)
            append(request, basis, place: place, row)
        }
    }

    private mutating func checkFields(of request: RequestRecord, _ row: RecordReference) {
        checkDegrees(request.latitude, limit: 90, row, "lat")
        checkDegrees(request.longitude, limit: 180, row, "lon")
        checkMoment(request.submitted, row, "submitted")
        checkMoment(request.from, row, "from")
        checkMoment(request.until, row, "until")
        checkHours(request.hours, row)
        checkFigure(request.value, FigureRange.value, row, "value")
        checkIsMinute(request.due, row, "due")
        checkFigure(request.load, FigureRange.any, row, "load")
    }

    mutating func checkBasis(
        _ row: RecordReference,
        service: String,
        site: String?,
        minutes: Int?,
        prefer: [String],
        refuse: [String]
    ) -> VisitBasis? {
        checkFigure(minutes, FigureRange.positive, row, "minutes")
        let siteIndex = site.flatMap { resolve($0, row, "site", in: .sites) }
        let preferred = resolveTeams(prefer, row, "prefer")
        let refused = resolveTeams(refuse, row, "refuse")
        guard let index = resolve(service, row, "service", in: .services) else { return nil }
        return VisitBasis(
            service: index,
            site: siteIndex,
            minutes: max(1, minutes ?? scenario.services[index].minutes),
            preferred: preferred,
            refused: refused
        )
    }

    /// The request's place as an index in `places`; nil for a remote one without a place.
    private mutating func checkPlace(
        of request: RequestRecord,
        _ basis: VisitBasis?,
        _ row: RecordReference
    ) -> Int? {
        if request.site != nil { return basis?.site }
        if let latitude = request.latitude, let longitude = request.longitude {
            let coordinate = Coordinate(latitude: latitude, longitude: longitude)
            scenario.places.append(Place(coordinate: coordinate))
            return scenario.places.count - 1
        }
        if isReadable(row, "lat"), isReadable(row, "lon") { checkNeedsNoPlace(basis, row) }
        return nil
    }

    mutating func checkNeedsNoPlace(_ basis: VisitBasis?, _ row: RecordReference) {
        guard let basis, isReadable(RecordReference(.services, basis.service), "mode") else {
            return
        }
        let mode = scenario.services[basis.service].mode
        guard !mode.isRemote else { return }
        let expected: FaultPhrase = row.table == .requests ? .siteOrDegrees : .aSite
        fault(
            .placeMissing,
            row,
            "site",
            .text(.noPlace, .value(mode.rawValue)),
            expected: .text(expected)
        )
    }

    private mutating func append(
        _ request: RequestRecord,
        _ basis: VisitBasis?,
        place: Int?,
        _ row: RecordReference
    ) {
        let tier = request.tier ?? .blue
        let submitted = request.submitted?.minutes(since: scenario.start) ?? 0
        // A day that has begun counts as waited: floor division, also below zero.
        let waitedDays = max(0, -(submitted - positiveRemainder(submitted)) / minutesPerDay)
        let value =
            request.value
            ?? scenario.weights.value(of: tier) + scenario.weights.age * waitedDays
        let windows = windows(
            row,
            from: request.from,
            until: request.until,
            hours: request.hours,
            days: request.days,
            minutes: basis?.minutes ?? 1
        )
        scenario.visits.append(
            Visit(
                id: VisitID(request.id),
                serviceIndex: basis?.service ?? 0,
                placeIndex: place,
                siteIndex: basis?.site,
                minutes: basis?.minutes ?? 1,
                windows: windows,
                value: value,
                dueMinute: request.due?.minutes(since: scenario.start),
                preferredTeams: basis?.preferred ?? [],
                refusedTeams: basis?.refused ?? [],
                loadUnits: request.load ?? 0,
                tier: tier,
                resident: request.resident ?? ""
            )
        )
    }

    private func positiveRemainder(_ minute: Int) -> Int {
        (minute % minutesPerDay + minutesPerDay) % minutesPerDay
    }

    /// The overlaps of each allowed date's hours with [from, until] that are long enough.
    mutating func windows(
        _ row: RecordReference,
        from: DraftMoment?,
        until: DraftMoment?,
        hours: [DayInterval],
        days: [Weekday],
        minutes: Int
    ) -> [TimeWindow] {
        guard horizonIsKnown else { return [] }
        let earliest = from?.minutes(since: scenario.start) ?? 0
        let latest =
            until?.minutes(since: scenario.start, atEnd: true) ?? scenario.horizonMinutes
        let intervals =
            hours.isEmpty ? [DayInterval(startMinute: 0, endMinute: minutesPerDay)] : sorted(hours)
        windowCount += intervals.count * scenario.days
        guard windowCount <= notes.mostWindows else {
            let message = FaultText.text(.tooManyWindows, .init(notes.mostWindows))
            fault(.inputTooLarge, row, "hours", message)
            return []
        }
        var windows: [TimeWindow] = []
        for day in 0..<scenario.days {
            let weekday = scenario.start.advanced(byDays: day).weekday
            guard days.isEmpty || days.contains(weekday) else { continue }
            for interval in intervals {
                let start = max(earliest, day * minutesPerDay + interval.startMinute)
                let end = min(latest, day * minutesPerDay + interval.endMinute)
                guard end - start >= minutes else { continue }
                windows.append(TimeWindow(startMinute: start, endMinute: end))
            }
        }
        return windows
    }

    private func sorted(_ hours: [DayInterval]) -> [DayInterval] {
        hours.count < 2
            ? hours
            : Set(hours).sorted {
                ($0.startMinute, $0.endMinute) < ($1.startMinute, $1.endMinute)
            }
    }
}
