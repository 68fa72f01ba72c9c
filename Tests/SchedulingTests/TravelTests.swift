import Scheduling
import Testing

/// Travel minutes, number by number.
@Suite struct TravelTests {
    private let here = Coordinate(latitude: 34.75, longitude: 113.65)

    /// Figures worked out apart from this program.
    ///
    /// East of here a degree is shorter than north of it.
    @Test(arguments: [
        (34.76, 113.65, 1112), (34.75, 113.66, 914), (34.7612, 113.6788, 2911), (34.75, 113.65, 0),
        // 0.503 m, rounded up.
        (34.75, 113.6500055, 1),
    ])
    func metresAreThoseOfTheGreatCircle(latitude: Double, longitude: Double, metres: Int) {
        let there = Coordinate(latitude: latitude, longitude: longitude)
        #expect(here.metres(to: there) == metres)
        #expect(there.metres(to: here) == metres)
    }

    @Test func halfTheEarthAndTheWayOverThePole() {
        let zero = Coordinate(latitude: 0, longitude: 0)
        #expect(zero.metres(to: Coordinate(latitude: 0, longitude: 180)) == 20_015_114)
        let north = Coordinate(latitude: 89.9, longitude: 0)
        #expect(north.metres(to: Coordinate(latitude: 89.9, longitude: 180)) == 22_239)
    }

    /// 2500 m · 130 ÷ (100 · 250) = 13 minutes sharp; a metre more is a minute more.
    @Test(arguments: [(0, 250, 2), (1, 250, 3), (2500, 250, 15), (2501, 250, 16), (2500, 125, 28)])
    func minutesAreRoundedUpAndTheFixedOnesAdded(metres: Int, speed: Int, minutes: Int) {
        #expect(TravelRules().minutes(metres: metres, metresPerMinute: speed) == minutes)
    }

    @Test func detourAndFixedMinutesCount() {
        let rules = TravelRules(metresPerMinute: 250, detourPercent: 200, fixedMinutes: 7)
        // 2500 · 200 ÷ 25 000 = 20.
        #expect(rules.minutes(metres: 2500, metresPerMinute: 250) == 27)
    }
}
