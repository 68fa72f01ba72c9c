"""Tests of the verdicts on targets, and of scaling curves."""

import unittest

from support import row
from harness import curve, targets, targets_run


class Verdicts(unittest.TestCase):
    def test_a_gap_is_held_against_every_case(self):
        rows = [row(1, case="a", gap=0.001), row(1, case="b", gap=0.003)]
        finding = targets.gap(0.002).judge(rows)
        self.assertEqual(finding.verdict, "missed by 1 of 2")
        self.assertEqual(finding.shown, ["a 0.100 %", "b 0.300 % ✗"])
        self.assertEqual(targets.gap(0.003).judge(rows).verdict, "reached")

    def test_a_refused_plan_misses_whatever_it_says(self):
        finding = targets.gap(0.5).judge([row(1, gap=0.001, verdict="invalid")])
        self.assertEqual(finding.verdict, "missed")

    def test_a_run_without_the_figure_misses(self):
        self.assertEqual(targets.gap(0.5).judge([row(1, gap=None)]).verdict, "missed")

    def test_no_run_is_no_verdict(self):
        self.assertEqual(targets.OPTIMAL.judge([]).verdict, "not run")

    def test_only_proven_optima_are_to_be_proven_again(self):
        rows = [row(1, case="a", best_known_proven="yes", status="optimal"),
                row(1, case="b", best_known_proven="no", status="feasible")]
        finding = targets.PROVEN_AGAIN.judge(rows)
        self.assertEqual(finding.shown, ["a optimal"])
        rows[0].status = "feasible"
        self.assertEqual(targets.PROVEN_AGAIN.judge(rows).verdict, "missed")

    def test_the_nearest_peer_counts_and_peers_are_not_judged_themselves(self):
        rows = [row(102), row(100, method="pyvrp"), row(101, method="vroom"),
                row(900, method="cp-sat", verdict="invalid")]
        finding = targets.AbovePeers(("pyvrp",)).judge(rows)
        self.assertEqual(finding.shown, ["a vroom +0.99 %"])
        self.assertEqual(finding.verdict, "reached")

    def test_level_with_a_peer_is_not_above_it(self):
        rows = [row(100), row(100, method="pyvrp")]
        self.assertEqual(targets.AbovePeers(("pyvrp",)).judge(rows).verdict, "missed")

    def test_a_bound_is_better_where_it_is_lower(self):
        peer = row(90, method="cp-sat", bound=200)
        better = targets.LowerBoundThanPeers()
        self.assertEqual(better.judge([row(100, bound=110), peer]).verdict, "reached")
        self.assertEqual(better.judge([row(100, bound=201), peer]).verdict, "missed")

    def test_references_allow_a_share_below_but_none_far_below(self):
        # Nine at the reference, one half a percent below.
        near = [row(1, gap_to_best_known=0.0, value_bound=9) for _ in range(9)]
        last = row(1, gap_to_best_known=0.005, value_bound=9)
        check = targets.AtReference(0.9, 0.01)
        self.assertEqual(check.judge([*near, last]).verdict, "reached")
        near[0].status = "optimal"
        self.assertEqual(check.judge([*near, last]).shown[-1], "proven optimal: 1")
        last.gap_to_best_known = 0.02
        self.assertEqual(check.judge([*near, last]).verdict, "missed by 1 of 3")
        last.gap_to_best_known, last.value_bound = 0.0, None
        self.assertEqual(check.judge([*near, last]).verdict, "missed by 1 of 3")

    def test_where_only_proven_optima_count_other_references_do_not(self):
        rows = [row(1, gap_to_best_known=0.0, value_bound=9, best_known_proven="yes"),
                row(1, gap_to_best_known=0.5, value_bound=9, best_known_proven="no")]
        self.assertEqual(targets.AtReference(1, 0, only_proven=True).judge(rows).verdict, "reached")
        self.assertNotEqual(targets.AtReference(1, 0).judge(rows).verdict, "reached")

    def test_every_part_has_targets_and_cases(self):
        for target in targets.TARGETS:
            self.assertTrue(target.shipped or target.made or target.instances, target.family)
            self.assertTrue(target.wanted)
        self.assertLess(set(targets.USUAL), set(targets.PARTS))

    def test_a_sample_has_each_case_once_in_so_many_and_every_number_of_paths(self):
        files, paths = range(38), (1, 2, 3, 4)
        for one_in in (2, 4, 5, 20):
            taken = [targets_run.sampled(k, 38, paths, one_in) for k in files]
            by_paths = [sum(m in chosen for chosen in taken) for m in paths]
            self.assertLessEqual(max(by_paths) - min(by_paths), 1)
            self.assertEqual(sum(by_paths), -(-38 * 4 // one_in))
        self.assertEqual([targets_run.sampled(k, 38, paths, 1) for k in files], [paths] * 38)
        # Asked for apart, as the targets do, the numbers of paths make the same sample.
        for k in files:
            apart = targets_run.sampled(k, 38, (1,), 5) + targets_run.sampled(k, 38, (2, 3, 4), 5)
            self.assertEqual(apart, targets_run.sampled(k, 38, paths, 5))

    def test_small_cases_show_the_peers_that_carry_no_large_ones(self):
        peers = {peer for target in targets.TARGETS if target.part == "peers" for peer in target.peers}
        self.assertEqual(peers, set(targets.EVERY_PEER))

    def test_processor_seconds_are_shown_as_a_range(self):
        self.assertEqual(targets.cpu([row(1, cpu_seconds=2.04), row(1, cpu_seconds=2.94)]), "2.0–2.9")
        self.assertEqual(targets.cpu([row(1, cpu_seconds=2.0)]), "2.0")


class Curves(unittest.TestCase):
    def test_the_exponent_of_a_square_is_two(self):
        self.assertAlmostEqual(curve.exponent([(10, 100), (100, 10_000), (1000, 1_000_000)]), 2)
        self.assertIsNone(curve.exponent([(10, 1)]))

    def test_a_point_is_the_median_of_its_seeds(self):
        rows = [row(1, seed=k, peak_mebibytes=m) for k, m in ((1, 10), (2, 90), (3, 20))]
        self.assertEqual(curve.points(rows, {"a": 300}, "peak_mebibytes", 1), [(300, 20)])

    def test_the_picture_has_a_line_for_each_limit_and_says_where_figures_are_missing(self):
        empty = {name: [] for name in curve.MEASURES}
        series = {10.0: {**empty, "gap": [(100, 1.0), (300, 2.0)]},
                  60.0: {**empty, "gap": [(100, 0.5), (300, 0.0)]}}
        text = curve.svg("core", series)
        self.assertEqual(text.count('stroke-width="1.6"'), 2)
        self.assertEqual(text.count("no figures"), 3)


if __name__ == "__main__":
    unittest.main()
