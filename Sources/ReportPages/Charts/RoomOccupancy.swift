import Scheduling

/// Who is in which room of a site on a day.
///
/// Rooms are numbered for people only: each visit gets the lowest that is free, which never takes
/// more rooms than there are visits at one minute.
struct RoomOccupancy {
    /// A visit's time in a room.
    struct Stay: Hashable {
        var visitIndex: Int
        var startMinute: Int
        var endMinute: Int
        /// From 1.
        var room: Int
    }

    private static let labelWidth = 90.0
    private static let plotWidth = 890.0
    private static let headHeight = 24.0
    private static let rowHeight = 24.0

    /// In the order of starts.
    let stays: [Stay]
    private let context: ReportContext
    private let site: Int

    init(_ context: ReportContext, site: Int, day: Int) {
        self.context = context
        self.site = site
        let scenario = context.scenario
        var found: [Stay] = []
        for (index, visit) in scenario.visits.enumerated() where visit.siteIndex == site {
            guard scenario.service(of: visit).mode == .site,
                let start = context.startMinute(ofVisit: index), start / minutesPerDay == day
            else { continue }
            let end = start + visit.minutes
            found.append(Stay(visitIndex: index, startMinute: start, endMinute: end, room: 0))
        }
        found.sort { ($0.startMinute, $0.visitIndex) < ($1.startMinute, $1.visitIndex) }
        stays = RoomOccupancy.withRooms(found)
    }

    private static func withRooms(_ stays: [Stay]) -> [Stay] {
        var freeFrom: [Int] = []
        return stays.map { stay in
            var stay = stay
            let free = freeFrom.firstIndex { $0 <= stay.startMinute } ?? freeFrom.count
            if free == freeFrom.count { freeFrom.append(0) }
            freeFrom[free] = stay.endMinute
            stay.room = free + 1
            return stay
        }
    }

    /// A row per room, those that stay empty too.
    var drawing: Drawing {
        let used = stays.map(\.room).max() ?? 1
        let rows = max(used, min(context.scenario.sites[site].rooms ?? used, used + 3))
        var drawing = Drawing(
            width: RoomOccupancy.labelWidth + RoomOccupancy.plotWidth + 20,
            height: RoomOccupancy.headHeight + Double(rows) * RoomOccupancy.rowHeight + 4,
            label: context.words(.occupancyText, context.words.site(site))
        )
        drawHours(into: &drawing.content, height: drawing.height)
        for row in 0..<rows {
            let name = context.words(.occupancyRow, "\(row + 1)")
            drawing.content.label(name, x: 0, y: top(ofRow: row) + 15)
        }
        for stay in stays { draw(stay, into: &drawing.content) }
        return drawing
    }

    /// Whole hours that hold all stays.
    private var hours: (first: Int, last: Int) {
        let first = (stays.map(\.startMinute).min() ?? 0) / 60 * 60
        return (first, max(first + 60, ((stays.map(\.endMinute).max() ?? 0) + 59) / 60 * 60))
    }

    private func x(_ minute: Int) -> Double {
        let share = Double(minute - hours.first) / Double(hours.last - hours.first)
        return RoomOccupancy.labelWidth + share * RoomOccupancy.plotWidth
    }

    private func top(ofRow row: Int) -> Double {
        RoomOccupancy.headHeight + Double(row) * RoomOccupancy.rowHeight
    }

    private func drawHours(into markup: inout Markup, height: Double) {
        for minute in stride(from: hours.first, through: hours.last, by: 60) {
            let isEndOfDay = minute.isMultiple(of: minutesPerDay) && minute > hours.first
            let name = isEndOfDay ? "24:00" : context.words.clock(minute)
            markup.line("grid", x1: x(minute), y1: 20, x2: x(minute), y2: height)
            markup.label(name, x: x(minute), y: 14, anchor: "middle", class: "ink small")
        }
    }

    private func draw(_ stay: Stay, into markup: inout Markup) {
        let visit = context.scenario.visits[stay.visitIndex]
        let words = context.words
        markup.box(
            "service",
            x: x(stay.startMinute),
            y: top(ofRow: stay.room - 1) + 2,
            width: x(stay.endMinute) - x(stay.startMinute) - 1,
            height: RoomOccupancy.rowHeight - 4,
            title: words(
                .stopTitle,
                visit.id.text,
                words.title(visit),
                words.span(stay.startMinute, stay.endMinute)
            )
        )
    }
}
