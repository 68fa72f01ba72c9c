#!/usr/bin/env python3
"""Measures Paidan and its peers, and compares results. `make bench` calls it; see Benchmarks/README.md.

  bench.py run --paidan PROGRAM [options]    scenario x method x seed, one thread, one after the other
  bench.py compare EARLIER NEW               two results.csv; exit status 1 where something got worse
"""

import argparse
import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from harness import compare, picture, report, results  # noqa: E402
from harness.bench_run import Bench  # noqa: E402


def words(text):
    return text.split()


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--paidan", required=True, help="the release build's program")
    run.add_argument("--toptw", default="", help="the paidan-toptw program, for TOPTW instances")
    run.add_argument("--scenarios", type=words, default=[], help="folders of, or with, scenarios")
    run.add_argument("--instances", type=words, default=[], help="folders of literature instances")
    run.add_argument("--only", type=words, default=[], help="patterns of names, such as core-*")
    run.add_argument("--methods", type=words, default=["auto"])
    run.add_argument("--peers", type=words, default=[])
    run.add_argument("--seeds", type=words, default=["1"])
    run.add_argument("--times", type=words, default=["10"], help="seconds a run")
    run.add_argument("--paths", type=words, default=["1", "2", "3", "4"], help="m of TOPTW")
    run.add_argument("--oracle", type=words, default=[], help="a command: ORACLE SCENARIO PLAN")
    run.add_argument("--out", default="", help="results folder (default: results/DATE)")
    run.add_argument("--baseline", default="", help="an earlier results.csv to compare with")
    both = commands.add_parser("compare")
    both.add_argument("earlier")
    both.add_argument("new")
    return parser.parse_args(arguments)


def fresh_folder():
    """results/DATE, with a number from the second run of a day on."""
    base = os.path.join(HERE, "results", datetime.date.today().isoformat())
    names = [base] + [f"{base}-{k}" for k in range(2, 1000)]
    return next(name for name in names if not os.path.exists(name))


def run(options):
    folder = os.path.abspath(options.out or fresh_folder())
    bench = Bench(options, folder, HERE)
    try:
        bench.run()
    finally:
        wrong = results.against_best_bounds(bench.rows, folder, os.path.join(HERE, "results"))
        results.write(os.path.join(folder, "results.csv"), bench.rows)
        with open(os.path.join(folder, "table.md"), "w", encoding="utf-8") as handle:
            handle.write(report.markdown(bench.rows, bench.machine()))
        with open(os.path.join(folder, "picture.svg"), "w", encoding="utf-8") as handle:
            handle.write(picture.svg(bench.rows, folder))
    print(f"written: {folder}/results.csv, table.md, picture.svg")
    for line in wrong:
        print("A BOUND IS WRONG: " + line)
    refused = [row for row in bench.rows if row.verdict in ("invalid", "failed")]
    for row in refused:
        print(f"{row.verdict}: {row.case}, {row.method}, seed {row.seed}: {row.note}")
    status = 1 if wrong or refused else 0
    if options.baseline:
        status = max(status, compare.report(results.read(options.baseline), bench.rows))
    return status


def main():
    options = parse(sys.argv[1:])
    if options.command == "compare":
        return compare.report(results.read(options.earlier), results.read(options.new))
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
