import PaidanTestSupport
import ScenarioFiles
import Scheduling

/// One team and two visits at different sites, each of 60 minutes; the shift holds one of them.
///
/// Institutes I and J with a station each; team A is based at I's station S. The way from S to T is 10
/// minutes, so that R1 at S and R2 at T take 60 + 10 + 60 + 10 = 140 minutes; the shift has 100.
let twoSites: [String: String] = [
    "scenario.yaml": "format: 1\nname: two sites\nstart: 2026-11-23\n",
    "sites.csv": """
    id,name,kind,lat,lon,parent
    I,东所,institute,34.70,113.60,
    J,西所,institute,34.72,113.60,
    S,,station,34.70,113.61,I
    T,,station,34.72,113.61,J

    """,
    "travel.csv": "from,to,minutes\nS,T,10\n",
    "teams.csv": "id,base,skills\nA,S,care\n",
    "shifts.csv": "team,date,start,end\nA,daily,08:00,09:40\n",
    "services.csv": "id,mode,minutes\nhelp,site,60\n",
    "roles.csv": "service,role,skills\nhelp,helper,care\n",
    "requests.csv": "id,service,site,tier\nR1,help,S,yellow\nR2,help,T,blue\n",
]

/// A scenario from its files.
func reading(_ files: [String: String] = twoSites) throws -> ScenarioReading {
    try ScenarioText(files: files.mapValues { Array($0.utf8) }, folderName: "test").read()
}

/// An overlay as a file has it.
func overlay(_ text: String) -> OverlayReading {
    OverlayFile.read(Array(text.utf8), file: "overlay.yaml")
}

/// A random scenario as tables: two sites, two teams, a few requests.
func randomTables(seed: UInt64) -> [String: String] {
    var random = SplitMix64(seed: seed)
    let crews = random.within(1...2)
    var files = twoSites
    files["travel.csv"] = "from,to,minutes\nS,T,\(random.within(1...30))\n"
    files["teams.csv"] = "id,base,skills,radius\nA,S,care,\nB,T,,\(random.within(5...40))\n"
    files["shifts.csv"] = """
        team,date,start,end,crews
        A,daily,08:00,\(clockText(random.within(500...700))),\(crews)
        B,daily,09:00,\(clockText(random.within(560...700))),1

        """
    files["services.csv"] = "id,mode,minutes\nhelp,site,\(random.within(10...50))\ncall,phone,15\n"
    files["roles.csv"] = "service,role,skills\nhelp,helper,care\ncall,caller,\n"
    var rows = "id,service,site,tier,hours\n"
    for number in 1...random.within(2...5) {
        let service = random.pick(["help", "help", "call"])
        let site = random.pick(["S", "T"])
        let tier = random.pick(["red", "yellow", "blue"])
        let from = random.within(470...560)
        let hours = "\(clockText(from))-\(clockText(from + random.within(20...200)))"
        rows += "R\(number),\(service),\(site),\(tier),\(hours)\n"
    }
    files["requests.csv"] = rows
    return files
}
