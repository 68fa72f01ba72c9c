import Testing

@testable import Reports

@Suite("Figures for people")
struct FiguresTests {
    @Test(
        "Thousands are set apart",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (1_234_567, "1,234,567"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ]
    )
    func grouped(number: Int, text: String) {
        #expect(Figures.grouped(number) == text)
    }

    @Test("Gains carry a plus sign")
    func signed() {
        #expect(Figures.signed(5) == "+5")
        #expect(Figures.signed(0) == "0")
        #expect(Figures.signed(-5000) == "-5,000")
    }

    @Test(
        "A percentage is cut, so that 100 % is said of the whole only",
        arguments: [
            (0, 7, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.6 %"), (7, 7, "100.0 %"),
            (999_999, 1_000_000, "99.9 %"), (Int.max - 1, Int.max, "99.9 %"),
        ]
    )
    func percentage(part: Int, whole: Int, text: String) {
        #expect(Figures.percentage(part, of: whole) == text)
    }

    @Test("A percentage of nothing, or of a loss, is not given")
    func noPercentage() {
        #expect(Figures.percentage(0, of: 0) == nil)
        #expect(Figures.percentage(-1, of: 5) == nil)
        #expect(Figures.percentage(1, of: -5) == nil)
    }

    @Test(
        "A gap is rounded up: it never promises too much",
        arguments: [(0.0, "0.00 %"), (0.004_4, "0.44 %"), (0.000_01, "0.01 %"), (1.5, "150.00 %")]
    )
    func gap(gap: Double, text: String) {
        #expect(Figures.gap(gap) == text)
    }

    @Test("A gap beyond all measure does not overflow")
    func hugeGap() {
        #expect(Figures.gap(.infinity) == "> 100 %")
        #expect(Figures.gap(1e300) == "> 100 %")
    }

    @Test("Hours and seconds carry one decimal")
    func hoursAndSeconds() {
        #expect(Figures.hours(minutes: 90) == "1.5")
        #expect(Figures.hours(minutes: 0) == "0.0")
        #expect(Figures.hours(minutes: 60_000) == "1,000.0")
        // 328 minutes are 5.47 h; their parts 4.33 h and 1.13 h, rounded one by one, make 5.4 h.
        let hours = Figures.hours(ofParts: [260, 68])
        #expect(hours.sum == "5.5")
        #expect(hours.parts == ["4.4", "1.1"])
        for visits in 0..<30 {
            for travel in 0..<30 {
                let hours = Figures.hours(ofParts: [visits, travel])
                let parts = hours.parts.compactMap { Double($0) }
                #expect(abs((Double(hours.sum) ?? -1) - parts.reduce(0, +)) < 0.01)
                #expect(abs((parts.first ?? -1) - Double(visits) / 60) < 0.1)
            }
        }
        #expect(Figures.seconds(12.34) == "12.3")
        #expect(Figures.seconds(.nan) == "-")
    }
}
