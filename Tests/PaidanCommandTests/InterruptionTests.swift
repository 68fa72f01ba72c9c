import Synchronization
import Testing

@testable import PaidanCommand

@Suite("Interruption")
struct InterruptionTests {
    @Test("The first signal asks, the second ends at once, with the first one's status kept")
    func twice() {
        let asked = Mutex(0)
        let ended = Mutex<[CommandStatus]>([])
        let interruption = Interruption { status in ended.withLock { $0.append(status) } }
        interruption.onRaise { asked.withLock { $0 += 1 } }
        #expect(interruption.status == nil)
        interruption.raise(.terminated)
        #expect(asked.withLock { $0 } == 1)
        #expect(ended.withLock { $0 }.isEmpty)
        interruption.raise(.interrupted)
        #expect(asked.withLock { $0 } == 1)
        #expect(ended.withLock { $0 } == [.interrupted])
        #expect(interruption.status == .terminated)
    }

    @Test("A command with nothing to bring home ends at the first signal")
    func atOnce() {
        let ended = Mutex<[CommandStatus]>([])
        let interruption = Interruption { status in ended.withLock { $0.append(status) } }
        interruption.endAtOnceWhenRaised()
        interruption.raise(.interrupted)
        #expect(ended.withLock { $0 } == [.interrupted])
    }

    @Test("Checking and publishing end at the first signal", arguments: ["check", "publish"])
    func commandsEndAtOnce(command: String) async {
        let ended = Mutex<[CommandStatus]>([])
        let interruption = Interruption { status in ended.withLock { $0.append(status) } }
        interruption.raise(.interrupted)
        let sink = CollectingSink()
        let console = Console(output: sink, errors: sink)
        let arguments = [command, "/nowhere", "/nowhere/plan.json"]
        _ = await PaidanProgram.run(arguments, in: console, interruption: interruption)
        #expect(ended.withLock { $0 } == [.interrupted])
    }

    @Test("A signal that comes before the run is heard when the run begins")
    func early() {
        let asked = Mutex(0)
        let interruption = Interruption()
        interruption.raise(.interrupted)
        interruption.onRaise { asked.withLock { $0 += 1 } }
        #expect(asked.withLock { $0 } == 1)
    }
}
