"""Home care instances of the `bredstrom2008` collection, written as scenario folders of format 1.

Visits in pairs start together (Bredstrom and Ronnqvist 2008): every visit is served by one of several alike staff, who leave a
depot and come back to it, with least travel. A pair is one customer entered twice; here it is one
visit with two roles. Windows of the files bound the start, so their ends are widened by the duration.
The files also hold days of service and preferences, which the problem of 2008 does not ask for.
"""

import csv
import os
import re

from instances.uhhc import DATE, NotExact, clock, table

PARTS = ("kn", "T", "s_id", "t_ij", "e_id", "l_id")
APART = 10_000  # travel between the two entries of a pair, which are one place


def is_instance(path):
    """Whether a file is an instance of the collection."""
    if not path.endswith(".dat"):
        return False
    try:
        with open(path, encoding="utf-8") as handle:
            text = handle.read()
    except (OSError, ValueError):
        return False
    return "set Shared_Visited" in text and all(f"param {name}" in text for name in PARTS)


def read(path):
    """The instance: staff, day, pairs, and per visit its minutes, first and last start; travel."""
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    pairs = re.search(r"set Shared_Visited\s*:?=(.*?);", text, re.DOTALL)
    return {
        "staff": scalar(text, "kn"), "day": scalar(text, "T"),
        "pairs": [tuple(map(int, pair)) for pair in re.findall(r"\((\d+),(\d+)\)", pairs[1])],
        "minutes": column(text, "s_id"), "first": column(text, "e_id"),
        "last": column(text, "l_id"), "travel": matrix(text, "t_ij"),
    }


def scalar(text, name):
    return whole(re.search(rf"param {name}\s*:?=\s*([^;\s]+)", text)[1])


def matrix(text, name):
    """The rows of a table by their number."""
    body = re.search(rf"param {name}:.*?:=(.*?);", text, re.DOTALL)[1]
    rows = [line.split() for line in body.splitlines() if line.strip()]
    return {int(row[0]): [whole(word) for word in row[1:]] for row in rows}


def column(text, name):
    """The one figure of each row of a table whose columns are all equal."""
    rows = matrix(text, name)
    if any(len(set(row)) > 1 for row in rows.values()):
        raise NotExact(f"{name} differs between days")
    return {number: row[0] for number, row in rows.items()}


def whole(word):
    figure = float(word)
    if figure != int(figure):
        raise NotExact(f"not a whole minute: {word}")
    return int(figure)


def visits(content):
    """(number, entries) of each visit: one entry, or the two of a pair."""
    second = {b for _, b in content["pairs"]}
    partner = dict(content["pairs"])
    return [
        (number, [number, partner[number]] if number in partner else [number])
        for number in sorted(content["minutes"]) if number and number not in second]


def refuse_what_is_lacking(content):
    """What makes a pair anything but one visit with two roles."""
    travel = content["travel"]
    for a, b in content["pairs"]:
        if content["minutes"][a] != content["minutes"][b]:
            raise NotExact(f"pair {a}, {b} of different length")
        if max(content["first"][a], content["first"][b]) > min(
                content["last"][a], content["last"][b]):
            raise NotExact(f"the windows of pair {a}, {b} have no start in common")
        if any(
                travel[a][k] != travel[b][k] or travel[k][a] != travel[k][b]
                for k in travel if k not in (a, b) and travel[a][k] < APART):
            raise NotExact(f"pair {a}, {b} lies at two places")
    if content["day"] > 1440:
        raise NotExact("a day of more than 24 hours")


def worth_of_visit(content, served):
    """More than the travel of any plan, so that leaving out a visit never pays."""
    ways = [way for row in content["travel"].values() for way in row if way < APART]
    return max(ways) * (sum(len(entries) for _, entries in served) + content["staff"]) + 1


def write_scenario(path, folder):
    """Writes the instance as a scenario folder; returns what one visit is worth."""
    content = read(path)
    refuse_what_is_lacking(content)
    served, travel = visits(content), content["travel"]
    worth = worth_of_visit(content, served)
    os.makedirs(folder, exist_ok=True)
    name = os.path.splitext(os.path.basename(path))[0]
    with open(os.path.join(folder, "scenario.yaml"), "w", encoding="utf-8") as handle:
        handle.write(
            f"format: 1\nname: {name}\nstart: {DATE}\ndays: 1\n"
            "weights:\n  travel: 1\n  crew: 0\n  prefer: 0\n  late: 0\n"
        )
    places = [0] + [number for number, _ in served]
    table(folder, "sites.csv", "id,kind,lat,lon",
          [(f"P{k}", "home" if k else "venue", 0, 0) for k in places])
    table(folder, "travel.csv", "from,to,minutes", [
        (f"P{a}", f"P{b}", travel[a][b]) for a in places for b in places if a != b])
    # Staff are alike, so they are crews of one team.
    table(folder, "teams.csv", "id,base", [("staff", "P0")])
    table(folder, "shifts.csv", "team,date,start,end,crews",
          [("staff", DATE, "00:00", clock(content["day"]), content["staff"])])
    table(folder, "services.csv", "id,mode,minutes", [("one", "home", 1), ("pair", "home", 1)])
    table(folder, "roles.csv", "service,role",
          [("one", "first"), ("pair", "first"), ("pair", "second")])
    table(folder, "requests.csv", "id,service,site,hours,minutes,value", [
        (f"V{number}", "one" if len(entries) == 1 else "pair", f"P{number}",
         hours(content, entries), content["minutes"][number], worth)
        for number, entries in served])
    return worth


def hours(content, entries):
    """The window of the whole visit, cut to the day."""
    first = max(content["first"][k] for k in entries)
    last = min(content["last"][k] for k in entries)
    end = min(last + content["minutes"][entries[0]], content["day"])
    return f"{clock(first)}-{clock(end)}"


def best_known(path):
    """(value, whether proven, proven lower bound) from the collection's table; None where blank."""
    folder, file = os.path.split(os.path.abspath(path))
    name = os.path.splitext(file)[0]
    listing = os.path.join(os.path.dirname(folder), "best_known.csv")
    if not os.path.exists(listing):
        return None, False, None
    with open(listing, encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if row.get("instance") == name:
                value, bound = row["best_travel_minutes_found_here"], row["lower_bound_minutes"]
                return (
                    int(value) if value else None, row["proven_optimal_here"] == "yes",
                    int(bound) if bound else None)
    return None, False, None
