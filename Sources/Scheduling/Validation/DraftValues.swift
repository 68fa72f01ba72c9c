/// A date, or a minute of a date, as scenario files give it.
public enum DraftMoment: Hashable, Sendable, CustomStringConvertible {
    /// A whole date: its 00:00, or, where something ends, its 24:00.
    case date(CalendarDate)
    /// A minute of a date, 0…1440.
    case minute(CalendarDate, minuteOfDay: Int)

    /// The date named.
    public var date: CalendarDate {
        switch self {
        case .date(let date), .minute(let date, _): date
        }
    }

    /// `2026-11-23` or `2026-11-23T08:30`.
    public var description: String {
        switch self {
        case .date(let date): date.description
        case .minute(let date, let minute): "\(date)T\(clockText(minute))"
        }
    }

    /// The minute meant, counted from the first midnight of a horizon.
    ///
    /// - Parameters:
    ///   - start: The first date of the horizon.
    ///   - atEnd: Whether a whole date means its 24:00 instead of its 00:00.
    /// - Returns: minutes, negative before the horizon.
    public func minutes(since start: CalendarDate, atEnd: Bool = false) -> Int {
        let midnight = (date.daysSince1970 - start.daysSince1970) * minutesPerDay
        switch self {
        case .date: return midnight + (atEnd ? minutesPerDay : 0)
        case .minute(_, let minute): return midnight + minute
        }
    }
}

/// The dates on which a row of shifts.csv makes shifts.
public enum ShiftDates: Hashable, Sendable {
    /// One date; outside the horizon it makes no shift.
    case date(CalendarDate)
    /// Every date.
    case daily
    /// Monday to Friday.
    case weekdays
    /// Saturday and Sunday.
    case weekends
    /// The days of the week listed.
    case days([Weekday])

    /// Whether a date is meant.
    public func contains(_ date: CalendarDate) -> Bool {
        switch self {
        case .date(let only): only == date
        case .daily: true
        case .weekdays: date.weekday.rawValue < Weekday.saturday.rawValue
        case .weekends: date.weekday.rawValue >= Weekday.saturday.rawValue
        case .days(let days): days.contains(date.weekday)
        }
    }
}

/// An interval within a day, in minutes since midnight.
public struct DayInterval: Hashable, Sendable {
    /// First minute, 0…1439.
    public var startMinute: Int
    /// Last minute, exclusive, 1…1440; after the start.
    public var endMinute: Int

    /// An interval from its two ends.
    public init(startMinute: Int, endMinute: Int) {
        self.startMinute = startMinute
        self.endMinute = endMinute
    }
}

/// `08:30` of a minute of the day, `24:00` of its end.
public func clockText(_ minuteOfDay: Int) -> String {
    "\(padded(minuteOfDay / 60, to: 2)):\(padded(minuteOfDay % 60, to: 2))"
}
