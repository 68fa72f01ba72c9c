"""Reads a scenario folder of format 1 for the peers: valid ones only, since `paidan check` judges.

Everything is indexed from 0 in the order of the files; times are minutes since the first midnight.
"""

import csv
import datetime
import io
import math
import os
from dataclasses import dataclass, field

import numpy

DAY = 1440
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NAMED_DAYS = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
EARTH_RADIUS_METRES = 6_371_008.8
DEFAULTS = {
    "weights": {
        "red": 1000, "yellow": 300, "blue": 100, "session": 200, "age": 5, "prefer": 20,
        "travel": 1, "crew": 10, "late": 1, "continuity": 30, "fair": 1, "change": 50,
        "change_tolerance": 30,
    },
    "travel": {"speed": 250, "detour": 130, "fixed": 2},
}


@dataclass
class Team:
    id: str
    base: int  # place
    skills: dict
    radius: int | None
    speed: int
    max_minutes: int | None
    fair_minutes: int | None
    max_visits: int | None


@dataclass
class Shift:
    team: int
    start: int
    end: int
    crews: int
    people: int
    capacity: int | None


@dataclass
class Role:
    id: str
    skills: dict
    people: int


@dataclass
class Visit:
    id: str
    roles: list
    mode: str
    place: int | None  # None: at the serving team's base
    site: int | None
    minutes: int
    windows: list
    value: int
    due: int | None = None
    prefer: frozenset = frozenset()
    refuse: frozenset = frozenset()
    load: int = 0
    program: int | None = None


@dataclass
class Program:
    id: str
    visits: list
    gap: int
    max_teams: int | None


@dataclass
class Commitment:
    visit: int | None
    role: int | None
    team: int | None
    start: int
    kind: str
    crew: int | None


@dataclass
class Scenario:
    folder: str
    name: str = ""
    start: datetime.date = datetime.date(2000, 1, 1)
    days: int = 1
    weights: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    coordinates: list = field(default_factory=list)  # of places: the sites first
    rooms: list = field(default_factory=list)  # of sites
    table: dict = field(default_factory=dict)  # (place, place): minutes
    teams: list = field(default_factory=list)
    shifts: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    programs: list = field(default_factory=list)
    commitments: list = field(default_factory=list)

    def stamp(self, minute):
        day, rest = divmod(minute, DAY)
        date = self.start + datetime.timedelta(days=day)
        return f"{date}T{rest // 60:02d}:{rest % 60:02d}"

    # ---------------------------------------------------------------- travel
    def matrix(self, speed):
        """Travel minutes between all places at a speed, as a square array."""
        if speed not in self._matrices:
            minutes = -(-self._metres * self.rules["detour"] // (100 * speed))
            minutes += self.rules["fixed"]
            numpy.fill_diagonal(minutes, 0)
            for (a, b), given in self.table.items():
                if a != b:
                    minutes[a, b] = given
            self._matrices[speed] = minutes
        return self._matrices[speed]

    def minutes(self, team, a, b):
        """Travel minutes of a team from one place to another."""
        return int(self.matrix(team.speed)[a, b])

    def measure(self):
        """Great-circle metres between all places; near half metres by the formula itself."""
        self._matrices = {}
        rad = numpy.radians(numpy.array(self.coordinates, dtype=float).reshape(-1, 2))
        lat, lon = rad[:, 0], rad[:, 1]
        h = numpy.sin((lat[None, :] - lat[:, None]) / 2) ** 2
        h += (
            numpy.cos(lat)[:, None] * numpy.cos(lat)[None, :]
            * numpy.sin((lon[None, :] - lon[:, None]) / 2) ** 2
        )
        exact = 2 * EARTH_RADIUS_METRES * numpy.arcsin(numpy.sqrt(numpy.minimum(1, h))) + 0.5
        metres = numpy.floor(exact).astype(numpy.int64)
        rest = exact - metres
        for a, b in zip(*numpy.where((rest < 1e-4) | (rest > 1 - 1e-4))):
            metres[a, b] = self._one_distance(a, b) if a != b else 0
        self._metres = metres

    def _one_distance(self, a, b):
        (lat_a, lon_a), (lat_b, lon_b) = self.coordinates[a], self.coordinates[b]
        p, q = math.radians(lat_a), math.radians(lat_b)
        h = math.sin((q - p) / 2) ** 2
        h += math.cos(p) * math.cos(q) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
        return math.floor(2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(min(1.0, h))) + 0.5)

    # ---------------------------------------------------------------- who may serve what
    def place(self, visit, team):
        return team.base if visit.place is None else visit.place

    def goods(self, visit, role):
        return visit.load if role == 0 else 0

    def qualifies(self, visit, role, team):
        wanted = visit.roles[role].skills
        if any(team.skills.get(skill, 0) < level for skill, level in wanted.items()):
            return False
        if self.teams.index_of[team.id] in visit.refuse:
            return False
        there = self.place(visit, team)
        return team.radius is None or self.minutes(team, team.base, there) <= team.radius

    def eligible(self):
        """[visit][role] shifts that could hold the role alone (necessary, not sufficient)."""
        triangle = not self.table and self.rules["fixed"] >= 1
        out = []
        for visit in self.visits:
            of_roles = []
            for number, role in enumerate(visit.roles):
                teams = {
                    k for k, team in enumerate(self.teams) if self.qualifies(visit, number, team)
                }
                fitting = []
                for k, shift in enumerate(self.shifts):
                    if shift.team not in teams or shift.people < role.people:
                        continue
                    if shift.capacity is not None and self.goods(visit, number) > shift.capacity:
                        continue
                    if self.starts(visit, shift, triangle):
                        fitting.append(k)
                of_roles.append(fitting)
            out.append(of_roles)
        return out

    def starts(self, visit, shift, triangle):
        """Intervals of starts that lie in a window and in the shift."""
        team = self.teams[shift.team]
        there = self.place(visit, team)
        out = self.minutes(team, team.base, there) if triangle else 0
        back = self.minutes(team, there, team.base) if triangle else 0
        found = []
        for a, b in visit.windows:
            low, high = max(a, shift.start + out), min(b, shift.end - back) - visit.minutes
            if low <= high:
                found.append((low, high))
        return found

    def schedule(self, shift, visits):
        """Earliest starts of visits served in this order; None where they don't fit."""
        team = self.teams[shift.team]
        here, free, starts = team.base, shift.start, []
        for k in visits:
            visit = self.visits[k]
            there = self.place(visit, team)
            ready = free + self.minutes(team, here, there)
            options = [max(ready, a) for a, b in visit.windows if max(ready, a) + visit.minutes <= b]
            if not options:
                return None
            starts.append(min(options))
            here, free = there, min(options) + visit.minutes
        if free + self.minutes(team, here, team.base) > shift.end:
            return None
        return starts

    def lacks(self):
        """What of format 1 this scenario uses beyond plain requests, as words."""
        found = set()
        for visit in self.visits:
            if len(visit.roles) > 1:
                found.add("several roles")
            if visit.due is not None and self.weights["late"]:
                found.add("lateness")
            if visit.prefer and self.weights["prefer"]:
                found.add("preference")
            if visit.load:
                found.add("loads")
            if visit.place is None:
                found.add("remote visits")
            if visit.mode == "site" and visit.site is not None:
                if self.rooms[visit.site] is not None:
                    found.add("rooms")
        for program in self.programs:
            if len(program.visits) > 1 and program.gap > 0:
                found.add("gaps")
            if len(program.visits) > 1 and (program.max_teams or self.weights["continuity"]):
                found.add("continuity")
        for team in self.teams:
            if team.max_minutes is not None:
                found.add("work limits")
            if team.fair_minutes is not None and self.weights["fair"]:
                found.add("fairness")
            if team.max_visits is not None:
                found.add("visits per crew")
        for row in self.commitments:
            found.add("pinned" if row.kind == "pinned" else "published")
        return found


class Teams(list):
    """Teams in order, with their indices by id."""

    def __init__(self):
        super().__init__()
        self.index_of = {}


# -------------------------------------------------------------------- reading
def read(folder):
    """Reads a scenario folder."""
    return Reader(folder).scenario


class Reader:
    def __init__(self, folder):
        self.scenario = Scenario(folder=folder, teams=Teams())
        self._settings()
        self._sites()
        self._teams()
        self._shifts()
        self._services()
        self._requests()
        self._programs()
        self._commitments()
        self.scenario.measure()

    def _text(self, file):
        path = os.path.join(self.scenario.folder, file)
        if not os.path.exists(path):
            return ""
        with open(path, "rb") as handle:
            data = handle.read()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030")

    def _rows(self, file):
        lines = csv.reader(io.StringIO(self._text(file), newline=""))
        header = None
        for cells in lines:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if header is None:
                header = cells
                continue
            yield {name: cell for name, cell in zip(header, cells) if cell}

    def _settings(self):
        scenario, section, indent_of_section = self.scenario, None, 0
        values = {name: dict(entries) for name, entries in DEFAULTS.items()}
        scenario.name = os.path.basename(os.path.abspath(scenario.folder))
        for line in self._text("scenario.yaml").splitlines():
            bare = line.strip()
            if not bare or bare.startswith("#") or ":" not in bare:
                continue
            indent = len(line) - len(line.lstrip())
            key, _, value = bare.partition(":")
            value = value.split(" #")[0].strip().strip("\"'")
            if indent <= indent_of_section:
                section = None
            if not value:
                section, indent_of_section = key, indent
            elif section in values and key in values[section]:
                values[section][key] = int(value)
            elif section is None and key == "name":
                scenario.name = value
            elif section is None and key == "start":
                scenario.start = datetime.date.fromisoformat(value)
            elif section is None and key == "days":
                scenario.days = int(value)
        scenario.weights, scenario.rules = values["weights"], values["travel"]

    def _moment(self, text, end=False):
        date, has_time, time = text.partition("T")
        day = (datetime.date.fromisoformat(date) - self.scenario.start).days * DAY
        return day + (clock(time) if has_time else DAY if end else 0)

    def _sites(self):
        self.sites = {}
        for row in self._rows("sites.csv"):
            self.sites[row["id"]] = len(self.scenario.coordinates)
            self.scenario.coordinates.append((float(row["lat"]), float(row["lon"])))
            self.scenario.rooms.append(number(row, "rooms"))
        given = {
            (self.sites[row["from"]], self.sites[row["to"]]): int(row["minutes"])
            for row in self._rows("travel.csv")
        }
        self.scenario.table = {(b, a): m for (a, b), m in given.items()} | given

    def _teams(self):
        for row in self._rows("teams.csv"):
            self.scenario.teams.index_of[row["id"]] = len(self.scenario.teams)
            self.scenario.teams.append(
                Team(
                    row["id"], self.sites[row["base"]], skills(row.get("skills", "")),
                    number(row, "radius"), number(row, "speed", self.scenario.rules["speed"]),
                    number(row, "max_minutes"), number(row, "fair_minutes"),
                    number(row, "max_visits"),
                )
            )

    def _shifts(self):
        for row in self._rows("shifts.csv"):
            for day in self._dates(row["date"]):
                self.scenario.shifts.append(
                    Shift(
                        self.scenario.teams.index_of[row["team"]],
                        day * DAY + clock(row["start"]), day * DAY + clock(row["end"]),
                        number(row, "crews", 1), number(row, "people", 1),
                        number(row, "capacity"),
                    )
                )

    def _dates(self, text):
        scenario = self.scenario
        if text[0].isdigit():
            day = (datetime.date.fromisoformat(text) - scenario.start).days
            return [day] if 0 <= day < scenario.days else []
        week = NAMED_DAYS.get(text) or {WEEK.index(name) for name in items(text)}
        first = scenario.start.weekday()
        return [day for day in range(scenario.days) if (first + day) % 7 in week]

    def _services(self):
        self.services = {}
        for row in self._rows("services.csv"):
            self.services[row["id"]] = (row["mode"], int(row["minutes"]), [])
        for row in self._rows("roles.csv"):
            self.services[row["service"]][2].append(
                Role(row["role"], skills(row.get("skills", "")), number(row, "people", 1))
            )

    def _windows(self, row, minutes):
        scenario = self.scenario
        low = self._moment(row["from"]) if "from" in row else 0
        high = self._moment(row["until"], True) if "until" in row else scenario.days * DAY
        hours = [tuple(map(clock, part.split("-"))) for part in items(row.get("hours", ""))]
        week = {WEEK.index(name) for name in items(row.get("days", ""))} or set(range(7))
        found = []
        for day in range(scenario.days):
            if (scenario.start.weekday() + day) % 7 not in week:
                continue
            for a, b in hours or [(0, DAY)]:
                a, b = max(low, day * DAY + a), min(high, day * DAY + b)
                if b - a >= minutes:
                    found.append((a, b))
        return found

    def _visit(self, row, identifier, windows, value, program):
        mode, usual, roles = self.services[row["service"]]
        site = self.sites.get(row.get("site"))
        place = site
        if place is None and "lat" in row and "lon" in row:
            place = len(self.scenario.coordinates)
            self.scenario.coordinates.append((float(row["lat"]), float(row["lon"])))
        index_of = self.scenario.teams.index_of
        self.scenario.visits.append(
            Visit(
                identifier, roles, mode, None if mode in ("phone", "online") else place, site,
                number(row, "minutes", usual), windows, value,
                self._moment(row["due"]) if "due" in row and program is None else None,
                frozenset(index_of[team] for team in items(row.get("prefer", ""))),
                frozenset(index_of[team] for team in items(row.get("refuse", ""))),
                number(row, "load", 0) if program is None else 0, program,
            )
        )

    def _requests(self):
        weights = self.scenario.weights
        for row in self._rows("requests.csv"):
            minutes = number(row, "minutes", self.services[row["service"]][1])
            since = self._moment(row["submitted"]) // DAY if "submitted" in row else 0
            value = weights[row.get("tier", "blue")] + weights["age"] * max(0, -since)
            windows = self._windows(row, minutes)
            self._visit(row, row["id"], windows, number(row, "value", value), None)

    def _programs(self):
        scenario = self.scenario
        for row in self._rows("programs.csv"):
            minutes = number(row, "minutes", self.services[row["service"]][1])
            value = number(row, "value", scenario.weights[row.get("tier", "session")])
            program = Program(row["id"], [], number(row, "gap", 1), number(row, "max_teams"))
            if "start" in row:
                program.gap = 0
                sessions = self._fixed_sessions(row, minutes)
            else:
                windows = self._windows(row, minutes)
                sessions = [
                    (f"{row['id']}#{count}", windows) for count in range(1, int(row["times"]) + 1)
                ]
            for identifier, windows in sessions:
                program.visits.append(len(scenario.visits))
                self._visit(row, identifier, windows, value, len(scenario.programs))
            scenario.programs.append(program)

    def _fixed_sessions(self, row, minutes):
        scenario, start = self.scenario, clock(row["start"])
        low = self._moment(row["from"]) if "from" in row else 0
        high = self._moment(row["until"], True) if "until" in row else scenario.days * DAY
        week = {WEEK.index(name) for name in items(row.get("days", ""))} or set(range(7))
        for day in range(scenario.days):
            if (scenario.start.weekday() + day) % 7 in week and low <= day * DAY < high:
                begin = day * DAY + start
                yield f"{row['id']}#{scenario.stamp(begin)[:10]}", [(begin, begin + minutes)]

    def _commitments(self):
        index_of = {visit.id: k for k, visit in enumerate(self.scenario.visits)}
        for row in self._rows("commitments.csv"):
            visit, role = index_of.get(row["visit"]), None
            if visit is not None:
                names = [entry.id for entry in self.scenario.visits[visit].roles]
                wanted = row.get("role", names[0])
                role = names.index(wanted) if wanted in names else None
            self.scenario.commitments.append(
                Commitment(
                    visit, role, self.scenario.teams.index_of.get(row["team"]),
                    self._moment(row["start"]), row["kind"], number(row, "crew"),
                )
            )


def number(row, name, default=None):
    return int(row[name]) if name in row else default


def clock(text):
    hours, _, minutes = text.strip().partition(":")
    return int(hours) * 60 + int(minutes)


def items(text):
    return [part.strip() for part in text.split(";") if part.strip()]


def skills(text):
    found = {}
    for part in items(text):
        name, _, level = part.partition(":")
        name = name.strip()
        found[name] = max(found.get(name, 0), int(level) if level.strip() else 1)
    return found
