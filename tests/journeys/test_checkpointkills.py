# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost and no file is spoiled when a program dies while its write-ahead log moves into the database.

    test_checkpointkills.py BIN SCRATCH --killat LIBRARY [--rounds N] [--seed S] [--early-ack LIBRARY | --plant-page]

Two people write long messages, so that logs fill and move often. In each round the relay, or one of the two, dies at the n-th
page that a checkpoint writes, or at its sync; killat.c tells where it fell, and how long the log was. Then
it starts again, and they go on writing. At the end the ledger and SQLite itself judge the disks.

Two faults can be planted, and must be found: a relay that answers before its disk has it (which then dies at a page of its
log, for no checkpoint begins before a commit has ended), and a checkpoint that leaves a page out.
"""
import argparse
import collections
import contextlib
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging" / "linux"))
from damage import SealedStore  # noqa: E402
from ledger import Ledger, conclude, outbox_size  # noqa: E402
from moments import Moments, dies_within  # noqa: E402
from programs import Failed, Relay, School  # noqa: E402
from test_kills import CONFIG, Writer  # noqa: E402

LONG = "\u754c" * 15_900  # 47,700 bytes, nearly as long as a message may be: a dozen pages
LOGGED = 4_000 * 4_096  # bytes of a log at which a checkpoint is due


class LongWriter(Writer):
    """Writes until it is told to stop, never far ahead of what the relay has."""

    looks_back = 12
    ahead = 20

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.stopping = threading.Event()

    def text(self):
        return f"{self.name} {self.next} {LONG}"

    def run(self):
        while not self.stopping.is_set():
            self.count = self.next + 1
            super().run()
            if self.next % self.ahead == 0:
                with contextlib.suppress(Failed):
                    self.client.wait_for("outboxEmpty", 5)


def short(text):
    """A text without what makes it long."""
    return text.removesuffix(f" {LONG}")


TRIES = 4  # where a planted fault falls is chance: in the store's few pages that matter, or not


class Rounds:
    def __init__(self, programs, folder, options):
        self.programs, self.folder, self.options = programs, folder, options
        self.chance = random.Random(options.seed)
        self.ledger, self.lock = Ledger(), threading.Lock()
        self.falls = collections.Counter()
        config = folder / "relay.toml"
        config.write_text(CONFIG)
        self.plant = folder / "plant"
        preloads = [options.early_ack] if options.early_ack else []
        self.moments = {"relay": Moments(options.killat, folder / "relay.killat", *preloads)}
        self.relay = Relay(programs / "parentconnect-relay", folder / "relay", config=config, log=folder / "relay.log",
                           env={**self.moments["relay"].env, "PC_EARLYACK": str(self.plant)})

    def play(self):
        """What was found, as sentences."""
        with self.relay:
            school = School(self.relay, self.programs / "parentconnect-headless", self.folder / "people",
                            log=self.folder / "clients.log")
            clients = {name: school.join(name, "staff") for name in ("Ada", "Ben")}
            self.group = clients["Ada"].call("createGroup", title="Both", users=[clients["Ben"].person])["conversation"]
            clients["Ben"].wait_event("conversationChanged", conversation=self.group)
            for name, client in clients.items():
                client.quit()
                self.moments[name] = Moments(self.options.killat, self.folder / f"{name}.killat")
                client.env = self.moments[name].env
                client.start()
                client.open()
            self.writers = {name: LongWriter(name, client, self.group, 0, self.ledger, self.lock)
                            for name, client in clients.items()}
            if self.options.early_ack:
                self.plant.touch()
            for writer in self.writers.values():
                writer.start()
            try:
                for number in range(self.options.rounds):
                    self.round(("relay", "Ada", "relay", "Ben")[number % 4])
                return self.judge()
            except Failed as failed:
                if self.options.plant is None:
                    raise
                return [f"a program did not come back: {failed}"]  # a store that cannot be read any more
            finally:
                for writer in self.writers.values():
                    writer.stopping.set()
                    writer.client.running.close()

    def round(self, victim):
        """One death in a checkpoint, and the next life."""
        drawn = self.chance.random()
        kind, number = ("page", self.chance.randint(1, 150)) if drawn < 0.7 else ("paged", 1)
        when = "instead" if self.options.plant == "page" and victim != "relay" else self.chance.choice(("before", "after"))
        if self.options.plant == "early ack" and victim == "relay":
            kind, number, when = "log", self.chance.randint(40, 150), "before"  # when both are in full flow
        moments = self.moments[victim]
        moments.arm("page" if when == "instead" else kind, number, when)
        self.wait_for_fall(victim, moments)
        if victim == "relay":
            self.relay.kill()
            moments.disarm()
            self.relay.start()
        else:
            writer = self.writers[victim]
            if when == "instead":
                with contextlib.suppress(Failed):
                    writer.client.wait_for("outboxEmpty", 5)
            with writer.restarting:
                moments.disarm()
                writer.client.kill()
                writer.revive()
        kind, number, database, log = moments.fell()
        self.falls[f"{victim}, {kind} {when}, with {log >> 20} MB of log"] += 1

    def wait_for_fall(self, victim, moments):
        end = time.monotonic() + 60
        while moments.fell() is None:
            if time.monotonic() > end:
                raise Failed("timeout", f"{victim} came to no such moment")
            running = self.relay.running if victim == "relay" else self.writers[victim].client.running
            dies_within(running, 0.02)

    def judge(self):
        faults = []
        for writer in self.writers.values():
            writer.stopping.set()
        for writer in self.writers.values():
            writer.join(60)
            if writer.is_alive():
                faults.append(f"{writer.name} still writes {writer.next}")
        patience = 120 if self.options.plant is None else 10
        for name, writer in self.writers.items():
            try:
                writer.revive()
                writer.client.wait_for("outboxEmpty", patience)
                writer.client.wait_for("upToDate", patience)
            except Failed as failed:
                faults.append(f"{name}: {failed}")
        for name, writer in self.writers.items():
            self.wait_for_all(writer, patience)
        stores = {}
        for name, writer in self.writers.items():
            with self.lock:
                self.ledger.saw(writer.client.events)
            writer.client.quit()
            faults += self.judge_store(name, writer.client, stores)
        self.relay.stop()
        with contextlib.closing(sqlite3.connect(self.folder / "relay" / "relay.db")) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchall()
        faults += [f"relay: {line}" for line, in verdict if line != "ok"]
        return faults + list(self.ledger.faults(self.folder / "relay" / "relay.db", stores))

    def wait_for_all(self, writer, patience):
        """Until it shows what the others wrote last."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with contextlib.suppress(Failed):
                page = writer.client.call("page", conversation=self.group, anchor="newest", limit=1)
                head = max((m["seq"] for m in page["messages"]), default=0)
                with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'relay' / 'relay.db'}?mode=ro", uri=True)) as db:
                    last, = db.execute("SELECT coalesce(max(place & 4294967295), 0) FROM entries WHERE kind = 0").fetchone()
                if head >= last:
                    return
            time.sleep(0.1)

    def judge_store(self, name, client, stores):
        sealed = SealedStore(self.programs, client)
        try:
            verdict = sealed.check()
            stores[name] = sealed.copy(self.folder / f"{name}.plain")
            left = outbox_size(stores[name])
        except (subprocess.CalledProcessError, sqlite3.DatabaseError):
            return [f"{name}: the store cannot be read"]
        return ([f"{name}: {verdict}"] if verdict != "ok" else []) + ([f"{name}: {left} are left in the outbox"] if left else [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--killat", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--early-ack", type=pathlib.Path, help="plant: a relay that answers too early")
    parser.add_argument("--plant-page", action="store_true", help="plant: a checkpoint that leaves a page out")
    options = parser.parse_args()
    options.plant = "early ack" if options.early_ack else "page" if options.plant_page else None
    options.scratch.mkdir(parents=True, exist_ok=True)
    for _ in range(TRIES if options.plant else 1):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="pages-", dir=options.scratch))
        if faults := live(folder, options):
            break
        options.seed += 1
    return conclude(folder, bool(faults), bool(options.plant))


def live(folder, options):
    """One life of relay and clients, told; what was found."""
    began = time.monotonic()
    rounds = Rounds(options.bin, folder, options)
    faults = rounds.play()
    for fault in faults:
        print("FAULT", short(fault)[:300])
    for fall, count in sorted(rounds.falls.items()):
        print(f"{count:4d} deaths: {fall}")
    written = sum(map(len, rounds.ledger.written.values()))
    print(f"{options.rounds} rounds in {time.monotonic() - began:.0f} s, {written} messages written, "
          f"{len(rounds.ledger.sent)} seen leaving, seed {options.seed}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
