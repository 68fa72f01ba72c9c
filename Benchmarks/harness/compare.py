"""Compares two results.csv and flags what is worse beyond the noise of the seeds."""

from statistics import mean

# field: (whether more is better, absolute floor, relative floor); nothing below a floor is flagged.
MEASURES = {
    "score": (True, 1, 0.0005),
    "bound": (False, 1, 0.0002),
    "value_bound": (None, 1, 0.0005),
    "first_plan_seconds": (False, 0.3, 0.25),
    "within_1_percent_seconds": (False, 1.0, 0.25),
    "peak_mebibytes": (False, 20, 0.10),
}


def groups(rows):
    """Runs that differ by seed only."""
    found = {}
    for row in rows:
        found.setdefault((row.case, row.method, row.limit_seconds, row.input), []).append(row)
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
        before, after = old[key], new[key]
        lost = sum(r.verdict != "valid" for r in after) - sum(r.verdict != "valid" for r in before)
        if lost > 0:
            verdicts = sorted({r.verdict for r in after if r.verdict != "valid"})
            worse.append(f"{name}: {lost} more without a valid plan ({', '.join(verdicts)})")
        for field, (more_is_better, floor, share) in MEASURES.items():
            if more_is_better is None:
                more_is_better = before[0].kind == "uhhc"
            verdict = judge(before, after, field, more_is_better, floor, share)
            if verdict:
                (worse if verdict[0] else better).append(f"{name}: {field} {verdict[1]}")
    return worse, better, remarks


def judge(before, after, field, more_is_better, floor, share):
    """None within noise; else (whether worse, what changed)."""
    old = [getattr(row, field) for row in before if getattr(row, field) is not None]
    new = [getattr(row, field) for row in after if getattr(row, field) is not None]
    if not old:
        return None
    if not new:
        return True, f"was {mean(old):g}, now never reached"
    spread = max(max(old) - min(old), max(new) - min(new))
    noise = max(spread, floor, share * abs(mean(old)))
    change = mean(new) - mean(old)
    if abs(change) <= noise:
        return None
    seeds = f"{len(old)} and {len(new)} seeds, noise {noise:g}"
    return (change < 0) == more_is_better, f"{mean(old):g} -> {mean(new):g} ({seeds})"


def report(old_rows, new_rows):
    """Prints the comparison; the exit status says whether anything got worse."""
    worse, better, remarks = compare(old_rows, new_rows)
    for title, lines in (("WORSE", worse), ("better", better), ("remark", remarks)):
        for line in lines:
            print(f"{title:7} {line}")
    seeds = min((len(members) for members in groups(new_rows).values()), default=0)
    if seeds < 3:
        print(f"remark  only {seeds} seed(s) in some cases: the spread says little")
    print(f"{len(worse)} worse, {len(better)} better beyond noise")
    return 1 if worse else 0
