"""A picture of score and bound over time, one panel a scenario, as SVG."""

import math
import os
import re
from html import escape

from harness import results

COLOURS = ("#1b6ca8", "#d1495b", "#2e8b57", "#e08e1b", "#7b5ea7", "#4d4d4d", "#00a0a0", "#b36b00")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 400, 210, 46, 12, 28, 24
ACROSS = 3
LEAST_SECONDS = 0.05
LEGEND_WIDTH = 130
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)  # of the scale, in percent


def svg(rows, folder):
    """The picture: score as a line, bound dashed, in percent of the best bound (or best score)."""
    panels = cases(rows)
    methods = sorted({row.method for members in panels.values() for row in members})
    colour = {method: COLOURS[k % len(COLOURS)] for k, method in enumerate(methods)}
    across = min(ACROSS, max(1, len(panels)))
    a_line = max(1, (across * WIDTH - LEFT) // LEGEND_WIDTH)  # methods in a line of the legend
    below = -(-len(panels) // across) * HEIGHT + 16
    width, height = across * WIDTH, below + 16 * -(-len(methods) // a_line) + 8
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="11">',
        "<title>Score (line) and bound (dashed) over seconds, in percent of the best bound</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for k, (case, members) in enumerate(panels.items()):
        x, y = k % across * WIDTH, k // across * HEIGHT
        out.append(f'<g transform="translate({x},{y})">')
        out += panel(case, members, folder, colour)
        out.append("</g>")
    for k, method in enumerate(methods):
        x, y = LEFT + k % a_line * LEGEND_WIDTH, below + k // a_line * 16
        out.append(f'<path d="M{x} {y - 4}h18" stroke="{colour[method]}" stroke-width="2"/>')
        out.append(f'<text x="{x + 22}" y="{y}">{escape(method)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


def cases(rows):
    """Of each scenario and method the run with the longest limit and the lowest seed."""
    chosen = {}
    for row in rows:
        if not row.trace or row.verdict != "valid" or row.kind != "scenario":
            continue
        key = (row.case, row.method)
        old = chosen.get(key)
        if old is None or (-row.limit_seconds, row.seed) < (-old.limit_seconds, old.seed):
            chosen[key] = row
    panels = {}
    for (case, _), row in sorted(chosen.items(), key=lambda entry: natural(entry[0])):
        panels.setdefault(case, []).append(row)
    return panels


def natural(names):
    """Names in an order in which core-900 stands before core-10000."""
    return [[(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]
            for name in names]


def panel(case, members, folder, colour):
    reference = min((r.best_bound for r in members if r.best_bound is not None), default=None)
    against = "best bound"
    if reference is None:
        reference, against = max(row.score for row in members), "best score"
    reference = max(1, reference)
    last = max(max(row.limit_seconds, row.wall_seconds or 0) for row in members)
    low, high = 100 * min(row.score for row in members) / reference, 100.0
    low = math.floor(low - max(0.5, (100 - low) / 2))
    high += (high - low) / 3

    def across(seconds):
        share = math.log(max(seconds, LEAST_SECONDS) / LEAST_SECONDS)
        share /= math.log(max(last, 2 * LEAST_SECONDS) / LEAST_SECONDS)
        return LEFT + min(1, share) * (WIDTH - LEFT - RIGHT)

    def up(value):
        share = min(1, max(0, (100 * value / reference - low) / (high - low)))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    out = [f'<text x="{LEFT}" y="20" font-weight="bold">{escape(case)}</text>']
    out.append(
        f'<text x="{WIDTH - RIGHT}" y="20" text-anchor="end">% of {against} '
        f"{reference:,}</text>")
    out += axes(low, high, last, across, up, reference)
    for row in members:
        trace = results.read_trace(os.path.join(folder, row.trace))
        end = max(row.wall_seconds or 0, trace[-1][0] if trace else 0)
        for index, dash in ((1, ""), (2, ' stroke-dasharray="4 3"')):
            path = steps([(p[0], p[index]) for p in trace if p[index] is not None], end, across, up)
            if path:
                out.append(
                    f'<path d="{path}" fill="none" stroke="{colour[row.method]}" '
                    f'stroke-width="1.6"{dash}/>')
    return out


def axes(low, high, last, across, up, reference):
    """Frame, grid and figures."""
    bottom = HEIGHT - BOTTOM
    out = [
        f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{bottom - TOP}" '
        'fill="none" stroke="#999"/>']
    step = next(step for step in STEPS if step >= (high - low) / 6 or step == STEPS[-1])
    for k in range(math.ceil(low / step), math.floor(high / step) + 1):
        y = up(k * step * reference / 100)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        out.append(f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{k * step:g}</text>')
    for tick in (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000):
        if tick <= last:
            x = across(tick)
            out.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#e4e4e4"/>')
            out.append(f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{tick:g}</text>')
    return out


def steps(points, end, across, up):
    """A staircase through the points, drawn on to the run's end."""
    if not points:
        return ""
    x, y = f"{across(points[0][0]):.1f}", f"{up(points[0][1]):.1f}"
    path = f"M{x} {y}"
    for seconds, value in points[1:]:
        # A step too small to be seen is left out.
        if f"{up(value):.1f}" == y:
            continue
        if f"{across(seconds):.1f}" != x:
            x = f"{across(seconds):.1f}"
            path += f"H{x}"
        y = f"{up(value):.1f}"
        path += f"V{y}"
    return path + f"H{across(end):.1f}"
