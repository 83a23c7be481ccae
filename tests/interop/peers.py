# SPDX-License-Identifier: GPL-3.0-or-later
"""MLS implementations as child processes that answer one JSON object a line (README.md), and the members they play."""

import json
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "packaging" / "linux"))
from programs import Program  # noqa: E402

DEADLINE = 30  # seconds for one answer
SUITE = 3
OURS, TS_MLS, CORE_CRYPTO = "pc", "ts-mls", "core-crypto"
ADAPTERS = {TS_MLS: "tsmls_peer.mjs", CORE_CRYPTO: "corecrypto_peer.mjs"}

PROPOSES = (OURS, TS_MLS)  # core-crypto takes proposals, and has no call to make one
LITTLE_PATIENCE = (CORE_CRYPTO,)  # a message may be overtaken by one other, and not by two


class Refused(Exception):
    """What a peer said instead of doing it."""


class Unsupported(Refused):
    """A peer whose library has no way to do it."""


class Peer:
    """One process; init() makes it a new client, so that it can play many members after each other."""

    def __init__(self, kind, command, log):
        self.kind, self.log = kind, log
        self.program = Program(command, stdin=subprocess.PIPE, log=log)

    def call(self, op, **fields):
        line = json.dumps({"op": op, **fields})
        try:
            self.program.process.stdin.write(line.encode() + b"\n")
            self.program.process.stdin.flush()
            answer = self.program.lines.get(timeout=DEADLINE)
        except queue.Empty:
            raise Refused(f"{self.kind} {op}: no answer within {DEADLINE} s") from None
        except BrokenPipeError:
            answer = None
        if answer is None:
            code, words = self.program.process.wait(timeout=DEADLINE), self.log.read_text(errors="replace")[-4000:]
            raise Refused(f"{self.kind} {op}: the peer ended with {code}\n{words}")
        answer = json.loads(answer)
        if not answer.pop("ok"):
            refusal = Unsupported if answer["error"] == "unsupported" else Refused
            raise refusal(f"{self.kind} {op}: {answer['error']}")
        return answer

    def close(self):
        try:
            self.program.process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before, with something still to read
        self.program.close()


class Peers:
    """Starts peers when they are needed and lends them out again."""

    def __init__(self, ours, modules):
        """ours: the program of our own adapter, or None; modules: the folder that holds node_modules."""
        self.commands = {OURS: [ours]} if ours else {}
        # Node looks for packages above the file that imports them; several runs may share the packages.
        self.adapters = pathlib.Path(tempfile.mkdtemp(prefix="adapters-", dir=modules))
        for source in HERE.glob("*.mjs"):
            shutil.copyfile(source, self.adapters / source.name)
        for kind, adapter in ADAPTERS.items():
            self.commands[kind] = ["node", "--no-warnings", self.adapters / adapter]
        self.idle, self.lent = [], []

    @property
    def kinds(self):
        return list(self.commands)

    def lend(self, kind):
        peer = next((each for each in self.idle if each.kind == kind), None)
        if peer:
            self.idle.remove(peer)
        else:
            peer = Peer(kind, self.commands[kind], self.adapters / f"{kind}.log")
        self.lent.append(peer)
        return peer

    def take_back(self, broken=False):
        """Ends what a broken run lent, because nobody knows what those processes still have to say."""
        for peer in self.lent:
            if broken:
                peer.close()
            else:
                self.idle.append(peer)
        self.lent.clear()

    def close(self):
        self.take_back(broken=True)
        for peer in self.idle:
            peer.close()
        self.idle.clear()
        shutil.rmtree(self.adapters, ignore_errors=True)
