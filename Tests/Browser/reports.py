"""Makes the reports that the tests look at: one district, with all that its files may hold."""

import csv
import dataclasses
import json
import os
import shutil
import subprocess

NASTY_NOTES = '=HYPERLINK("x"), <script>alert(1)</script> & "quoted"; 门铃坏了'


@dataclasses.dataclass
class Sample:
    """A scenario, its plan, and where reports of it lie."""

    scenario: str
    plan_file: str
    plan: dict
    residents: dict
    folders: dict
    village: "Sample" = None

    def folder(self, audience, language):
        return self.folders[(audience, language)]

    def table(self, name):
        """The rows of one of the scenario's tables."""
        path = os.path.join(self.scenario, f"{name}.csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def run(*arguments):
    finished = subprocess.run(arguments, capture_output=True, text=True)
    if finished.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: status {finished.returncode}\n{finished.stderr}")


def with_contacts(source, target):
    """A copy of a scenario in which each request has an address, a telephone and notes."""
    shutil.copytree(source, target)
    path = os.path.join(target, "requests.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    residents = {}
    for number, row in enumerate(rows):
        row["resident"] = row["resident"] + f"居民{number:05}"
        row["address"] = f"幸福路{number:05}弄 3 号"
        row["phone"] = f"139{number:08}"
        row["notes"] = NASTY_NOTES if number % 7 == 0 else ""
        residents[row["id"]] = row
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return residents


def make(program, source, work):
    """The sample: a plan, a plan before it, and a report for each reader in each language."""
    os.makedirs(work)
    scenario = os.path.join(work, "scenario")
    residents = with_contacts(source, scenario)
    plans = {}
    for name, units in [("before", "1"), ("now", "40")]:
        out = os.path.join(work, f"plan-{name}")
        run(program, "plan", scenario, "--out", out, "--method", "greedy", "--work", units,
            "--seed", units, "--quiet", "--lang", "en")
        plans[name] = os.path.join(out, "plan.json")
    folders = {}
    for audience in ["centre", "station", "team", "public"]:
        for language in ["zh", "en"]:
            out = os.path.join(work, f"report-{audience}-{language}")
            more = ["--before", plans["before"]] if audience in ["centre", "public"] else []
            if audience == "centre" and language == "en":
                more.append("--png")
            run(program, "report", scenario, plans["now"], "--out", out, "--audience", audience,
                "--lang", language, *more)
            folders[(audience, language)] = out
    with open(plans["now"], encoding="utf-8") as file:
        plan = json.load(file)
    return Sample(scenario, plans["now"], plan, residents, folders)


def make_both(program, district, village, work):
    """The sample of a district, with that of a village for what takes long."""
    sample = make(program, district, os.path.join(work, "district"))
    sample.village = make(program, village, os.path.join(work, "village"))
    return sample


def make_large(program, work):
    """A report of 6,000 visits, for its size and how soon it opens."""
    scenario = os.path.join(work, "large")
    run(program, "generate", "core", "--visits", "6000", "--days", "5", "--out", scenario)
    out = os.path.join(work, "plan-large")
    run(program, "plan", scenario, "--out", out, "--method", "greedy", "--time", "8", "--quiet")
    report = os.path.join(work, "report-large")
    run(program, "report", scenario, os.path.join(out, "plan.json"), "--out", report)
    return report


def files(folder, extension):
    """Paths of the files with an extension, in order."""
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.join(place, name) for name in names if name.endswith(extension)]
    return sorted(found)


def text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()
