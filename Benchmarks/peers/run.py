"""Runs one peer on one scenario: run.py PEER SCENARIO --seconds S --seed N --out plan.json

Progress goes to standard error, an object a line, in the form of docs/schemas/progress.schema.json.
Exit status 0: a plan was written; 3: the peer can't model the scenario; 4: it found no plan in time,
or is not installed.
"""

import argparse
import importlib
import json
import os
import sys
import time

PEERS = {
    "pyvrp": "peer_pyvrp",
    "ortools-routing": "peer_ortools_routing",
    "cp-sat": "peer_cp_sat",
    "vroom": "peer_vroom",
    "highs": "peer_highs",
    "timefold": "peer_timefold",
}
BEGAN = time.monotonic()


class Clock:
    """The run's budget and its progress, from the start of the process."""

    def __init__(self, seconds, visits):
        self.seconds, self.visits = seconds, visits

    def left(self):
        """Seconds that are left; a little is kept for writing the plan."""
        return max(0.1, self.seconds - 0.1 - self.elapsed())

    def elapsed(self):
        return time.monotonic() - BEGAN

    def tell(self, total=None, bound=None, phase="search"):
        """One line of progress."""
        line = {"event": "progress", "elapsed_seconds": round(self.elapsed(), 3), "phase": phase,
                "visits": self.visits}
        if total is not None:
            line["total"] = int(total)
        if bound is not None:
            line["bound"] = int(bound + 1 - 1e-6)
        print(json.dumps(line), file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("scenario")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import plan
    import scenario as reader

    try:
        peer = importlib.import_module(PEERS[arguments.peer])
    except ImportError as reason:
        print(f"note: not installed: {reason}")
        return 4
    scenario = reader.read(arguments.scenario)
    clock = Clock(arguments.seconds, len(scenario.visits))
    missing = sorted(scenario.lacks() - peer.MODELS)
    if missing:
        print("note: " + ", ".join(missing))
        return 3
    try:
        answer = peer.solve(scenario, clock, arguments.seed)
    except plan.CannotModel as reason:
        print(f"note: {reason}")
        return 3
    if answer.routes is None:
        print("note: none in time")
        return 4
    content = plan.document(scenario, answer, peer.METHOD())
    clock.tell(content["score"]["total"], content["bound"], "done")
    plan.write(arguments.out, content)
    for note in answer.notes:
        print(f"note: {note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
