/// The ranges that the format gives its figures.
enum FigureRange {
    static let any = 0...1_000_000
    static let positive = 1...1_000_000
    static let value = 0...1_000_000_000
    static let count = 1...1000
    static let days = 1...31
    static let percent = 0...100
    static let minuteOfDay = 0...minutesPerDay
}

extension DraftValidator {
    mutating func checkFigure(
        _ value: Int?,
        _ range: ClosedRange<Int>,
        _ row: RecordReference,
        _ column: String
    ) {
        guard let value, !range.contains(value) else { return }
        fault(
            .outOfRange,
            row,
            column,
            .text(value < range.lowerBound ? .tooSmall : .tooLarge),
            found: String(value),
            expected: .text(
                .wholeFromTo,
                .init(range.lowerBound),
                .init(range.upperBound)
            )
        )
    }

    mutating func checkDegrees(
        _ value: Double?,
        limit: Double,
        _ row: RecordReference,
        _ column: String
    ) {
        guard let value, !(-limit...limit).contains(value) else { return }
        fault(
            .outOfRange,
            row,
            column,
            .text(.notOnGlobe),
            found: String(value),
            expected: .text(.degreesFromTo, .init(Int(limit)))
        )
    }

    mutating func checkSkills(_ skills: [SkillLevel], _ row: RecordReference) -> [SkillLevel] {
        var merged: [SkillLevel] = []
        for skill in skills {
            if skill.skill.isEmpty {
                fault(
                    .skillUnnamed,
                    row,
                    "skills",
                    .text(.skillUnnamed),
                    expected: .text(.nameAndLevel)
                )
            }
            checkFigure(skill.level, FigureRange.positive, row, "skills")
            if let index = merged.firstIndex(where: { $0.skill == skill.skill }) {
                merged[index].level = max(merged[index].level, skill.level)
            } else {
                merged.append(skill)
            }
        }
        return merged
    }

    mutating func checkMoment(_ moment: DraftMoment?, _ row: RecordReference, _ column: String) {
        guard case .minute(_, let minute)? = moment, !FigureRange.minuteOfDay.contains(minute)
        else { return }
        fault(
            .notTime,
            row,
            column,
            .text(.notTimeOfDay),
            found: String(minute),
            expected: .text(.minutesFromTo, .init(0), .init(minutesPerDay))
        )
    }

    /// A minute named where a whole date would not do.
    mutating func checkIsMinute(_ moment: DraftMoment?, _ row: RecordReference, _ column: String) {
        checkMoment(moment, row, column)
        guard case .date(let date)? = moment else { return }
        fault(
            .notDateTime,
            row,
            column,
            .text(.dateWithoutTime),
            found: date.description,
            expected: .text(.dateTimeSuchAs, .value("\(date)T08:30"))
        )
    }

    mutating func checkHours(_ hours: [DayInterval], _ row: RecordReference) {
        for interval in hours {
            checkInterval(interval, row, startColumn: "hours", endColumn: "hours")
        }
    }

    mutating func checkInterval(
        _ interval: DayInterval,
        _ row: RecordReference,
        startColumn: String,
        endColumn: String
    ) {
        let known = FigureRange.minuteOfDay
        guard known.contains(interval.startMinute), known.contains(interval.endMinute) else {
            fault(
                .notTime,
                row,
                startColumn,
                .text(.notTimesOfDay),
                found: "\(interval.startMinute)-\(interval.endMinute)",
                expected: .text(.minutesFromTo, .init(0), .init(minutesPerDay))
            )
            return
        }
        guard interval.startMinute >= interval.endMinute, isReadable(row, startColumn),
            isReadable(row, endColumn)
        else { return }
        fault(
            .endNotAfterStart,
            row,
            endColumn,
            .text(.endNotAfterStart),
            found: "\(clockText(interval.startMinute))-\(clockText(interval.endMinute))",
            expected: .text(.startBeforeEnd)
        )
    }
}
