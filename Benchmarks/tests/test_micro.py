"""Tests of the micro-benchmarks' ratios."""

import json
import os
import tempfile
import unittest

import support  # noqa: F401  (finds the code under test)
import micro


class Ratios(unittest.TestCase):
    def test_a_machine_twice_as_slow_altogether_is_no_change(self):
        stored = {"microseconds": {"audit": {"least": 100}, "yardstick": {"least": 10}}}
        found = {"audit": {"least": 200, "median": 210}, "yardstick": {"least": 20, "median": 25}}
        cells = micro.rows(found, stored)
        self.assertEqual(cells[0], ("audit", "0.2", "0.21", "0.1", "2.00", "1.00"))
        self.assertEqual(cells[1][0], "yardstick")

    def test_a_part_that_is_new_has_no_ratio(self):
        cells = micro.rows({"audit": {"least": 200, "median": 210}}, {})
        self.assertEqual(cells[0][3:], ("", "", ""))

    def test_results_are_read_as_the_library_prints_them_and_stored_as_the_baseline(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "printed.txt")
            with open(path, "w", encoding="utf-8") as handle:
                handle.write(PRINTED)
            found = micro.read_results(path)
            path = os.path.join(folder, "baseline.json")
            micro.store(path, found)
            with open(path, encoding="utf-8") as handle:
                stored = json.load(handle)
        # The second was run once only: its least time is its median.
        self.assertEqual(found, {
            "audit": {"least": 1775.615, "median": 3362.815}, "exact": {"least": 7.5, "median": 7.5}})
        self.assertEqual(stored["microseconds"], found)
        self.assertIn("cores", stored["machine"])


PRINTED = """Debug results for audit:

Time (wall clock):
       Value     Percentile TotalCount 1/(1-Percentile)

 1775615.000 0.000000000000          1           1.00
 2775615.000 0.400000000000         80           1.67
 3362815.000 0.500000000000        100           2.00
 9362815.000 1.000000000000        200
#[Mean    =  3362815.000, StdDeviation   =   100.000]

Throughput (# / s):
      15.000 0.000000000000          3           1.00

Debug results for exact:

Time (wall clock):
    7500.000 0.000000000000          1           1.00
    7500.000 1.000000000000          1
"""


if __name__ == "__main__":
    unittest.main()
