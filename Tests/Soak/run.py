"""Plans small scenarios again and again with a program built for a sanitizer, until the time is up.

run.py PROGRAM FOLDER --minutes 10 --scenarios SCENARIO ...

Each round takes the next seed. Every plan is judged by `paidan check`, and one made at a limit of work
must come out the same, byte for byte, with one thread and with two. What a sanitizer, a broken
precondition or a judge says is kept in FOLDER/reports; exit status 1 if anything was said.
"""

import argparse
import itertools
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

REPORTS = ("ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "WARNING: ThreadSanitizer",
           "runtime error:", "Fatal error", "Assertion failed", "Precondition failed")
METHODS = ("auto", "greedy", "exact")
# Units of work of a run: a second or two of a release, ten times that of a program with a sanitizer.
WORK = {"tiny": 400, "jian-tour": 400, "xiyang-month": 400}
USUAL_WORK = 1500
INTERRUPTED_AFTER_SECONDS = (0.5, 2, 5)
HANGING_SECONDS = 600
# Memory that a sanitizer finds faulty ends the run; data races are counted, so that one hides no other.
OPTIONS = {
    "ASAN_OPTIONS": "halt_on_error=1:exitcode=99:detect_leaks=1:detect_stack_use_after_return=1",
    "TSAN_OPTIONS": "halt_on_error=0:exitcode=66:second_deadlock_stack=1",
}


@dataclass
class Soak:
    """What was run so far and what was found."""

    program: str
    folder: str
    until: float
    runs: int = 0
    checks: int = 0
    found: list = field(default_factory=list)  # names of reports

    @property
    def is_over(self):
        return time.monotonic() >= self.until

    def call(self, name, arguments, interrupted_after=None, allowed=(0,)):
        """One process; whether it ended as it should, in silence."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            process = subprocess.Popen(
                [self.program, *arguments], stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, env=environment())
            try:
                self.wait(process, output, interrupted_after)
                remark = ""
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                remark = f"\nno end after {HANGING_SECONDS} s\n"
            output.seek(0)
            said = output.read() + remark
        fault = fault_in(said, process.returncode, allowed)
        if fault:
            self.report(name, fault, [self.program, *arguments], said)
        return fault is None

    def wait(self, process, output, interrupted_after):
        """Waits for the end; an interrupt comes so many seconds after the first words.

        Before them the program may not have begun, and dies of the interrupt like any other.
        """
        until = time.monotonic() + HANGING_SECONDS
        if interrupted_after is not None:
            while process.poll() is None and not os.fstat(output.fileno()).st_size:
                if time.monotonic() > until:
                    break
                time.sleep(0.05)
            try:
                process.wait(interrupted_after)
                return
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
        process.wait(max(0.1, until - time.monotonic()))

    def report(self, name, fault, command, said):
        self.found.append(f"{name}: {fault}")
        place = os.path.join(self.folder, "reports")
        os.makedirs(place, exist_ok=True)
        path = os.path.join(place, f"{len(self.found):03}-{name}.txt".replace(" ", "-"))
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(f"{fault}\n{' '.join(command)}\n\n{said}")
        print(f"FOUND   {name}: {fault} ({path})", flush=True)

    def plan(self, name, scenario, arguments, interrupted_after=None):
        """Makes a plan and has it judged; its bytes, or None where there is none."""
        out = os.path.join(self.folder, "plans", name.replace(" ", "-"))
        shutil.rmtree(out, ignore_errors=True)
        self.runs += 1
        allowed = (0,) if interrupted_after is None else (0, 130)
        command = ["plan", scenario, "--out", out, "--format", "json", *arguments]
        ended_well = self.call(name, command, interrupted_after, allowed)
        file = os.path.join(out, "plan.json")
        if not os.path.exists(file):
            if ended_well and interrupted_after is None:
                self.report(name, "no plan", command, "")
            return None
        self.checks += 1
        self.call(f"{name} check", ["check", scenario, file])
        with open(file, "rb") as handle:
            content = handle.read()
        shutil.rmtree(out)
        return content

    def round(self, scenario, seed):
        """Every method at one thread and at two, then one run that is interrupted."""
        case = os.path.basename(os.path.abspath(scenario))
        work = str(WORK.get(case, USUAL_WORK))
        for method in METHODS:
            plans = []
            for threads in (1, 2):
                if self.is_over:
                    return
                name = f"{case} {method} {threads} {seed}"
                plans.append(self.plan(name, scenario, [
                    "--quiet", "--method", method, "--threads", str(threads), "--seed", str(seed),
                    "--work", work]))
            if None not in plans and plans[0] != plans[1]:
                self.report(f"{case} {method} {seed}", "plans of 1 and 2 threads differ", [], "")
        if not self.is_over:
            after = INTERRUPTED_AFTER_SECONDS[seed % len(INTERRUPTED_AFTER_SECONDS)]
            self.plan(f"{case} interrupted {seed}", scenario, [
                "--time", "20", "--threads", "2", "--seed", str(seed)], after)


def environment():
    """The sanitizers' options, those of the caller last, so that they win."""
    usual = dict(os.environ)
    for name, value in OPTIONS.items():
        usual[name] = ":".join(filter(None, (value, os.environ.get(name))))
    return usual | {"LC_ALL": "C.UTF-8"}


def fault_in(said, status, allowed):
    """What is wrong with the end of a process; None where nothing is."""
    for line in said.splitlines():
        if any(mark in line for mark in REPORTS):
            return line.strip()[:200]
    return None if status in allowed else f"exit status {status}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--scenarios", nargs="+", required=True)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    os.makedirs(options.folder)
    soak = Soak(options.program, options.folder, time.monotonic() + 60 * options.minutes)
    seeds = 0
    for seed in itertools.count(1):
        if soak.is_over:
            break
        seeds = seed
        for scenario in options.scenarios:
            soak.round(scenario, seed)
        print(f"seed {seed}: {soak.runs} plans, {soak.checks} checked, {len(soak.found)} found",
              flush=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{options.minutes:g} minutes ({(used.ru_utime + used.ru_stime) / 60:.1f} of processor time), "
          f"{seeds} seeds, {soak.runs} plans of {len(options.scenarios)} scenarios, {soak.checks} "
          f"checked: {len(soak.found)} found")
    for line in soak.found:
        print(f"  {line}")
    return 1 if soak.found or not soak.checks else 0


if __name__ == "__main__":
    sys.exit(main())
