import Evaluation
import Reports
import Scheduling

/// The district: sites, the 15-minute circles, what is served and what is not, the routes of teams.
///
/// Only readers who may know residents see visits one by one; others see numbers by area.
struct OverviewMap {
    /// Minutes of the circle around a station that volunteers are called from.
    static let circleMinutes = 15

    private let context: ReportContext
    private let frame: MapFrame

    init(_ context: ReportContext) {
        self.context = context
        let scenario = context.scenario
        let shown = context.audience.namesResidents ? scenario.places.map(\.coordinate) : []
        frame = MapFrame(
            holding: shown + context.publicSites.map { scenario.sites[$0].coordinate },
            width: 1000,
            heights: 400...640,
            margin: 24
        )
    }

    /// The map.
    ///
    /// - Parameter hasRoutes: Whether it holds the routes of teams, which show once a team is picked.
    /// - Returns: the drawing, as wide as all maps.
    func drawing(hasRoutes: Bool) -> Drawing {
        let words = context.words
        let isExact = context.audience.namesResidents
        var drawing = Drawing(
            width: frame.width,
            height: frame.height,
            label: words(isExact ? .mapText : .mapAreasText)
        )
        drawCircles(into: &drawing.content)
        drawSites(into: &drawing.content)
        if isExact {
            drawServed(into: &drawing.content)
            for group in UnservedGroup.all(context) { draw(group, into: &drawing.content) }
            for team in context.workingTeams where hasRoutes {
                drawRoutes(ofTeam: team, into: &drawing.content)
            }
        } else {
            MapAreas(context, frame).draw(into: &drawing.content)
        }
        drawScale(into: &drawing.content, bottom: frame.height)
        return drawing
    }

    /// The map with its legend below, for a file of its own.
    var slide: Drawing {
        var drawing = drawing(hasRoutes: false)
        let groups = context.audience.namesResidents ? UnservedGroup.all(context) : []
        let columns = 3
        let top = drawing.height + 18
        for (number, group) in groups.enumerated() {
            let left = 20 + Double(number % columns) * 320
            let middle = top + Double(number / columns) * 22
            let position = "translate(\(length(left)),\(length(middle)))"
            let count = Figures.grouped(group.visits.count)
            drawing.content.element(
                "g",
                ["class": "unserved \(group.styleName)", "transform": position]
            ) { markup in
                markup.empty("use", ["href": "#shape-\(group.shape)", "class": "mark"])
                markup.label("\(group.title) (\(count))", x: 12, y: 4)
            }
        }
        drawing.height += Double((groups.count + columns - 1) / columns) * 22 + 18
        return drawing
    }

    private func drawCircles(into markup: inout Markup) {
        let scenario = context.scenario
        let metres = scenario.travelRules.reachMetres(
            minutes: OverviewMap.circleMinutes,
            metresPerMinute: scenario.travelRules.metresPerMinute
        )
        let bases = Set(scenario.teams.map(\.baseSiteIndex)).sorted()
            .filter { context.isPublic(site: $0) }
        // One path, so that what lies in several circles is no darker than what lies in one.
        let radius = Double(metres) * frame.unitsPerMetre
        let (r, width) = (length(radius), length(2 * radius))
        let circles = bases.map { base in
            let point = frame.point(scenario.sites[base].coordinate)
            return "M\(length(point.x - radius)) \(length(point.y))"
                + "a\(r) \(r) 0 1 0 \(width) 0a\(r) \(r) 0 1 0 -\(width) 0z"
        }
        markup.empty("path", ["class": "circles", "d": circles.joined()])
        markup.lineFeed()
    }

    private func drawCircle(
        _ centre: Coordinate,
        _ metres: Int,
        _ name: String,
        into markup: inout Markup
    ) {
        let point = frame.point(centre)
        markup.empty(
            "circle",
            [
                "class": name, "cx": length(point.x), "cy": length(point.y),
                "r": length(Double(metres) * frame.unitsPerMetre),
            ]
        )
    }

    private func drawServed(into markup: inout Markup) {
        let places = zip(context.scenario.visits, context.stops).compactMap { visit, stops in
            stops.isEmpty ? nil : context.words.mapCoordinate(of: visit)
        }
        guard !places.isEmpty else { return }
        let path = places.map { "M\(frame.text($0))h0" }.joined()
        markup.empty("path", ["class": "served", "d": path])
        markup.lineFeed()
    }

    private func draw(_ group: UnservedGroup, into markup: inout Markup) {
        markup.element("g", ["class": "unserved \(group.styleName)"]) { markup in
            for visit in group.visits {
                guard let place = context.words.mapCoordinate(of: context.scenario.visits[visit])
                else { continue }
                let title = "\(context.scenario.visits[visit].id.text) \(group.title)"
                drawMark(group.shape, at: place, title: title, into: &markup)
            }
        }
        markup.lineFeed()
    }

    private func drawMark(
        _ shape: Int,
        at place: Coordinate,
        title: String,
        into markup: inout Markup
    ) {
        let point = frame.point(place)
        let position = "translate(\(length(point.x)),\(length(point.y)))"
        markup.element("g", ["transform": position]) { markup in
            markup.element("use", ["href": "#shape-\(shape)", "class": "mark"]) {
                $0.element("title", title)
            }
        }
    }

    private func drawRoutes(ofTeam team: Int, into markup: inout Markup) {
        let scenario = context.scenario
        let base = scenario.sites[scenario.teams[team].baseSiteIndex].coordinate
        markup.element("g", ["class": "route", "id": "route-\(team)"]) { markup in
            if let radius = scenario.teams[team].radiusMinutes {
                let metres = scenario.travelRules.reachMetres(
                    minutes: radius,
                    metresPerMinute: scenario.teams[team].metresPerMinute
                )
                drawCircle(base, metres, "reach", into: &markup)
            }
            markup.empty("path", ["class": "start", "d": "M\(frame.text(base))h0"])
            for (number, route) in context.routes(ofTeam: team).enumerated() {
                let places = route.stops.map { scenario.places[$0.placeIndex].coordinate }
                let way = ([base] + places + [base]).map { frame.text($0) }
                let stops = places.map { "M\(frame.text($0))h0" }.joined()
                let path = "M" + way.joined(separator: "L")
                markup.empty("path", ["class": "way way-\(number % 4)", "d": path])
                markup.empty("path", ["class": "stop", "d": stops])
            }
        }
        markup.lineFeed()
    }

    private func drawSites(into markup: inout Markup) {
        markup.element("g", ["class": "sites"]) { markup in
            for index in context.publicSites {
                let site = context.scenario.sites[index]
                let title = "\(context.words.site(index)) (\(context.words.kind(site.kind)))"
                let shape = SiteMark.shape(of: site.kind)
                drawMark(shape, at: site.coordinate, title: title, into: &markup)
            }
        }
        markup.lineFeed()
    }

    /// A bar of a round number of metres, at the lower left.
    private func drawScale(into markup: inout Markup, bottom: Double) {
        let round = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
        let metres = round.last { Double($0) * frame.unitsPerMetre <= 220 } ?? 100
        let width = Double(metres) * frame.unitsPerMetre
        markup.element("g", ["class": "scale"]) { markup in
            markup.box("scale-bar", x: 14, y: bottom - 14, width: width, height: 4)
            let name = context.words(.scaleBar, Figures.grouped(metres))
            markup.label(name, x: 14, y: bottom - 20)
        }
    }
}

/// How sites are marked.
enum SiteMark {
    /// An index in ``MarkShape/paths``.
    static func shape(of kind: SiteKind?) -> Int {
        switch kind {
        case .centre: 3
        case .institute: 1
        case .station: 2
        case .venue: 6
        case .home, nil: 0
        }
    }
}

/// The visits that are left out for the same cause, and how they are marked on maps.
struct UnservedGroup {
    /// The cause; nil where the visit could be served by itself.
    var reason: ImpossibilityReason?
    /// The cause in a few words.
    var title: String
    /// Indices in ``Scenario/visits``, ascending.
    var visits: [Int]

    /// The same number for the same cause in every report.
    private var number: Int {
        guard let reason, let index = ImpossibilityReason.allCases.firstIndex(of: reason) else {
            return 0
        }
        return index + 1
    }

    /// An index in ``MarkShape/paths``; neighbours differ, and so do causes of one colour.
    var shape: Int { number % MarkShape.paths.count }

    /// The style's classes: colour, and the cause for showing and hiding.
    var styleName: String { "reason-\(number) colour-\(number % 5)" }

    /// What tells the cause apart in the page's form.
    var formName: String { "show-reason-\(number)" }

    /// The causes that occur, in a fixed order: not chosen first.
    static func all(_ context: ReportContext) -> [UnservedGroup] {
        var visits: [ImpossibilityReason?: [Int]] = [:]
        for entry in context.plan.unserved {
            guard let index = context.index.visits[entry.visit] else { continue }
            visits[context.impossibilities[entry.visit]?.reason, default: []].append(index)
        }
        let reasons: [ImpossibilityReason?] = [nil] + ImpossibilityReason.allCases
        return reasons.compactMap { reason in
            guard let found = visits[reason] else { return nil }
            let title = reason?.title(in: context.language)
            return UnservedGroup(
                reason: reason,
                title: title ?? ReportPhrase.notChosen.text(context.language),
                visits: found.sorted()
            )
        }
    }
}

extension Wording {
    /// Where a visit lies on the map; nil for one that has no place.
    func mapCoordinate(of visit: Visit) -> Coordinate? {
        guard !scenario.service(of: visit).mode.isRemote else { return nil }
        return visit.placeIndex.map { scenario.places[$0].coordinate }
    }
}
