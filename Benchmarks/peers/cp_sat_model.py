"""All of format 1 as a CP-SAT model: a circuit of arcs per shift and a start per visit."""

from ortools.sat.python import cp_model

from plan import CannotModel, Route


class Model:
    """The model over the eligible shifts; `closed` tasks stand as they are: (shift, start) each.

    `plan` holds the routes of the shifts that are open, as a complete hint.
    """

    def __init__(self, scenario, eligible, plan, closed):
        self.scenario, self.model = scenario, cp_model.CpModel()
        self.eligible, self.closed = eligible, closed
        self.one = self.model.new_constant(1)
        self.gain = []  # (variable, points)
        self.constant = 0
        self.work = {}  # team: (variable, minutes)
        self.derived = []  # (variable, its value from those of others), in order of dependence
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
            open_roles = [
                role for role in range(len(visit.roles)) if (v, role) not in self.closed]
            if not visit.windows or not all(self.eligible[v][role] for role in open_roles):
                continue
            is_anchored = len(open_roles) < len(visit.roles)
            if is_anchored:
                _, at = next(
                    self.closed[v, role] for role in range(len(visit.roles))
                    if (v, role) in self.closed)
                self.served[v], self.start[v] = self.one, self.model.new_constant(at)
                self.role_variables(v, visit, open_roles)
                continue
            intervals = [[a, b - visit.minutes] for a, b in visit.windows]
            served = self.served[v] = model.new_bool_var("")
            domain = cp_model.Domain.from_intervals(intervals)
            start = self.start[v] = model.new_int_var_from_domain(domain, "")
            self.gain.append((served, visit.value))
            self.role_variables(v, visit, open_roles)
            if visit.due is not None and scenario.weights["late"]:
                self.lateness(v, visit, served, start)

    def role_variables(self, v, visit, open_roles):
        """Who fills each open role: exactly one shift where the visit is served."""
        for role in open_roles:
            options = []
            for shift in self.eligible[v][role]:
                fill = self.fills[v, role, shift] = self.model.new_bool_var("")
                options.append(fill)
                team = self.scenario.shifts[shift].team
                self.work.setdefault(team, []).append((fill, visit.minutes))
                if team in visit.prefer:
                    self.gain.append((fill, self.scenario.weights["prefer"]))
            unserved = [] if self.served[v] is self.one else [self.served[v].negated()]
            self.model.add_exactly_one([*options, *unserved])

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
        # CP-SAT wants one route at least: an idle node is always visited, so that no crew need go out.
        idle = len(tasks) + 1
        model.add_multiple_circuit([*arcs, (0, idle, self.one), (idle, 0, self.one)])
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
            self.derive_sums(so_far, amounts, arcs)
            for i, j, literal in arcs:
                if i and j and i != j:
                    self.model.add(
                        so_far[j - 1] >= so_far[i - 1] + amounts[j - 1]).only_enforce_if(literal)

    def derive_sums(self, so_far, amounts, arcs):
        """Sums along the route, for the hint: each from the stop before it."""
        before = {}
        for i, j, literal in arcs:
            if i and j and i != j:
                before.setdefault(j - 1, []).append((i - 1, literal))

        def total(k, value):
            found = 0
            while k is not None:
                found += amounts[k]
                k = next((i for i, literal in before.get(k, []) if value(literal)), None)
            return found

        self.derived += [
            (variable, lambda value, k=k: total(k, value)) for k, variable in enumerate(so_far)]

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
            if (v, 0) in self.closed:
                day = self.scenario.shifts[self.closed[v, 0][0]].start // 1440
                by_day.setdefault(day, []).append(self.one)
                continue
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
            if (v, role) in self.closed:
                team = self.scenario.shifts[self.closed[v, role][0]].team
                of_team.setdefault(team, []).append(self.one)
                continue
            for shift in self.eligible[v][role]:
                team = self.scenario.shifts[shift].team
                of_team.setdefault(team, []).append(self.fills[v, role, shift])
        if len(of_team) < 2:
            return
        used = []
        for team in sorted(of_team):
            uses = self.model.new_bool_var("")
            self.model.add_max_equality(uses, of_team[team])
            self.derived.append(
                (uses, lambda value, fills=of_team[team]: max(map(value, fills))))
            used.append(uses)
        if program.max_teams:
            self.model.add(sum(used) <= program.max_teams)
        further = self.model.new_int_var(0, len(used), "")
        self.model.add(further >= sum(used) - 1)
        self.derived.append((further, lambda value: max(0, sum(map(value, used)) - 1)))
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
                self.derived.append((over, lambda value, terms=terms, fair=team.fair_minutes: max(
                    0, sum(minutes * value(var) for var, minutes in terms) - fair)))
                self.gain.append((over, -self.scenario.weights["fair"]))

    def commitments(self):
        weights = self.scenario.weights
        for row in self.scenario.commitments:
            if (row.visit, row.role) in self.closed or (
                    row.kind == "pinned" and row.visit not in self.served):
                continue
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
            self.derived.append((kept, lambda value, fills=[fill for _, fill in options],
                                 start=start, row=row: any(map(value, fills)) and abs(
                                     value(start) - row.start) <= tolerance))

    # ---------------------------------------------------------------- start and end
    def hint(self, plan):
        """The plan as a hint of every variable, so that CP-SAT has it before it searches."""
        follows, fills, starts = set(), set(), {}
        for route in plan:
            stops = sorted(route.stops, key=lambda stop: stop[2])
            tasks = [None, *((v, role) for v, role, _ in stops), None]
            follows.update((route.shift, a, b) for a, b in zip(tasks, tasks[1:]))
            for v, role, start in stops:
                fills.add((v, role, route.shift))
                starts[v] = start
        values = {}  # of variables, by index
        for key, fill in self.fills.items():
            values[fill.index] = key in fills
        anchored = {v: at for (v, _), (_, at) in self.closed.items()}
        for v, served in self.served.items():
            visit = self.scenario.visits[v]
            values[self.start[v].index] = anchored.get(v, starts.get(v, visit.windows[0][0]))
            if v not in anchored:
                values[served.index] = v in starts
            if v in self.late:
                values[self.late[v].index] = max(0, starts[v] - visit.due) if v in starts else 0
        for shift, (tasks, arcs) in self.arcs.items():
            names = [None] + [(v, role) for v, role, _ in tasks]
            for i, j, literal in arcs:
                if i != j:
                    values[literal.index] = (shift, names[i], names[j]) in follows
        values[self.one.index] = 1
        for variable, value_of in self.derived:
            values[variable.index] = value_of(lambda entry: int(values[entry.index]))
        for index, value in values.items():
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), int(value))

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
