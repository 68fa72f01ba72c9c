"""Tests of the list of runs: order, several at a time, resuming."""

import os
import tempfile
import threading
import unittest

from support import row
from harness import results
from harness.work import Work


def blank(case, **more):
    return row(None, case=case, verdict="", **more)


class Working(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder, self.made = holder.name, []

    def work(self, cases, **options):
        """Runs the cases; each notes that it was made and scores 1."""
        work = Work(self.folder, say=lambda text: None, **options)
        for entry in cases:
            work.add(entry, self.make)
        work.do()
        return work

    def make(self, entry):
        self.made.append(entry.case)
        entry.score, entry.verdict = 1, "valid"

    def test_what_is_finished_is_not_made_again_and_other_rows_are_kept(self):
        self.work([blank("a"), blank("b")])
        work = self.work([blank("b"), blank("c")])
        self.assertEqual(self.made, ["a", "b", "c"])
        # The rows of this plan first, in its order.
        self.assertEqual([entry.case for entry in work.rows()], ["b", "c", "a"])

    def test_a_run_that_failed_or_is_asked_for_again_or_has_another_input_is_made_anew(self):
        path = os.path.join(self.folder, "results.csv")
        results.write(path, [
            row(None, case="failed", verdict="failed"), row(1, case="again-1"),
            row(1, case="changed", input="old"), row(1, case="kept")])
        work = self.work(
            [blank(case) for case in ("failed", "again-1", "changed", "kept")], again=["again-*"])
        self.assertEqual(self.made, ["failed", "again-1", "changed"])
        self.assertEqual(len(work.rows()), 4)

    def test_the_same_run_planned_twice_is_made_once(self):
        self.work([blank("a"), blank("a"), blank("a", limit_seconds=60)])
        self.assertEqual(self.made, ["a", "a"])

    def test_two_at_a_time_really_run_side_by_side(self):
        # Each waits for the other; one at a time would break the barrier by its time limit.
        both = threading.Barrier(2, timeout=30)

        def meet(entry):
            both.wait()
            self.make(entry)

        work = Work(self.folder, jobs=2, say=lambda text: None)
        work.add(blank("a"), meet)
        work.add(blank("b"), meet)
        work.do()
        self.assertEqual([entry.case for entry in work.rows()], ["a", "b"])

    def test_a_fault_ends_the_bench_but_keeps_what_was_done(self):
        def break_down(entry):
            raise OSError("no disk")

        work = Work(self.folder, say=lambda text: None)
        work.add(blank("a"), self.make)
        work.add(blank("b"), break_down)
        work.add(blank("c"), self.make)
        with self.assertRaises(OSError):
            work.do()
        self.assertEqual([r.case for r in results.read(work.path)], ["a"])


if __name__ == "__main__":
    unittest.main()
