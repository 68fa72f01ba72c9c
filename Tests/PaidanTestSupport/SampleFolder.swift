/// A small scenario as text that uses every file and most columns, by file name.
///
/// Three days from a Monday; three sites, three teams, five services, six requests, two programs.
public let sampleFiles: [String: String] = [
    "scenario.yaml": """
    # a sample
    format: 1
    name: "sample: three days"
    start: 2026-11-23   # a Monday
    days: 3
    travel:
      speed: 250
    weights:
      prefer: 20
      change_tolerance: 15

    """,
    "sites.csv": """
    id,name,kind,lat,lon,parent,rooms
    C,中心,centre,34.75,113.65,,
    S,站,station,34.76,113.65,C,1
    V,礼堂,venue,34.77,113.65,S,2

    """,
    "travel.csv": """
    from,to,minutes
    C,S,5
    S,C,6

    """,
    "teams.csv": """
    id,name,base,skills,radius,speed,max_minutes,fair_minutes,max_visits
    A,甲队,C,nursing:2;driving,15,,200,60,2
    B,乙队,S,haircut,,,,,
    D,丁队,C,nursing,,125,,,

    """,
    "shifts.csv": """
    team,date,start,end,crews,people,capacity
    A,daily,8:30,11:30,,,4
    B,Mon;Tue,08:00,12:00,2,2,3
    D,2026-11-23,14:00,24:00,,,

    """,
    "services.csv": """
    id,name,mode,minutes
    hair,理发,site,30
    clinic,义诊,site,40
    home,护理,home,30
    call,电话,phone,15
    talk,宣讲,site,20

    """,
    "roles.csv": """
    service,role,skills,people
    hair,h,haircut,
    clinic,n,nursing:2,
    clinic,r,,2
    home,n,nursing,
    call,c,,
    talk,t,driving,

    """,
    "requests.csv": """
    id,service,site,lat,lon,resident,submitted,from,until,hours,days,minutes,tier,value,due,prefer,refuse,load
    R1,hair,S,,,张三,2026-11-20,2026-11-23,2026-11-23,08:30-10:00,,,yellow,,2026-11-23T08:20,B,,3
    R2,home,,34.76,113.65,李四,,,,,,,,150,,,D,4
    R3,clinic,S,,,,,,2026-11-24T12:00,,Tue,,red,,,,,4
    R4,call,,,,,,,,,,,,,,,,
    R5,home,,34.77,113.65,,,,,,,45,,,,,,
    R6,home,V,,,,,,,,,,,,,A,B,

    """,
    "programs.csv": """
    id,name,service,site,start,times,gap,from,until,hours,days,minutes,tier,value,prefer,refuse,max_teams
    P1,课后,talk,S,10:30,,,,2026-11-24,,Mon;Tue,,,,,,1
    P2,探访,talk,S,,2,2,,,,,,blue,,B,,

    """,
    "commitments.csv": """
    visit,role,team,start,kind,crew
    R2,n,A,2026-11-23T09:00,pinned,1
    R1,,B,2026-11-23T08:30,published,
    P2#1,t,A,2026-11-24T09:00,published,

    """,
]
