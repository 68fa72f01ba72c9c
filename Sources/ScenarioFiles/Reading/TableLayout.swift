import Scheduling

/// The columns of a table.
struct TableLayout {
    /// Columns without which no row can be read, the id first where rows have one.
    var required: [String]
    /// All columns that the format knows, in its order.
    var columns: [String]

    /// The header as a user may copy it.
    var headerText: FaultText { .text(.columnsOf, .value(columns.joined(separator: ","))) }

    static func of(_ table: DraftTable) -> TableLayout {
        switch table {
        case .scenario: TableLayout(required: [], columns: [])
        case .sites: TableLayout("id,lat,lon", "id,name,kind,lat,lon,parent,rooms")
        case .travel: TableLayout("from,to,minutes", "from,to,minutes")
        case .teams:
            TableLayout(
                "id,base",
                "id,name,base,skills,radius,speed,max_minutes,fair_minutes,max_visits,show_up"
            )
        case .shifts:
            TableLayout("team,date,start,end", "team,date,start,end,crews,people,capacity")
        case .services: TableLayout("id,mode,minutes", "id,name,mode,minutes")
        case .roles: TableLayout("service,role", "service,role,skills,people")
        case .requests:
            TableLayout(
                "id,service",
                "id,service,site,lat,lon,resident,submitted,from,until,hours,days,minutes,tier,"
                    + "value,due,prefer,refuse,load,address,phone,notes"
            )
        case .programs:
            TableLayout(
                "id,service",
                "id,name,service,site,start,times,gap,from,until,hours,days,minutes,tier,value,"
                    + "prefer,refuse,max_teams"
            )
        case .commitments:
            TableLayout("visit,team,start,kind", "visit,role,team,start,kind,crew")
        }
    }

    /// The columns of an events file: who and what, then those of a new request.
    static let events = TableLayout(
        "event",
        "event,visit,role,team,shift,reason,service,site,lat,lon,resident,submitted,from,until,hours,"
            + "days,minutes,tier,value,due,prefer,refuse,load,notes"
    )

    /// The columns of a ledger of past plans.
    static let ledger = TableLayout(
        "plan,start,days,kind,id",
        "plan,start,days,kind,id,minutes,served,unserved"
    )

    /// The columns of a file of ratings.
    static let ratings = TableLayout("team,service,rating", "team,service,rating,date,notes")

    private init(_ required: String, _ columns: String) {
        self.init(
            required: required.split(separator: ",").map { String($0) },
            columns: columns.split(separator: ",").map { String($0) }
        )
    }

    private init(required: [String], columns: [String]) {
        self.required = required
        self.columns = columns
    }
}
