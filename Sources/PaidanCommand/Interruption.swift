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

    /// Ends the process the first time already, for commands that have nothing to bring home.
    func endAtOnceWhenRaised() {
        onRaise { [weak self] in
            if let self, let status { endAtOnce(status) }
        }
    }

    /// Names what is to be done when the run is asked to end; done at once where it already was.
    func onRaise(_ handler: @escaping @Sendable () -> Void) {
        let isRaised = state.withLock { state in
            state.handler = handler
            return state.status != nil
        }
        if isRaised { handler() }
    }
}

/// The signals that ask a run to end, held back from killing the process.
struct EndingSignals {
    private var statuses: [Int32: CommandStatus] = [SIGINT: .interrupted, SIGTERM: .terminated]
    private var set = sigset_t()

    /// Blocks SIGINT, SIGTERM and SIGHUP in this thread and in all that it begins.
    ///
    /// Must come before any other thread. SIGPIPE and SIGXFSZ are ignored, so that a closed pipe or
    /// a file that may not grow is an error of `write` like any other. A SIGHUP that is ignored from
    /// the start (`nohup`) stays ignored.
    init() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        var action = sigaction()
        sigaction(SIGHUP, nil, &action)
        if action.__sigaction_handler.sa_handler == nil { statuses[SIGHUP] = .hungUp }
        sigemptyset(&set)
        for number in statuses.keys {
            // A shell starts background jobs with SIGINT ignored; this program means to hear it.
            signal(number, SIG_DFL)
            sigaddset(&set, number)
        }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for the signals and passes them on, until the process ends.
    ///
    /// Meant for the main thread: Dispatch would let it wait with nothing blocked (`dispatchMain`
    /// ends in `sigsuspend` on Linux), and a signal would kill the process there.
    func passOn(to interruption: Interruption) -> Never {
        while true {
            var mask = set
            var number: Int32 = 0
            guard sigwait(&mask, &number) == 0, let status = statuses[number] else { continue }
            interruption.raise(status)
        }
    }
}
