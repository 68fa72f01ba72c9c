"""The targets of the engine: which runs show them, and whether those runs reach them.

A target is a question to a few runs: cases of one family, a time limit, and what is wanted of each.
Runs are shared: the one of `core-900` at 60 s answers for its gap and for the peers alike.
"""

from dataclasses import dataclass, field

PEERS = ("pyvrp", "ortools-routing", "cp-sat", "vroom")
FULL_MODEL_PEERS = ("cp-sat",)
# What carries small cases only: a compact model, and Timefold's Python edition, which starts slowly.
SMALL_CASE_PEERS = ("highs", "timefold")
EVERY_PEER = (*PEERS, *SMALL_CASE_PEERS)


@dataclass(frozen=True)
class Made:
    """A scenario made by `paidan generate`, one for each seed asked for."""

    name: str  # the case is NAME-gSEED
    arguments: tuple  # of `paidan generate`


@dataclass(frozen=True)
class Target:
    """What is wanted of a family of cases at a time limit."""

    part: str  # by which parts of the table can be asked for
    family: str
    seconds: float
    wanted: tuple  # of checks
    shipped: tuple = ()  # names of scenarios that exist
    made: tuple = ()  # of Made
    instances: tuple = ()  # patterns of literature instances
    paths: tuple = ()  # of TOPTW
    peers: tuple = ()


@dataclass
class Finding:
    """What the runs say of one check."""

    shown: list = field(default_factory=list)  # a text a case
    missed: list = field(default_factory=list)  # cases that miss it
    count: int = 0

    def note(self, case, text, reached):
        self.count += 1
        self.shown.append(f"{case} {text}" + ("" if reached else " ✗"))
        if not reached:
            self.missed.append(case)

    @property
    def verdict(self):
        if not self.count:
            return "not run"
        if not self.missed:
            return "reached"
        return "missed" if len(self.missed) == self.count else (
            f"missed by {len(self.missed)} of {self.count}")


class Check:
    """Something wanted of every run of ours; `peers` rows are left to ``AbovePeers``."""

    def __init__(self, text, read, reached, show, applies=lambda row: True):
        self.text, self.read, self.reached, self.show = text, read, reached, show
        self.applies = applies

    def judge(self, rows):
        finding = Finding()
        for row in filter(self.applies, ours(rows)):
            value = self.read(row) if row.verdict == "valid" else None
            if value is None:
                finding.note(row.case, row.verdict if row.verdict != "valid" else "none", False)
            else:
                finding.note(row.case, self.show(value), self.reached(value))
        return finding


class AbovePeers:
    """Our score above that of every peer that finds a plan; the nearest is named."""

    def __init__(self, peers):
        self.text = f"above {', '.join(peers)}"

    def judge(self, rows):
        finding = Finding()
        for row, others in beside_peers(rows):
            best = max(others, key=lambda r: r.score)
            is_valid = row.verdict == "valid"
            lead = (row.score - best.score) / max(1, abs(best.score)) if is_valid else None
            finding.note(
                row.case, f"{best.method} {'' if lead is None else f'{100 * lead:+.2f} %'}",
                lead is not None and lead > 0)
        return finding


class LowerBoundThanPeers:
    """Our bound below that of every peer that gives one."""

    text = "a better bound than the peers"

    def judge(self, rows):
        finding = Finding()
        for row, others in beside_peers(rows):
            bounds = [r.bound for r in others if r.bound is not None]
            best = min(bounds, default=None)
            text = "no bound" if best is None else f"{best:,}"
            reached = row.bound is not None and (best is None or row.bound < best)
            finding.note(row.case, f"{'-' if row.bound is None else f'{row.bound:,}'} to {text}",
                         reached)
        return finding


class AtReference:
    """TOPTW: the share of cases at or above the reference, and none far below."""

    def __init__(self, share, most_below, only_proven=False):
        self.share, self.most_below, self.only_proven = share, most_below, only_proven
        self.text = (
            f"at or above the {'proven optimum' if only_proven else 'reference'} on "
            f"{100 * share:.0f} %, never over {100 * most_below:.0f} % below, always with a bound")

    def judge(self, rows):
        finding = Finding()
        known = [
            r for r in ours(rows) if r.gap_to_best_known is not None
            and (r.best_known_proven == "yes" or not self.only_proven)]
        if not known:
            return finding
        at = sum(r.gap_to_best_known <= 0 and r.verdict == "valid" for r in known) / len(known)
        worst = max(known, key=lambda r: r.gap_to_best_known)
        bounded = sum(r.value_bound is not None for r in known)
        finding.note("there:", f"{100 * at:.1f} % of {len(known)}", at >= self.share)
        finding.note("worst:", f"{worst.case} {100 * worst.gap_to_best_known:.2f} %",
                     worst.gap_to_best_known <= self.most_below)
        finding.note("with a bound:", f"{bounded}", bounded == len(known))
        proven = sum(r.status == "optimal" and r.verdict == "valid" for r in known)
        finding.shown.append(f"proven optimal: {proven}")  # for information, nothing is wanted of it
        return finding


def ours(rows):
    return [row for row in rows if row.method not in EVERY_PEER]


def beside_peers(rows):
    """Each row of ours with the peers' valid plans of the same case, where there are any."""
    for row in ours(rows):
        others = [
            r for r in rows
            if r.case == row.case and r.method in EVERY_PEER and r.verdict == "valid"]
        if others:
            yield row, others


def share(value):
    return f"{100 * value:.3f} %"


def gap(limit):
    return Check(f"gap ≤ {100 * limit:g} %", lambda r: r.gap, lambda v: v <= limit, share)


def of_best_bound(least):
    return Check(f"≥ {100 * least:g} % of the best bound", lambda r: r.share_of_best_bound,
                 lambda v: v >= least, share)


def memory(mebibytes):
    return Check(f"≤ {mebibytes:,} MiB", lambda r: r.peak_mebibytes, lambda v: v <= mebibytes,
                 lambda v: f"{v:.0f} MiB")


def first_plan(seconds):
    return Check(f"first plan ≤ {seconds:g} s", lambda r: r.first_plan_seconds,
                 lambda v: v <= seconds, lambda v: f"{v:.2f} s")


OPTIMAL = Check("optimal", lambda r: r.status, lambda v: v == "optimal", str)
AT_BEST_KNOWN = Check(
    "at or better than the best known value", lambda r: r.gap_to_best_known, lambda v: v <= 0, share,
    applies=lambda r: r.best_known is not None)
PROVEN_AGAIN = Check(
    "every proven optimum proven again", lambda r: r.status, lambda v: v == "optimal", str,
    applies=lambda r: r.best_known_proven == "yes")


def core(visits):
    return Made(f"core-{visits}", ("core", "--visits", str(visits)))


def dense(visits, density):
    return Made(f"core-{visits}-d{density}",
                ("core", "--visits", str(visits), "--density", str(density)))


def district(profile):
    return Made(profile, (profile,))


def both(name, made=None):
    """The shipped scenario of a name, and generated ones of its family."""
    return {"shipped": (name,), "made": (made or district(name),)}


# `solomon50` has no published values, so it shows nothing here; `make bench` runs it all the same.
TOPTW_WITH_REFERENCES = ("cordeau/*", "solomon100/*", "solomon200/*")
TARGETS = (
    Target("core", "core-100", 5, (OPTIMAL,), **both("core-100", core(100))),
    Target("core", "core-300", 3, (gap(0.0005),), **both("core-300", core(300))),
    Target("core", "core-300", 60, (gap(0.0001),), **both("core-300", core(300))),
    Target("core", "core-900", 10, (of_best_bound(0.985),), **both("core-900", core(900))),
    Target("core", "core-900", 30, (gap(0.0035), first_plan(0.5)), **both("core-900", core(900))),
    Target("core", "core-900", 60, (gap(0.002),), **both("core-900", core(900))),
    Target("night", "erqi-night", 60, (gap(0.03), gap(0.005)), **both("erqi-night")),
    Target("day", "2,000 visits, 14 shifts each", 60, (gap(0.0025), memory(500)),
           made=(dense(2000, 14),)),
    Target("day", "2,000 visits, 150 shifts each", 120, (gap(0.01),), made=(dense(2000, 150),)),
    Target("week", "chengde-week", 300, (gap(0.03), gap(0.02)), **both("chengde-week")),
    Target("week", "shuangqing-spring", 600, (gap(0.02), gap(0.015), memory(3072)),
           **both("shuangqing-spring")),
    Target("large", "10,000 visits, 2,000 teams", 600, (gap(0.03), memory(3072), first_plan(5)),
           made=(core(10_000),)),
    Target("bazirha", "bazirha A, B", 5, (OPTIMAL, AT_BEST_KNOWN),
           instances=("bazirha/A*", "bazirha/B*")),
    Target("bazirha", "bazirha C", 60, (OPTIMAL,), instances=("bazirha/C*",)),
    Target("toptw", "toptw, m = 1", 60, (AtReference(1, 0, only_proven=True),),
           instances=TOPTW_WITH_REFERENCES, paths=(1,)),
    Target("toptw", "toptw, m = 2 to 4", 60, (AtReference(0.9, 0.01),),
           instances=TOPTW_WITH_REFERENCES, paths=(2, 3, 4)),
    Target("bredstrom", "bredstrom2008", 60, (PROVEN_AGAIN, AT_BEST_KNOWN), instances=("*",)),
    *(Target("peers", f"core-{visits}", seconds, (AbovePeers(PEERS),), peers=PEERS,
             **both(f"core-{visits}", core(visits)))
      for visits in (300, 900) for seconds in (1, 10, 60)),
    Target("peers", "core-100", 60, (AbovePeers(SMALL_CASE_PEERS),), peers=SMALL_CASE_PEERS,
           **both("core-100", core(100))),
    *(Target("coupled", name, seconds, (gap(limit), AbovePeers(FULL_MODEL_PEERS), LowerBoundThanPeers()),
             peers=FULL_MODEL_PEERS, **both(name))
      for name, limit, seconds in (
          ("baiyin-village", 0.005, 60), ("erqi-night", 0.005, 60), ("qindu-week", 0.01, 120),
          ("chengde-week", 0.02, 300))),
)
PARTS = tuple(dict.fromkeys(target.part for target in TARGETS))
# Those that make the table of the engine's targets; the others are asked for by name.
USUAL = tuple(part for part in PARTS if part not in ("peers", "coupled", "bredstrom"))


def lines(answers):
    """A Markdown table of (target, limit used, check, finding, rows), a line each."""
    out = ["| family | at | wanted | found | CPU s | |", "| --- | --- | --- | --- | --- | --- |"]
    for target, seconds, check, finding, rows in answers:
        found = "; ".join(finding.shown).replace("|", "/")
        out.append(
            f"| {target.family} | {seconds:g} s | {check.text} | {found} | {cpu(ours(rows))} "
            f"| {finding.verdict} |")
    return out


def cpu(rows):
    """The least and the most processor seconds: what the limit gave on a busy machine."""
    spent = [row.cpu_seconds for row in rows if row.cpu_seconds is not None]
    if not spent:
        return ""
    least, most = f"{min(spent):.1f}", f"{max(spent):.1f}"
    return least if least == most else f"{least}–{most}"
