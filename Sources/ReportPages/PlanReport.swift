import Evaluation
import Reports
import Scheduling

/// What a crew has to know of a resident beside the scenario; all of it may be empty.
public struct ResidentContact: Hashable, Sendable {
    /// Where the resident lives.
    public var address: String
    /// How the resident is reached.
    public var phone: String
    /// What the crew should know.
    public var notes: String

    /// A contact with all its fields.
    public init(address: String = "", phone: String = "", notes: String = "") {
        self.address = address
        self.phone = phone
        self.notes = notes
    }
}

/// A file of a report: its path inside the report's folder, and its content.
public struct ReportFile: Hashable, Sendable {
    /// Parts separated by `/`; never absolute, and without `..`.
    public var path: String
    /// The whole content.
    public var bytes: [UInt8]

    init(_ path: String, _ text: String) {
        self.path = path
        bytes = Array(text.utf8)
    }

    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A plan as people look at it and hand it out: pages, calendars, maps and tables.
///
/// The plan must keep every hard rule. The same report gives the same bytes everywhere.
public struct PlanReport: Sendable {
    /// What the plan was made for.
    public var scenario: Scenario
    /// The plan.
    public var plan: Plan
    /// A proven upper bound on the total of any plan; nil where none is proven.
    public var bound: Int?
    /// What is known of the residents of requests.
    public var contacts: [VisitID: ResidentContact]
    /// An earlier plan to be held against this one; it may name what the scenario doesn't have.
    public var before: Plan?
    /// What was proven of visits that the plan doesn't serve; goes before what the report finds itself.
    public var proofs: [VisitID: UnservedProof]
    /// Who the report is for.
    public var audience: ReportAudience
    /// Language of the texts.
    public var language: Language

    /// A report with all its fields.
    public init(
        scenario: Scenario,
        plan: Plan,
        bound: Int? = nil,
        contacts: [VisitID: ResidentContact] = [:],
        before: Plan? = nil,
        proofs: [VisitID: UnservedProof] = [:],
        audience: ReportAudience,
        language: Language
    ) {
        self.scenario = scenario
        self.plan = plan
        self.bound = bound
        self.contacts = contacts
        self.before = before
        self.proofs = proofs
        self.audience = audience
        self.language = language
    }

    /// All files of the report, in the order in which people would look at them.
    public func files() -> [ReportFile] {
        let context = ReportContext(self)
        let front =
            audience.hasOverview ? OverviewPage(context).file : TeamListPage(context).file
        var files = [front]
        if audience.hasTeamPages {
            files += context.workingTeams.map { RunSheets(context, team: $0).file }
            files += context.workingTeams.map { TeamCalendar(context, team: $0).file }
        }
        if audience.hasStationPages {
            files += context.stations.map { StationPage(context, site: $0).file }
        }
        if audience.hasOverview {
            files += ReportTables(context).files
            files += MapLayers(context).files
            files += ChartFiles(context).files
        }
        if audience == .anyone { files.append(SessionCalendar(context).file) }
        return files
    }
}
