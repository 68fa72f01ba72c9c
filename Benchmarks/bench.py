#!/usr/bin/env python3
"""Measures Paidan and its peers, and compares results. `make bench` calls it; see Benchmarks/README.md.

  bench.py run --paidan PROGRAM [options]      scenario x method x seed
  bench.py targets --paidan PROGRAM [options]  the table of the engine's targets, whole or in parts
  bench.py curve --paidan PROGRAM [options]    a family of growing sizes: time, memory and gap by size
  bench.py compare EARLIER NEW                 two results.csv; exit status 1 where something got worse
  bench.py picture RESULTS FILE [--only ...]   draws score and bound over time of a results folder

A results folder given again with --out is taken up where it stopped: finished runs are not repeated.
"""

import argparse
import datetime
import os
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from harness import compare, curve, inputs, machine, picture, report, results, targets  # noqa: E402
from harness.bench_run import Bench  # noqa: E402
from harness.targets_run import TargetsRun  # noqa: E402


def words(text):
    return text.split()


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    shared_options(run)
    run.add_argument("--methods", type=words, default=["auto"])
    run.add_argument("--peers", type=words, default=[])
    run.add_argument("--times", type=words, default=["10"], help="seconds a run")
    run.add_argument("--paths", type=words, default=["1", "2", "3", "4"], help="m of TOPTW")
    goals = commands.add_parser("targets")
    shared_options(goals)
    goals.add_argument("--parts", type=parts, default=list(targets.USUAL),
                       help=f"of {' '.join(targets.PARTS)} (default: {' '.join(targets.USUAL)})")
    goals.add_argument("--case-seeds", type=words, default=["1", "2"],
                       help="seeds of the generated scenarios")
    goals.add_argument("--scale", type=float, default=1, help="of all time limits, for a trial")
    goals.add_argument("--sample", type=at_least_one, default=1,
                       help="one TOPTW case in so many; 1 = all")
    line = commands.add_parser("curve")
    shared_options(line)
    line.add_argument("--family", choices=("core", "night"), default="core")
    line.add_argument("--sizes", type=words, default=["100", "300", "1000", "3000", "10000"])
    line.add_argument("--times", type=words, default=["60"], help="seconds a run")
    both = commands.add_parser("compare")
    both.add_argument("earlier")
    both.add_argument("new")
    drawn = commands.add_parser("picture")
    drawn.add_argument("results", help="folder of results.csv and runs/")
    drawn.add_argument("file", help="the SVG to write")
    drawn.add_argument("--only", type=words, default=[], help="patterns of names, such as core-*")
    return parser.parse_args(arguments)


def shared_options(command):
    """What every measuring command takes."""
    add = command.add_argument
    add("--paidan", required=True, help="the release build's program")
    add("--toptw", default="", help="the paidan-toptw program, for TOPTW instances")
    add("--scenarios", type=words, default=[], help="folders of, or with, scenarios")
    add("--instances", type=words, default=[], help="folders of literature instances")
    add("--only", type=words, default=[], help="patterns of names, such as core-*")
    add("--again", type=words, default=[], help="patterns of names to be run again on resuming")
    add("--seeds", type=words, default=["1"], help="seeds of the search")
    add("--jobs", type=int, default=1, help="runs at a time, each a process of its own")
    add("--oracle", type=words, default=[], help="a command: ORACLE SCENARIO PLAN")
    add("--out", default="", help="results folder (default: results/DATE)")
    add("--baseline", default="", help="an earlier results.csv to compare with")


def parts(text):
    names = text.split() or list(targets.USUAL)
    unknown = sorted(set(names) - set(targets.PARTS))
    if unknown:
        raise argparse.ArgumentTypeError(f"no such part: {' '.join(unknown)}")
    return names


def at_least_one(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


def fresh_folder():
    """results/DATE, with a number from the second run of a day on."""
    base = os.path.join(HERE, "results", datetime.date.today().isoformat())
    names = [base] + [f"{base}-{k}" for k in range(2, 1000)]
    return next(name for name in names if not os.path.exists(name))


def measure(options):
    """Plans the runs, makes them, and writes what came out even if it is broken off."""
    folder = os.path.abspath(options.out or fresh_folder())
    bench = Bench(options, folder, HERE)
    planner = {"run": lambda: bench, "targets": lambda: TargetsRun(bench, options),
               "curve": lambda: curve.Curve(bench, options)}[options.command]()
    planner.plan()
    wrong = []
    try:
        bench.work.do()
    finally:
        wrong = results.against_best_bounds(bench.rows, folder, os.path.join(HERE, "results"))
        results.write(os.path.join(folder, "results.csv"), bench.rows)
        extra = [] if planner is bench else planner.markdown()
        about = machine.description(options, HERE, bench.rows, bench.absent)
        put(folder, "table.md", report.markdown(bench.rows, about, extra))
        put(folder, "picture.svg", picture.svg(bench.rows, folder))
        print(f"written: {folder}/results.csv, table.md, picture.svg")
    for text in wrong:
        print("A BOUND IS WRONG: " + text)
    refused = [row for row in bench.rows if row.verdict in ("invalid", "failed")]
    for row in refused:
        print(f"{row.verdict}: {row.case}, {row.method}, seed {row.seed}: {row.note}")
    status = 1 if wrong or refused else 0
    if options.baseline:
        status = max(status, compare.report(
            options.baseline, os.path.join(folder, "results.csv")))
    return status


def draw(options):
    """The picture of a results folder again, perhaps of fewer scenarios."""
    rows = results.read(os.path.join(options.results, "results.csv"))
    rows = [row for row in rows if inputs.matches(row.case, options.only)]
    if not picture.cases(rows):
        print(f"no run to draw in {options.results}")
        return 1
    put(os.path.dirname(os.path.abspath(options.file)), os.path.basename(options.file),
        picture.svg(rows, options.results))
    print(f"written: {options.file}")
    return 0


def put(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as handle:
        handle.write(text)


def stop(_signal, _frame):
    raise KeyboardInterrupt


def main():
    options = parse(sys.argv[1:])
    if options.command == "compare":
        return compare.report(options.earlier, options.new)
    if options.command == "picture":
        return draw(options)
    signal.signal(signal.SIGTERM, stop)
    try:
        return measure(options)
    except KeyboardInterrupt:
        print("broken off: the same command with the same --out goes on from here")
        return 130


if __name__ == "__main__":
    sys.exit(main())
