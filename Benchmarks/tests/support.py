"""What several tests share: the folder of the code under test, and rows in short."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from harness import results  # noqa: E402


def row(score, seed=1, **more):
    """A row of a valid run of case `a` by `auto`, unless told otherwise."""
    usual = {"case": "a", "kind": "scenario", "input": "0", "method": "auto", "limit_seconds": 10,
             "verdict": "valid"}
    return results.Row(**{**usual, "score": score, "seed": seed, **more})
