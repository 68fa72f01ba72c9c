"""VROOM: jobs with skills, several windows and priorities.

Its objective is another one: first the most priority (0 to 100 a job), then the least travel. Values are
scaled to priorities, so travel and crews are never weighed against a visit. Plans are valid and are
scored by ours; the model of the rules is exact for single-role visits.
"""

import datetime

import numpy
import vroom

from plan import Answer, routes_of_sequences, score

MODELS = {"loads", "visits per crew"}
MOST_PRIORITY = 100
EXPLORATION_LEVEL = 5


def METHOD():
    from importlib.metadata import version

    return f"VROOM (pyvroom {version('pyvroom')}), values as priorities"


def solve(scenario, clock, seed):
    eligible = scenario.eligible()
    visits = [v for v in range(len(scenario.visits)) if eligible[v][0]]
    problem, shift_of_vehicle = model(scenario, eligible, visits)
    answer = problem.solve(
        exploration_level=EXPLORATION_LEVEL, nb_threads=1,
        timeout=datetime.timedelta(seconds=clock.left()))
    sequences = read(answer, visits, shift_of_vehicle)
    # What VROOM's objective ignores: a crew that costs more than it serves stays at home.
    routes = [
        route for route in routes_of_sequences(scenario, sequences)
        if sum(score(scenario, [route]).values()) > 0
    ]
    return Answer(routes, notes=["objective differs: priorities first, then travel; no seed"])


def model(scenario, eligible, visits):
    bases = sorted({team.base for team in scenario.teams})
    places = bases + [scenario.visits[v].place for v in visits]
    skill_of_set = {}
    for v in visits:
        skill_of_set.setdefault(tuple(eligible[v][0]), len(skill_of_set))
    skills_of_shift = {}
    for shifts, skill in skill_of_set.items():
        for shift in shifts:
            skills_of_shift.setdefault(shift, set()).add(skill)
    problem = vroom.Input()
    for speed in sorted({team.speed for team in scenario.teams}):
        minutes = scenario.matrix(speed)[numpy.ix_(places, places)]
        problem.set_durations_matrix(str(speed), minutes.astype(numpy.uint32))
    with_loads = any(scenario.visits[v].load for v in visits)
    shift_of_vehicle = {}
    for shift, entry in enumerate(scenario.shifts):
        team = scenario.teams[entry.team]
        base = bases.index(team.base)
        for _ in range(entry.crews):
            vehicle = len(shift_of_vehicle)
            shift_of_vehicle[vehicle] = shift
            capacity = 10**6 if entry.capacity is None else entry.capacity
            limit = {} if team.max_visits is None else {"max_tasks": team.max_visits}
            problem.add_vehicle(vroom.Vehicle(
                vehicle, start=base, end=base, profile=str(team.speed),
                capacity=[capacity] if with_loads else [],
                skills=skills_of_shift.get(shift, set()) or {len(skill_of_set)},
                time_window=vroom.TimeWindow(entry.start, entry.end), **limit))
    highest = max((scenario.visits[v].value for v in visits), default=1)
    for number, v in enumerate(visits):
        visit = scenario.visits[v]
        problem.add_job(vroom.Job(
            number, location=len(bases) + number, default_service=visit.minutes,
            delivery=vroom.Amount([visit.load] if with_loads else []),
            skills={skill_of_set[tuple(eligible[v][0])]},
            priority=max(1, round(MOST_PRIORITY * visit.value / max(1, highest))),
            time_windows=[vroom.TimeWindow(a, b - visit.minutes) for a, b in joined(visit)]))
    return problem, shift_of_vehicle


def joined(visit):
    """Windows in order, as VROOM wants them: apart from each other in their starts."""
    found = []
    for a, b in sorted(visit.windows):
        if found and a <= found[-1][1] - visit.minutes:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found


def read(answer, visits, shift_of_vehicle):
    sequences = {}
    for _, step in answer.routes[answer.routes["type"] == "job"].iterrows():
        sequences.setdefault(int(step["vehicle_id"]), []).append(visits[int(step["id"])])
    return [(shift_of_vehicle[vehicle], stops) for vehicle, stops in sorted(sequences.items())]
