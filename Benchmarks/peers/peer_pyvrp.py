"""PyVRP: prize-collecting routing with one profile per kind of team.

Exact for single-role visits. A visit with several windows is a group of exclusive clients, one per
window; who may not serve a visit has a profile in which it is out of reach.
"""

import numpy
import pyvrp
from pyvrp.stop import MaxRuntime

from plan import Answer, CannotModel, routes_of_sequences, score

MODELS = {"loads"}
OUT_OF_REACH = 100_000
MOST_MATRIX_BYTES = 6 << 30


def METHOD():
    return f"PyVRP {pyvrp_version()}"


def pyvrp_version():
    from importlib.metadata import version

    return version("pyvrp")


def solve(scenario, clock, seed):
    nodes, data = model(scenario)
    scores = Incumbents(scenario, nodes, clock)
    parameters = pyvrp.SolveParams(
        ils=pyvrp.IteratedLocalSearchParams(callbacks=scores)
    )
    result = pyvrp.solve(
        data, MaxRuntime(clock.left()), seed=seed, collect_stats=False, params=parameters
    )
    if not result.best.is_feasible():
        return Answer(None)
    return Answer(routes_of_sequences(scenario, sequences(result.best, nodes, scenario)))


class Incumbents(pyvrp.IteratedLocalSearchCallbacks):
    """Tells of every better plan."""

    def __init__(self, scenario, nodes, clock):
        super().__init__()
        self.scenario, self.nodes, self.clock = scenario, nodes, clock

    def on_start(self, search):
        self.on_best(search.initial_solution)

    def on_best(self, best):
        if best.is_feasible():
            routes = routes_of_sequences(
                self.scenario, sequences(best, self.nodes, self.scenario))
            self.clock.tell(sum(score(self.scenario, routes).values()))


def sequences(solution, nodes, scenario):
    visit_of_client, shift_of_type = nodes
    for route in solution.routes():
        stops = [visit_of_client[activity.idx] for activity in route if activity.is_client()]
        yield shift_of_type[route.vehicle_type()], stops


def model(scenario):
    eligible = scenario.eligible()
    visits = [v for v in range(len(scenario.visits)) if eligible[v][0]]
    kinds = {}
    for shift, entry in enumerate(scenario.shifts):
        may = frozenset(v for v in visits if shift in set(eligible[v][0]))
        if may:
            kinds.setdefault((scenario.teams[entry.team].speed, may), []).append(shift)
    places = sorted({scenario.teams[s.team].base for s in scenario.shifts}
                    | {scenario.visits[v].place for v in visits})
    position = {place: k for k, place in enumerate(places)}
    # Each client has a location of its own, since a profile may reach one and not its neighbour.
    bases = sorted({scenario.teams[s.team].base for s in scenario.shifts})
    place_of_location = bases + [scenario.visits[v].place for v in visits]
    side = len(place_of_location)
    if len(kinds) * side * side * 16 > MOST_MATRIX_BYTES:
        raise CannotModel(f"{len(kinds)} profiles of {side} places are too large")
    del position, places
    clients, groups, visit_of_client = [], [], []
    with_loads = any(scenario.visits[v].load for v in visits)
    for number, v in enumerate(visits):
        visit = scenario.visits[v]
        group = None
        if len(visit.windows) > 1:
            group = len(groups)
            groups.append(list(range(len(clients), len(clients) + len(visit.windows))))
        for a, b in visit.windows:
            clients.append(pyvrp.Client(
                len(bases) + number, delivery=[visit.load] if with_loads else [],
                service_duration=visit.minutes, tw_early=a, tw_late=b - visit.minutes,
                prize=visit.value, required=False, group=group,
            ))
            visit_of_client.append(v)
    matrices, costs, types, shift_of_type = [], [], [], []
    for profile, ((speed, may), shifts) in enumerate(kinds.items()):
        minutes = scenario.matrix(speed)[numpy.ix_(place_of_location, place_of_location)].copy()
        barred = [len(bases) + k for k, v in enumerate(visits) if v not in may]
        minutes[barred, :] = OUT_OF_REACH
        minutes[:, barred] = OUT_OF_REACH
        numpy.fill_diagonal(minutes, 0)
        matrices.append(minutes)
        costs.append(minutes * scenario.weights["travel"])
        for shift in shifts:
            entry = scenario.shifts[shift]
            capacity = entry.capacity if entry.capacity is not None else 10**9
            types.append(pyvrp.VehicleType(
                entry.crews, capacity=[capacity] if with_loads else [],
                start_depot=bases.index(scenario.teams[entry.team].base),
                end_depot=bases.index(scenario.teams[entry.team].base),
                fixed_cost=scenario.weights["crew"], tw_early=entry.start, tw_late=entry.end,
                profile=profile,
            ))
            shift_of_type.append(shift)
    locations = [pyvrp.Location(0, 0) for _ in place_of_location]
    depots = [pyvrp.Depot(k) for k in range(len(bases))]
    data = pyvrp.ProblemData(
        locations, clients, depots, types, costs, matrices,
        [pyvrp.ClientGroup(members, required=False) for members in groups],
    )
    return (visit_of_client, shift_of_type), data
