import Foundation
import Paidan
import ScenarioFiles
import Scheduling

/// What `run.json` says of a run: all that stands in no plan, for it changes from run to run.
struct RunDescription: Sendable {
    private let command: PlanCommand
    private let console: Console
    /// Fingerprint of the input's files.
    let inputHash: String
    private let beganAt: Date

    init(command: PlanCommand, reading: ScenarioReading, console: Console) {
        self.command = command
        self.console = console
        inputHash = Fingerprint.ofFiles(reading.files.map { ($0.name, $0.bytes) })
        beganAt = Date().addingTimeInterval(-console.elapsedSeconds)
    }

    /// The file's bytes, for a run that has come to this result.
    func encode(_ result: PlanningResult, planFingerprint: String) -> [UInt8] {
        let usage = Machine.usage()
        return JSONText.encode(
            RunRecord(
                version: paidanVersion,
                inputSHA256: inputHash,
                planSHA256: planFingerprint,
                arguments: console.arguments,
                options: RunRecord.Options(command),
                stop: result.stop.rawValue,
                total: result.score.total,
                bound: result.bound,
                began: timestamp(beganAt),
                written: timestamp(Date()),
                elapsedSeconds: rounded(console.elapsedSeconds),
                processorSeconds: rounded(usage.processorSeconds),
                peakMemoryMebibytes: usage.peakMebibytes,
                machine: Machine.current()
            )
        )
    }

    private func timestamp(_ date: Date) -> String { date.formatted(.iso8601) }

    private func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}

/// `run.json`.
private struct RunRecord: Encodable {
    struct Options: Encodable {
        let method: String
        let timeSeconds: Double?
        let work: Int?
        let threads: Int
        let seed: UInt64
        let memoryBytes: Int?
        let checkpointSeconds: Double
        let from: String?
        let dropConflictingPins: Bool
        let robust: Bool
        let slackPercent: Int?

        init(_ command: PlanCommand) {
            method = command.method.rawValue
            timeSeconds = command.timeLimitSeconds
            work = command.work
            threads = command.threads
            seed = command.seed
            memoryBytes = command.memory?.bytes
            checkpointSeconds = command.checkpoint
            from = command.startingPlan
            dropConflictingPins = command.dropConflictingPins
            robust = command.robust
            slackPercent = command.robust ? command.slack : nil
        }

        private enum CodingKeys: String, CodingKey {
            case method
            case timeSeconds = "time_seconds"
            case work
            case threads
            case seed
            case memoryBytes = "memory_bytes"
            case checkpointSeconds = "checkpoint_seconds"
            case from
            case dropConflictingPins = "drop_conflicting_pins"
            case robust
            case slackPercent = "slack_percent"
        }
    }

    let format = 1
    let version: String
    let inputSHA256: String
    let planSHA256: String
    let arguments: [String]
    let options: Options
    let stop: String
    let total: Int
    let bound: Int?
    let began: String
    let written: String
    let elapsedSeconds: Double
    let processorSeconds: Double
    let peakMemoryMebibytes: Int
    let machine: Machine

    private enum CodingKeys: String, CodingKey {
        case format
        case version
        case inputSHA256 = "input_sha256"
        case planSHA256 = "plan_sha256"
        case arguments
        case options
        case stop
        case total
        case bound
        case began
        case written
        case elapsedSeconds = "elapsed_seconds"
        case processorSeconds = "processor_seconds"
        case peakMemoryMebibytes = "peak_memory_mib"
        case machine
    }
}
