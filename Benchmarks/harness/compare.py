"""Compares two results.csv and flags what is worse beyond the noise of the seeds."""

import os
from dataclasses import replace
from statistics import mean

from harness import execution, results

# field: (whether more is better, absolute floor, relative floor); nothing below a floor is flagged.
MEASURES = {
    "score": (True, 1, 0.0005),
    "bound": (False, 1, 0.0002),
    "value": (None, 0, 0.0005),
    "value_bound": (None, 0, 0.0005),
    "first_plan_seconds": (False, 0.3, 0.25),
    "within_1_percent_seconds": (False, 1.0, 0.25),
    "wall_seconds": (False, 1.0, 0.25),
    "peak_mebibytes": (False, 20, 0.10),
}
# Values of which less is wanted, so that their bounds lie below: minutes of travel.
LESS_IS_WANTED = ("uhhc", "bredstrom")


def group(row):
    """What runs that differ by seed only have in common."""
    return row.case, row.method, row.limit_seconds, row.input


def groups(rows):
    """Runs that differ by seed only."""
    found = {}
    for row in rows:
        found.setdefault(group(row), []).append(row)
    return found


def compare(old_rows, new_rows):
    """(regressions, improvements, remarks) as lines for people."""
    old, new = groups(old_rows), groups(new_rows)
    worse, better, remarks = [], [], []
    for key in sorted(set(old) | set(new)):
        case, method, limit, _ = key
        name = f"{case}, {method}, {limit:g} s"
        if key not in old or key not in new:
            remarks.append(f"{name}: only in the {'new' if key in new else 'earlier'} run")
            continue
        before, after = valid(old[key]), valid(new[key])
        # By share, since the two may have different numbers of seeds.
        lost = len(before) / len(old[key]) - len(after) / len(new[key])
        if lost:
            verdicts = sorted({r.verdict for r in (new if lost > 0 else old)[key]} - {"valid"})
            (worse if lost > 0 else better).append(
                f"{name}: {len(before)} of {len(old[key])} -> {len(after)} of {len(new[key])} "
                f"with a valid plan ({', '.join(verdicts)})")
        if not before or not after:
            continue
        for field, (more_is_better, floor, share) in MEASURES.items():
            if more_is_better is None:
                is_travel = before[0].kind in LESS_IS_WANTED
                more_is_better = is_travel == (field == "value_bound")
            verdict = judge(before, after, field, more_is_better, floor, share)
            if verdict:
                (worse if verdict[0] else better).append(f"{name}: {field} {verdict[1]}")
    return worse, better, remarks


def valid(rows):
    """The runs whose plan the judges accepted; figures of others mean nothing."""
    return [row for row in rows if row.verdict == "valid"]


def judge(before, after, field, more_is_better, floor, share):
    """None within noise; else (whether worse, what changed)."""
    old = [getattr(row, field) for row in before if getattr(row, field) is not None]
    new = [getattr(row, field) for row in after if getattr(row, field) is not None]
    # What some seeds no longer reach is lost, however well the others do.
    if len(old) / len(before) != len(new) / len(after):
        is_worse = len(old) / len(before) > len(new) / len(after)
        return is_worse, f"reached by {len(old)} of {len(before)} -> {len(new)} of {len(after)} seeds"
    if not old:
        return None
    spread = max(max(old) - min(old), max(new) - min(new))
    noise = max(spread, floor, share * abs(mean(old)))
    change = mean(new) - mean(old)
    if abs(change) <= noise:
        return None
    seeds = f"{len(old)} and {len(new)} seeds, noise {noise:g}"
    return (change < 0) == more_is_better, f"{mean(old):g} -> {mean(new):g} ({seeds})"


def on_one_bound(old_rows, old_folder, new_rows, new_folder):
    """Both with the time to 1 % counted to the same bound, the best that either knows.

    A better bound moves that mark for the same plans. Where a trace is gone, the time is left out;
    the third of what is returned are those groups.
    """
    best, lost = {}, set()
    for row in [*old_rows, *new_rows]:
        for bound in (row.best_bound, row.bound if row.verdict == "valid" else None):
            if bound is not None:
                case = row.case, row.input
                best[case] = min(best.get(case, bound), bound)

    def counted(rows, folder):
        for row in rows:
            bound, trace = best.get((row.case, row.input)), read_trace(row, folder)
            if trace is None and row.verdict == "valid":
                lost.add(group(row))
            yield replace(row, within_1_percent_seconds=execution.seconds_to_share(
                trace or [], bound, results.SHARE))

    both = [*counted(old_rows, old_folder)], [*counted(new_rows, new_folder)]
    counted_in_both = [
        [replace(row, within_1_percent_seconds=None) if group(row) in lost else row for row in rows]
        for rows in both]
    return *counted_in_both, lost


def read_trace(row, folder):
    path = os.path.join(folder, row.trace) if row.trace else ""
    return results.read_trace(path) if os.path.isfile(path) else None


def report(old_path, new_path):
    """Prints the comparison of two files; the exit status says whether anything got worse."""
    old_rows, new_rows, without_trace = on_one_bound(
        results.read(old_path), os.path.dirname(os.path.abspath(old_path)),
        results.read(new_path), os.path.dirname(os.path.abspath(new_path)))
    worse, better, remarks = compare(old_rows, new_rows)
    for title, lines in (("WORSE", worse), ("better", better), ("remark", remarks)):
        for line in lines:
            print(f"{title:7} {line}")
    both = set(groups(old_rows)) & set(groups(new_rows))
    if not both:
        print("remark  no case is in both: nothing was compared")
    if both & without_trace:
        print(f"remark  {len(both & without_trace)} case(s) without their traces: time to 1 % left out")
    seeds = min((len(members) for rows in (old_rows, new_rows)
                 for key, members in groups(rows).items() if key in both), default=0)
    if both and seeds < 3:
        print(f"remark  only {seeds} seed(s) in some cases: the spread says little")
    print(f"{len(worse)} worse, {len(better)} better beyond noise")
    return 1 if worse or not both else 0
