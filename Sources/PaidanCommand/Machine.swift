import Foundation

/// The machine that a run was made on, as far as it may matter to its speed.
struct Machine: Encodable, Sendable {
    let system: String
    let architecture: String
    let cores: Int
    let memoryMebibytes: Int

    private enum CodingKeys: String, CodingKey {
        case system
        case architecture
        case cores
        case memoryMebibytes = "memory_mib"
    }

    /// The machine at hand; its name is nobody's business.
    static func current() -> Machine {
        var names = utsname()
        uname(&names)
        return Machine(
            system: text(of: names.sysname) + " " + text(of: names.release),
            architecture: text(of: names.machine),
            cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryMebibytes: Int(ProcessInfo.processInfo.physicalMemory >> 20)
        )
    }

    /// Seconds of processor time that this process has used, and its largest memory in MiB.
    static func usage() -> (processorSeconds: Double, peakMebibytes: Int) {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return (0, 0) }
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
        return (seconds, usage.ru_maxrss / 1024)
    }

    private static func text<Bytes>(of bytes: Bytes) -> String {
        withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
