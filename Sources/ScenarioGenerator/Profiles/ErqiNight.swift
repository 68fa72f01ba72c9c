import Scheduling

extension GeneratorOptions {
    /// Erqi on one night of 2023: 27 programs, 139 points shops, red, yellow and blue care.
    func erqiNightBlueprint() -> Blueprint {
        var town = TownPlan.erqi()
        town.venues = 139
        town.venueNames = ["积分超市"]
        var blueprint = Blueprint.district(
            scenarioName,
            days: 1,
            town: town,
            teams: 184,
            requests: RequestPlan.nightServices,
            count: 792
        )
        blueprint.teams.loadPerMille = 830
        blueprint.tableWays = 16
        // Care is sorted by need: elders living alone, pregnant women, the disabled, children.
        blueprint.requests.tiers = [
            Weighted(.red, 90), Weighted(.yellow, 250), Weighted(.blue, 460), Weighted(nil, 200),
        ]
        blueprint.programs = erqiPrograms
        return blueprint
    }

    /// Erqi's 27 programs; each is held at four places.
    private var erqiPrograms: [ProgramPlan] {
        let lectures = [
            "理论宣讲进社区", "红色故事会", "家风课堂", "移风易俗宣讲", "健康讲座", "防诈骗讲座", "普法讲堂",
        ]
        let care = ["独居老人探访", "孕产妇关怀", "残疾人帮扶", "留守儿童陪伴", "失独家庭探望", "退役军人走访"]
        let lessons = ["四点半课堂", "国学小课堂", "手工课", "书法课", "亲子阅读"]
        let digital = ["银龄学手机", "直播小课", "线上办事辅导"]
        let shows = ["百姓舞台", "戏曲进院子"]
        let clinics = ["月度义诊"]
        let repairs = ["便民修理日", "家电义修", "管道检查"]
        let evening = daily("09:00-11:30", "15:00-17:30", "18:30-20:30")
        return lectures.map {
            freeProgram($0, .lecture, count: 4, at: mostlyStations, hours: [evening])
        }
            + care.map {
                freeProgram(
                    $0,
                    .elderVisit,
                    count: 4,
                    at: [Weighted(.home, 1)],
                    hours: [[], daily("08:30-11:30"), daily("14:00-17:30")],
                    tier: .yellow
                )
            }
            + lessons.map {
                fixedProgram(
                    $0,
                    .afterSchool,
                    count: 4,
                    at: mostlyStations,
                    startMinute: 990,
                    days: []
                )
            }
            + digital.map {
                freeProgram($0, .phoneHelp, count: 4, at: mostlyStations, hours: [evening])
            }
            + shows.map {
                freeProgram($0, .performance, count: 4, at: mostlyStations, hours: [evening])
            }
            + clinics.map {
                freeProgram(
                    $0,
                    .clinic,
                    count: 4,
                    at: mostlyStations,
                    hours: [daily("08:30-11:30")],
                    value: 400
                )
            }
            + repairs.map {
                freeProgram($0, .repair, count: 4, at: [Weighted(.home, 1)], hours: [[]])
            }
    }
}
