"""A run's row in results.csv, and the table of many."""

import csv
import glob
import os
from dataclasses import asdict, dataclass, fields

from harness import execution

SHARE = 0.99


@dataclass
class Row:
    """One run; a field that does not apply is blank."""

    case: str
    kind: str  # scenario, uhhc, bredstrom or toptw
    input: str  # hash of what was read
    method: str
    seed: int
    limit_seconds: float
    verdict: str = ""  # valid, invalid, no plan, cannot model, failed
    served: int | None = None
    visits: int | None = None
    score: int | None = None
    bound: int | None = None
    gap: float | None = None
    status: str = ""
    stop: str = ""
    cpu_seconds: float | None = None
    wall_seconds: float | None = None
    first_plan_seconds: float | None = None
    best_bound: int | None = None  # best proven by any run on this input
    share_of_best_bound: float | None = None
    within_1_percent_seconds: float | None = None
    peak_mebibytes: float | None = None
    value: int | None = None  # of a literature instance, in its own unit
    value_bound: int | None = None
    best_known: int | None = None
    best_known_proven: str = ""
    gap_to_best_known: float | None = None  # positive: worse than the best known
    program: str = ""
    build: str = ""  # hash of our program
    note: str = ""
    trace: str = ""  # file of (seconds, total, bound)


INTEGERS = {"seed", "served", "visits", "score", "bound", "best_bound", "value", "value_bound",
            "best_known"}
REALS = {"limit_seconds", "gap", "cpu_seconds", "wall_seconds", "first_plan_seconds",
         "share_of_best_bound", "within_1_percent_seconds", "peak_mebibytes", "gap_to_best_known"}


def write(path, rows):
    """Writes all rows, whole or not at all."""
    with open(path + ".part", "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [entry.name for entry in fields(Row)], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({k: "" if v is None else v for k, v in asdict(row).items()})
    os.replace(path + ".part", path)


def read(path):
    """The rows of a results.csv."""
    known = {entry.name for entry in fields(Row)}
    with open(path, encoding="utf-8", newline="") as handle:
        return [
            Row(**{k: parse(k, v) for k, v in record.items() if k in known})
            for record in csv.DictReader(handle)
        ]


def parse(name, text):
    if name in INTEGERS:
        return int(text) if text else None
    if name in REALS:
        return float(text) if text else None
    return text


def write_trace(path, trace):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["seconds", "total", "bound"])
        writer.writerows([["" if v is None else v for v in point] for point in trace])


def read_trace(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return [
            (float(row["seconds"]), int(row["total"]) if row["total"] else None,
             int(row["bound"]) if row["bound"] else None)
            for row in csv.DictReader(handle)
        ]


def best_bounds(rows, earlier_folder):
    """The lowest bound on each input that any accepted run proved, now or in earlier results."""
    earlier = []
    for path in sorted(glob.glob(os.path.join(earlier_folder, "*", "results.csv"))):
        earlier += read(path)
    best = {}
    for row in rows + earlier:
        if row.bound is not None and row.verdict == "valid":
            key = (row.case, row.input)
            best[key] = min(best.get(key, row.bound), row.bound)
    return best


def against_best_bounds(rows, folder, earlier_folder):
    """Fills in what needs the best bound; says where a plan is above it, which can't be."""
    best, wrong = best_bounds(rows, earlier_folder), []
    for row in rows:
        row.best_bound = best.get((row.case, row.input))
        if row.best_bound is None or row.score is None:
            continue
        if row.verdict == "valid" and row.score > row.best_bound:
            wrong.append(
                f"{row.case}: {row.method} scores {row.score}, above a bound of {row.best_bound}")
        row.share_of_best_bound = round(row.score / max(1, row.best_bound), 5)
        if row.trace:
            row.within_1_percent_seconds = execution.seconds_to_share(
                read_trace(os.path.join(folder, row.trace)), row.best_bound, SHARE)
    return sorted(set(wrong))
