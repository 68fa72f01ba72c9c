"""Team orienteering instances with time windows: checks of what `paidan-toptw` found.

Written apart from the Swift reader: distances are computed in whole numbers, so that the rule
"rounded down to one (Solomon) or two (Cordeau) decimals" is followed without floating point.
"""

import csv
import math
import os
from fractions import Fraction


def is_instance(path):
    """Whether a file is an instance of the collection: a head of figures, then vertex lines."""
    if not path.endswith(".txt"):
        return False
    try:
        return len(read(path)) > 1
    except (OSError, ValueError, IndexError):
        return False


def ticks_per_unit(path):
    """Ticks in a unit of time: the files of Cordeau (pr01 to pr20) round to two decimals."""
    return 100 if os.path.basename(path).startswith("pr") else 10


def read(path):
    """The vertices as exact fractions: x, y, duration, profit, opening, closing."""
    vertices = []
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            try:
                figures = [Fraction(word) for word in line.split()]
            except ValueError:
                continue
            is_start = not vertices and len(figures) >= 7 and figures[0] == 0
            if is_start or len(figures) >= 9:
                vertices.append((*figures[1:5], *figures[-2:]))
    return vertices


def way(a, b, ticks):
    """Distance in ticks, rounded down."""
    square = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) * ticks * ticks
    return math.isqrt(square.numerator // square.denominator)


def faults(path, paths, result):
    """Everything wrong with a result; an empty list where it holds."""
    vertices, ticks = read(path), result["ticks_per_unit"]
    found, visited, profit = [], set(), 0
    if ticks != ticks_per_unit(path):
        found.append("wrong unit of time")
    if len(result["paths"]) > paths:
        found.append("too many paths")
    for route in result["paths"]:
        here, free = vertices[0], 0
        for stop in route:
            vertex = vertices[stop["vertex"]]
            start = stop["start_tick"]
            if stop["vertex"] in visited or stop["vertex"] == 0:
                found.append(f"vertex {stop['vertex']} twice")
            visited.add(stop["vertex"])
            if start < free + way(here, vertex, ticks):
                found.append(f"vertex {stop['vertex']} reached too soon")
            if not vertex[4] * ticks <= start <= vertex[5] * ticks:
                found.append(f"vertex {stop['vertex']} outside its window")
            here, free = vertex, start + vertex[2] * ticks
            profit += vertex[3]
        if free + way(here, vertices[0], ticks) > vertices[0][5] * ticks:
            found.append("a path is back too late")
    if profit != result["profit"]:
        found.append(f"the profit is {profit}, not {result['profit']}")
    return found


def best_known(path, paths):
    """(value, whether it is a proven optimum) from the collection's table; None where blank."""
    folder, file = os.path.split(os.path.abspath(path))
    listing = os.path.join(os.path.dirname(folder), "best_known.csv")
    if not os.path.exists(listing):
        return None, False
    with open(listing, encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if row["file"] != f"{os.path.basename(folder)}/{file}":
                continue
            if paths == 1 and row["m1_proven"] == "yes":
                return int(row["m1_optimum_righini_salani"]), True
            value = row.get(f"ref_m{paths}_best")
            return (int(value) if value else None), value == row["total_profit"]
    return None, False
