/// Whether labels are told to stop, which they ask every hundred of them or so.
struct StopRequest {
    /// Answers; a new one makes up for what the last one said.
    var mustStop: @Sendable () -> Bool = { false } {
        didSet { isStopped = false }
    }
    /// Whether it said so since then: what was found means nothing.
    private(set) var isStopped = false
    /// Labels since it was asked.
    private var unasked = 0

    /// Takes note of a label, and asks now and then.
    @inline(__always)
    mutating func noteLabel() {
        unasked += 1
        guard unasked >= 128 else { return }
        unasked = 0
        if mustStop() { isStopped = true }
    }
}
