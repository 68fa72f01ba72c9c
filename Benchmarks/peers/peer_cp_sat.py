"""OR-Tools CP-SAT: all of format 1, one circuit of arcs per shift and a start per visit.

Exact, so its bound holds: roles start together (one start variable a visit), rooms are a cumulative
resource, gaps and continuity are counted per program. A model of more arcs than `MOST_ARCS` is not
built. Where nothing couples teams, a large neighbourhood search over small models comes first, and the
whole model, which gives the bound, starts from its plan.
"""

import copy
from random import Random

from ortools.sat.python import cp_model

import greedy
from plan import Answer, CannotModel, Route, routes_of_sequences, score

MODELS = {
    "continuity", "fairness", "gaps", "lateness", "loads", "pinned", "preference", "published",
    "remote visits", "rooms", "several roles", "visits per crew", "work limits",
}
MOST_ARCS = 3_000_000
# Rules that bind one visit or one team at a time: teams can then be planned anew a few at a time.
SEPARABLE = {
    "fairness", "lateness", "loads", "preference", "remote visits", "visits per crew", "work limits"}
MOST_ARCS_AFTER_SEARCH = 1_000_000
SECONDS_A_NEIGHBOURHOOD = 0.7
SHARE_FOR_BOUND = 0.25


def METHOD():
    import ortools

    return f"OR-Tools CP-SAT {ortools.__version__}"


def solve(scenario, clock, seed):
    if scenario.lacks() - SEPARABLE:
        return whole(scenario, clock, seed, None)
    plan = search(scenario, clock, seed)
    answer = whole(scenario, clock, seed, plan)
    if answer.routes is None:
        answer.routes = routes_of_sequences(scenario, plan)
    return answer


def solver_for(seconds, seed):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    # Probing and symmetry take longer on circuits than the search they are to help.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    return solver


def whole(scenario, clock, seed, plan):
    """The whole model at once; a plan that is known already is its hint."""
    if plan is not None and arcs_at_most(scenario) > MOST_ARCS_AFTER_SEARCH:
        return Answer(None, notes=["no bound: the whole model is too large after the search"])
    model = Model(scenario, plan)
    solver = solver_for(clock.left(), seed)
    # One worker takes turns among strategies; else it would be a plain search without LNS.
    solver.parameters.interleave_search = plan is None
    solver.best_bound_callback = lambda bound: clock.tell(bound=bound)
    status = solver.solve(model.model, Incumbents(clock))
    if status == cp_model.MODEL_INVALID:
        raise ValueError("CP-SAT refuses the model")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = solver.best_objective_bound if status != cp_model.UNKNOWN or plan else None
    if bound is not None and bound <= 0:
        bound = None
    return Answer(model.routes(solver) if found else None, bound)


# -------------------------------------------------------------------- where nothing couples teams
def search(scenario, clock, seed):
    """Large neighbourhood search: a few teams near each other are planned anew by CP-SAT.

    CP-SAT's own LNS spends a second and more on each neighbourhood of a model with 50,000 arcs; small
    models of the same kind serve it better.
    """
    random = Random(seed)
    eligible = scenario.eligible()
    routes = {}
    for shift, stops in greedy.insert_all(scenario, eligible):
        routes.setdefault(shift, []).append(stops)
    total = sum(score(scenario, routes_of_sequences(scenario, pairs(routes))).values())
    clock.tell(total)
    shifts_of_team = {}
    for k, shift in enumerate(scenario.shifts):
        shifts_of_team.setdefault(shift.team, []).append(k)
    teams, size = sorted(shifts_of_team), 4
    until = clock.left() * (1 - SHARE_FOR_BOUND)
    beginning = clock.elapsed()
    while clock.elapsed() - beginning < until:
        seconds = min(SECONDS_A_NEIGHBOURHOOD, until - clock.elapsed() + beginning)
        near = neighbours(scenario, random, teams, min(size, len(teams)))
        open_shifts = {k for team in near for k in shifts_of_team[team]}
        better, proven = plan_anew(scenario, eligible, routes, open_shifts, seconds, random)
        size = min(len(teams), size + 1) if proven else max(2, size - 1)
        if better is None:
            continue
        routes = better
        value = sum(score(scenario, routes_of_sequences(scenario, pairs(routes))).values())
        if value > total:
            total = value
            clock.tell(total)
    return pairs(routes)


def pairs(routes):
    return [(shift, stops) for shift in sorted(routes) for stops in routes[shift]]


def neighbours(scenario, random, teams, size):
    """A team drawn by chance and those with the nearest bases, drawn with some scatter."""
    first = random.choice(teams)
    travel = scenario.matrix(scenario.rules["speed"])
    base = scenario.teams[first].base
    distance = {t: (travel[base, scenario.teams[t].base] + 1) * random.random() for t in teams}
    distance[first] = -1
    return sorted(teams, key=lambda t: (distance[t], t))[:size]


def plan_anew(scenario, eligible, routes, open_shifts, seconds, random):
    """Better routes of the open shifts, or None; and whether CP-SAT settled the part."""
    fixed = {v for shift, many in routes.items() if shift not in open_shifts for r in many for v in r}
    visits = [
        v for v in range(len(scenario.visits))
        if v not in fixed and open_shifts.intersection(eligible[v][0])]
    shifts = sorted(open_shifts)
    part = copy.copy(scenario)
    part.visits = [scenario.visits[v] for v in visits]
    part.shifts = [scenario.shifts[k] for k in shifts]
    index_of_shift = {k: index for index, k in enumerate(shifts)}
    index_of_visit = {v: index for index, v in enumerate(visits)}
    within = [[[index_of_shift[k] for k in eligible[v][0] if k in open_shifts]] for v in visits]
    known = [
        (index_of_shift[k], [index_of_visit[v] for v in stops])
        for k in shifts for stops in routes.get(k, [])]
    model = Model(part, known, within)
    solver = solver_for(seconds, random.randrange(1 << 30))
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    changed = {k: many for k, many in routes.items() if k not in open_shifts}
    for route in model.routes(solver):
        stops = [visits[v] for v, _, _ in route.stops]
        changed.setdefault(shifts[route.shift], []).append(stops)
    return changed, status == cp_model.OPTIMAL


def arcs_at_most(scenario):
    """Arcs of the whole model before those that no time allows are left out."""
    tasks = [0] * len(scenario.shifts)
    for of_roles in scenario.eligible():
        for shifts in of_roles:
            for shift in shifts:
                tasks[shift] += 1
    return sum(count * count for count in tasks)


class Incumbents(cp_model.CpSolverSolutionCallback):
    """Tells of every better plan."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock

    def on_solution_callback(self):
        self.clock.tell(self.objective_value, self.best_objective_bound)


class Model:
    def __init__(self, scenario, plan=None, eligible=None):
        self.scenario, self.model = scenario, cp_model.CpModel()
        self.eligible = eligible or scenario.eligible()
        self.gain = []  # (variable, points)
        self.constant = 0
        self.work = {}  # team: (variable, minutes)
        self.visit_variables()
        self.circuits()
        self.rooms()
        self.programs()
        self.team_limits()
        self.commitments()
        self.hint(plan)
        self.model.maximize(sum(points * var for var, points in self.gain) + self.constant)

    # ---------------------------------------------------------------- visits
    def visit_variables(self):
        model, scenario = self.model, self.scenario
        self.served, self.start, self.fills, self.late = {}, {}, {}, {}
        for v, visit in enumerate(scenario.visits):
            if not visit.windows or not all(self.eligible[v]):
                continue
            intervals = [[a, b - visit.minutes] for a, b in visit.windows]
            served = self.served[v] = model.new_bool_var("")
            domain = cp_model.Domain.from_intervals(intervals)
            start = self.start[v] = model.new_int_var_from_domain(domain, "")
            self.gain.append((served, visit.value))
            for role, shifts in enumerate(self.eligible[v]):
                options = []
                for shift in shifts:
                    fill = self.fills[v, role, shift] = model.new_bool_var("")
                    options.append(fill)
                    team = scenario.shifts[shift].team
                    self.work.setdefault(team, []).append((fill, visit.minutes))
                    if team in visit.prefer:
                        self.gain.append((fill, scenario.weights["prefer"]))
                model.add_exactly_one([*options, served.negated()])
            if visit.due is not None and scenario.weights["late"]:
                self.lateness(v, visit, served, start)

    def lateness(self, v, visit, served, start):
        latest = max(b for _, b in visit.windows) - visit.minutes
        if latest <= visit.due:
            return
        late = self.late[v] = self.model.new_int_var(0, latest - visit.due, "")
        self.model.add(late >= start - visit.due).only_enforce_if(served)
        self.gain.append((late, -self.scenario.weights["late"]))

    # ---------------------------------------------------------------- routes
    def circuits(self):
        tasks = {}
        for (v, role, shift), fill in self.fills.items():
            tasks.setdefault(shift, []).append((v, role, fill))
        self.arcs, self.arc_count = {}, 0
        for shift in sorted(tasks):
            self.circuit(shift, tasks[shift])

    def circuit(self, number, tasks):
        """One node per task; node 0 is the base, as many circuits through it as there are crews."""
        scenario, model = self.scenario, self.model
        shift = scenario.shifts[number]
        team = scenario.teams[shift.team]
        weights, travel = scenario.weights, scenario.matrix(team.speed)
        places = [scenario.place(scenario.visits[v], team) for v, _, _ in tasks]
        spans = [self.starts_in(shift, v) for v, _, _ in tasks]
        arcs, leaving = [], []
        for j, (v, role, fill) in enumerate(tasks):
            visit, out = scenario.visits[v], int(travel[team.base, places[j]])
            back = int(travel[places[j], team.base])
            leave, enter = model.new_bool_var(""), model.new_bool_var("")
            arcs += [(0, j + 1, leave), (j + 1, 0, enter), (j + 1, j + 1, fill.negated())]
            leaving.append(leave)
            model.add(self.start[v] >= shift.start + out).only_enforce_if(leave)
            model.add(self.start[v] + visit.minutes + back <= shift.end).only_enforce_if(enter)
            model.add(self.start[v] >= spans[j][0]).only_enforce_if(fill)
            model.add(self.start[v] <= spans[j][1]).only_enforce_if(fill)
            self.charge(shift.team, leave, out)
            self.charge(shift.team, enter, back)
        for i, (v, _, _) in enumerate(tasks):
            ready = spans[i][0] + scenario.visits[v].minutes
            for j, (w, _, _) in enumerate(tasks):
                way = int(travel[places[i], places[j]])
                if v == w or ready + way > spans[j][1]:
                    continue
                literal = model.new_bool_var("")
                arcs.append((i + 1, j + 1, literal))
                model.add(
                    self.start[w] >= self.start[v] + scenario.visits[v].minutes + way
                ).only_enforce_if(literal)
                self.charge(shift.team, literal, way)
        self.arc_count += len(arcs)
        if self.arc_count > MOST_ARCS:
            raise CannotModel(f"more than {MOST_ARCS:,} arcs")
        model.add_multiple_circuit(arcs)
        model.add(sum(leaving) <= shift.crews)
        self.gain += [(leave, -weights["crew"]) for leave in leaving]
        self.per_route(shift, team, tasks, arcs)
        self.arcs[number] = (tasks, arcs)

    def starts_in(self, shift, v):
        spans = self.scenario.starts(self.scenario.visits[v], shift, triangle=False)
        return min(a for a, _ in spans), max(b for _, b in spans)

    def charge(self, team, literal, minutes):
        if minutes:
            self.gain.append((literal, -minutes * self.scenario.weights["travel"]))
            self.work.setdefault(team, []).append((literal, minutes))

    def per_route(self, shift, team, tasks, arcs):
        """Visits per crew and loads: summed up along each route where several crews share it."""
        limits = []
        if team.max_visits is not None and team.max_visits < len(tasks):
            limits.append(([1] * len(tasks), team.max_visits))
        loads = [self.scenario.goods(self.scenario.visits[v], role) for v, role, _ in tasks]
        if shift.capacity is not None and sum(loads) > shift.capacity:
            limits.append((loads, shift.capacity))
        for amounts, limit in limits:
            if shift.crews == 1:
                self.model.add(sum(a * t[2] for a, t in zip(amounts, tasks)) <= limit)
                continue
            so_far = [self.model.new_int_var(amount, limit, "") for amount in amounts]
            for i, j, literal in arcs:
                if i and j and i != j:
                    self.model.add(
                        so_far[j - 1] >= so_far[i - 1] + amounts[j - 1]).only_enforce_if(literal)

    # ---------------------------------------------------------------- what links routes
    def rooms(self):
        at_site = {}
        for v in self.served:
            visit = self.scenario.visits[v]
            if visit.mode == "site" and visit.site is not None:
                if self.scenario.rooms[visit.site] is not None:
                    at_site.setdefault(visit.site, []).append(v)
        for site, visits in sorted(at_site.items()):
            limit = self.scenario.rooms[site]
            if len(visits) <= limit:
                continue
            stays = [
                self.model.new_optional_fixed_size_interval_var(
                    self.start[v], self.scenario.visits[v].minutes, self.served[v], "")
                for v in visits
            ]
            self.model.add_cumulative(stays, [1] * len(stays), limit)

    def programs(self):
        for program in self.scenario.programs:
            visits = [v for v in program.visits if v in self.served]
            if len(visits) < 2:
                continue
            if program.gap > 0:
                self.gaps(program, visits)
            if program.max_teams or self.scenario.weights["continuity"]:
                for role in range(len(self.scenario.visits[visits[0]].roles)):
                    self.continuity(program, visits, role)

    def gaps(self, program, visits):
        """At most one session in any `gap` consecutive days; a session's day is its shift's."""
        by_day = {}
        for v in visits:
            for shift in self.eligible[v][0]:
                day = self.scenario.shifts[shift].start // 1440
                by_day.setdefault(day, []).append(self.fills[v, 0, shift])
        for first in range(self.scenario.days):
            days = range(first, first + program.gap)
            fills = [fill for day in days for fill in by_day.get(day, [])]
            if len(fills) > 1:
                self.model.add_at_most_one(fills)

    def continuity(self, program, visits, role):
        of_team = {}
        for v in visits:
            for shift in self.eligible[v][role]:
                team = self.scenario.shifts[shift].team
                of_team.setdefault(team, []).append(self.fills[v, role, shift])
        if len(of_team) < 2:
            return
        used = []
        for team in sorted(of_team):
            uses = self.model.new_bool_var("")
            self.model.add_max_equality(uses, of_team[team])
            used.append(uses)
        if program.max_teams:
            self.model.add(sum(used) <= program.max_teams)
        further = self.model.new_int_var(0, len(used), "")
        self.model.add(further >= sum(used) - 1)
        self.gain.append((further, -self.scenario.weights["continuity"]))

    def team_limits(self):
        for index, terms in sorted(self.work.items()):
            team = self.scenario.teams[index]
            total = sum(minutes * var for var, minutes in terms)
            if team.max_minutes is not None:
                self.model.add(total <= team.max_minutes)
            if team.fair_minutes is not None and self.scenario.weights["fair"]:
                shifts = [s for s in self.scenario.shifts if s.team == index]
                most = sum(s.crews * (s.end - s.start) for s in shifts)
                over = self.model.new_int_var(0, max(0, most), "")
                self.model.add(over >= total - team.fair_minutes)
                self.gain.append((over, -self.scenario.weights["fair"]))

    def commitments(self):
        weights = self.scenario.weights
        for row in self.scenario.commitments:
            options = [] if row.visit is None or row.role is None or row.team is None else [
                (shift, fill) for (v, role, shift), fill in self.fills.items()
                if (v, role) == (row.visit, row.role)
                and self.scenario.shifts[shift].team == row.team]
            if row.kind == "pinned":
                if row.crew is not None:
                    if any(self.scenario.shifts[shift].crews > 1 for shift, _ in options):
                        raise CannotModel("a pinned crew of several in a shift")
                self.model.add_exactly_one([fill for _, fill in options])
                self.model.add(self.start[row.visit] == row.start)
                continue
            self.constant -= weights["change"]
            if not options:
                continue
            kept, tolerance = self.model.new_bool_var(""), weights["change_tolerance"]
            self.model.add_bool_or([fill for _, fill in options]).only_enforce_if(kept)
            start = self.start[row.visit]
            self.model.add(start >= row.start - tolerance).only_enforce_if(kept)
            self.model.add(start <= row.start + tolerance).only_enforce_if(kept)
            self.gain.append((kept, weights["change"]))

    # ---------------------------------------------------------------- start and end
    def hint(self, plan):
        """A plan as a complete hint, given as (shift, visits in order); else a start from nothing."""
        if plan is None:
            for served in self.served.values():
                self.model.add_hint(served, 0)
            return
        follows, fills = set(), set()
        for shift, stops in plan:
            starts = self.scenario.schedule(self.scenario.shifts[shift], stops)
            for v, start in zip(stops, starts):
                self.model.add_hint(self.start[v], start)
                if v in self.late:
                    late = max(0, start - self.scenario.visits[v].due)
                    self.model.add_hint(self.late[v], late)
                fills.add((v, 0, shift))
            follows.update((shift, a, b) for a, b in zip([None, *stops], [*stops, None]))
        for key, fill in self.fills.items():
            self.model.add_hint(fill, key in fills)
        served = {v for v, _, _ in fills}
        for v, variable in self.served.items():
            self.model.add_hint(variable, v in served)
            if v not in served:
                self.model.add_hint(self.start[v], self.scenario.visits[v].windows[0][0])
                if v in self.late:
                    self.model.add_hint(self.late[v], 0)
        for shift, (tasks, arcs) in self.arcs.items():
            names = [None] + [v for v, _, _ in tasks]
            for i, j, literal in arcs:
                if i != j:
                    self.model.add_hint(literal, (shift, names[i], names[j]) in follows)

    def routes(self, solver):
        found = []
        for shift, (tasks, arcs) in self.arcs.items():
            follower, firsts = {}, []
            for i, j, literal in arcs:
                if i != j and solver.boolean_value(literal):
                    if i == 0:
                        firsts.append(j)
                    else:
                        follower[i] = j
            for node in firsts:
                stops = []
                while node:
                    v, role, _ = tasks[node - 1]
                    stops.append((v, role, solver.value(self.start[v])))
                    node = follower[node]
                found.append(Route(shift, stops))
        return found
