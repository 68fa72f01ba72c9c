"""Turns what a peer found into plan.json of format 1, with its score added up anew."""

import json
from dataclasses import dataclass, field

from scenario import DAY


@dataclass
class Route:
    """One crew's stops in order: (visit, role, start) with indices of the scenario."""

    shift: int
    stops: list


@dataclass
class Answer:
    """What a peer found: routes, or none; a bound on the score where the peer proves one."""

    routes: list | None
    bound: float | None = None
    notes: list = field(default_factory=list)


class CannotModel(Exception):
    """The peer has no exact model of something that the scenario uses."""


def routes_of_sequences(scenario, sequences):
    """Routes at the earliest starts from (shift, visits in order), for single-role visits."""
    routes = []
    for shift, visits in sequences:
        if not visits:
            continue
        starts = scenario.schedule(scenario.shifts[shift], visits)
        if starts is None:
            raise ValueError(f"the peer's route on shift {shift} does not fit: {visits}")
        routes.append(Route(shift, [(v, 0, s) for v, s in zip(visits, starts)]))
    return routes


def score(scenario, routes):
    """The parts of the score, as the format defines them."""
    weights = scenario.weights
    parts = dict.fromkeys(
        ("served", "preference", "travel", "crews", "lateness", "continuity", "fairness",
         "changes"), 0)
    work, served, filled = {}, {}, {}
    for route in routes:
        shift = scenario.shifts[route.shift]
        team = scenario.teams[shift.team]
        here, travel = team.base, 0
        for visit_index, role, start in sorted(route.stops, key=lambda stop: stop[2]):
            visit = scenario.visits[visit_index]
            there = scenario.place(visit, team)
            travel += scenario.minutes(team, here, there)
            here = there
            served[visit_index] = start
            filled[visit_index, role] = (shift.team, start)
            work[shift.team] = work.get(shift.team, 0) + visit.minutes
            if shift.team in visit.prefer:
                parts["preference"] += weights["prefer"]
        travel += scenario.minutes(team, here, team.base)
        work[shift.team] = work.get(shift.team, 0) + travel
        parts["travel"] -= weights["travel"] * travel
        parts["crews"] -= weights["crew"]
    for visit_index, start in served.items():
        visit = scenario.visits[visit_index]
        parts["served"] += visit.value
        if visit.due is not None:
            parts["lateness"] -= weights["late"] * max(0, start - visit.due)
    for program in scenario.programs:
        for role in range(len(scenario.visits[program.visits[0]].roles) if program.visits else 0):
            teams = {filled[v, role][0] for v in program.visits if (v, role) in filled}
            parts["continuity"] -= weights["continuity"] * max(0, len(teams) - 1)
    for team_index, minutes in work.items():
        fair = scenario.teams[team_index].fair_minutes
        if fair is not None:
            parts["fairness"] -= weights["fair"] * max(0, minutes - fair)
    for row in scenario.commitments:
        if row.kind == "published":
            team, start = filled.get((row.visit, row.role), (None, 0))
            near = abs(start - row.start) <= weights["change_tolerance"]
            if team is None or team != row.team or not near:
                parts["changes"] -= weights["change"]
    return parts


def document(scenario, answer, method):
    """The plan as format 1 has it."""
    parts = score(scenario, answer.routes)
    total = sum(parts.values())
    bound = None
    if answer.bound is not None:
        # A bound in floating point is rounded up; it may not end below the plan by an error of that.
        bound = max(total, int(answer.bound + 1 - 1e-6))
    crew_of_shift, assignments, served = {}, [], set()
    for route in answer.routes:
        shift = scenario.shifts[route.shift]
        crew = crew_of_shift[route.shift] = crew_of_shift.get(route.shift, 0) + 1
        for visit_index, role, start in route.stops:
            visit = scenario.visits[visit_index]
            served.add(visit_index)
            assignments.append({
                "visit": visit.id, "role": visit.roles[role].id,
                "team": scenario.teams[shift.team].id, "shift": scenario.stamp(shift.start),
                "crew": crew, "start": scenario.stamp(start),
                "end": end_stamp(scenario, start + visit.minutes),
            })
    unserved = [
        {"visit": visit.id, "reason": "not-settled", "detail": ""}
        for k, visit in enumerate(scenario.visits) if k not in served
    ]
    proven = bound is not None and bound - total < 1
    return {
        "format": 1, "scenario": scenario.name, "status": "optimal" if proven else "feasible",
        "stop": "proven" if proven else "time", "method": method,
        "score": {"total": total, **parts}, "bound": bound,
        "gap": None if bound is None else round((bound - total) / max(1, abs(total)), 6),
        "assignments": assignments, "unserved": unserved,
    }


def end_stamp(scenario, minute):
    """An end at midnight is written as 24:00 of the day before."""
    if minute % DAY == 0:
        return scenario.stamp(minute - DAY)[:10] + "T24:00"
    return scenario.stamp(minute)


def write(path, content):
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False, indent=1)
        handle.write("\n")
