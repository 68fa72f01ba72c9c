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

    def test_results_are_read_from_the_librarys_file_and_stored_as_the_baseline(self):
        entry = {
            "benchmark": "package.benchmark.PaidanMicro.audit",
            "secondaryMetrics": {micro.WALL: {"scorePercentiles": {"0.0": 7.5, "50.0": 8.0}}}}
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "x.jmh.json"), "w", encoding="utf-8") as handle:
                json.dump([entry], handle)
            found = micro.read_results(folder)
            path = os.path.join(folder, "baseline.json")
            micro.store(path, found)
            with open(path, encoding="utf-8") as handle:
                stored = json.load(handle)
        self.assertEqual(found, {"audit": {"least": 7.5, "median": 8.0}})
        self.assertEqual(stored["microseconds"], found)
        self.assertIn("cores", stored["machine"])


if __name__ == "__main__":
    unittest.main()
