"""Scaling curves: one family at growing sizes, as a table and a picture."""

import math
import os
from html import escape
from statistics import median

from harness import inputs
from harness.picture import COLOURS

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 430, 260, 62, 16, 30, 36
# field of a row: (title, factor, whether the axis is logarithmic)
MEASURES = {
    "first_plan_seconds": ("first plan, s", 1, True),
    "within_1_percent_seconds": ("within 1 % of the best bound, s", 1, True),
    "peak_mebibytes": ("peak memory, MiB", 1, True),
    "gap": ("gap, %", 100, False),
}


class Curve:
    """`paidan generate FAMILY --visits N` for every size, over a ``Bench`` that makes the runs."""

    def __init__(self, bench, options):
        self.bench, self.options, self.size_of = bench, options, {}

    def plan(self):
        for seconds in map(float, self.options.times):
            for size in map(int, self.options.sizes):
                name = f"{self.options.family}-{size}-g1"
                self.size_of[name] = size
                folder = inputs.generate(
                    self.options.paidan, [self.options.family, "--visits", str(size)],
                    os.path.join(self.bench.folder, "scenarios", name))
                self.bench.scenario(name, folder, seconds, ["auto"])

    def rows(self):
        return [row for row in self.bench.rows if row.case in self.size_of and row.verdict == "valid"]

    def series(self):
        """limit: measure: [(size, median over the seeds)]."""
        found = {}
        for seconds in sorted({row.limit_seconds for row in self.rows()}):
            of_limit = [row for row in self.rows() if row.limit_seconds == seconds]
            found[seconds] = {
                name: points(of_limit, self.size_of, name, factor)
                for name, (_, factor, _) in MEASURES.items()}
        return found

    def markdown(self):
        """The growth table; writes curve.svg beside it."""
        series = self.series()
        lines = [f"## {self.options.family}-N by size", ""]
        lines.append("| limit | measure | " + " | ".join(f"{n:,}" for n in sorted(
            self.size_of.values())) + " | exponent |")
        lines.append("| --- | --- |" + " ---: |" * (len(self.size_of) + 1))
        for seconds, measures in series.items():
            for name, found in measures.items():
                value_of = dict(found)
                cells = [
                    f"{value_of[n]:.3g}" if n in value_of else ""
                    for n in sorted(self.size_of.values())]
                growth = exponent(found) if MEASURES[name][2] else None
                lines.append(
                    f"| {seconds:g} s | {MEASURES[name][0]} | " + " | ".join(cells)
                    + f" | {'' if growth is None else f'{growth:.2f}'} |")
        lines += ["", "Exponent: the least-squares slope of logarithms; 1 is linear growth."]
        with open(os.path.join(self.bench.folder, "curve.svg"), "w", encoding="utf-8") as handle:
            handle.write(svg(self.options.family, series))
        return lines


def points(rows, size_of, name, factor):
    by_size = {}
    for row in rows:
        value = getattr(row, name)
        if value is not None:
            by_size.setdefault(size_of[row.case], []).append(factor * value)
    return [(size, median(values)) for size, values in sorted(by_size.items())]


def exponent(found):
    """The slope of log value over log size; None with fewer than two points or zeros."""
    logs = [(math.log(size), math.log(value)) for size, value in found if value > 0]
    if len(logs) < 2 or len(logs) < len(found):
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs)
            / sum((x - mean_x) ** 2 for x, _ in logs))


def svg(family, series):
    """A panel a measure; sizes run logarithmically from left to right, a line a time limit."""
    width, height = 2 * WIDTH, 2 * HEIGHT + 26
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for k, (name, (title, _, is_log)) in enumerate(MEASURES.items()):
        out.append(f'<g transform="translate({k % 2 * WIDTH},{k // 2 * HEIGHT})">')
        out.append(
            f'<text x="{LEFT}" y="20" font-weight="bold">{escape(family)}: {escape(title)}</text>')
        out += panel([measures[name] for measures in series.values()], is_log)
        out.append("</g>")
    for k, seconds in enumerate(series):
        x, colour = LEFT + k * 90, COLOURS[k % len(COLOURS)]
        out.append(f'<path d="M{x} {height - 14}h18" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{x + 22}" y="{height - 10}">{seconds:g} s</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def panel(lines, is_log):
    """One measure: axes and a line for each list of points."""
    every = [point for line in lines for point in line if point[1] > 0 or not is_log]
    if not every:
        return [f'<text x="{LEFT}" y="{HEIGHT // 2}">no figures</text>']
    sizes = sorted({size for size, _ in every})
    low, high = limits([value for _, value in every], is_log)

    def across(size):
        span = math.log(sizes[-1] / sizes[0]) or 1
        return LEFT + math.log(size / sizes[0]) / span * (WIDTH - LEFT - RIGHT)

    def up(value):
        share = math.log(value / low) / math.log(high / low) if is_log else (
            (value - low) / (high - low))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    bottom = HEIGHT - BOTTOM
    out = [f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{bottom - TOP}" '
           'fill="none" stroke="#999"/>']
    for value in ticks(low, high, is_log):
        out.append(f'<path d="M{LEFT} {up(value):.1f}H{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        out.append(f'<text x="{LEFT - 5}" y="{up(value) + 4:.1f}" text-anchor="end">{value:g}</text>')
    for size in sizes:
        out.append(
            f'<text x="{across(size):.1f}" y="{bottom + 15}" text-anchor="middle">{size:,}</text>')
    for k, line in enumerate(lines):
        shown = [(across(size), up(value)) for size, value in line if value > 0 or not is_log]
        if shown:
            path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shown)
            colour = COLOURS[k % len(COLOURS)]
            out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
            out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in shown]
    return out


def limits(values, is_log):
    """The ends of an axis: powers of ten, or from 0 to a little above the most."""
    if is_log:
        low = 10.0 ** math.floor(math.log10(min(values)))
        return low, max(10 * low, 10.0 ** math.ceil(math.log10(max(values))))
    return min(0.0, min(values)), max(1e-9, max(values)) * 1.1


def ticks(low, high, is_log):
    if is_log:
        first, last = round(math.log10(low)), round(math.log10(high))
        return [10.0 ** k for k in range(first, last + 1)]
    return [float(f"{low + (high - low) * k / 4:.2g}") for k in range(5)]
