"""Runs one process, with its resources and its progress over time."""

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass, field

ONE_THREAD = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
}


RUNNING = set()  # processes under way, so that a bench that is broken off leaves none behind
RUNNING_LOCK = threading.Lock()


@dataclass
class Execution:
    """What a process did."""

    status: int
    wall_seconds: float
    cpu_seconds: float
    peak_mebibytes: float
    output: str
    complaints: list = field(default_factory=list)
    trace: list = field(default_factory=list)  # (seconds, total or None, bound or None)
    timed_out: bool = False


def execute(command, allowed_seconds):
    """Runs a command to its end, or kills it after the seconds allowed."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
        env={**os.environ, **ONE_THREAD}, stdin=subprocess.DEVNULL, start_new_session=True,
    )
    with RUNNING_LOCK:
        RUNNING.add(process)
    run = Execution(0, 0, 0, 0, "")
    killer = threading.Timer(allowed_seconds, process.kill)
    reader = threading.Thread(target=read_progress, args=(process.stderr, run, began))
    killer.start()
    reader.start()
    try:
        run.output = process.stdout.read()
        reader.join()
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        with RUNNING_LOCK:
            RUNNING.discard(process)
        run.timed_out = not killer.is_alive()
        killer.cancel()
        process.stdout.close()
        process.stderr.close()
    process.returncode = run.status = os.waitstatus_to_exitcode(status)
    run.wall_seconds = time.monotonic() - began
    run.cpu_seconds = usage.ru_utime + usage.ru_stime
    run.peak_mebibytes = usage.ru_maxrss / 1024
    return run


def kill_all():
    """Ends every process under way; a terminal's interrupt doesn't reach them."""
    with RUNNING_LOCK:
        for process in RUNNING:
            process.kill()


def read_progress(stream, run, began):
    """Takes progress lines, times as seen from outside: the start of the process counts too."""
    for line in stream:
        try:
            entry = json.loads(line)
            event = entry.get("event")
        except (ValueError, AttributeError):
            event = None
        if event != "progress":
            run.complaints.append(line.rstrip())
            continue
        seconds = max(float(entry.get("elapsed_seconds", 0)), 0)
        add_point(run.trace, min(seconds, time.monotonic() - began), entry)


def add_point(trace, seconds, entry):
    """Keeps only what is new: a better plan or a better bound."""
    total, bound = entry.get("total"), entry.get("bound")
    if trace:
        _, old_total, old_bound = trace[-1]
        total = old_total if total is None or (old_total or total) > total else total
        if old_bound is not None and (bound is None or bound > old_bound):
            bound = old_bound
        if (total, bound) == (old_total, old_bound):
            return
    if total is not None or bound is not None:
        trace.append((round(seconds, 3), total, bound))


def first_plan_seconds(trace):
    """When the first plan came; None without one."""
    return next((seconds for seconds, total, _ in trace if total is not None), None)


def seconds_to_share(trace, bound, share):
    """When a plan first reached a share of a bound; None where none did."""
    if bound is None:
        return None
    goal = bound - (1 - share) * abs(bound)
    return next((s for s, total, _ in trace if total is not None and total >= goal), None)
