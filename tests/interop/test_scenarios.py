# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives our MLS library and two foreign ones against each other, scenario by scenario, and says what was exercised.

    test_scenarios.py [--ours build/dev/bin/tests/pc_mls_peer] --modules build/dev/mls_peers [--only NAME] [--pair ts-mls core-crypto]

What core-crypto cannot do (scenarios.is_beyond) is printed by name; anything else that a library cannot do is a failure."""

import argparse
import itertools
import pathlib
import sys
import time
import traceback

from group import Disagreement
from peers import OURS, Peers, Refused, Unsupported
from scenarios import SCENARIOS, Stage, is_beyond

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "support" / "npm"))
from install import Unavailable, install  # noqa: E402

SKIPPED = 77  # SKIP_RETURN_CODE of these tests


def options(parser):
    parser.add_argument("--ours", type=pathlib.Path, help="pc_mls_peer; without it the foreign libraries meet each other")
    parser.add_argument("--modules", type=pathlib.Path, required=True, help="where the npm packages are, or go")
    return parser


def start(given):
    """The peers of this run. Without the npm packages, ours meets itself, and the run is reported as skipped."""
    try:
        modules = install(HERE, given.modules)
    except Unavailable as reason:
        print(f"SKIPPED: no foreign library, {reason}", flush=True)
        sys.exit(SKIPPED)
    return Peers(given.ours, modules)


def pairs(kinds):
    """Every two libraries, and ours with itself."""
    own = [(OURS, OURS)] if OURS in kinds else []
    return own + list(itertools.combinations(kinds, 2))


def stages(pair):
    """Who creates and who acts, both ways."""
    one, other = pair
    turns = [(one, one, other), (one, other, one), (other, one, other), (other, other, one)]
    return list(dict.fromkeys(turns))


class Results:
    def __init__(self):
        self.done, self.unsupported, self.failed = [], [], []

    def report(self, outcome, name, surprise):
        (self.done if outcome == "ok" else self.unsupported).append(name)
        print(f"{outcome:12} {name}", flush=True)
        if surprise:
            print(f"FAILED       {name}: {surprise}", flush=True)
            self.failed.append(name)

    def run(self, scenario, peers, turn, number):
        creator, actor, watcher = turn
        name = f"{scenario.__name__}: {creator} creates, {actor} acts, {watcher} watches"
        broken = True
        try:
            scenario(Stage(peers, creator, actor, watcher, number))
            broken = False
            self.report("ok", name, is_beyond(scenario, *turn) and "it was thought to be unsupported")
        except Unsupported as reason:
            broken = False
            self.report("unsupported", f"{name} ({reason})", not is_beyond(scenario, *turn) and "it was thought to work")
        except (Disagreement, Refused) as reason:
            self.failed.append(name)
            print(f"FAILED       {name}\n{traceback.format_exc()}{reason}", flush=True)
        finally:
            peers.take_back(broken)


def main():
    parser = options(argparse.ArgumentParser())
    parser.add_argument("--only", help="part of a scenario's name")
    parser.add_argument("--pair", nargs=2, action="append")
    given = parser.parse_args()
    began, results, number = time.monotonic(), Results(), 0
    peers = start(given)
    try:
        for pair in given.pair or pairs(peers.kinds):
            for scenario in SCENARIOS:
                if given.only and given.only not in scenario.__name__:
                    continue
                for turn in stages(pair):
                    number += 1
                    results.run(scenario, peers, turn, number)
    finally:
        peers.close()
    print(f"{len(results.done)} done, {len(results.unsupported)} unsupported, {len(results.failed)} failed,"
          f" {time.monotonic() - began:.0f} s")
    for name in results.failed:
        print(f"failed: {name}")
    return 1 if results.failed or not results.done else 0


if __name__ == "__main__":
    sys.exit(main())
