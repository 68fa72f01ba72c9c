import Synchronization

/// A counter that closures on any thread may share.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    /// Counts one more and says how many that makes.
    func next() -> Int {
        count.add(1, ordering: .relaxed).newValue
    }
}
