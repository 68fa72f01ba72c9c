import Testing

@testable import ScenarioGenerator

@Suite("Random numbers")
struct RandomStreamTests {
    @Test("The numbers of a seed and a label are fixed for ever")
    func fixed() {
        // SplitMix64 itself is checked by its published first output for the state 0.
        var random = RandomStream(state: 0)
        #expect(random.next() == 0xE220_A839_7B1D_CDAF)
        #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
    }
}
