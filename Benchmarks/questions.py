#!/usr/bin/env python3
"""Times the questions that a dispatcher asks of a plan in hand. `make bench-questions` calls it.

Plans a scenario once with a fixed effort, then asks in turn, each in a process of its own on one
thread: `check` (the yardstick: reading and auditing), `inspect`, `explain` of a served visit,
`suggest` of one urgent request, and `replan` after one event. Rounds go side by side, so that a slow
moment of the machine meets all of them: the ratios to `check` hold where milliseconds do not.
See Benchmarks/README.md.
"""

import argparse
import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from harness.machine import memory, processor  # noqa: E402
from harness.execution import execute  # noqa: E402

# Milliseconds within which a question has to be answered.
LIMITS = {"explain": 100, "replan": 2000}
YARDSTICK = "check"
ALLOWED_SECONDS = 600


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paidan", required=True, help="the release build's program")
    parser.add_argument("--scenario", required=True, help="the scenario's folder")
    parser.add_argument("--work", type=int, default=8000, help="work units of the plan")
    parser.add_argument("--rounds", type=int, default=9, help="how often each question is asked")
    return parser.parse_args(arguments)


def middle_assignment(plan):
    """The assignment in the middle of the plan's day: neither its first nor its last work."""
    rows = sorted(plan["assignments"], key=lambda row: (row["start"], row["visit"], row["role"]))
    return rows[len(rows) // 2]


def urgent_request(scenario):
    """A red request as `suggest` takes it: service and place of the folder's first one at home."""
    with open(os.path.join(scenario, "requests.csv"), encoding="utf-8", newline="") as handle:
        row = next(row for row in csv.DictReader(handle) if row["lat"] and row["lon"])
    return [f"service={row['service']}", f"lat={row['lat']}", f"lon={row['lon']}", "tier=red"]


def event(row):
    """An events file with one event: the team of an assignment declines it."""
    return f"event,visit,role,team\ndeclined,{row['visit']},{row['role']},{row['team']}\n"


def questions(paidan, scenario, folder, plan):
    """Each question's name and its command. The day is a third over when the event comes."""
    row = middle_assignment(plan)
    starts = sorted(entry["start"] for entry in plan["assignments"])
    events, file = os.path.join(folder, "events.csv"), os.path.join(folder, "plan.json")
    with open(events, "w", encoding="utf-8") as handle:
        handle.write(event(row))
    return {
        YARDSTICK: [paidan, "check", scenario, file],
        "inspect": [paidan, "inspect", scenario],
        "explain": [paidan, "explain", scenario, file, row["visit"]],
        "suggest": [paidan, "suggest", scenario, file, *urgent_request(scenario)],
        "replan": [paidan, "replan", scenario, file, events, "--now", starts[len(starts) // 3]],
    }


def measure(commands, rounds):
    """Milliseconds of each question, round by round: (wall, processor). The first round is for warmth."""
    found = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = execute(command, ALLOWED_SECONDS)
            if run.status != 0:
                raise RuntimeError(f"{name} ended with status {run.status}: {run.complaints[-1:]}")
            if number > 0:
                found[name].append((run.wall_seconds * 1000, run.cpu_seconds * 1000))
    return found


def ratio(found, name):
    """The median over rounds of a question's processor time by that of the yardstick."""
    pairs = zip(found[name], found[YARDSTICK])
    return statistics.median(own[1] / yard[1] for own, yard in pairs)


def table(found):
    """The results as rows of Markdown."""
    lines = [
        "| question | wall ms, least | wall ms, median | CPU ms, least | CPU ms, median "
        "| × `check` | wanted | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, runs in found.items():
        wall, processor_time = [list(column) for column in zip(*runs)]
        limit = LIMITS.get(name)
        lines.append(
            f"| `{name}` | {min(wall):.0f} | {statistics.median(wall):.0f} "
            f"| {min(processor_time):.0f} | {statistics.median(processor_time):.0f} "
            f"| {ratio(found, name):.1f} | {f'< {limit:,} ms' if limit else ''} "
            f"| {verdict(wall, limit) if limit else ''} |")
    return lines


def verdict(wall, limit):
    """Judged by the median of the wall clock, as somebody waits for the answer."""
    return "reached" if statistics.median(wall) < limit else "missed"


def main():
    options = parse(sys.argv[1:])
    scenario = os.path.abspath(options.scenario)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [options.paidan, "plan", scenario, "--work", str(options.work), "--out", folder,
             "--quiet"], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "plan.json"), encoding="utf-8") as handle:
            plan = json.load(handle)
        found = measure(
            questions(options.paidan, scenario, folder, plan), options.rounds)
    load = " ".join(f"{figure:.1f}" for figure in os.getloadavg())
    print(f"`{os.path.basename(scenario)}`, plan of {options.work:,} units, {options.rounds} rounds; "
          f"{date.today().isoformat()}, {processor()}, {os.cpu_count()} cores, {memory()}, "
          f"{platform.system()}; load {load}\n")
    print("\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
