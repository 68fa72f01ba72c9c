"""Tests of the soak with programs that misbehave: python3 -m unittest discover Tests/Soak"""

import contextlib
import io
import os
import sys
import tempfile
import time
import unittest
import unittest.mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import run  # noqa: E402

# Plans and checks as the real one does, then what a test adds.
PROGRAM = """#!/bin/sh
command=$1
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$2 ;; --seed) seed=$2 ;; --threads) threads=$2 ;; --method) method=$2 ;;
    --time) is_timed=yes ;;
  esac
  shift
done
if [ $command = plan ]; then
  mkdir -p "$out"
  printf "plan $seed" > "$out/plan.json"
fi
%s
"""


class Soaking(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def soak(self, addition, is_interrupted=False):
        """One round of a program; what was found."""
        program = os.path.join(self.folder, "program")
        with open(program, "w", encoding="utf-8") as handle:
            handle.write(PROGRAM % addition)
        os.chmod(program, 0o755)
        soak = run.Soak(program, os.path.join(self.folder, "out"), time.monotonic() + 600)
        usual = contextlib.nullcontext() if is_interrupted else never_interrupted()
        with contextlib.redirect_stdout(io.StringIO()), usual:
            soak.round("tiny", 3)
        return soak

    def test_a_good_program_is_run_by_every_method_with_one_thread_and_two(self):
        soak = self.soak("")
        self.assertEqual(soak.found, [])
        # Three methods by two numbers of threads, and the run to be interrupted.
        self.assertEqual((soak.runs, soak.checks), (7, 7))

    def test_a_report_is_found_though_the_exit_status_is_good(self):
        soak = self.soak(
            'if [ $command = check ]; then echo "WARNING: ThreadSanitizer: data race" >&2; fi')
        self.assertEqual(len(soak.found), soak.checks)
        names = os.listdir(os.path.join(self.folder, "out", "reports"))
        self.assertEqual(len(names), soak.checks)

    def test_a_plan_that_is_refused_and_a_crash_are_found(self):
        self.assertEqual(len(self.soak("[ $command = plan ] || exit 4").found), 7)
        self.assertEqual(len(self.soak('[ "$method" != exact ] || kill -ABRT $$').found), 2)

    def test_an_interrupt_comes_once_the_program_speaks(self):
        # This one is deaf until it has spoken, and ends well when it is interrupted after that.
        program = """if [ "$is_timed" ]; then
  sleep 1
  trap "exit 130" INT
  echo begun
  while :; do sleep 0.1; done
fi"""
        with unittest.mock.patch.object(run, "INTERRUPTED_AFTER_SECONDS", (0.2,)):
            soak = self.soak(program, is_interrupted=True)
        self.assertEqual(soak.found, [])

    def test_plans_that_differ_by_threads_are_found(self):
        soak = self.soak(
            """if [ $command = plan ] && [ $threads = 2 ]; then echo more >> "$out/plan.json"; fi""")
        self.assertEqual(len(soak.found), 3)
        self.assertIn("differ", soak.found[0])

    def test_only_a_run_that_is_interrupted_may_have_no_plan(self):
        soak = self.soak("""rm -f "$out/plan.json"
if [ "$is_timed" ]; then exit 130; fi""")
        self.assertEqual(len(soak.found), 6)


def never_interrupted():
    """An interrupt would come before this program has begun, on a busy machine."""
    return unittest.mock.patch.object(run, "INTERRUPTED_AFTER_SECONDS", (run.HANGING_SECONDS,))


if __name__ == "__main__":
    unittest.main()
