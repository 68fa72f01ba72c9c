#!/usr/bin/env python3
"""Shows the micro-benchmarks as ratios to the stored baseline. `make bench-micro` calls it.

  micro.py RESULTS [--baseline FILE] [--store]    RESULTS: what the program PaidanMicro printed

A machine that is faster or slower altogether moves the yardstick (sorting numbers) as well, so the
last column divides by that. The least time is compared: other work on the machine only adds to it.
These are figures to look at, no tests: nothing fails.
"""

import argparse
import json
import os
import re
import sys
from datetime import date

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from harness.machine import commit, memory, processor  # noqa: E402
from harness.report import table  # noqa: E402

YARDSTICK = "yardstick"
TITLE = re.compile(r"Debug results for (\S+):")
METRIC = re.compile(r"(\S.*):$")
WALL = "Time (wall clock)"
POINT = re.compile(r"\s*(\d+\.\d+) (\d\.\d+)\s+\d+\s")  # nanoseconds, share of the runs


def read_results(path):
    """name: {least, median} in microseconds, from the percentiles that the benchmark library prints."""
    found, name, metric = {}, None, ""
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            title, heading, point = TITLE.match(line), METRIC.match(line), POINT.match(line)
            if title:
                name = title[1]
            elif heading:
                metric = heading[1]
            elif point and name and metric == WALL:
                microseconds = float(point[1]) / 1000
                entry = found.setdefault(name, {"least": microseconds})
                if float(point[2]) <= 0.5:
                    entry["median"] = microseconds
    return found


def rows(found, baseline):
    """Cells of the table, in the order of the results' names, the yardstick last."""
    stored = baseline.get("microseconds", {})
    pace = ratio(found, stored, YARDSTICK)
    out = []
    for name in sorted(found, key=lambda entry: (entry == YARDSTICK, entry)):
        change = ratio(found, stored, name)
        out.append((
            name, milliseconds(found[name]["least"]), milliseconds(found[name]["median"]),
            milliseconds(stored[name]["least"]) if name in stored else "",
            "" if change is None else f"{change:.2f}",
            "" if change is None or not pace else f"{change / pace:.2f}"))
    return out


def ratio(found, stored, name):
    """Time now over time then; None where either is missing."""
    if name not in found or name not in stored or not stored[name]["least"]:
        return None
    return found[name]["least"] / stored[name]["least"]


def milliseconds(value):
    return f"{value / 1000:.3g}"


def store(path, found):
    """Makes the results the baseline, with the machine they come from."""
    content = {
        "date": date.today().isoformat(),
        "machine": f"{processor()}, {os.cpu_count()} cores, {memory()}",
        "load": round(os.getloadavg()[1], 1), "commit": commit(HERE), "microseconds": dict(sorted(found.items()))}
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(content, handle, indent=2)
        handle.write("\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results")
    parser.add_argument("--baseline", default=os.path.join(HERE, "Micro", "baseline.json"))
    parser.add_argument("--store", action="store_true", help="make these results the baseline")
    options = parser.parse_args()
    found = read_results(options.results)
    if not found:
        print(f"no results in {options.results}")
        return 1
    baseline = {}
    if os.path.exists(options.baseline):
        with open(options.baseline, encoding="utf-8") as handle:
            baseline = json.load(handle)
        print("baseline: {date}, {machine}, load {load}, {commit}".format(**baseline))
    head = ("part", "least ms", "median ms", "baseline ms", "ratio", "ratio / yardstick's")
    print("\n".join(table(head, rows(found, baseline))))
    if options.store:
        store(options.baseline, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
