"""Makes the runs that show the targets, and the table that says which are reached."""

import fnmatch
import os

from harness import inputs, targets


class TargetsRun:
    """The targets of some parts, over a ``Bench`` that makes the runs."""

    FAMILY_OF_PART = {"bazirha": "uhhc", "toptw": "toptw", "bredstrom": "bredstrom"}

    def __init__(self, bench, options):
        self.bench, self.options = bench, options
        self.targets = [t for t in targets.TARGETS if t.part in options.parts]
        self.cases = {}  # target: names of its cases
        self.shipped = dict(inputs.scenarios(options.scenarios, [], bench.miss))
        self.instances = inputs.instances(options.instances, [], bench.miss)

    def seconds(self, target):
        return max(0.5, round(target.seconds * self.options.scale, 2))

    def plan(self):
        for target in self.targets:
            names = self.cases[target] = []
            for name in target.shipped:
                if name not in self.shipped:
                    self.bench.miss(f"absent: {name}")
                elif self.wanted(name):
                    self.scenario(target, name, self.shipped[name], names)
            for made in target.made:
                for seed in self.options.case_seeds:
                    name = f"{made.name}-g{seed}"
                    if self.wanted(name):
                        self.scenario(target, name, self.generate(made, name, seed), names)
            if target.instances:
                self.literature(target, names)

    def wanted(self, name):
        return inputs.matches(name, self.options.only)

    def scenario(self, target, name, folder, names):
        names.append(name)
        self.bench.scenario(name, folder, self.seconds(target), ["auto"], target.peers)

    def generate(self, made, name, seed):
        return inputs.generate(
            self.options.paidan, [*made.arguments, "--seed", str(seed)],
            os.path.join(self.bench.folder, "scenarios", name))

    def literature(self, target, names):
        family = self.FAMILY_OF_PART[target.part]
        found = [
            entry for entry in self.instances
            if entry[0] == family and any(fnmatch.fnmatch(entry[1], p) for p in target.instances)]
        for position, (kind, name, file) in enumerate(found):
            paths = sampled(position, len(found), target.paths, self.options.sample)
            if self.wanted(name) and (paths or not target.paths):
                names += [f"{name} m={m}" for m in paths] or [name]
                self.bench.instance(kind, name, file, self.seconds(target), paths)
        if not found:
            self.bench.miss(f"absent: instances of {target.family}")

    def answers(self):
        """(target, seconds, check, finding, rows) of everything wanted."""
        out = []
        for target in self.targets:
            seconds, names = self.seconds(target), set(self.cases[target])
            rows = [r for r in self.bench.rows if r.case in names and r.limit_seconds == seconds]
            out += [(target, seconds, check, check.judge(rows), rows) for check in target.wanted]
        return out

    def markdown(self):
        """The table, with a caution where limits were not those of the targets."""
        lines = ["## Targets", ""]
        if self.options.scale != 1:
            lines += [f"Time limits were {self.options.scale:g} times those of the targets: "
                      "the verdicts say nothing.", ""]
        if self.options.sample > 1 and any(target.paths for target in self.targets):
            lines += [f"Of `toptw`, one case in {self.options.sample} was run, counted through the "
                      "files by name, m = 1 first.", ""]
        return lines + targets.lines(self.answers())


def sampled(position, count, paths, one_in):
    """The numbers of paths m that a sample has of one of `count` files: one case in `one_in`.

    Counted through all files with m = 1, then through all with m = 2, and so on.
    """
    return tuple(m for m in paths if ((m - 1) * count + position) % one_in == 0)
