import PaidanTestSupport
import Scheduling
import Testing

@testable import ReportPages

@Suite("What is told of residents")
struct PrivacyTests {
    @Test("The public learns nothing of any resident, nor which requests there are")
    func anyone() throws {
        try withEvery("seed", in: 1...30) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let before = randomPlan(of: sample.scenario, seed: UInt64(seed) + 1000)
            for language in Language.allCases {
                let report = sample.report(.anyone, language, before: before)
                for file in report.files() {
                    let text = String(decoding: file.bytes, as: UTF8.self)
                    for index in sample.scenario.visits.indices {
                        for secret in sample.secrets(ofVisit: index) {
                            #expect(!text.contains(secret), "\(secret) in \(file.path)")
                        }
                    }
                }
            }
        }
    }

    @Test("Requests are not listed for the public, not even by their ids")
    func ids() {
        var sample = SampleReport(seed: 5)
        for index in sample.scenario.visits.indices
        where sample.scenario.visits[index].programIndex == nil {
            sample.scenario.visits[index].id = VisitID("request-\(index)-id")
        }
        sample.plan = randomPlan(of: sample.scenario, seed: 5)
        #expect(sample.report(.centre).files().texts(inFolder: "tables").contains("-id"))
        for file in sample.report(.anyone).files() {
            #expect(!String(decoding: file.bytes, as: UTF8.self).contains("-id"))
        }
    }

    @Test("A site that is a home is named to the centre alone")
    func homes() {
        var sample = SampleReport(seed: 8)
        for index in sample.scenario.sites.indices {
            sample.scenario.sites[index].kind = .home
            sample.scenario.sites[index].name = "王家\(index)室"
        }
        for file in sample.report(.anyone).files() {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("王家"), "in \(file.path)")
        }
        #expect(sample.report(.centre).files().text("index.html")?.contains("王家") == true)
    }

    @Test("A team's files tell of its own visits only")
    func teams() throws {
        try withEvery("seed", in: 1...30) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let files = sample.report(.team).files()
            let names = FileNames(sample.scenario).teams
            #expect(
                files.allSatisfy { file in
                    file.path == "index.html" || names.contains { file.path.contains("/\($0).") }
                }
            )
            for (team, name) in zip(sample.scenario.teams, names) {
                let own = files.filter { $0.path.contains("/\(name).") }
                let text = own.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
                let served = Set(
                    sample.plan.assignments.filter { $0.team == team.id }.map(\.visit)
                )
                for (index, visit) in sample.scenario.visits.enumerated()
                where !served.contains(visit.id) {
                    for secret in sample.secrets(ofVisit: index) {
                        #expect(!text.contains(secret), "\(secret) of \(visit.id) in \(name)")
                    }
                }
            }
            let front = files.text("index.html") ?? ""
            for index in sample.scenario.visits.indices {
                for secret in sample.secrets(ofVisit: index) { #expect(!front.contains(secret)) }
            }
        }
    }

    @Test("A crew's sheet says whom it visits, where, and how to reach them")
    func crewsKnow() throws {
        try withEvery("seed", in: 1...10) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let sheets = sample.report(.station).files().texts(inFolder: "sheets")
            for row in sample.plan.assignments {
                guard let contact = sample.contacts[row.visit] else { continue }
                #expect(sheets.contains(contact.phone))
                #expect(sheets.contains(Markup.escaped(contact.notes)))
            }
        }
    }

    @Test("Stations see each other's figures, but no resident outside their own pages")
    func stations() throws {
        try withEvery("seed", in: 1...15) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let files = sample.report(.station).files()
            let common = files.filter { file in
                !["sheets/", "calendars/", "stations/"].contains { file.path.hasPrefix($0) }
            }
            for file in common {
                let text = String(decoding: file.bytes, as: UTF8.self)
                for index in sample.scenario.visits.indices {
                    for secret in sample.secrets(ofVisit: index) {
                        #expect(!text.contains(secret), "\(secret) in \(file.path)")
                    }
                }
            }
        }
    }

    @Test("A station's folder tells of its own teams' visits and of those in its rooms only")
    func stationFolders() throws {
        try withEvery("seed", in: 1...30) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let files = sample.report(.station).files()
            let names = FileNames(sample.scenario).sites
            for (site, name) in names.enumerated() {
                let text = files.filter { $0.path.hasPrefix("stations/\(name)/") }
                    .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
                let ownTeams = Set(
                    sample.scenario.teams.filter { $0.baseSiteIndex == site }.map(\.id)
                )
                let served = Set(
                    sample.plan.assignments.filter { ownTeams.contains($0.team) }.map(\.visit)
                )
                for (index, visit) in sample.scenario.visits.enumerated()
                where !served.contains(visit.id) && visit.siteIndex != site {
                    for secret in sample.secrets(ofVisit: index) {
                        #expect(!text.contains(secret), "\(secret) of \(visit.id) in \(name)")
                    }
                }
            }
        }
    }
}
