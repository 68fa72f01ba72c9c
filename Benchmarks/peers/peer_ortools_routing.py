"""OR-Tools routing: vehicles are crews, visits are optional nodes with their value as penalty.

Exact for single-role visits, with lateness, loads and visits per crew.
"""

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from plan import Answer, routes_of_sequences, score

MODELS = {"lateness", "loads", "remote visits", "visits per crew"}


def METHOD():
    import ortools

    return f"OR-Tools routing {ortools.__version__}"


def solve(scenario, clock, seed):
    eligible = scenario.eligible()
    visits = [v for v in range(len(scenario.visits)) if eligible[v][0]]
    shift_of_vehicle = [k for k, s in enumerate(scenario.shifts) for _ in range(s.crews)]
    model = Model(scenario, eligible, visits, shift_of_vehicle)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION)
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH)
    seconds = clock.left()
    parameters.time_limit.FromMilliseconds(int(1000 * seconds))
    best = Best(model, clock)
    model.routing.AddAtSolutionCallback(best.look)
    model.routing.solver().ReSeed(seed)
    model.routing.SolveWithParameters(parameters)
    if best.sequences is None:
        return Answer(None)
    return Answer(routes_of_sequences(scenario, best.sequences))


class Best:
    """The best plan seen, as guided local search walks through worse ones too."""

    def __init__(self, model, clock):
        self.model, self.clock = model, clock
        self.cost, self.sequences = None, None

    def look(self):
        cost = self.model.routing.CostVar().Min()
        if self.cost is not None and cost >= self.cost:
            return
        self.cost, self.sequences = cost, self.model.sequences()
        scenario = self.model.scenario
        routes = routes_of_sequences(scenario, self.sequences)
        self.clock.tell(sum(score(scenario, routes).values()))


class Model:
    def __init__(self, scenario, eligible, visits, shift_of_vehicle):
        self.scenario, self.visits, self.shift_of_vehicle = scenario, visits, shift_of_vehicle
        self.bases = sorted({team.base for team in scenario.teams})
        node_of_base = {base: len(visits) + k for k, base in enumerate(self.bases)}
        ends = [
            node_of_base[scenario.teams[scenario.shifts[s].team].base] for s in shift_of_vehicle]
        self.manager = pywrapcp.RoutingIndexManager(
            len(visits) + len(self.bases), len(shift_of_vehicle), ends, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self.solver = self.routing.solver()
        self.times_and_costs()
        self.windows(eligible)
        self.limits()

    def matrices(self):
        """Per kind of vehicle: travel minutes between nodes, with the service before the way."""
        scenario, found = self.scenario, {}
        for shift in self.shift_of_vehicle:
            team = scenario.teams[scenario.shifts[shift].team]
            remote = any(scenario.visits[v].place is None for v in self.visits)
            kind = (team.speed, team.base if remote else None)
            if kind not in found:
                minutes = scenario.matrix(team.speed)
                places = [scenario.place(scenario.visits[v], team) for v in self.visits]
                places += self.bases
                travel = minutes[places][:, places]
                service = [scenario.visits[v].minutes for v in self.visits] + [0] * len(self.bases)
                found[kind] = (travel, service)
            yield kind, found[kind]

    def times_and_costs(self):
        weights, routing = self.scenario.weights, self.routing
        evaluators, transits = {}, []
        for vehicle, (kind, (travel, service)) in enumerate(self.matrices()):
            if kind not in evaluators:
                times = [[int(t) + s for t in row] for row, s in zip(travel, service)]
                costs = [[int(t) * weights["travel"] for t in row] for row in travel]
                evaluators[kind] = (
                    routing.RegisterTransitMatrix(times), routing.RegisterTransitMatrix(costs))
            transits.append(evaluators[kind][0])
            routing.SetArcCostEvaluatorOfVehicle(evaluators[kind][1], vehicle)
            routing.SetFixedCostOfVehicle(weights["crew"], vehicle)
        horizon = 1440 * self.scenario.days
        routing.AddDimensionWithVehicleTransits(transits, horizon, horizon, False, "time")
        self.time = routing.GetDimensionOrDie("time")
        for vehicle, shift in enumerate(self.shift_of_vehicle):
            entry = self.scenario.shifts[shift]
            self.time.CumulVar(routing.Start(vehicle)).SetRange(entry.start, entry.end)
            self.time.CumulVar(routing.End(vehicle)).SetRange(entry.start, entry.end)

    def windows(self, eligible):
        vehicles_of_shift = {}
        for vehicle, shift in enumerate(self.shift_of_vehicle):
            vehicles_of_shift.setdefault(shift, []).append(vehicle)
        for node, v in enumerate(self.visits):
            visit, index = self.scenario.visits[v], self.manager.NodeToIndex(node)
            self.routing.AddDisjunction([index], visit.value)
            allowed = [k for shift in eligible[v][0] for k in vehicles_of_shift[shift]]
            # What SetAllowedVehiclesForIndex does; its Python binding takes no list in 9.15.
            self.routing.VehicleVar(index).SetValues([-1, *allowed])
            cumul = self.time.CumulVar(index)
            starts = sorted((a, b - visit.minutes) for a, b in visit.windows)
            cumul.SetRange(starts[0][0], max(last for _, last in starts))
            reached = starts[0][1]
            for first, last in starts[1:]:
                if first > reached + 1:
                    cumul.RemoveInterval(reached + 1, first - 1)
                reached = max(reached, last)
            if visit.due is not None and self.scenario.weights["late"]:
                self.time.SetCumulVarSoftUpperBound(
                    index, max(0, visit.due), self.scenario.weights["late"])

    def limits(self):
        scenario = self.scenario
        entries = [scenario.shifts[shift] for shift in self.shift_of_vehicle]
        if any(scenario.visits[v].load for v in self.visits):
            loads = [scenario.visits[v].load for v in self.visits] + [0] * len(self.bases)
            most = sum(loads)
            self.count(loads, [most if s.capacity is None else s.capacity for s in entries], "load")
        visits_per_crew = [scenario.teams[s.team].max_visits for s in entries]
        if any(limit is not None for limit in visits_per_crew):
            ones = [1] * len(self.visits) + [0] * len(self.bases)
            most = len(self.visits)
            self.count(ones, [most if m is None else m for m in visits_per_crew], "visits")

    def count(self, amounts, limits, name):
        evaluator = self.routing.RegisterUnaryTransitVector(amounts)
        self.routing.AddDimensionWithVehicleCapacity(evaluator, 0, limits, True, name)

    def sequences(self):
        """(shift, visits in order) of the solution being looked at."""
        routing, found = self.routing, []
        for vehicle, shift in enumerate(self.shift_of_vehicle):
            index, stops = routing.NextVar(routing.Start(vehicle)).Value(), []
            while not routing.IsEnd(index):
                stops.append(self.visits[self.manager.IndexToNode(index)])
                index = routing.NextVar(index).Value()
            if stops:
                found.append((shift, stops))
        return found
