"""The runs themselves: what is run, judged and noted."""

import json
import os
import subprocess

from harness import execution, inputs, machine, results
from harness.work import Work
from instances import bredstrom, toptw, uhhc

GRACE_SECONDS = 60
LATE_SHARE = 1.02
LATE_SECONDS = 0.5
HOME_CARE = {"uhhc": uhhc, "bredstrom": bredstrom}


class Bench:
    """One `make bench`: a plan of runs, `jobs` at a time, a row for each."""

    def __init__(self, options, folder, here):
        self.options, self.folder, self.here = options, folder, here
        self.absent = []
        os.makedirs(os.path.join(folder, "runs"), exist_ok=True)
        self.work = Work(folder, options.jobs, options.again, self.say)
        self.build = machine.build(options.paidan)

    @property
    def rows(self):
        return self.work.rows()

    def say(self, text):
        print(text, flush=True)

    def miss(self, text):
        """Notes something absent, once, and goes on without it."""
        if text not in self.absent:
            self.absent.append(text)
            self.say(text)

    # ---------------------------------------------------------------- what is run
    def plan(self):
        """Every scenario and instance given, with every method and peer, seed and time limit."""
        options = self.options
        scenarios = inputs.scenarios(options.scenarios, options.only, self.miss)
        found = inputs.instances(options.instances, options.only, self.miss)
        if not options.instances:
            self.miss("no literature instances given (INSTANCES=)")
        for seconds in map(float, options.times):
            for name, folder in scenarios:
                self.scenario(name, folder, seconds, options.methods, options.peers)
            for family, name, file in found:
                self.instance(family, name, file, seconds, options.paths)

    def scenario(self, name, folder, seconds, methods, peers=()):
        """Every method and peer, every seed, on one scenario."""
        base = {"case": name, "kind": "scenario", "input": inputs.digest(folder)}
        self.methods(base, folder, seconds, methods)
        python = os.path.join(self.here, "peers", ".venv", "bin", "python")
        if peers and not os.path.exists(python):
            self.miss("absent: the peers (`make bench-peers` installs them); running without")
            return
        for peer in peers:
            for seed in self.options.seeds:
                row = results.Row(**base, method=peer, seed=int(seed), limit_seconds=seconds)
                self.work.add(row, lambda r, peer=peer: self.peer(r, folder, peer, python))

    def methods(self, base, folder, seconds, methods, finish=None):
        for method in methods:
            for seed in self.options.seeds:
                row = results.Row(**base, method=method, seed=int(seed), limit_seconds=seconds)
                self.work.add(row, lambda r: self.paidan(r, folder, finish))

    def instance(self, family, name, file, seconds, all_paths):
        """A literature instance; a TOPTW one with each number of paths."""
        base = {"kind": family, "input": inputs.digest(file)}
        if family == "toptw":
            if not os.path.exists(self.options.toptw):
                self.miss("absent: paidan-toptw (`make bench` builds it); TOPTW instances left out")
                return
            for paths in map(int, all_paths):
                for seed in self.options.seeds:
                    row = results.Row(
                        case=f"{name} m={paths}", **base, method="auto", seed=int(seed),
                        limit_seconds=seconds)
                    self.work.add(row, lambda r, m=paths: self.orienteering(r, file, m))
            return
        folder = os.path.join(self.folder, "instances", name)
        reader = HOME_CARE[family]
        try:
            worth = reader.write_scenario(file, folder)
        except uhhc.NotExact as reason:
            row = results.Row(case=name, **base, method="auto", seed=0, limit_seconds=seconds)
            self.work.add(row, lambda r, why=str(reason): refuse(r, why))
            return
        known = reader.best_known(file)
        self.methods({"case": name, **base}, folder, seconds, ["auto"],
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
        row.program, row.build = "paidan", self.build
        if run.status != 0:
            row.verdict = "failed"
            remark(row, failure(run))
        else:
            self.judge(row, folder, os.path.join(place, "plan.json"), finish)
        self.keep_trace(row, run, place)

    def peer(self, row, folder, peer, python):
        place = self.place(row)
        file = os.path.join(place, "plan.json")
        script = os.path.join(self.here, "peers", "run.py")
        run = self.execute(row, [
            python, script, peer, folder, "--seconds", f"{row.limit_seconds:g}", "--seed",
            str(row.seed), "--out", file])
        if run.status in (3, 4):
            row.verdict = "cannot model" if run.status == 3 else "no plan"
            remark(row, notes(run))
        elif run.status != 0:
            row.verdict = "no plan" if run.timed_out else "failed"
            remark(row, failure(run))
        else:
            remark(row, notes(run))
            self.judge(row, folder, file)
        self.keep_trace(row, run, place)

    def orienteering(self, row, file, paths):
        place = self.place(row)
        out = os.path.join(place, "result.json")
        run = self.execute(row, [
            self.options.toptw, file, "--paths", str(paths), "--ticks",
            str(toptw.ticks_per_unit(file)), "--time", f"{row.limit_seconds:g}", "--seed",
            str(row.seed), "--out", out])
        row.program, row.build = "paidan-toptw", machine.build(self.options.toptw)
        if run.status == 3:
            refuse(row, failure(run))
        elif run.status != 0:
            row.verdict = "failed"
            remark(row, failure(run))
        else:
            with open(out, encoding="utf-8") as handle:
                result = json.load(handle)
            note_paths(row, file, paths, result)
        self.keep_trace(row, run, place)

    def execute(self, row, command):
        run = execution.execute(command, 2 * row.limit_seconds + GRACE_SECONDS)
        row.wall_seconds = round(run.wall_seconds, 3)
        row.cpu_seconds = round(run.cpu_seconds, 3)
        row.peak_mebibytes = round(run.peak_mebibytes, 1)
        row.first_plan_seconds = execution.first_plan_seconds(run.trace)
        if run.wall_seconds > max(LATE_SHARE * row.limit_seconds, row.limit_seconds + LATE_SECONDS):
            row.note = f"late: {run.wall_seconds:.1f} s of {row.limit_seconds:g} s"
        return run

    # ---------------------------------------------------------------- judging
    def judge(self, row, folder, file, finish=None):
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
                remark(row, f"{os.path.basename(judge[0])}: " + " / ".join(says[:3]))
        if finish:
            finish(row, plan)

    def keep_trace(self, row, run, place):
        if run.trace:
            row.trace = os.path.relpath(os.path.join(place, "trace.csv"), self.folder)
            results.write_trace(os.path.join(self.folder, row.trace), run.trace)


def refuse(row, reason):
    """The row of an instance that has no exact form here."""
    row.verdict, row.note = "cannot model", reason


def remark(row, text):
    """Adds to a row's note."""
    row.note = "; ".join(filter(None, (row.note, text)))


def travel_value(row, plan, worth, known):
    """The value of a home care instance: travel minutes, all patients served."""
    best, proven, _ = known
    row.best_known, row.best_known_proven = best, "yes" if proven else "no"
    if row.served != row.visits:
        remark(row, "not all patients served")
        return
    row.value = -plan["score"]["travel"]
    if plan["bound"] is not None:
        row.value_bound = worth * row.visits - plan["bound"]
    if best:
        row.gap_to_best_known = round((row.value - best) / best, 6)


def note_paths(row, file, paths, result):
    """The row of an orienteering result, checked here."""
    faults = toptw.faults(file, paths, result)
    row.verdict = "invalid" if faults else "valid"
    remark(row, " / ".join(faults[:3]))
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
