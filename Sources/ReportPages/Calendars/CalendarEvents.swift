import Scheduling

/// An event of a calendar.
struct CalendarEvent {
    /// The same for the same duty in every calendar, so that a newer one takes the place of an older.
    var identifier: String
    var startMinute: Int
    var endMinute: Int
    var summary: String
    var location: String
    var coordinate: Coordinate?
    /// Lines separated by line feeds.
    var description: String
}

extension CalendarText {
    /// A whole calendar in the wall-clock time of China, which has had no summer time since 1991.
    static func calendar(
        named name: String,
        _ events: [CalendarEvent],
        of scenario: Scenario
    ) -> String {
        var text = CalendarText()
        text.line("BEGIN", "VCALENDAR")
        text.line("VERSION", "2.0")
        text.line("PRODID", "-//Paidan//Paidan//EN")
        text.line("CALSCALE", "GREGORIAN")
        text.line("METHOD", "PUBLISH")
        text.text("X-WR-CALNAME", name)
        text.line("X-WR-TIMEZONE", "Asia/Shanghai")
        text.addTimeZone()
        for event in events { text.add(event, of: scenario) }
        text.line("END", "VCALENDAR")
        return text.source
    }

    private mutating func addTimeZone() {
        line("BEGIN", "VTIMEZONE")
        line("TZID", "Asia/Shanghai")
        line("BEGIN", "STANDARD")
        line("DTSTART", "19910915T000000")
        line("TZOFFSETFROM", "+0800")
        line("TZOFFSETTO", "+0800")
        line("TZNAME", "CST")
        line("END", "STANDARD")
        line("END", "VTIMEZONE")
    }

    private mutating func add(_ event: CalendarEvent, of scenario: Scenario) {
        line("BEGIN", "VEVENT")
        line("UID", event.identifier)
        // No clock: the same plan gives the same bytes. Midnight in China, eight hours before UTC's.
        line("DTSTAMP", CalendarText.stamp(-8 * 60, of: scenario) + "Z")
        line("DTSTART;TZID=Asia/Shanghai", CalendarText.stamp(event.startMinute, of: scenario))
        line("DTEND;TZID=Asia/Shanghai", CalendarText.stamp(event.endMinute, of: scenario))
        text("SUMMARY", event.summary)
        if !event.location.isEmpty { text("LOCATION", event.location) }
        if let place = event.coordinate {
            line("GEO", "\(decimal(place.latitude));\(decimal(place.longitude))")
        }
        if !event.description.isEmpty { text("DESCRIPTION", event.description) }
        line("END", "VEVENT")
    }

    /// A minute of the horizon as `20261123T083000`.
    private static func stamp(_ minute: Int, of scenario: Scenario) -> String {
        scenario.stamp(minute).filter { $0 != "-" && $0 != ":" } + "00"
    }
}

/// A number with six decimals, never an exponent; about a tenth of a metre where it is degrees.
private func decimal(_ value: Double) -> String {
    let millionths = Int((value * 1_000_000).rounded())
    let digits = String(abs(millionths) % 1_000_000)
    let fraction = String(repeating: "0", count: 6 - digits.count) + digits
    return "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(fraction)"
}
