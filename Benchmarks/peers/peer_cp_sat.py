"""OR-Tools CP-SAT: all of format 1, one circuit of arcs per shift and a start per visit.

Exact: roles start together (one start variable a visit), rooms are a cumulative resource, gaps and
continuity are counted per program. A large neighbourhood search over small models of this kind comes
first; the whole model then starts from its plan and gives the bound, where it has no more than
`MOST_ARCS` arcs.
"""

from random import Random

from ortools.sat.python import cp_model

import greedy
from cp_sat_model import Model
from plan import Answer, routes_of_sequences, score

MODELS = {
    "continuity", "fairness", "gaps", "lateness", "loads", "pinned", "preference", "published",
    "remote visits", "rooms", "several roles", "visits per crew", "work limits",
}
MOST_ARCS = 1_000_000
SECONDS_AN_ARC = 3e-5  # to state the whole model, on a machine of 2026
SECONDS_A_NEIGHBOURHOOD = 0.7
OFFERS_A_TEAM = 8
SHARE_FOR_BOUND = 0.25


def METHOD():
    import ortools

    return f"OR-Tools CP-SAT {ortools.__version__}"


def solve(scenario, clock, seed):
    eligible = scenario.eligible()
    arcs = arcs_at_most(scenario, eligible)
    fits = arcs <= min(MOST_ARCS, SHARE_FOR_BOUND * clock.left() / SECONDS_AN_ARC)
    plan = search(scenario, eligible, clock, seed, SHARE_FOR_BOUND if fits else 0)
    if not fits:
        return Answer(plan, notes=["no bound: the whole model is too large for the time"])
    answer = whole(scenario, eligible, clock, seed, plan)
    if answer.routes is None:
        answer.routes = plan
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


def whole(scenario, eligible, clock, seed, plan):
    """The whole model at once, with the plan found so far as its hint: this gives the bound."""
    model = Model(scenario, eligible, plan or [], {})
    solver = solver_for(clock.left(), seed)
    solver.best_bound_callback = lambda bound: clock.tell(bound=bound)
    status = solver.solve(model.model, Incumbents(clock))
    if status == cp_model.MODEL_INVALID:
        raise ValueError("CP-SAT refuses the model")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    # Without a plan of its own CP-SAT shows 0 for the bound, whatever it knows; the hint is complete,
    # so that it has one as soon as it begins to search.
    return Answer(model.routes(solver) if found else None,
                  solver.best_objective_bound if found else None)


# -------------------------------------------------------------------- search
def search(scenario, eligible, clock, seed, share_for_bound):
    """Large neighbourhood search: a few teams near each other are planned anew by CP-SAT.

    CP-SAT's own LNS spends a second and more on each neighbourhood of a model with 50,000 arcs; small
    models of the same kind serve it better. All that the other teams do stands as it is.
    """
    random = Random(seed)
    routes = first_plan(scenario, eligible, clock, seed)
    if routes is None:
        return None
    total = sum(score(scenario, routes).values())
    clock.tell(total)
    shifts_of_team = {}
    for k, shift in enumerate(scenario.shifts):
        shifts_of_team.setdefault(shift.team, []).append(k)
    teams, size = sorted(shifts_of_team), 4
    end = clock.elapsed() + clock.left() * (1 - share_for_bound)
    while clock.elapsed() < end:
        near = neighbours(scenario, random, teams, min(size, len(teams)))
        open_shifts = {k for team in near for k in shifts_of_team[team]}
        seconds = min(SECONDS_A_NEIGHBOURHOOD, end - clock.elapsed())
        offered = some_unserved(eligible, routes, open_shifts, OFFERS_A_TEAM * len(near), random)
        better, proven = plan_anew(
            scenario, eligible, routes, open_shifts, offered, seconds, random.randrange(1 << 30))
        size = min(len(teams), size + 1) if proven else max(2, size - 1)
        value = total if better is None else sum(score(scenario, better).values())
        if better is not None and value >= total:
            routes = better
            if value > total:
                clock.tell(value)
            total = value
        if proven and len(near) == len(teams) and not offered[1]:
            break  # Nothing was closed: the plan is the best there is.
    return routes


def first_plan(scenario, eligible, clock, seed):
    """The pinned visits as a small model settles them, and a greedy plan of what no rule couples."""
    pinned = pinned_plan(scenario, eligible, clock, seed)
    if pinned is None:
        return None
    busy = {scenario.shifts[route.shift].team for route in pinned}
    free = free_visits(scenario)
    allowed = {k for k, shift in enumerate(scenario.shifts) if shift.team not in busy}
    only = [
        [[k for k in of_role if k in allowed] for of_role in of_roles] if v in free else [[]]
        for v, of_roles in enumerate(eligible)]
    return pinned + routes_of_sequences(scenario, greedy.insert_all(scenario, only))


def free_visits(scenario):
    """Visits of one role that share nothing with others: no program, room, pin or load."""
    pinned = {row.visit for row in scenario.commitments if row.kind == "pinned"}
    return {
        v for v, visit in enumerate(scenario.visits)
        if len(visit.roles) == 1 and visit.program is None and not visit.load and v not in pinned
        and not (visit.mode == "site" and visit.site is not None
                 and scenario.rooms[visit.site] is not None)}


def pinned_plan(scenario, eligible, clock, seed):
    """Routes with the pinned visits alone; None where none are found in time."""
    pinned = {row.visit for row in scenario.commitments if row.kind == "pinned"}
    if not pinned:
        return []
    teams = {row.team for row in scenario.commitments if row.visit in pinned}
    others = {k for v in pinned for of_role in eligible[v][1:] for k in of_role}
    allowed = {k for k, s in enumerate(scenario.shifts) if s.team in teams} | others
    only = [
        [[k for k in of_role if k in allowed] if v in pinned else [] for of_role in of_roles]
        for v, of_roles in enumerate(eligible)]
    model = Model(scenario, only, [], {})
    solver = solver_for(clock.left(), seed)
    if solver.solve(model.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return model.routes(solver)
    return None


def neighbours(scenario, random, teams, size):
    """A team drawn by chance and those with the nearest bases, drawn with some scatter."""
    first = random.choice(teams)
    travel = scenario.matrix(scenario.rules["speed"])
    base = scenario.teams[first].base
    distance = {t: (travel[base, scenario.teams[t].base] + 1) * random.random() for t in teams}
    distance[first] = -1
    return sorted(teams, key=lambda t: (distance[t], t))[:size]


def some_unserved(eligible, routes, open_shifts, most, random):
    """Unserved visits that the open shifts may serve, at most so many; and whether any is left out."""
    served = {v for route in routes for v, _, _ in route.stops}
    fitting = [
        v for v, of_roles in enumerate(eligible)
        if v not in served and of_roles and all(open_shifts.intersection(r) for r in of_roles)]
    if len(fitting) <= most:
        return fitting, False
    return random.sample(fitting, most), True


def plan_anew(scenario, eligible, routes, open_shifts, offered, seconds, seed):
    """The routes with the open shifts' planned anew, or None; and whether CP-SAT settled the part."""
    kept = [route for route in routes if route.shift not in open_shifts]
    closed = {
        (v, role): (route.shift, start) for route in kept for v, role, start in route.stops}
    free = {v for route in routes for v, _, _ in route.stops}.union(offered[0])
    within = [
        [[k for k in of_role if k in open_shifts] if v in free else [] for of_role in of_roles]
        for v, of_roles in enumerate(eligible)]
    opened = [route for route in routes if route.shift in open_shifts]
    model = Model(scenario, within, opened, closed)
    solver = solver_for(seconds, seed)
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    return kept + model.routes(solver), status == cp_model.OPTIMAL


def arcs_at_most(scenario, eligible):
    """Arcs of the whole model before those that no time allows are left out."""
    tasks = [0] * len(scenario.shifts)
    for of_roles in eligible:
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
