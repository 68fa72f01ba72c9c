import Scheduling

/// A sort of volunteer team: what it can do, how it moves, how many go together.
struct TeamKind: Sendable {
    /// A skill that some teams of the sort have besides.
    struct Extra: Sendable {
        let skill: String
        /// How many teams in a thousand have it.
        let perMille: Int
        /// The levels it comes at.
        var levels = [Weighted(1, 1)]
    }

    let name: String
    /// The skill that makes the sort; nil where anyone may join.
    let skill: String?
    /// The levels that it comes at.
    var levels = [Weighted(1, 30), Weighted(2, 45), Weighted(3, 25)]
    var extras: [Extra] = []
    /// Metres per minute; nil = the scenario's.
    var speeds: [Weighted<Int?>] = [Weighted(nil, 1)]
    /// People in a crew; nil = 1.
    var people: [Weighted<Int?>] = [Weighted(nil, 40), Weighted(2, 60)]
}

/// How teams get about.
private let onFootOrBike: [Weighted<Int?>] = [Weighted(nil, 55), Weighted(80, 45)]
private let byCar: [Weighted<Int?>] = [Weighted(450, 65), Weighted(600, 35)]
private let sometimesByCar: [Weighted<Int?>] = [Weighted(nil, 55), Weighted(450, 45)]
private let oneToThree: [Weighted<Int?>] = [Weighted(nil, 33), Weighted(2, 34), Weighted(3, 33)]

/// The sorts of teams that districts have.
extension TeamKind {
    static let elders = TeamKind(
        name: "银龄互助队",
        skill: "eldercare",
        levels: [Weighted(1, 40), Weighted(2, 60)],
        extras: [Extra(skill: "nursing", perMille: 530)],
        speeds: onFootOrBike,
        people: oneToThree
    )
    static let nurses = TeamKind(
        name: "护理队",
        skill: "nursing",
        levels: [Weighted(1, 15), Weighted(2, 50), Weighted(3, 35)],
        extras: [Extra(skill: "eldercare", perMille: 420)],
        speeds: sometimesByCar,
        people: oneToThree
    )
    static let fixers = TeamKind(
        name: "小工坊修补队",
        skill: "repair",
        levels: [Weighted(1, 22), Weighted(2, 40), Weighted(3, 38)],
        extras: [
            Extra(skill: "plumbing", perMille: 530), Extra(skill: "digital", perMille: 520),
        ],
        speeds: sometimesByCar
    )
    static let barbers = TeamKind(
        name: "红剪刀理发队",
        skill: "haircut",
        levels: [Weighted(1, 30), Weighted(2, 70)],
        extras: [Extra(skill: "eldercare", perMille: 420)],
        speeds: onFootOrBike
    )
    static let drivers = TeamKind(
        name: "爱心车队",
        skill: "driving",
        levels: [Weighted(1, 1)],
        extras: [Extra(skill: "eldercare", perMille: 480)],
        speeds: byCar,
        people: [Weighted(nil, 32), Weighted(2, 16), Weighted(3, 32), Weighted(4, 20)]
    )
    static let teachers = TeamKind(
        name: "助学教师队",
        skill: "teaching",
        levels: [Weighted(1, 20), Weighted(2, 40), Weighted(3, 40)],
        extras: [
            Extra(skill: "digital", perMille: 530), Extra(skill: "lecture", perMille: 560),
        ],
        people: oneToThree
    )
    static let lawyers = TeamKind(
        name: "法律服务队",
        skill: "legal",
        levels: [Weighted(1, 45), Weighted(2, 55)],
        extras: [Extra(skill: "lecture", perMille: 550)],
        speeds: sometimesByCar
    )
    static let digital = TeamKind(
        name: "青年数字队",
        skill: "digital",
        levels: [Weighted(1, 40), Weighted(2, 60)],
        extras: [
            Extra(skill: "teaching", perMille: 570), Extra(skill: "driving", perMille: 580),
        ],
        people: [Weighted(nil, 20), Weighted(2, 40), Weighted(3, 40)]
    )
    static let plumbers = TeamKind(
        name: "疏通抢修队",
        skill: "plumbing",
        levels: [Weighted(1, 35), Weighted(2, 65)],
        extras: [
            Extra(skill: "repair", perMille: 660, levels: [Weighted(1, 40), Weighted(2, 60)])
        ],
        speeds: sometimesByCar,
        people: [Weighted(2, 50), Weighted(3, 50)]
    )
    static let lecturers = TeamKind(
        name: "宣讲团",
        skill: "lecture",
        extras: [Extra(skill: "performance", perMille: 400)],
        speeds: sometimesByCar
    )
    static let artists = TeamKind(
        name: "艺术团",
        skill: "performance",
        speeds: sometimesByCar,
        people: [
            Weighted(4, 40), Weighted(5, 15), Weighted(6, 15), Weighted(7, 15), Weighted(8, 15),
        ]
    )
    static let doctors = TeamKind(
        name: "医师义诊队",
        skill: "doctor",
        levels: [Weighted(1, 35), Weighted(2, 65)],
        extras: [
            Extra(skill: "nursing", perMille: 1000, levels: [Weighted(2, 60), Weighted(3, 40)])
        ],
        speeds: sometimesByCar,
        people: oneToThree
    )
    static let counsellors = TeamKind(
        name: "心理疏导队",
        skill: "counselling",
        levels: [Weighted(1, 35), Weighted(2, 65)],
        extras: [Extra(skill: "teaching", perMille: 400)],
        people: [Weighted(nil, 1)]
    )
    static let members = TeamKind(
        name: "党员先锋队",
        skill: nil,
        extras: [
            Extra(skill: "driving", perMille: 600), Extra(skill: "eldercare", perMille: 420),
        ],
        people: [
            Weighted(nil, 20), Weighted(2, 20), Weighted(3, 28), Weighted(4, 20), Weighted(5, 12),
        ]
    )
}
