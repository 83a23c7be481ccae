# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the echorelay program for one foreign peer, and says how a test that cannot run ends."""

import contextlib
import subprocess
import sys

SKIPPED = 77  # SKIP_RETURN_CODE of these tests
DEADLINE = 60  # seconds for whatever a peer does


def skip(reason):
    print(f"SKIPPED: {reason}", flush=True)
    sys.exit(SKIPPED)


def require(claim, words):
    if not claim:
        print(f"FAILED: {words}", flush=True)
        sys.exit(1)
    print(f"ok: {words}", flush=True)


@contextlib.contextmanager
def echo_relay(program, *options):
    """Yields the port. The program ends when its standard input does, also when this process is killed."""
    relay = subprocess.Popen([program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield int(relay.stdout.readline().split()[1])
    finally:
        relay.stdin.close()
        code = relay.wait(timeout=10)
    require(code == 0, "the relay ends in order")
