"""A picture of score and bound over time, one panel a scenario, as SVG."""

import math
import os
from html import escape

from harness import results

COLOURS = ("#1b6ca8", "#d1495b", "#2e8b57", "#e08e1b", "#7b5ea7", "#4d4d4d", "#00a0a0", "#b36b00")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 300, 62, 14, 34, 36
LEAST_SECONDS = 0.05


def svg(rows, folder):
    """The picture: score as a line, bound dashed, in percent of the best bound (or best score)."""
    panels = cases(rows)
    methods = sorted({row.method for members in panels.values() for row in members})
    colour = {method: COLOURS[k % len(COLOURS)] for k, method in enumerate(methods)}
    across = min(2, max(1, len(panels)))
    down = -(-len(panels) // across)
    width, height = across * WIDTH, down * HEIGHT + 30
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for k, (case, members) in enumerate(panels.items()):
        x, y = k % across * WIDTH, k // across * HEIGHT
        out.append(f'<g transform="translate({x},{y})">')
        out += panel(case, members, folder, colour)
        out.append("</g>")
    for k, method in enumerate(methods):
        x, y = LEFT + k * 120, height - 12
        out.append(f'<path d="M{x} {y - 4}h18" stroke="{colour[method]}" stroke-width="2"/>')
        out.append(f'<text x="{x + 22}" y="{y}">{escape(method)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


def cases(rows):
    """The runs with the longest limit of each case and method, first seed only."""
    chosen = {}
    for row in rows:
        if not row.trace or row.verdict != "valid" or row.kind == "toptw":
            continue
        key = (row.case, row.method)
        old = chosen.get(key)
        if old is None or (-row.limit_seconds, row.seed) < (-old.limit_seconds, old.seed):
            chosen[key] = row
    panels = {}
    for (case, _), row in sorted(chosen.items()):
        panels.setdefault(case, []).append(row)
    return panels


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
        f'<text x="{WIDTH - RIGHT}" y="20" text-anchor="end">% of the {against} '
        f"({reference:,}); dashed: bound; seconds</text>")
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
    for k in range(6):
        share = low + (high - low) * k / 5
        y = up(share * reference / 100)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        out.append(f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>')
    for tick in (0.1, 0.3, 1, 3, 10, 30, 60, 100, 300, 600, 1000, 3600):
        if tick <= last:
            x = across(tick)
            out.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#e4e4e4"/>')
            out.append(f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{tick:g}</text>')
    return out


def steps(points, end, across, up):
    """A staircase through the points, drawn on to the run's end."""
    if not points:
        return ""
    path = f"M{across(points[0][0]):.1f} {up(points[0][1]):.1f}"
    for seconds, value in points[1:]:
        path += f"H{across(seconds):.1f}V{up(value):.1f}"
    return path + f"H{across(end):.1f}"
