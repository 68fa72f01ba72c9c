import Foundation
import Synchronization

/// A thread of its own, because GLPK binds problems to threads and tests share theirs.
final class OwnThread<Output: Sendable>: Sendable {
    private let output = Mutex<Result<Output, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () throws -> Output) {
        let thread = Thread { [self] in
            let result = Result { try body() }
            output.withLock { $0 = result }
            isDone.signal()
        }
        thread.start()
    }

    /// Waits for the end; to be called once.
    func wait() throws -> Output? {
        isDone.wait()
        return try output.withLock { $0 }?.get()
    }
}
