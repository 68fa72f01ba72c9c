import Scheduling

/// Why a cell can't be read.
struct CellFault: Error {
    var code: FaultCode
    var message: FaultText
    var expected: FaultText
    /// The part of the cell at fault; nil = all of it.
    var found: String?
}

/// Readers of single values; each takes a trimmed, non-blank text.
enum CellValue {
    /// A whole number in ASCII digits, with or without a sign.
    static func figure(_ text: ByteText) throws(CellFault) -> Int {
        let isNegative = text.first == Byte.hyphen
        let digits = isNegative || text.first == Byte.plus ? text.dropFirst() : text
        guard !digits.isEmpty, digits.allSatisfy(Byte.isDigit) else {
            throw CellFault(
                code: .notWhole,
                message: .text(.notWhole),
                expected: .text(.inDigits)
            )
        }
        var number = 0
        for digit in digits {
            number = number * 10 + Int(digit - Byte.zero)
            guard number < 1_000_000_000_000 else {
                throw CellFault(
                    code: .outOfRange,
                    message: .text(isNegative ? .tooSmall : .tooLarge),
                    expected: .text(
                        .atMostOrOfValue,
                        .value("1000000"),
                        .value("1000000000")
                    )
                )
            }
        }
        return isNegative ? -number : number
    }

    /// Decimal degrees, such as `34.728` or `-8`.
    static func degrees(_ text: ByteText) throws(CellFault) -> Double {
        let unsigned =
            text.first == Byte.hyphen || text.first == Byte.plus ? text.dropFirst() : text
        let parts = unsigned.split(separator: Byte.dot, omittingEmptySubsequences: false)
        let isDecimal =
            parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(Byte.isDigit) }
        guard isDecimal, let number = Double(text.string), number.isFinite else {
            throw CellFault(
                code: .notDecimal,
                message: .text(.notDecimal),
                expected: .text(.degreesSuchAs, .value("34.728"))
            )
        }
        return number
    }

    /// `2026-11-23`.
    static func date(_ text: ByteText) throws(CellFault) -> CalendarDate {
        let parts = text.split(separator: Byte.hyphen, omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = digits(parts[0]), let month = digits(parts[1]), let day = digits(parts[2]),
            let date = CalendarDate(year: year, month: month, day: day)
        {
            return date
        }
        throw CellFault(
            code: .notDate,
            message: .text(.notDate),
            expected: .text(.dateSuchAs, .value("2026-11-23"))
        )
    }

    /// `08:30` or `8:30` as minutes of the day, up to `24:00`.
    static func time(_ text: ByteText) throws(CellFault) -> Int {
        let parts = text.split(separator: Byte.colon, omittingEmptySubsequences: false)
        if parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = digits(parts[0]), let minute = digits(parts[1]), minute < 60,
            hour * 60 + minute <= minutesPerDay
        {
            return hour * 60 + minute
        }
        throw CellFault(
            code: .notTime,
            message: .text(.notTime),
            expected: .text(.timeFromTo, .value("00:00"), .value("24:00"))
        )
    }

    /// `2026-11-23` or `2026-11-23T08:30`.
    static func moment(_ text: ByteText) throws(CellFault) -> DraftMoment {
        guard let split = text.firstIndex(of: UInt8(ascii: "T")) else {
            return .date(try date(text))
        }
        let day = try date(text[..<split])
        return .minute(day, minuteOfDay: try time(text[text.index(after: split)...]))
    }

    /// `08:30-11:30;14:00-17:00`.
    static func hours(_ text: ByteText) throws(CellFault) -> [DayInterval] {
        var intervals: [DayInterval] = []
        for item in text.listItems {
            let ends = item.split(separator: Byte.hyphen, omittingEmptySubsequences: false)
            guard ends.count == 2 else {
                throw CellFault(
                    code: .notInterval,
                    message: .text(.notInterval),
                    expected: .text(.intervalsSuchAs, .value("08:30-11:30")),
                    found: item.string
                )
            }
            let start = try time(ends[0].trimmed)
            intervals.append(DayInterval(startMinute: start, endMinute: try time(ends[1].trimmed)))
        }
        return intervals
    }

    /// `Mon;Wed;Fri`.
    static func weekdays(_ text: ByteText) throws(CellFault) -> [Weekday] {
        var days: [Weekday] = []
        for item in text.listItems {
            guard let day = Weekday(code: item.string) else {
                throw CellFault(
                    code: .notWeekday,
                    message: .text(.notWeekday),
                    expected: .text(.weekdayNames),
                    found: item.string
                )
            }
            days.append(day)
        }
        return days
    }

    /// A date, `daily`, `weekdays`, `weekends` or a list of days of the week.
    static func shiftDates(_ text: ByteText) throws(CellFault) -> ShiftDates {
        if let first = text.first, Byte.isDigit(first) { return .date(try date(text)) }
        switch text.string {
        case "daily": return .daily
        case "weekdays": return .weekdays
        case "weekends": return .weekends
        default:
            do throws(CellFault) {
                return .days(try weekdays(text))
            } catch {
                var fault = error
                fault.message = .text(.neitherDateNorDays)
                fault.expected = .text(.dateOrDays)
                throw fault
            }
        }
    }

    /// `nursing:2;driving`.
    static func skills(_ text: ByteText) throws(CellFault) -> [SkillLevel] {
        var skills: [SkillLevel] = []
        for item in text.listItems {
            let name = item.prefix { $0 != Byte.colon }
            let level = item[name.endIndex...].dropFirst().trimmed
            guard !name.trimmed.isEmpty else {
                throw CellFault(
                    code: .skillUnnamed,
                    message: .text(.skillUnnamed),
                    expected: .text(.skillsSuchAs, .value("nursing:2")),
                    found: item.string
                )
            }
            let number = level.isEmpty ? 1 : try figure(level)
            skills.append(SkillLevel(skill: name.trimmed.string, level: number))
        }
        return skills
    }

    /// Names separated by `;`.
    static func names(_ text: ByteText) throws(CellFault) -> [String] {
        text.listItems.map(\.string)
    }

    /// One of an enumeration's words.
    static func word<Word: RawRepresentable & CaseIterable>(
        _ text: ByteText
    ) throws(CellFault) -> Word where Word.RawValue == String {
        if let word = Word(rawValue: text.string) { return word }
        let words = Word.allCases.map(\.rawValue)
        throw CellFault(
            code: .notOneOf,
            message: .text(.notOneOf),
            expected: .text(.oneOf, .list(words))
        )
    }

    /// A number of up to nine ASCII digits.
    private static func digits(_ text: ByteText) -> Int? {
        guard !text.isEmpty, text.count <= 9, text.allSatisfy(Byte.isDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
    }
}
