import Testing

@testable import Formulation

/// What ways to part plans cost is remembered, and steers which are tried.
@Suite struct SplitHistoryTests {
    private let one = RouteSplit.byClass(demand: 1, classes: [0])
    private let two = RouteSplit.byClass(demand: 2, classes: [0])
    private let pair = RouteSplit.together(1, 2)

    /// The product of both losses counts: 4 · 4 is more than 10 · 1, and losses beyond what closes a side
    /// count no more: at most 3 it is 3 · 3 against 3 · 1.
    @Test func bothSidesCount() {
        var history = SplitHistory()
        #expect(history.best(of: [one, two], most: 10) == nil)
        history.note(one, inside: 10, outside: 1)
        history.note(two, inside: 4, outside: 4)
        #expect(history.best(of: [one, two, pair], most: 10) == two)
        #expect(history.best(of: [one, two, pair], most: 3) == two)
        #expect(history.best(of: [one], most: 10) == one)
        #expect(history.best(of: [pair], most: 10) == nil)
    }

    /// Losses are averaged: 9 and 1 are 5, which beats 4.
    @Test func lossesAreAveraged() {
        var history = SplitHistory()
        history.note(two, inside: 4, outside: 4)
        history.note(one, inside: 1, outside: 1)
        #expect(history.best(of: [one, two], most: 100) == two)
        history.note(one, inside: 9, outside: 9)
        #expect(history.best(of: [one, two], most: 100) == one)
    }

    /// At first up to forty unknown ways are tried, later three, and the best known ones three times.
    @Test func fewAreTriedAgain() {
        var history = SplitHistory()
        let many = (0..<60).map { RouteSplit.byClass(demand: $0, classes: [0]) }
        #expect(history.worthTrying(many, most: 10) == Array(many.prefix(40)))
        history.note(many[50], inside: 5, outside: 5)
        history.note(many[51], inside: 2, outside: 2)
        #expect(history.worthTrying(many, most: 10) == [many[50], many[51]] + many.prefix(3))
        for _ in 0..<2 { history.note(many[50], inside: 5, outside: 5) }
        #expect(history.worthTrying(many, most: 10) == [many[51]] + many.prefix(3))
    }
}
