# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes vectors for tests/vectors/mls/confirmed: walks (walk.py) as one member saw them, whom ts-mls played.

    record_vectors.py --ours build/dev/bin/tests/pc_mls_peer --modules build/dev/mls_peers --seeds 1 2 --steps 20 --out FILE [--mixed]

In an epoch of such a file nothing counts that ts-mls did not follow to the same epoch authenticator as everybody else. The
others are ours alone, or with --mixed all libraries."""

import argparse
import json
import pathlib

from group import Group, Member
from peers import OURS, SUITE, TS_MLS
from test_scenarios import options, start
from walk import Walk, understood


class Client(Member):
    """The member whose view is written down, with its private keys."""

    def __init__(self, peer, understands):
        super().__init__(peer, 1, understands)
        self.keys, self.psks = {}, []

    def key_package(self):
        made = self.call("key_package", with_private=True)
        self.keys = {name: made[name] for name in ("key_package", "signature_priv", "encryption_priv", "init_priv")}
        return made["key_package"]

    def call(self, op, **fields):
        if op == "psk":
            self.psks.append(fields)
        return super().call(op, **fields)


class Recording(Group):
    """A group that keeps what its client was sent: the welcome, then proposals and commits."""

    client = None
    joined, epochs, proposals = {}, [], []

    def hear_proposal(self, member, message):
        super().hear_proposal(member, message)
        if member is self.client:
            self.proposals.append(message)

    def follow(self, committer, answer, newcomers=(), gone=(), inside=True):
        super().follow(committer, answer, newcomers, gone, inside)
        authenticator = self.client.view["epoch_authenticator"]
        if self.client in newcomers:
            tree = None if inside else answer["ratchet_tree"]
            self.joined = {"welcome": answer["welcome"], "ratchet_tree": tree, "initial_epoch_authenticator": authenticator}
        else:
            epoch = {"proposals": self.proposals, "commit": answer["commit"], "epoch_authenticator": authenticator}
            self.epochs.append(epoch)
        self.proposals = []


def record(peers, kinds, seed, steps):
    client = Client(peers.lend(TS_MLS), understood(kinds))
    recording = type("Recording", (Recording,), {"client": client, "epochs": [], "proposals": []})
    walk = Walk(peers, kinds, seed, recording, client)
    while len(walk.group.epochs) < steps:
        walk.step()
    print("\n".join(walk.log))
    return {"cipher_suite": SUITE, "external_psks": client.psks, **client.keys, **walk.group.joined, "epochs": walk.group.epochs}


def main():
    parser = options(argparse.ArgumentParser())
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--steps", type=int, default=20, help="epochs of each case")
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    given = parser.parse_args()
    peers = start(given)
    try:
        kinds = peers.kinds if given.mixed else [OURS, OURS]
        cases = [record(peers, kinds, seed, given.steps) for seed in given.seeds]
    finally:
        peers.close()
    given.out.write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
