import Testing

@testable import ScenarioGenerator

@Suite("Random numbers")
struct RandomStreamTests {
    @Test("The generator is SplitMix64: its first outputs for the state 0 are published")
    func published() {
        var random = RandomStream(state: 0)
        #expect(random.next() == 0xE220_A839_7B1D_CDAF)
        #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(random.next() == 0x06C4_5D18_8009_454F)
    }

    @Test("Streams differ by seed and by label")
    func streams() {
        let firsts = [(1, "a"), (1, "b"), (2, "a"), (2, "b")].map { seed, label in
            var random = RandomStream(seed: UInt64(seed), label: label)
            return random.next()
        }
        #expect(Set(firsts).count == 4)
    }

    @Test("Numbers stay in their range and reach all of it")
    func ranges() {
        var random = RandomStream(seed: 1, label: "ranges")
        let drawn = (0..<400).map { _ in random.within(-2...3) }
        #expect(Set(drawn) == Set(-2...3))
        #expect((0..<100).allSatisfy { _ in random.below(1) == 0 })
    }

    @Test("A weight of 0 is never drawn, and weights count as shares")
    func weights() {
        var random = RandomStream(seed: 1, label: "weights")
        let items = [Weighted("never", 0), Weighted("often", 900), Weighted("seldom", 100)]
        let drawn = (0..<1000).map { _ in random.pick(items) }
        #expect(!drawn.contains("never"))
        // 100 expected with a standard deviation of 9.5.
        #expect((60...140).contains(drawn.count { $0 == "seldom" }))
    }

    @Test("A shuffle keeps every item; a sample repeats none")
    func shuffles() {
        var random = RandomStream(seed: 1, label: "shuffles")
        let items = Array(0..<50)
        let shuffled = random.shuffled(items)
        #expect(shuffled.sorted() == items)
        #expect(shuffled != items)
        #expect(Set(random.sample(20, of: items)).count == 20)
        #expect(random.sample(99, of: items).sorted() == items)
    }

    @Test("Apportioned items come as often as their share, rounded")
    func apportionment() {
        var random = RandomStream(seed: 1, label: "shares")
        let items = random.apportioned([Weighted("a", 1), Weighted("b", 2)], count: 10)
        // A third of ten is 3.3: three, and the rest.
        #expect(items.count { $0 == "a" } == 3)
        #expect(items.count == 10)
    }
}
