import Scheduling
import Testing

@Suite struct CalendarDateTests {
    @Test func daysCountOn() throws {
        let epoch = try #require(CalendarDate(year: 1970, month: 1, day: 1))
        #expect(epoch.daysSince1970 == 0)
        #expect(epoch.weekday == .thursday)
        let monday = try #require(CalendarDate(year: 2026, month: 11, day: 23))
        #expect(monday.weekday == .monday)
        #expect(monday.advanced(byDays: 8).description == "2026-12-01")
        #expect(monday.advanced(byDays: -23).description == "2026-10-31")
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1),
        (10000, 1, 1), (1900, 2, 29),
    ])
    func datesThatDoNotExistAreRefused(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        // A whole cycle of the Gregorian calendar has 146,097 days.
        let first = try #require(CalendarDate(year: 1890, month: 1, day: 1))
        for offset in stride(from: 0, to: 146_097, by: 7) {
            let date = first.advanced(byDays: offset)
            let civil = date.civil
            #expect(CalendarDate(year: civil.year, month: civil.month, day: civil.day) == date)
        }
        #expect(first.advanced(byDays: 146_097).description == "2290-01-01")
    }
}
