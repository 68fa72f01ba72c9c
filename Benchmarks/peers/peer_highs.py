"""HiGHS on a compact model: an arc variable per shift and pair of visits, big-M times.

Exact for single-role visits, so its bound holds; it is the textbook model that route columns replace.
"""

import highspy
import numpy

import greedy
from plan import Answer, CannotModel, routes_of_sequences

MODELS = {"lateness", "preference", "remote visits"}
MOST_ARCS = 2_000_000


def METHOD():
    from importlib.metadata import version

    return f"HiGHS {version('highspy')}, compact model"


def solve(scenario, clock, seed):
    model = Compact(scenario)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", seed)
    # A proof needs a gap below one point, which the default relative gap would not give.
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.passModel(model.program())
    solver.setSolution(model.greedy_solution())
    watch(solver, clock)
    solver.setOptionValue("time_limit", clock.left())
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None)
    values = numpy.array(solver.getSolution().col_value)
    return Answer(routes_of_sequences(scenario, model.sequences(values)),
                  finite(info.mip_dual_bound))


def watch(solver, clock):
    """Tells of every better plan and bound."""

    def improving(event):
        clock.tell(event.data_out.objective_function_value, finite(event.data_out.mip_dual_bound))

    solver.cbMipImprovingSolution.subscribe(improving)


def finite(bound):
    return bound if abs(bound) < 1e15 else None


class Compact:
    """Columns: an arc (shift, from, to), a start per visit, a choice of window, minutes late."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.costs, self.lower, self.upper, self.whole = [], [], [], []
        self.rows = []  # (lower, upper, columns, factors)
        eligible = scenario.eligible()
        self.visits = [v for v in range(len(scenario.visits)) if eligible[v][0]]
        self.eligible = eligible
        self.start, self.picks, self.late = {}, {}, {}
        self.into = {v: [] for v in self.visits}
        for v in self.visits:
            windows = scenario.visits[v].windows
            first, last = min(a for a, _ in windows), max(b for _, b in windows)
            self.start[v] = self.column(0, first, last - scenario.visits[v].minutes, False)
        self.arcs = []  # (shift, from, to, column); None stands for the base
        tasks = {}
        for v in self.visits:
            for shift in eligible[v][0]:
                tasks.setdefault(shift, []).append(v)
        for shift in sorted(tasks):
            self.shift(shift, tasks[shift])
        for v in self.visits:
            self.rows.append((0, 1, self.into[v], [1] * len(self.into[v])))
            self.window_choice(v)
            self.lateness(v)

    def column(self, cost, lower, upper, whole=True):
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def shift(self, number, visits):
        scenario = self.scenario
        shift, weights = scenario.shifts[number], scenario.weights
        team = scenario.teams[shift.team]
        travel = scenario.matrix(team.speed)
        place = {v: scenario.place(scenario.visits[v], team) for v in visits} | {None: team.base}
        spans = {v: self.span(shift, v) for v in visits}
        entering, leaving = {v: [] for v in [None, *visits]}, {v: [] for v in [None, *visits]}
        for a in [None, *visits]:
            for b in [None, *visits]:
                if a == b:
                    continue
                way = int(travel[place[a], place[b]])
                if not self.fits(shift, spans, a, b, way):
                    continue
                gain = -weights["travel"] * way - (weights["crew"] if a is None else 0)
                if b is not None:
                    gain += scenario.visits[b].value
                    gain += weights["prefer"] if shift.team in scenario.visits[b].prefer else 0
                arc = self.column(gain, 0, 1)
                self.arcs.append((number, a, b, arc))
                entering[b].append(arc)
                leaving[a].append(arc)
                if b is not None:
                    self.into[b].append(arc)
                self.times(shift, a, b, way, arc)
        if len(self.arcs) > MOST_ARCS:
            raise CannotModel(f"more than {MOST_ARCS:,} arcs")
        for v in visits:
            columns = entering[v] + leaving[v]
            signs = [1] * len(entering[v]) + [-1] * len(leaving[v])
            self.rows.append((0, 0, columns, signs))
        self.rows.append((0, shift.crews, leaving[None], [1] * len(leaving[None])))

    def span(self, shift, v):
        spans = self.scenario.starts(self.scenario.visits[v], shift, triangle=False)
        return min(a for a, _ in spans), max(b for _, b in spans)

    def fits(self, shift, spans, a, b, way):
        minutes = 0 if a is None else self.scenario.visits[a].minutes
        ready = (shift.start if a is None else spans[a][0] + minutes) + way
        return ready <= (shift.end if b is None else spans[b][1])

    def times(self, shift, a, b, way, arc):
        """start(b) >= start(a) + minutes + way where the arc is used."""
        if a is None:
            low = self.lower[self.start[b]]
            if shift.start + way > low:
                need = shift.start + way - low
                self.rows.append((low, numpy.inf, [self.start[b], arc], [1, -need]))
            return
        ready = self.scenario.visits[a].minutes + way
        high = self.upper[self.start[a]]
        if b is None:
            if high + ready > shift.end:
                need = high + ready - shift.end
                self.rows.append((-numpy.inf, high, [self.start[a], arc], [1, need]))
            return
        slack = high + ready - self.lower[self.start[b]]
        if slack > 0:
            self.rows.append((
                ready - slack, numpy.inf, [self.start[b], self.start[a], arc], [1, -1, -slack]))

    def window_choice(self, v):
        visit = self.scenario.visits[v]
        windows = sorted({(a, b - visit.minutes) for a, b in visit.windows})
        if len(windows) < 2:
            return
        picks = [self.column(0, 0, 1) for _ in windows]
        self.picks[v] = list(zip(windows, picks))
        self.rows.append((1, 1, picks, [1] * len(picks)))
        columns = [self.start[v], *picks]
        self.rows.append((0, numpy.inf, columns, [1, *(-a for a, _ in windows)]))
        self.rows.append((-numpy.inf, 0, columns, [1, *(-b for _, b in windows)]))

    def lateness(self, v):
        visit, cost = self.scenario.visits[v], self.scenario.weights["late"]
        if visit.due is None or not cost or self.upper[self.start[v]] <= visit.due:
            return
        most = self.upper[self.start[v]] - visit.due
        late = self.late[v] = self.column(-cost, 0, most, False)
        # late >= start - due - most x (1 - served)
        columns = [late, self.start[v], *self.into[v]]
        self.rows.append((
            -visit.due - most, numpy.inf, columns, [1, -1, *([-most] * len(self.into[v]))]))

    def program(self):
        """The model as HiGHS takes it."""
        program, model = highspy.HighsLp(), highspy.HighsModel()
        program.num_col_, program.num_row_ = len(self.costs), len(self.rows)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = numpy.array(self.costs, dtype=float)
        program.col_lower_ = numpy.array(self.lower, dtype=float)
        program.col_upper_ = numpy.array(self.upper, dtype=float)
        program.row_lower_ = numpy.array([row[0] for row in self.rows], dtype=float)
        program.row_upper_ = numpy.array([row[1] for row in self.rows], dtype=float)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[whole] for whole in self.whole]
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = numpy.cumsum([0] + [len(row[2]) for row in self.rows])
        matrix.index_ = numpy.concatenate([row[2] for row in self.rows]).astype(int)
        matrix.value_ = numpy.concatenate([row[3] for row in self.rows]).astype(float)
        model.lp_ = program
        return model

    def greedy_solution(self):
        """A greedy plan to start from: without one HiGHS stays far below it."""
        values = numpy.zeros(len(self.costs))
        for v, column in self.start.items():
            values[column] = self.lower[column]
        used = set()
        for shift, stops in greedy.insert_all(self.scenario, self.eligible):
            used.update((shift, a, b) for a, b in zip([None, *stops], [*stops, None]))
            starts = self.scenario.schedule(self.scenario.shifts[shift], stops)
            for v, start in zip(stops, starts):
                values[self.start[v]] = start
                if v in self.late:
                    values[self.late[v]] = max(0, start - self.scenario.visits[v].due)
        for shift, a, b, arc in self.arcs:
            values[arc] = (shift, a, b) in used
        for v, options in self.picks.items():
            start = values[self.start[v]]
            values[next(pick for (a, b), pick in options if a <= start <= b)] = 1
        solution = highspy.HighsSolution()
        solution.col_value, solution.value_valid = values, True
        return solution

    def sequences(self, values):
        used = [(shift, a, b) for shift, a, b, arc in self.arcs if values[arc] > 0.5]
        follower = {(shift, a): b for shift, a, b in used if a is not None}
        found = []
        for shift, a, b in used:
            if a is not None:
                continue
            stops = []
            while b is not None:
                stops.append(b)
                b = follower[shift, b]
            found.append((shift, stops))
        return found
