# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeded walks over groups of mixed libraries (walk.py).

    test_walk.py --ours build/dev/bin/tests/pc_mls_peer --modules build/dev/mls_peers [--seeds 20] [--steps 300] [--seed 7]

A walk that fails prints its seed and its steps; --seed takes the same steps again. PC_WALK_SEEDS says how many walks CTest
takes."""

import argparse
import os
import sys
import time
import traceback

from test_scenarios import options, start
from walk import Walk, kinds_of


def walk(peers, seed, steps):
    began = time.monotonic()
    taken, broken = None, True
    try:
        taken = Walk(peers, kinds_of(seed, peers.kinds), seed)
        for _ in range(steps):
            taken.step()
        broken = False
        epoch = taken.group.members[0].view["epoch"]
        print(f"ok: seed {seed}, {' '.join(taken.kinds)}, {steps} steps, {taken.count} members, epoch {epoch},"
              f" {time.monotonic() - began:.0f} s", flush=True)
        return True
    except Exception:  # whatever it was, the steps are what is needed to see it again
        print(f"FAILED: seed {seed}, in the last of these steps:")
        print("\n".join(taken.log if taken else ["the founding of the group"]))
        print(traceback.format_exc(), flush=True)
        return False
    finally:
        peers.take_back(broken)


def main():
    parser = options(argparse.ArgumentParser())
    parser.add_argument("--seeds", type=int, default=int(os.environ.get("PC_WALK_SEEDS", "3")), help="how many walks, from seed 1 on")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--seed", type=int, help="only this one")
    given = parser.parse_args()
    peers = start(given)
    try:
        seeds = [given.seed] if given.seed is not None else range(1, given.seeds + 1)
        results = [walk(peers, seed, given.steps) for seed in seeds]
    finally:
        peers.close()
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
