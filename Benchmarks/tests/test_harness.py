"""Tests of the harness: python3 -m unittest discover Benchmarks/tests"""

import contextlib
import csv
import io
import os
import sys
import tempfile
import unittest
from xml.etree import ElementTree

from support import row
from harness import compare, execution, inputs, picture, results
from harness.bench_run import travel_value
from instances import bredstrom, toptw, uhhc
import bench
import questions


class AskingQuestions(unittest.TestCase):
    def test_the_ratio_is_taken_round_by_round_and_the_limit_held_against_the_median(self):
        # The second round met a machine half as fast: both took twice as long.
        found = {"check": [(20, 10), (40, 20), (20, 10)], "explain": [(90, 30), (180, 60), (95, 30)]}
        self.assertEqual(questions.ratio(found, "explain"), 3)
        row = questions.table(found)[-1]
        self.assertEqual(row, "| `explain` | 90 | 95 | 30 | 30 | 3.0 | < 100 ms | reached |")
        self.assertEqual(questions.verdict([90, 100, 180], 100), "missed")

    def test_the_assignment_asked_about_is_the_middle_one_by_start(self):
        rows = [{"visit": v, "role": "r", "start": s} for v, s in [("a", 3), ("b", 1), ("c", 2)]]
        self.assertEqual(questions.middle_assignment({"assignments": rows})["visit"], "c")


class Comparing(unittest.TestCase):
    def test_a_loss_within_the_spread_of_the_seeds_is_no_regression(self):
        old = [row(10_000, 1), row(10_100, 2), row(10_050, 3)]
        new = [row(9_980, 1), row(10_060, 2), row(10_020, 3)]
        self.assertEqual(compare.compare(old, new)[0], [])

    def test_a_loss_beyond_the_spread_is_flagged_once(self):
        old = [row(10_000, 1), row(10_010, 2), row(10_005, 3)]
        new = [row(9_900, 1), row(9_905, 2), row(9_910, 3)]
        worse, better, _ = compare.compare(old, new)
        self.assertEqual(len(worse), 1)
        self.assertIn("score", worse[0])
        self.assertEqual(better, [])

    def test_a_lower_bound_and_less_memory_are_better(self):
        old = [row(100, 1, bound=10_000, peak_mebibytes=500)]
        new = [row(100, 1, bound=9_000, peak_mebibytes=300)]
        worse, better, _ = compare.compare(old, new)
        self.assertEqual(worse, [])
        self.assertEqual(len(better), 2)

    def test_a_refused_plan_is_worse_whatever_its_score(self):
        worse, _, _ = compare.compare([row(100, 1)], [row(100, 1, verdict="invalid")])
        self.assertEqual(len(worse), 1)

    def test_a_mark_that_is_no_longer_reached_is_worse(self):
        old = [row(100, 1, within_1_percent_seconds=2.0)]
        self.assertEqual(len(compare.compare(old, [row(100, 1)])[0]), 1)

    def test_a_mark_that_some_seeds_no_longer_reach_is_worse(self):
        old = [row(100, k, within_1_percent_seconds=2.0) for k in (1, 2)]
        new = [row(100, 1, within_1_percent_seconds=2.0), row(100, 2)]
        worse, _, _ = compare.compare(old, new)
        self.assertEqual(len(worse), 1)
        self.assertIn("2 of 2 -> 1 of 2", worse[0])
        self.assertEqual([len(lines) for lines in compare.compare(new, old)[:2]], [0, 1])

    def test_the_score_of_a_refused_plan_hides_nothing(self):
        # The mean with the refused plan would be that of before.
        old = [row(1000, 1), row(1000, 2)]
        new = [row(900, 1), row(1100, 2, verdict="invalid")]
        worse, _, _ = compare.compare(old, new)
        self.assertEqual(len(worse), 2)

    def test_fewer_seeds_with_the_same_share_of_plans_are_no_loss(self):
        old = [row(100, 1), row(100, 2)]
        self.assertEqual(compare.compare(old, [row(100, 1)])[0], [])
        # One of one refused is more than one of two.
        old[1].verdict = "invalid"
        self.assertEqual(len(compare.compare(old, [row(100, 1, verdict="invalid")])[0]), 1)

    def test_travel_is_better_where_it_is_less_and_its_bound_where_it_is_more(self):
        # Both families; the score, worth of all visits less travel, hardly moves.
        for kind in ("uhhc", "bredstrom"):
            old = [row(1_000_000, 1, kind=kind, value=400, value_bound=390)]
            new = [row(999_980, 1, kind=kind, value=420, value_bound=395)]
            worse, better, _ = compare.compare(old, new)
            self.assertEqual((len(worse), len(better)), (1, 1))
            self.assertIn(" value ", worse[0])
            self.assertIn(" value_bound ", better[0])
        old = [row(400, 1, kind="toptw", value=400, value_bound=420)]
        new = [row(390, 1, kind="toptw", value=390, value_bound=410)]
        worse, better, _ = compare.compare(old, new)
        self.assertEqual(["value " in line for line in worse], [False, True])
        self.assertEqual(len(better), 1)

    def test_the_time_to_a_mark_is_counted_to_the_bound_of_both(self):
        # The same plans; the new run knows a better bound, so its mark is reached sooner.
        with tempfile.TemporaryDirectory() as folder:
            results.write_trace(os.path.join(folder, "t.csv"), [(1.0, 990, 1100), (9.0, 1000, 1010)])
            old = [row(1000, 1, trace="t.csv", best_bound=1010, within_1_percent_seconds=9.0)]
            new = [row(1000, 1, trace="t.csv", best_bound=1000, within_1_percent_seconds=1.0)]
            old, new, gone = compare.on_one_bound(old, folder, new, folder)
            self.assertEqual([r.within_1_percent_seconds for r in old + new], [1.0, 1.0])
            self.assertEqual(gone, set())
            # Without a trace on one side the time says nothing on either.
            new[0].trace = "gone.csv"
            old, new, gone = compare.on_one_bound(old, folder, new, folder)
            self.assertEqual([r.within_1_percent_seconds for r in old + new], [None, None])
            self.assertEqual(len(gone), 1)

    def test_the_exit_status_says_whether_anything_got_worse(self):
        with tempfile.TemporaryDirectory() as folder:
            files = [os.path.join(folder, name) for name in ("old.csv", "same.csv", "worse.csv", "other.csv")]
            for path, entry in zip(files, (row(1000), row(1000), row(900), row(1000, case="b"))):
                results.write(path, [entry])
            with contextlib.redirect_stdout(io.StringIO()) as said:
                statuses = [compare.report(files[0], path) for path in files[1:]]
        # A comparison of nothing is no good news either.
        self.assertEqual(statuses, [0, 1, 1])
        self.assertIn("nothing was compared", said.getvalue())

    def test_another_input_is_not_compared(self):
        new = [row(50, 1)]
        new[0].input = "1"
        worse, _, remarks = compare.compare([row(100, 1)], new)
        self.assertEqual(worse, [])
        self.assertEqual(len(remarks), 2)


class Traces(unittest.TestCase):
    def test_only_better_plans_and_bounds_are_kept(self):
        trace = []
        for seconds, entry in enumerate((
                {"total": 5}, {"total": 4}, {"total": 5, "bound": 9}, {"bound": 10}, {"total": 7})):
            execution.add_point(trace, seconds, entry)
        self.assertEqual(trace, [(0, 5, None), (2, 5, 9), (4, 7, 9)])

    def test_one_percent_is_of_the_bound(self):
        trace = [(1, 980, None), (2, 989, None), (3, 990, None)]
        self.assertEqual(execution.seconds_to_share(trace, 1000, 0.99), 3)
        self.assertIsNone(execution.seconds_to_share(trace, 1100, 0.99))

    def test_one_percent_of_a_negative_bound_lies_below_it(self):
        trace = [(1, -1020, None), (2, -1010, None)]
        self.assertEqual(execution.seconds_to_share(trace, -1000, 0.99), 2)

    def test_a_process_is_measured_and_its_progress_read(self):
        program = (
            "import sys; print('out'); "
            "print('{\"event\":\"progress\",\"elapsed_seconds\":0.0,\"total\":3}', file=sys.stderr); "
            "print('a complaint', file=sys.stderr); sys.exit(4)")
        run = execution.execute([sys.executable, "-c", program], 60)
        self.assertEqual(run.status, 4)
        self.assertEqual(run.output.strip(), "out")
        self.assertEqual([point[1:] for point in run.trace], [(3, None)])
        self.assertEqual(run.complaints, ["a complaint"])
        self.assertFalse(run.timed_out)
        self.assertGreater(run.peak_mebibytes, 1)


class Results(unittest.TestCase):
    def test_rows_survive_a_file(self):
        rows = [row(100, 1, bound=101, gap=0.01, status="feasible"), row(None, 2, note="a, \"b\"")]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "results.csv")
            results.write(path, rows)
            self.assertEqual(results.read(path), rows)

    def test_a_score_above_any_bound_is_found(self):
        rows = [row(100, 1, bound=110), row(95, 2, bound=99)]
        with tempfile.TemporaryDirectory() as folder:
            wrong = results.against_best_bounds(rows, folder, folder)
        self.assertEqual(len(wrong), 1)
        self.assertEqual([entry.best_bound for entry in rows], [99, 99])

    def test_the_picture_has_a_line_for_score_and_for_bound(self):
        with tempfile.TemporaryDirectory() as folder:
            results.write_trace(os.path.join(folder, "t.csv"), [(0.1, 90, 120), (2.0, 99, 100)])
            text = picture.svg(
                [row(99, 1, bound=100, best_bound=100, trace="t.csv", wall_seconds=3.0)], folder)
        self.assertEqual(text.count('fill="none" stroke="#1b6ca8"'), 2)


class Pictures(unittest.TestCase):
    def test_the_longest_run_of_the_lowest_seed_stands_for_a_scenario_and_instances_are_left_out(self):
        rows = [
            row(1, case="core-10000", trace="t"), row(1, case="core-900", trace="t"),
            row(1, 2, case="core-900", trace="t", limit_seconds=60),
            row(1, 1, case="core-900", trace="t", limit_seconds=60),
            row(1, case="core-900", trace="t", method="pyvrp"),
            row(1, case="A1", kind="uhhc", trace="t"), row(1, case="b", trace="t", verdict="invalid")]
        panels = picture.cases(rows)
        # By size, not by spelling.
        self.assertEqual(list(panels), ["core-900", "core-10000"])
        self.assertEqual([(r.method, r.limit_seconds, r.seed) for r in panels["core-900"]],
                         [("auto", 60, 1), ("pyvrp", 10, 1)])

    def test_steps_too_small_to_be_seen_are_left_out(self):
        points = [(1, 10), (2, 10.01), (3, 20), (3.01, 30)]
        path = picture.steps(points, 9, lambda seconds: seconds, lambda value: value)
        self.assertEqual(path, "M1.0 10.0H3.0V20.0V30.0H9.0")
        self.assertEqual(picture.steps([], 9, None, None), "")

    def test_a_results_folder_is_drawn_again_of_the_scenarios_named(self):
        with tempfile.TemporaryDirectory() as folder:
            results.write_trace(os.path.join(folder, "t.csv"), [(0.1, 90, 120), (2.0, 99, 100)])
            rows = [row(99, case=case, bound=100, best_bound=100, trace="t.csv") for case in "ab"]
            results.write(os.path.join(folder, "results.csv"), rows)
            file = os.path.join(folder, "drawn.svg")
            with contextlib.redirect_stdout(io.StringIO()):
                statuses = [bench.draw(bench.parse(["picture", folder, file, "--only", name]))
                            for name in ("b", "c")]
            text = ElementTree.parse(file)
        self.assertEqual(statuses, [0, 1])
        titles = [node.text for node in text.iter() if node.get("font-weight") == "bold"]
        self.assertEqual(titles, ["b"])


VERTICES = """4 2 3 1
0 200
0 0.00 0.00 0.00 0.00 0 0 0 100
1 3.00 4.00 2.00 7.00 1 1 1 0 50
2 1.00 1.00 2.00 5.00 1 1 1 10 50
"""


class Orienteering(unittest.TestCase):
    """Vertex 1 lies 5.0 away; vertex 2 the root of 2 = 1.4; from 1 to 2 it is the root of 13 = 3.6."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "x.txt")
        with open(self.path, "w", encoding="utf-8") as handle:
            handle.write(VERTICES)

    def faults(self, starts, profit=12):
        route = [{"vertex": v, "start_tick": s} for v, s in starts]
        return toptw.faults(
            self.path, 1, {"ticks_per_unit": 10, "paths": [route], "profit": profit})

    def test_the_earliest_starts_hold(self):
        self.assertEqual(self.faults([(1, 50), (2, 106)]), [])

    def test_a_tick_too_soon_is_a_fault(self):
        self.assertEqual(len(self.faults([(1, 49), (2, 106)])), 1)
        self.assertEqual(len(self.faults([(1, 50), (2, 105)])), 1)

    def test_windows_budget_and_profit_are_checked(self):
        self.assertEqual(len(self.faults([(2, 99)], profit=5)), 1)
        self.assertEqual(len(self.faults([(1, 500), (2, 500)])), 1)
        self.assertEqual(len(self.faults([(1, 50)], profit=8)), 1)


class HomeCare(unittest.TestCase):
    def content(self, **more):
        patient = {
            "id": "p1", "distance_matrix_index": 1, "time_windows": [{"start": 10, "end": 90}],
            "required_services": [{"service": "s1", "duration": 20}]} | more
        return {
            "metadata": {"time_window_met": "at_service_end", "cost_components": {
                "travel_time": 1, "total_tardiness": "HARD", "total_extra_time": "HARD"}},
            "patients": [patient], "distances": [[0, 7], [8, 0]],
            "caregivers": [{
                "id": "c1", "abilities": ["s1"], "departing_point": "d1", "arrival_point": "d1",
                "working_shift": {"start": 0, "end": 600}}],
        }

    def test_one_service_in_one_window_maps(self):
        uhhc.refuse_what_is_lacking(self.content())

    def test_leaving_a_patient_out_never_pays(self):
        # The one patient costs 7 + 8 minutes at the most.
        self.assertGreater(uhhc.worth_of_patient(self.content()), 15)

    def test_another_objective_is_named(self):
        content = self.content()
        content["metadata"]["cost_components"] |= {"workload_balance": 2, "total_waiting_time": 0}
        with self.assertRaises(uhhc.NotExact) as refusal:
            uhhc.refuse_what_is_lacking(content)
        self.assertTrue(str(refusal.exception).endswith(": travel_time, workload_balance"))

    def test_what_format_1_lacks_is_refused(self):
        pair = [{"service": "s1", "duration": 20}, {"service": "s2", "duration": 30}]
        for more in (
                {"optional": True},
                {"required_services": pair, "synchronization": {"type": "sequential"}},
                {"required_services": pair, "synchronization": {"type": "simultaneous"}}):
            with self.assertRaises(uhhc.NotExact):
                uhhc.refuse_what_is_lacking(self.content(**more))


# Visits 2 and 3 are one customer entered twice, 5 minutes from the depot and 3 from visit 1.
PAIR = """set N0 = 0;
set N1 = 1 ;
set N2 = 2 3 ;
set Shared_Visited:= (2,3),;
param kn:= 2;
param dn:= 3;
param T:= 120;
param s_id:\t1\t2\t3\t:=
0\t0\t0\t0\t
1\t20\t20\t20\t
2\t30\t30\t30\t
3\t30\t30\t30\t
;
param t_ij:  0\t1\t2\t3\t:=
0\t0\t4\t5\t5
1\t4\t10000\t3\t3
2\t5\t3\t10000\t10000
3\t5\t3\t10000\t10000
;
param e_id:\t1\t2\t3\t:=
0\t0\t0\t0\t
1\t0\t0\t0\t
2\t10\t10\t10\t
3\t15\t15\t15\t
;
param l_id:\t1\t2\t3\t:=
0\t120\t120\t120\t
1\t120\t120\t120\t
2\t60\t60\t60\t
3\t70\t70\t70\t
;
"""


class Pairs(unittest.TestCase):
    """Instances in which two entries are one customer whom two of the staff serve together."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.mkdir(os.path.join(self.folder, "data"))
        self.path = os.path.join(self.folder, "data", "small.dat")
        self.write(PAIR)

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as handle:
            handle.write(text)

    def rows(self, file):
        """The rows of a table of the scenario written, by column."""
        with open(os.path.join(self.folder, "out", file), encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def test_a_pair_is_one_visit_with_two_roles(self):
        bredstrom.write_scenario(self.path, os.path.join(self.folder, "out"))
        requests = {row["id"]: row for row in self.rows("requests.csv")}
        self.assertEqual(sorted(requests), ["V1", "V2"])
        self.assertEqual(requests["V2"]["service"], "pair")
        roles = [row["service"] for row in self.rows("roles.csv")]
        self.assertEqual((roles.count("one"), roles.count("pair")), (1, 2))
        self.assertEqual([row["crews"] for row in self.rows("shifts.csv")], ["2"])

    def test_windows_bound_the_start_and_are_those_of_both_entries(self):
        bredstrom.write_scenario(self.path, os.path.join(self.folder, "out"))
        hours = {row["id"]: row["hours"] for row in self.rows("requests.csv")}
        # Starts from 15, the later of 10 and 15, to 60; the visit of 30 minutes ends by 90.
        self.assertEqual(hours["V2"], "00:15-01:30")
        # Starts to 120 would end at 140; the day has 120 minutes.
        self.assertEqual(hours["V1"], "00:00-02:00")

    def test_travel_knows_one_place_a_customer(self):
        worth = bredstrom.write_scenario(self.path, os.path.join(self.folder, "out"))
        ways = {(row["from"], row["to"]): row["minutes"] for row in self.rows("travel.csv")}
        self.assertEqual(ways["P1", "P2"], "3")
        self.assertEqual(len(ways), 6)
        # Three entries and two of the staff make five ways at the most, none longer than 5 minutes.
        self.assertEqual(worth, 26)

    def test_what_is_no_pair_is_refused(self):
        for old, new in (
                ("3\t30\t30\t30", "3\t31\t31\t31"),  # another length
                ("3\t15\t15\t15", "3\t61\t61\t61"),  # no start in common
                ("1\t4\t10000\t3\t3", "1\t4\t10000\t3\t2"),  # another place
                ("2\t10\t10\t10", "2\t10\t11\t10"),  # days that differ
                ("1\t20\t20\t20", "1\t20.5\t20.5\t20.5")):  # part of a minute
            self.assertEqual(PAIR.count(old), 1)
            self.write(PAIR.replace(old, new))
            with self.assertRaises(bredstrom.NotExact):
                bredstrom.write_scenario(self.path, os.path.join(self.folder, "out"))

    def test_instances_are_found_and_held_against_the_table(self):
        with open(os.path.join(self.folder, "best_known.csv"), "w", encoding="utf-8") as handle:
            handle.write(
                "instance,best_travel_minutes_found_here,lower_bound_minutes,proven_optimal_here\n"
                "other,7,7,yes\nsmall,22,20,no\n")
        found = inputs.instances([self.folder], [], self.fail)
        self.assertEqual(found, [("bredstrom", "data/small", self.path)])
        known = bredstrom.best_known(self.path)
        self.assertEqual(known, (22, False, 20))
        entry = row(None, 1)
        entry.served = entry.visits = 2
        travel_value(entry, {"score": {"travel": -24}, "bound": 2 * 26 - 21}, 26, known)
        self.assertEqual((entry.value, entry.value_bound, entry.best_known), (24, 21, 22))
        self.assertEqual(entry.gap_to_best_known, round(2 / 22, 6))


if __name__ == "__main__":
    unittest.main()
