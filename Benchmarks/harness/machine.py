"""What a reader of the figures must know of the machine, the program and its versions."""

import hashlib
import os
import platform
import subprocess
from datetime import date


def description(options, here, rows, absent):
    """(name, value) pairs for the head of a table."""
    found = [
        ("date", date.today().isoformat()),
        ("paidan", f"{said([options.paidan, '--version'])} ({commit(here)})"),
        ("machine", f"{processor()}, {os.cpu_count()} cores, {memory()}"),
        ("system", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"),
        ("each run", f"a process of its own on one thread, wall-clock limit, {options.jobs} at a time"),
        ("judges", "paidan check" + (
            " and " + " ".join(map(os.path.basename, options.oracle)) if options.oracle else "")),
    ]
    builds = sorted({row.build for row in rows if row.build})
    if len(builds) > 1:
        found.append(("caution", "rows of several builds of Paidan: " + ", ".join(builds)))
    peers = sorted({row.program for row in rows
                    if row.program and not row.program.startswith("paidan")})
    if peers:
        found.append(("peers", ", ".join(peers)))
    if absent:
        found.append(("left out", "; ".join(map(without_paths, absent))))
    return found


def build(program):
    """A short hash of a program's bytes, so that rows of different builds can be told apart."""
    with open(program, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:8]


def said(command):
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def commit(here):
    return said(["git", "-C", here, "describe", "--always", "--dirty"]) or "no commit"


def without_paths(text):
    """Names folders by their last part only: a table is for others to read."""
    return " ".join(
        os.path.basename(word.rstrip("/")) if word.startswith("/") else word
        for word in text.split())


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
