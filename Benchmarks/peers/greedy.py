"""A plain greedy start for peers whose models are large: a hint, no plan of its own."""


def insert_all(scenario, eligible):
    """(shift, visits in order) for single-role visits, the most valuable minutes first.

    Keeps skills, times, visits per crew and work minutes of teams, but no loads.
    """
    routes = {
        (shift, crew): []
        for shift, entry in enumerate(scenario.shifts) for crew in range(entry.crews)
    }
    worked = [0] * len(scenario.teams)
    order = sorted(
        range(len(scenario.visits)),
        key=lambda v: (-scenario.visits[v].value / scenario.visits[v].minutes, v),
    )
    for visit in order:
        best = None
        for shift in eligible[visit][0]:
            entry = scenario.shifts[shift]
            team = scenario.teams[entry.team]
            limit, most = team.max_visits, team.max_minutes
            for crew in range(entry.crews):
                stops = routes[shift, crew]
                if limit is not None and len(stops) >= limit:
                    continue
                for position in range(len(stops) + 1):
                    longer = stops[:position] + [visit] + stops[position:]
                    if scenario.schedule(entry, longer) is None:
                        continue
                    way = travel(scenario, entry, longer) - travel(scenario, entry, stops)
                    work = way + scenario.visits[visit].minutes
                    if most is not None and worked[entry.team] + work > most:
                        continue
                    cost = way * scenario.weights["travel"]
                    cost += 0 if stops else scenario.weights["crew"]
                    if cost < scenario.visits[visit].value and (best is None or cost < best[0]):
                        best = (cost, shift, crew, longer, work)
                if not stops:
                    break
        if best:
            routes[best[1], best[2]] = best[3]
            worked[scenario.shifts[best[1]].team] += best[4]
    return [(shift, stops) for (shift, _), stops in routes.items() if stops]


def travel(scenario, shift, visits):
    """Travel minutes of a route."""
    if not visits:
        return 0
    team = scenario.teams[shift.team]
    matrix = scenario.matrix(team.speed)
    places = [team.base] + [scenario.place(scenario.visits[v], team) for v in visits] + [team.base]
    return int(sum(matrix[a, b] for a, b in zip(places, places[1:])))
