"""The runs themselves: what is run, judged and noted."""

import json
import os
import platform
import subprocess
import sys
from datetime import date

from harness import execution, inputs, results
from instances import bredstrom, toptw, uhhc

GRACE_SECONDS = 60
LATE_SHARE = 1.02
LATE_SECONDS = 0.5
HOME_CARE = {"uhhc": uhhc, "bredstrom": bredstrom}


class Bench:
    """One `make bench`: runs one after the other, a row for each."""

    def __init__(self, options, folder, here):
        self.options, self.folder, self.here = options, folder, here
        self.rows, self.absent, self.late = [], [], ""
        os.makedirs(os.path.join(folder, "runs"), exist_ok=True)

    def say(self, text):
        print(text, flush=True)

    def miss(self, text):
        """Notes something absent, once, and goes on without it."""
        if text not in self.absent:
            self.absent.append(text)
            self.say(text)

    # ---------------------------------------------------------------- what is run
    def run(self):
        scenarios = inputs.scenarios(self.options.scenarios, self.options.only, self.miss)
        found = inputs.instances(self.options.instances, self.options.only, self.miss)
        if not self.options.instances:
            self.miss("no literature instances given (INSTANCES=)")
        peers = self.peers()
        for seconds in self.options.times:
            for name, folder in scenarios:
                base = {"case": name, "kind": "scenario", "input": inputs.digest(folder)}
                self.scenario(base, folder, float(seconds), peers, None)
            for family, name, file in found:
                self.instance(family, name, file, float(seconds))

    def peers(self):
        python = os.path.join(self.here, "peers", ".venv", "bin", "python")
        if self.options.peers and not os.path.exists(python):
            self.miss("absent: the peers (`make bench-peers` installs them); running without")
            return []
        return [(peer, python) for peer in self.options.peers]

    def scenario(self, base, folder, seconds, peers, finish):
        """Every method and peer, every seed, on one scenario."""
        for method in self.options.methods:
            for seed in self.options.seeds:
                row = results.Row(**base, method=method, seed=int(seed), limit_seconds=seconds)
                self.paidan(row, folder, finish)
        for peer, python in peers:
            for seed in self.options.seeds:
                row = results.Row(**base, method=peer, seed=int(seed), limit_seconds=seconds)
                self.peer(row, folder, peer, python, finish)

    def instance(self, family, name, file, seconds):
        base = {"kind": family, "input": inputs.digest(file)}
        if family == "toptw":
            for paths in self.options.paths:
                for seed in self.options.seeds:
                    row = results.Row(
                        case=f"{name} m={paths}", **base, method="auto", seed=int(seed),
                        limit_seconds=seconds)
                    self.orienteering(row, file, int(paths))
            return
        folder = os.path.join(self.folder, "instances", name)
        reader = HOME_CARE[family]
        try:
            worth = reader.write_scenario(file, folder)
        except uhhc.NotExact as reason:
            row = results.Row(case=name, **base, method="auto", seed=0, limit_seconds=seconds)
            row.verdict, row.note = "cannot model", str(reason)
            self.keep(row)
            return
        known = reader.best_known(file)
        self.scenario({"case": name, **base}, folder, seconds, [],
                      lambda row, plan: travel_value(row, plan, worth, known))

    # ---------------------------------------------------------------- single runs
    def place(self, row):
        """A folder for one run's files."""
        name = f"{row.case}-{row.method}-{row.limit_seconds:g}s-seed{row.seed}"
        place = os.path.join(self.folder, "runs", name.replace("/", "_").replace(" ", "_"))
        os.makedirs(place, exist_ok=True)
        return place

    def paidan(self, row, folder, finish):
        place = self.place(row)
        command = [
            self.options.paidan, "plan", folder, "--out", place, "--time",
            f"{row.limit_seconds:g}", "--seed", str(row.seed), "--threads", "1", "--method",
            row.method, "--format", "json"]
        run = self.execute(row, command)
        row.program = "paidan"
        if run.status != 0:
            row.verdict, row.note = "failed", failure(run)
        else:
            self.judge(row, folder, os.path.join(place, "plan.json"), finish)
        self.keep(row, run, place)

    def peer(self, row, folder, peer, python, finish):
        place = self.place(row)
        file = os.path.join(place, "plan.json")
        script = os.path.join(self.here, "peers", "run.py")
        run = self.execute(row, [
            python, script, peer, folder, "--seconds", f"{row.limit_seconds:g}", "--seed",
            str(row.seed), "--out", file])
        if run.status in (3, 4):
            row.verdict = "cannot model" if run.status == 3 else "no plan"
            row.note = notes(run)
        elif run.status != 0:
            row.verdict, row.note = "no plan" if run.timed_out else "failed", failure(run)
        else:
            row.note = notes(run)
            self.judge(row, folder, file, finish)
        self.keep(row, run, place)

    def orienteering(self, row, file, paths):
        if not os.path.exists(self.options.toptw):
            self.miss("absent: paidan-toptw (`make bench` builds it); TOPTW instances left out")
            return
        place = self.place(row)
        out = os.path.join(place, "result.json")
        run = self.execute(row, [
            self.options.toptw, file, "--paths", str(paths), "--ticks",
            str(toptw.ticks_per_unit(file)), "--time", f"{row.limit_seconds:g}", "--seed",
            str(row.seed), "--out", out])
        row.program = "paidan-toptw"
        if run.status == 3:
            row.verdict, row.note = "cannot model", failure(run)
        elif run.status != 0:
            row.verdict, row.note = "failed", failure(run)
        else:
            with open(out, encoding="utf-8") as handle:
                result = json.load(handle)
            note_paths(row, file, paths, result)
        self.keep(row, run, place)

    def execute(self, row, command):
        self.late = ""
        run = execution.execute(command, 2 * row.limit_seconds + GRACE_SECONDS)
        row.wall_seconds = round(run.wall_seconds, 3)
        row.cpu_seconds = round(run.cpu_seconds, 3)
        row.peak_mebibytes = round(run.peak_mebibytes, 1)
        row.first_plan_seconds = execution.first_plan_seconds(run.trace)
        if run.wall_seconds > max(LATE_SHARE * row.limit_seconds, row.limit_seconds + LATE_SECONDS):
            self.late = f"late: {run.wall_seconds:.1f} s of {row.limit_seconds:g} s"
        return run

    # ---------------------------------------------------------------- judging
    def judge(self, row, folder, file, finish):
        """Reads the plan and has it checked; a plan that any judge refuses is invalid."""
        with open(file, encoding="utf-8") as handle:
            plan = json.load(handle)
        row.program = plan["method"] if row.program != "paidan" else row.program
        unserved = len(plan["unserved"])
        row.served = len({entry["visit"] for entry in plan["assignments"]})
        row.visits = row.served + unserved
        row.score, row.bound, row.gap = plan["score"]["total"], plan["bound"], plan["gap"]
        row.status, row.stop = plan["status"], plan.get("stop", "")
        row.verdict = "valid"
        judges = [[self.options.paidan, "check"]]
        judges += [self.options.oracle] if self.options.oracle else []
        for judge in judges:
            answer = subprocess.run(
                [*judge, folder, file], capture_output=True, text=True, check=False)
            if answer.returncode != 0:
                row.verdict = "invalid"
                says = (answer.stdout + answer.stderr).strip().splitlines()
                row.note = f"{os.path.basename(judge[0])}: " + " / ".join(says[:3])
        if finish:
            finish(row, plan)

    def keep(self, row, run=None, place=None):
        """Adds the row, with its trace, and saves all rows so far."""
        if run is not None and run.trace:
            row.trace = os.path.relpath(os.path.join(place, "trace.csv"), self.folder)
            results.write_trace(os.path.join(self.folder, row.trace), run.trace)
        if run is not None and self.late:
            row.note = "; ".join(filter(None, (self.late, row.note)))
        self.rows.append(row)
        results.write(os.path.join(self.folder, "results.csv"), self.rows)
        shown = row.value if row.value is not None else row.score
        bound = row.value_bound if row.value is not None else row.bound
        self.say(
            f"{row.case:24} {row.method:16} {row.limit_seconds:>5g} s  seed {row.seed}  "
            f"{'-' if shown is None else shown:>9} <= {'-' if bound is None else bound:>9}  "
            f"{row.verdict} {row.status} {row.note[:90]}")

    # ---------------------------------------------------------------- the machine
    def machine(self):
        """What a reader of the figures must know."""
        version = subprocess.run(
            [self.options.paidan, "--version"], capture_output=True, text=True, check=False)
        commit = subprocess.run(
            ["git", "-C", self.here, "describe", "--always", "--dirty"], capture_output=True,
            text=True, check=False)
        found = [
            ("date", date.today().isoformat()),
            ("paidan", f"{version.stdout.strip()} ({commit.stdout.strip() or 'no commit'})"),
            ("machine", f"{processor()}, {os.cpu_count()} cores, {memory()}"),
            ("system", f"{platform.system()} {platform.release()}, Python "
                       f"{platform.python_version()}"),
            ("each run", "one thread, one after the other, wall-clock limit"),
            ("judges", "paidan check" + (
                " and " + " ".join(map(os.path.basename, self.options.oracle))
                if self.options.oracle else "")),
        ]
        peers = sorted({row.program for row in self.rows
                        if row.program and not row.program.startswith("paidan")})
        if peers:
            found.append(("peers", ", ".join(peers)))
        if self.absent:
            found.append(("left out", "; ".join(map(self.without_paths, self.absent))))
        return found

    @staticmethod
    def without_paths(text):
        """Names folders by their last part only: a table is for others to read."""
        return " ".join(
            os.path.basename(word.rstrip("/")) if word.startswith("/") else word
            for word in text.split())


def travel_value(row, plan, worth, known):
    """The value of a home care instance: travel minutes, all patients served."""
    best, proven, _ = known
    row.best_known, row.best_known_proven = best, "yes" if proven else "no"
    if row.served != row.visits:
        row.note = (row.note + " not all patients served").strip()
        return
    row.value = -plan["score"]["travel"]
    if plan["bound"] is not None:
        row.value_bound = worth * row.visits - plan["bound"]
    if best:
        row.gap_to_best_known = round((row.value - best) / best, 6)


def note_paths(row, file, paths, result):
    """The row of an orienteering result, checked here."""
    faults = toptw.faults(file, paths, result)
    row.verdict, row.note = ("invalid", " / ".join(faults[:3])) if faults else ("valid", "")
    row.served = sum(map(len, result["paths"]))
    row.visits = len(toptw.read(file)) - 1
    row.score = row.value = result["profit"]
    row.bound = row.value_bound = result.get("bound")
    row.stop = result["stop"]
    if row.bound is not None:
        row.gap = round((row.bound - row.score) / max(1, abs(row.score)), 6)
        row.status = "optimal" if row.bound - row.score < 1 else "feasible"
    best, proven = toptw.best_known(file, paths)
    row.best_known, row.best_known_proven = best, "yes" if proven else "no"
    if best:
        row.gap_to_best_known = round((best - row.value) / best, 6)


def notes(run):
    """What a peer says of itself; its library may print more."""
    lines = run.output.splitlines()
    return "; ".join(line.removeprefix("note: ") for line in lines if line.startswith("note: "))


def failure(run):
    """The last words of a run that failed."""
    said = run.complaints[-2:] or run.output.strip().splitlines()[-2:]
    killed = "killed after its limit; " if run.timed_out else ""
    return killed + (" / ".join(said) or f"exit status {run.status}")


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as handle:
            for line in handle:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.machine()


def memory():
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (OSError, ValueError):
        return "memory unknown"


if __name__ == "__main__":
    sys.exit("call bench.py")
