"""The results as Markdown tables."""

SCENARIO_HEAD = (
    "scenario", "method", "s", "seed", "served", "score", "bound", "gap", "of best bound", "status",
    "first plan", "to 1 %", "CPU", "wall", "MiB", "judged")
INSTANCE_HEAD = (
    "instance", "method", "s", "seed", "value", "bound", "best known", "gap to it", "status", "CPU",
    "wall", "MiB", "judged")


def markdown(rows, machine, extra=()):
    """All tables, with the machine and the versions above; `extra` lines come first."""
    lines = ["# Benchmark results", ""]
    lines += [f"- {name}: {value}" for name, value in machine]
    if extra:
        lines += ["", *extra]
    plain = [row for row in rows if row.kind == "scenario"]
    found = [row for row in rows if row.kind != "scenario"]
    if plain:
        lines += ["", "## Scenarios", ""]
        lines += table(SCENARIO_HEAD, [scenario_cells(row) for row in plain])
    if found:
        lines += ["", "## Literature instances", ""]
        lines += table(INSTANCE_HEAD, [instance_cells(row) for row in found])
    notes = sorted({(r.case, r.method, r.note) for r in rows if r.note})
    if notes:
        lines += ["", "## Notes", ""]
        lines += [f"- {case}, {method}: {note}" for case, method, note in notes]
    return "\n".join(lines) + "\n"


def scenario_cells(row):
    return (
        row.case, row.method, figure(row.limit_seconds), row.seed,
        "" if row.served is None else f"{row.served}/{row.visits}", grouped(row.score),
        grouped(row.bound), percent(row.gap), percent(row.share_of_best_bound), row.status,
        seconds(row.first_plan_seconds), seconds(row.within_1_percent_seconds),
        seconds(row.cpu_seconds), seconds(row.wall_seconds), figure(row.peak_mebibytes), row.verdict)


def instance_cells(row):
    known = grouped(row.best_known) + ("" if row.best_known_proven != "yes" else " (optimal)")
    return (
        row.case, row.method, figure(row.limit_seconds), row.seed, grouped(row.value),
        grouped(row.value_bound), known, percent(row.gap_to_best_known), row.status,
        seconds(row.cpu_seconds), seconds(row.wall_seconds), figure(row.peak_mebibytes), row.verdict)


def table(head, records):
    """A Markdown table; all columns but the first two to the right."""
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("| " + " | ".join("---" if k < 2 else "---:" for k in range(len(head))) + " |")
    lines += ["| " + " | ".join(str(cell) for cell in cells) + " |" for cells in records]
    return lines


def grouped(value):
    return "" if value is None else f"{value:,}"


def percent(value):
    return "" if value is None else f"{100 * value:.3f} %"


def seconds(value):
    return "" if value is None else f"{value:.2f}"


def figure(value):
    return "" if value is None else f"{value:g}" if value < 1 else f"{value:.0f}"
