import Foundation
import Synchronization

/// A wish from outside that the run end soon: noted once, acted on once, at once the second time.
public final class Interruption: Sendable {
    private struct State {
        var status: CommandStatus?
        var handler: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let endAtOnce: @Sendable (CommandStatus) -> Void

    /// An interruption that calls `endAtOnce` when raised a second time.
    public init(endAtOnce: @escaping @Sendable (CommandStatus) -> Void = { _ in }) {
        self.endAtOnce = endAtOnce
    }

    /// How the process is to end because of it; nil while nobody has asked.
    public var status: CommandStatus? { state.withLock { $0.status } }

    /// Asks the run to end; the second time, ends the process.
    public func raise(_ status: CommandStatus) {
        let (isFirst, handler) = state.withLock { state in
            defer { state.status = state.status ?? status }
            return (state.status == nil, state.handler)
        }
        guard isFirst else { return endAtOnce(status) }
        handler?()
    }

    /// Names what is to be done when the run is asked to end; done at once where it already was.
    func onRaise(_ handler: @escaping @Sendable () -> Void) {
        let isRaised = state.withLock { state in
            state.handler = handler
            return state.status != nil
        }
        if isRaised { handler() }
    }

    /// Waits for SIGINT, SIGTERM and SIGHUP of this process on a thread of its own.
    ///
    /// Must be called before any other thread begins: the signals are blocked, and threads inherit
    /// that. SIGPIPE is ignored, so that a closed pipe is an error of `write` like any other. A
    /// SIGHUP that is ignored from the start (`nohup`) stays ignored.
    func watchSignals() {
        var watched: [Int32: CommandStatus] = [SIGINT: .interrupted, SIGTERM: .terminated]
        signal(SIGPIPE, SIG_IGN)
        var action = sigaction()
        sigaction(SIGHUP, nil, &action)
        if action.__sigaction_handler.sa_handler == nil { watched[SIGHUP] = .hungUp }
        var set = sigset_t()
        sigemptyset(&set)
        for number in watched.keys {
            // A shell starts background jobs with SIGINT ignored; this program means to hear it.
            signal(number, SIG_DFL)
            sigaddset(&set, number)
        }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let signals = set
        let statuses = watched
        Thread.detachNewThread { [self] in
            while true {
                var mask = signals
                var number: Int32 = 0
                guard sigwait(&mask, &number) == 0 else { continue }
                if let status = statuses[number] { raise(status) }
            }
        }
    }
}
