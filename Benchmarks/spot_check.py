#!/usr/bin/env python3
"""Holds what `explain` says of a whole district against plans made anew. `make spot-check` calls it.

Random tiny scenarios are checked against all their plans by the tests; a district has too many. Here the
claims about some of its visits are put to the planner in another way: the scenario's tables are changed
by this script, planned with an effort of their own, and what comes out is compared.

- impossible alone: the tables with this one request and nothing else, solved exactly: it is not served.
- crowded out: with the request worth a bonus more, the best plan found that serves it, less the bonus,
  is worth no more than the proven price allows. Where that plan is proven optimal, it is the best one
  that serves the request, and what it costs must lie between both ends of the price.
- a change: with the tables changed as it says and the bonus, a plan serves the request and is worth, less
  the bonus, no less than the plan at hand.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

# Enough to have the request served, and not so much that the search is blind to all others.
BONUS = 1_000

# Cases so small are solved to a proof whatever a request is worth: there no plan without it may win.
SMALL_VISITS = 200
SMALL_BONUS = 100_000


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paidan", required=True, help="the release build's program")
    parser.add_argument("--scenario", required=True, help="the scenario's folder")
    parser.add_argument("--plan", help="the plan explained (default: one made here)")
    parser.add_argument("--work", type=int, default=8000, help="work units of the plan made here")
    parser.add_argument(
        "--explain-work", type=int, default=60_000, help="work units of the explanations")
    parser.add_argument("--check-work", type=int, default=4000, help="work units of each check")
    parser.add_argument("--visits", help="only these, by id with commas between")
    parser.add_argument("--most", type=int, default=8, help="visits of each kind")
    return parser.parse_args(arguments)


class Tables:
    """A copy of a scenario's folder whose tables can be changed."""

    def __init__(self, scenario, folder):
        shutil.copytree(scenario, folder)
        self.folder = folder

    def change(self, name, change):
        """Rewrites a table by a function from row to row; rows for which that is None are left out."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            columns, rows = list(reader.fieldnames), list(reader)
        for column in ("value", "from", "until", "hours", "refuse"):
            if name == "requests.csv" and column not in columns:
                columns.append(column)
        kept = [row for row in map(change, rows) if row is not None]
        with open(path, "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns, restval="")
            writer.writeheader()
            writer.writerows(kept)

    def raise_value(self, visit, bonus=BONUS):
        """Makes a request worth a bonus more."""
        self.set_request(visit["id"], value=str(visit["value"] + bonus))

    def is_small(self):
        """Whether so few requests are asked for that plans can be proven optimal."""
        with open(os.path.join(self.folder, "requests.csv"), encoding="utf-8-sig", newline="") as handle:
            return sum(1 for _ in csv.DictReader(handle)) <= SMALL_VISITS

    def set_request(self, name, **cells):
        self.change("requests.csv", lambda row: {**row, **cells} if row["id"] == name else row)

    def keep_only(self, name):
        """Leaves one request and no programs, no commitments."""
        self.change("requests.csv", lambda row: row if row["id"] == name else None)
        for table in ("programs.csv", "commitments.csv"):
            self.change(table, lambda row: None)

    def apply(self, item, visit):
        """Makes one change of an explanation; False where the tables have no simple words for it."""
        code, team = item["code"], item.get("team")
        if code in ("open_earlier", "close_later") and len(visit["windows"]) == 1:
            span = item["becomes"]
            self.set_request(visit["id"], hours="", **{"from": span["from"], "until": span["until"]})
        elif code == "widen_radius":
            # A team has a radius in the table, or there would be none to widen.
            self.change("teams.csv", lambda row: row if row["id"] != team else {
                **row, "radius": str(int(row["radius"]) + item["amount"])})
        elif code == "add_skill":
            self.change("teams.csv", lambda row: row if row["id"] != team else {
                **row, "skills": with_skill(row["skills"], item["skill"], item["amount"])})
        elif code == "lift_refusal":
            self.change("requests.csv", lambda row: row if row["id"] != visit["id"] else {
                **row, "refuse": ";".join(t for t in row["refuse"].split(";") if t != team)})
        elif code in ("extend_shift", "add_crew", "add_people"):
            self.change("shifts.csv", lambda row: shift(row, item))
        else:
            return False
        return True


def with_skill(skills, name, level):
    """A cell of skills with one at a level."""
    others = [part for part in skills.split(";") if part and part.split(":")[0] != name]
    return ";".join(others + [f"{name}:{level}"])


def shift(row, item):
    """A row of shifts.csv after a change of that shift."""
    start = item["shift"].split("T")[1]
    if row["team"] != item["team"] or row["start"].zfill(5) != start:
        return row
    row = dict(row)
    if item["code"] == "extend_shift":
        row["end"] = item["becomes"]["until"].split("T")[1]
    elif item["code"] == "add_crew":
        row["crews"] = str(int(row.get("crews") or 1) + 1)
    else:
        row["people"] = str(int(row.get("people") or 1) + item["amount"])
    return row


class Planner:
    """Runs the program."""

    def __init__(self, paidan, work):
        self.paidan, self.work = paidan, work

    def run(self, *arguments):
        found = subprocess.run([self.paidan, *arguments], capture_output=True, text=True, check=False)
        if found.returncode != 0:
            raise RuntimeError(f"{arguments[0]} ended with {found.returncode}: {found.stderr[-300:]}")
        return found.stdout

    def plan(self, scenario, out, *options, start=None):
        start = ["--from", start] if start else []
        self.run("plan", scenario, "--out", out, "--quiet", *start, *options)
        with open(os.path.join(out, "plan.json"), encoding="utf-8") as handle:
            return json.load(handle)


def serves(plan, visit):
    return any(row["visit"] == visit for row in plan["assignments"])


def is_proven(plan):
    """Whether no plan is worth more."""
    return plan["status"] == "optimal"


def total(plan):
    return plan["score"]["total"]


def check_impossible(planner, scenario, folder, visit):
    tables = Tables(scenario, os.path.join(folder, "s"))
    tables.keep_only(visit["id"])
    plan = planner.plan(tables.folder, os.path.join(folder, "p"), "--method", "exact", "--work", "500")
    return not serves(plan, visit["id"]), "not served, solved exactly"


def check_crowded(planner, scenario, folder, record, standing):
    tables = Tables(scenario, os.path.join(folder, "s"))
    bonus = SMALL_BONUS if tables.is_small() else BONUS
    tables.raise_value(record["visit"], bonus)
    plan = planner.plan(
        tables.folder, os.path.join(folder, "p"), "--work", str(planner.work), start=standing["path"])
    lower, upper = record["price"]["lower"], record["price"]["upper"]
    if not serves(plan, record["visit"]["id"]):
        return None, "no plan found serves it even with a bonus"
    price = standing["total"] - (total(plan) - bonus)
    if is_proven(plan) and bonus == SMALL_BONUS:
        return 0 < lower <= price <= upper, f"price {price} exactly, from {lower} to {upper} told"
    return price >= lower > 0, f"price {price} found, at least {lower} proven"


def check_change(planner, scenario, folder, record, standing):
    tables = Tables(scenario, os.path.join(folder, "s"))
    tables.raise_value(record["visit"])
    for item in record["change"]["items"]:
        if not tables.apply(item, record["visit"]):
            return None, "no simple words for it"
    plan = planner.plan(
        tables.folder, os.path.join(folder, "p"), "--work", str(planner.work), start=standing["path"])
    gain = total(plan) - BONUS - standing["total"]
    is_true = serves(plan, record["visit"]["id"]) and gain >= 0
    return is_true, f"gain {gain} found, {record['change']['gain']} told"


def explanations(planner, scenario, folder, standing, options):
    """What the program says of all requests left out."""
    path = os.path.join(folder, "all.json")
    planner.run("explain", scenario, standing["path"], "--out", path, "--work",
                str(options.explain_work))
    with open(path, encoding="utf-8") as handle:
        records = json.load(handle)["explanations"]
    asked = options.visits.split(",") if options.visits else []
    return [record for record in records if "program" not in record["visit"]
            and (not asked or record["visit"]["id"] in asked)]


def changes(planner, scenario, folder, standing, names):
    """What the program says of some requests by name, as far as it knows a change that would help."""
    path = os.path.join(folder, "named.json")
    planner.run("explain", scenario, standing["path"], *names, "--out", path, "--work", "200")
    with open(path, encoding="utf-8") as handle:
        return [r for r in json.load(handle)["explanations"] if "change" in r]


def standing_plan(planner, scenario, folder, options):
    """The plan that is explained: where it stands, what it is worth and what the best one is at most."""
    path = options.plan and os.path.abspath(options.plan)
    if path:
        with open(path, encoding="utf-8") as handle:
            plan = json.load(handle)
    else:
        out = os.path.join(folder, "plan")
        plan = planner.plan(scenario, out, "--work", str(options.work))
        path = os.path.join(out, "plan.json")
    return {"path": path, "total": total(plan), "bound": plan.get("bound")}


def none_crowded(standing, records):
    """Why there is nothing to check of a class that needs a bound below the plan's total."""
    values = [r["visit"]["value"] for r in records if r["reason"] == "not-settled"]
    if not values or standing["bound"] is None:
        return "none told of"
    gap = standing["bound"] - standing["total"]
    return (f"none told of: the best plan may be worth {gap:.0f} points more than this one, and the "
            f"requests not settled are worth {min(values)} to {max(values)} each; "
            "give --work and --explain-work more, or a smaller scenario")


def main():
    options = parse(sys.argv[1:])
    scenario = os.path.abspath(options.scenario)
    planner = Planner(options.paidan, options.check_work)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        standing = standing_plan(planner, scenario, folder, options)
        records = explanations(planner, scenario, folder, standing, options)
        by_class = {}
        for record in records:
            by_class.setdefault(record["reason"], []).append(record)
        counts = ", ".join(f"{name} {len(found)}" for name, found in sorted(by_class.items()))
        print(f"{len(records)} requests left out: {counts}", flush=True)
        named = [r["visit"]["id"] for r in by_class.get("not-settled", [])
                 + by_class.get("crowded-out", []) + by_class.get("impossible-alone", [])]
        step = max(1, len(named) // options.most)
        kinds = [
            ("impossible alone", by_class.get("impossible-alone", [])[:options.most],
             lambda where, record: check_impossible(planner, scenario, where, record["visit"])),
            ("crowded out", by_class.get("crowded-out", [])[:options.most],
             lambda where, record: check_crowded(planner, scenario, where, record, standing)),
            ("change", changes(planner, scenario, folder, standing, named[::step]),
             lambda where, record: check_change(planner, scenario, where, record, standing)),
        ]
        if "crowded-out" not in by_class:
            print(f"crowded out: {none_crowded(standing, records)}", flush=True)
        for kind, chosen, check in kinds:
            for record in chosen:
                with tempfile.TemporaryDirectory() as where:
                    is_true, words = check(where, record)
                verdict = {True: "confirmed", False: "NOT CONFIRMED", None: "not checked"}[is_true]
                failed += is_true is False
                print(f"{kind}, {record['visit']['id']}: {verdict} ({words})", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
