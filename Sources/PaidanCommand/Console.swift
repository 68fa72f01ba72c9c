import Foundation
import Scheduling

/// What became of a text that was to be written.
public enum Written: Sendable, Hashable {
    /// All of it was written.
    case whole
    /// Nobody reads any more: the pipe is closed.
    case unread
    /// Some or all of it is lost, as on a full disk.
    case lost
}

/// Takes text; a stream of the process, or a test's collector.
public protocol TextSink: Sendable {
    /// Writes text at once.
    ///
    /// - Returns: what became of it.
    @discardableResult
    func write(_ text: String) -> Written
}

/// What a command may touch of the process it runs in, so that tests can stand in for it.
public struct Console: Sendable {
    /// Results go here.
    public var output: any TextSink
    /// Progress, warnings and errors go here.
    public var errors: any TextSink
    /// Columns of the terminal that ``errors`` goes to, asked anew each time; nil = no terminal.
    public var errorColumns: @Sendable () -> Int?
    /// The environment's variables.
    public var environment: [String: String]
    /// When the process began.
    public var start: ContinuousClock.Instant
    /// The full command line, for the record of the run.
    public var arguments: [String]

    /// A console from its parts.
    public init(
        output: any TextSink,
        errors: any TextSink,
        errorColumns: @escaping @Sendable () -> Int? = { nil },
        environment: [String: String] = [:],
        start: ContinuousClock.Instant = .now,
        arguments: [String] = []
    ) {
        self.output = output
        self.errors = errors
        self.errorColumns = errorColumns
        self.environment = environment
        self.start = start
        self.arguments = arguments
    }

    /// The streams and environment of this process.
    public static func ofProcess(start: ContinuousClock.Instant) -> Console {
        Console(
            output: DescriptorSink(descriptor: STDOUT_FILENO),
            errors: DescriptorSink(descriptor: STDERR_FILENO),
            errorColumns: { terminalColumns(of: STDERR_FILENO) },
            environment: ProcessInfo.processInfo.environment,
            start: start,
            arguments: CommandLine.arguments
        )
    }

    /// Seconds since the process began.
    var elapsedSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// The language of texts for people where no option names one: that of the locale.
    var language: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let locale = environment[name], !locale.isEmpty else { continue }
            return locale.hasPrefix("zh") ? .chinese : .english
        }
        return .english
    }
}

/// Writes text to an open file descriptor, bypassing the C library's buffers.
struct DescriptorSink: TextSink {
    let descriptor: Int32

    func write(_ text: String) -> Written {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { sysWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wish = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wish, 1, -1)
            } else if errno != EINTR {
                return errno == EPIPE ? .unread : .lost
            }
        }
        return .whole
    }
}

/// `write(2)` under a name that a method called `write` can't shadow.
private func sysWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Columns of the terminal at a descriptor; nil where it is none.
private func terminalColumns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
}
