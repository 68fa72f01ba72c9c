"""Timefold: every crew has a list of visits, and those in no list are left out.

Exact for single-role visits with lateness. Its Python edition (the last of which is installed; the
product goes on for Java alone) turns the constraints below into Java bytecode and needs a Java runtime
of 17 or more; starting that counts, as it does in all of these runs.
"""

from dataclasses import dataclass, field
from typing import Annotated, Optional

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration, ScoreDirectorFactoryConfig, SolverConfig, SolverConfigOverride, TerminationConfig)
from timefold.solver.domain import (
    CascadingUpdateShadowVariable, InverseRelationShadowVariable, PlanningEntityCollectionProperty,
    PlanningId, PlanningListVariable, PlanningScore, PreviousElementShadowVariable,
    ValueRangeProvider, planning_entity, planning_solution)
from timefold.solver.score import ConstraintFactory, HardSoftScore, constraint_provider

from plan import Answer, routes_of_sequences, score

MODELS = {"lateness", "preference", "remote visits"}
NEVER = 1_000_000
SECONDS_AFTER = 0.3  # to take the plan over from Java


def METHOD():
    from importlib.metadata import version

    return f"Timefold {version('timefold')}"


@planning_entity
@dataclass
class Stop:
    """A visit; `start` is the earliest on its crew's route, `NEVER` or more where no window is left."""

    id: Annotated[str, PlanningId]
    index: int
    minutes: int
    value: int
    due: int  # a minute, or NEVER
    late_weight: int
    openings: list[int]
    closings: list[int]  # latest starts
    place: int  # -1 for remote visits
    points_of_shift: dict[int, int]  # of the shifts that may serve it: preference points
    crew: Annotated[Optional['Crew'], InverseRelationShadowVariable(
        source_variable_name='stops')] = field(default=None)
    previous: Annotated[Optional['Stop'], PreviousElementShadowVariable(
        source_variable_name='stops')] = field(default=None)
    start: Annotated[Optional[int], CascadingUpdateShadowVariable(
        target_method_name='update_start')] = field(default=None)

    def update_start(self):
        if self.crew is None:
            self.start = None
            return
        ready = self.crew.begin
        here = self.crew.base
        if self.previous is not None:
            if self.previous.start is None:
                self.start = None
                return
            ready = self.previous.start + self.previous.minutes
            here = self.previous.place_for(self.crew.base)
        ready = ready + self.crew.way(here, self.place_for(self.crew.base))
        found = ready + 1_000_000
        for k in range(len(self.openings)):
            if ready <= self.closings[k]:
                earliest = max(ready, self.openings[k])
                if earliest < found:
                    found = earliest
        self.start = found

    def place_for(self, base: int) -> int:
        return base if self.place < 0 else self.place

    def is_misplaced(self) -> bool:
        return self.crew is not None and self.crew.shift not in self.points_of_shift

    def points(self) -> int:
        if self.crew is None or self.start is None or self.crew.shift not in self.points_of_shift:
            return 0
        late = max(0, self.start - self.due)
        return self.value + self.points_of_shift[self.crew.shift] - self.late_weight * late


@planning_entity
@dataclass
class Crew:
    """One crew of a shift."""

    id: Annotated[str, PlanningId]
    shift: int
    begin: int
    end: int
    base: int
    places: int
    ways: list[int]  # minutes from place to place, row by row
    travel_weight: int
    crew_weight: int
    stops: Annotated[list[Stop], PlanningListVariable(allows_unassigned_values=True)] = field(
        default_factory=list)

    def way(self, here: int, there: int) -> int:
        return self.ways[here * self.places + there]

    def cost(self) -> int:
        if len(self.stops) == 0:
            return 0
        here, total = self.base, 0
        for stop in self.stops:
            there = stop.place_for(self.base)
            total = total + self.way(here, there)
            here = there
        return self.crew_weight + self.travel_weight * (total + self.way(here, self.base))

    def overrun(self) -> int:
        """Minutes after the shift's end at which the crew is back."""
        if len(self.stops) == 0:
            return 0
        last = self.stops[-1]
        if last.start is None:
            return 0
        back = last.start + last.minutes + self.way(last.place_for(self.base), self.base)
        return max(0, back - self.end)


@planning_solution
@dataclass
class Timetable:
    crews: Annotated[list[Crew], PlanningEntityCollectionProperty]
    stops: Annotated[list[Stop], PlanningEntityCollectionProperty, ValueRangeProvider]
    score: Annotated[Optional[HardSoftScore], PlanningScore] = field(default=None)


@constraint_provider
def constraints(factory: ConstraintFactory):
    return [
        factory.for_each(Crew)
        .filter(lambda crew: crew.overrun() > 0)
        .penalize(HardSoftScore.ONE_HARD, lambda crew: crew.overrun())
        .as_constraint("back in time"),
        factory.for_each(Stop)
        .filter(lambda stop: stop.is_misplaced())
        .penalize(HardSoftScore.of_hard(1000))
        .as_constraint("qualified crew"),
        factory.for_each(Stop)
        .filter(lambda stop: stop.crew is not None)
        .impact(HardSoftScore.ONE_SOFT, lambda stop: stop.points())
        .as_constraint("visits served"),
        factory.for_each(Crew)
        .filter(lambda crew: len(crew.stops) > 0)
        .penalize(HardSoftScore.ONE_SOFT, lambda crew: crew.cost())
        .as_constraint("travel and crews"),
    ]


def solve(scenario, clock, seed):
    problem = timetable(scenario)
    found = Best(scenario, clock)
    factory = SolverFactory.create(SolverConfig(
        solution_class=Timetable,
        entity_class_list=[Crew, Stop],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraints),
        random_seed=seed,
    ))
    # The limit is set last: compiling the constraints takes seconds.
    solver = factory.build_solver(SolverConfigOverride(termination_config=TerminationConfig(
        spent_limit=Duration(milliseconds=int(1000 * max(0.1, clock.left() - SECONDS_AFTER))))))
    solver.add_event_listener(found.look)
    found.keep(solver.solve(problem))
    return Answer(found.routes)


class Best:
    """The best plan without a broken rule."""

    def __init__(self, scenario, clock):
        self.scenario, self.clock = scenario, clock
        self.routes, self.total = None, None

    def look(self, event):
        self.keep(event.new_best_solution)

    def keep(self, solution):
        if solution.score is None or not solution.score.is_feasible:
            return
        routes = routes_of_sequences(
            self.scenario,
            [(crew.shift, [stop.index for stop in crew.stops]) for crew in solution.crews])
        total = sum(score(self.scenario, routes).values())
        if self.total is None or total > self.total:
            self.routes, self.total = routes, total
            self.clock.tell(total)


def timetable(scenario):
    """The scenario in Timefold's terms."""
    weights, eligible = scenario.weights, scenario.eligible()
    ways = {
        speed: [int(m) for m in scenario.matrix(speed).ravel()]
        for speed in sorted({team.speed for team in scenario.teams})}
    crews = [
        Crew(f"{k}-{number}", k, shift.start, shift.end, scenario.teams[shift.team].base,
             len(scenario.matrix(scenario.teams[shift.team].speed)),
             ways[scenario.teams[shift.team].speed], weights["travel"], weights["crew"])
        for k, shift in enumerate(scenario.shifts) for number in range(shift.crews)]
    stops = []
    for v, visit in enumerate(scenario.visits):
        if not eligible[v][0]:
            continue
        points = {
            k: weights["prefer"] if scenario.shifts[k].team in visit.prefer else 0
            for k in eligible[v][0]}
        stops.append(Stop(
            visit.id, v, visit.minutes, visit.value, NEVER if visit.due is None else visit.due,
            weights["late"], [a for a, b in visit.windows if b - a >= visit.minutes],
            [b - visit.minutes for a, b in visit.windows if b - a >= visit.minutes],
            -1 if visit.place is None else visit.place, points))
    return Timetable(crews, stops)
