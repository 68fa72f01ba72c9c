"""Finds scenarios and literature instances in the folders given."""

import fnmatch
import hashlib
import os
import subprocess

from instances import bredstrom, toptw, uhhc


def is_scenario(folder):
    return os.path.isfile(os.path.join(folder, "scenario.yaml"))


def scenarios(folders, only, say):
    """(name, folder) of every scenario in or at the folders; the first of a name counts."""
    found = {}
    for folder in folders:
        if not os.path.isdir(folder):
            say(f"absent: {folder}")
            continue
        inside = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
        places = [folder] if is_scenario(folder) else [place for place in inside if is_scenario(place)]
        if not places:
            say(f"no scenario in {folder}")
        for place in places:
            name = os.path.basename(os.path.abspath(place))
            if not matches(name, only):
                continue
            if name in found and digest(found[name]) != digest(place):
                say(f"{name}: {place} differs from {found[name]} and is left out")
            found.setdefault(name, place)
    return sorted(found.items())


def generate(program, arguments, folder):
    """Makes a scenario by `paidan generate`, unless the folder holds it already; returns the folder."""
    if not is_scenario(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        command = [program, "generate", *arguments, "--out", folder]
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode != 0:
            raise SystemExit(f"not made: {' '.join(command)}")
    return folder


def instances(folders, only, say):
    """(family, name, file) of every literature instance below the folders."""
    found = []
    for folder in folders:
        if not os.path.isdir(folder):
            say(f"absent: {folder}")
            continue
        before = len(found)
        for place, _, files in sorted(os.walk(folder)):
            for file in sorted(files):
                path = os.path.join(place, file)
                name = f"{os.path.basename(place)}/{os.path.splitext(file)[0]}"
                if not matches(name, only):
                    continue
                if uhhc.is_instance(path):
                    found.append(("uhhc", name, path))
                elif bredstrom.is_instance(path):
                    found.append(("bredstrom", name, path))
                elif toptw.is_instance(path):
                    found.append(("toptw", name, path))
        if len(found) == before:
            say(f"no instance that a reader knows in {folder}")
    return found


def matches(name, only):
    return not only or any(fnmatch.fnmatch(name, pattern) for pattern in only)


def digest(path):
    """A short hash of a file, or of a folder's tables."""
    files = [path]
    if os.path.isdir(path):
        files = [
            os.path.join(path, name) for name in sorted(os.listdir(path))
            if name.endswith((".csv", ".yaml"))
        ]
    total = hashlib.sha256()
    for file in files:
        with open(file, "rb") as handle:
            total.update(os.path.basename(file).encode() + b"\0" + handle.read())
    return total.hexdigest()[:12]
