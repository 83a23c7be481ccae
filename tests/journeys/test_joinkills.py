# SPDX-License-Identifier: GPL-3.0-or-later
"""Who dies while coming into a group comes in all the same, and reads everything from the first entry on.

    test_joinkills.py BIN SCRATCH --killat LIBRARY [--rounds N] [--seed S] [--preload LIBRARY] [--expect-faults]

In each round somebody comes into a group where people write: by a Welcome, by themselves since their Welcome was spoiled,
or with another device. On the way they die once or twice, at the n-th commit or frame or after some time, and start again.
The relay's log and the devices' disks are judged by this process, which is none of those under test.
"""
import argparse
import collections
import contextlib
import pathlib
import random
import sqlite3
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging" / "linux"))
from damage import SealedStore  # noqa: E402
from ledger import conclude, read, relay_log  # noqa: E402
from moments import Moments, dies_within, entries_from_outside, has_packages, raw, waits_for_welcome  # noqa: E402
from programs import Failed, Relay, School  # noqa: E402

CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
"""
ROUNDS = ("welcome", "welcome", "dead welcome", "welcome", "dead welcome", "welcome", "another device")
TEXT, EVENT, UNREADABLE = 0, 1, 2  # kinds of messages in a store


class Rounds:
    def __init__(self, programs, folder, options):
        self.programs, self.folder, self.options = programs, folder, options
        self.chance = random.Random(options.seed)
        self.faults, self.deaths = [], collections.Counter()
        self.places = []  # (conversation, who came into it, whether by a Welcome and nothing else)
        self.written = {}  # conversation -> texts in the order of writing
        config = folder / "relay.toml"
        config.write_text(CONFIG)
        self.relay = Relay(programs / "parentconnect-relay", folder / "relay", config=config, log=folder / "relay.log")
        self.disk = folder / "relay" / "relay.db"

    def play(self):
        with self.relay:
            self.school = School(self.relay, self.programs / "parentconnect-headless", self.folder / "people",
                                 log=self.folder / "clients.log")
            self.ada, self.ben = (self.school.join(name, "staff") for name in ("Ada", "Ben"))
            self.newcomers = [self.lent(self.school.join(name), name) for name in ("Cleo", "Dan", "Eva")]
            try:
                for number in range(self.options.rounds):
                    self.round(number, ROUNDS[number % len(ROUNDS)])
                self.judge()
            finally:
                for client in self.everybody():
                    client.running.close()

    def everybody(self):
        return [self.ada, self.ben, *self.newcomers]

    def lent(self, client, name):
        """From its next start on, dying can be ordered."""
        preloads = [self.options.preload] if self.options.preload else []
        client.moments = Moments(self.options.killat, self.folder / f"{name}.killat", *preloads)
        client.name, client.device = name, str(uuid.UUID(client.call("self")["device"]))
        client.kill()
        client.env = client.moments.env
        if self.options.preload:
            (self.folder / "plant").touch()
            client.env["PC_EARLYACK"] = str(self.folder / "plant")
        self.revive(client)
        return client

    def revive(self, client):
        client.moments.disarm()
        client.start()
        client.open()

    # ---- A round

    def round(self, number, kind):
        newcomer = self.newcomers[number % 3]
        if kind == "another device":
            return self.another_device(number, newcomer)
        if kind == "dead welcome":
            newcomer.kill()
            group = self.begin(number, newcomer)
            self.ada.wait_for("outboxEmpty")
            self.spoil_welcome(group)
            self.start_to_die(newcomer)
        else:
            self.order(newcomer)
            group = self.begin(number, newcomer)
        self.places.append((group, newcomer, kind == "welcome"))
        self.let_die(newcomer, group, kind)
        self.say(group, self.ben, 2)  # while nobody knows whether the newcomer is in
        if self.chance.random() < 0.4:
            self.start_to_die(newcomer)
            self.let_die(newcomer, group, f"{kind} again")
        self.revive(newcomer)
        self.say(group, self.ada, 2)
        return self.settle(kind, group)

    def another_device(self, number, of):
        device = self.school.another_device(of, f"{of.name.lower()}-{number}")
        self.newcomers.append(self.lent(device, f"{of.name}-{number}"))
        is_published = has_packages(self.disk, device.device)
        self.order(device)
        group = self.begin(number, of)
        self.places += [(group, of, True), (group, device, is_published)]
        self.let_die(device, group, "another device")
        self.revive(device)
        self.say(group, self.ada, 2)
        self.settle("another device", group)

    def begin(self, number, newcomer):
        group = self.ada.call("createGroup", title=f"Round {number}",
                              users=[self.ben.person, newcomer.person])["conversation"]
        self.written[group] = []
        self.say(group, self.ada, 3)
        self.ben.wait_event("conversationChanged", conversation=group)
        return group

    def say(self, group, who, count):
        for _ in range(count):
            text = f"{len(self.written[group])} in {group[:8]}"
            who.call("send", conversation=group, text=text)
            who.wait_for("outboxEmpty")  # so that the order of writing is that of the log
            self.written[group].append(text)

    def spoil_welcome(self, group):
        """As if the package that it was made for were gone: the newcomer cannot open it, and says so."""
        self.relay.kill()
        with contextlib.closing(sqlite3.connect(self.disk)) as database, database:
            database.execute(
                "UPDATE welcome_bundles SET welcome = zeroblob(length(welcome)) WHERE number IN (SELECT w.bundle FROM "
                "welcomes w JOIN conversations c ON c.row = w.conversation WHERE c.id = ?)", (raw(group),))
        self.relay.start()

    def order(self, client):
        """One of the moments of coming in, which is a few commits and a few frames; or any moment."""
        drawn, when = self.chance.random(), self.chance.choice(("before", "after"))
        client.is_ordered = drawn < 0.8
        if drawn < 0.45:
            client.moments.arm("logged", self.chance.randint(1, 8), when)
        elif client.is_ordered:
            client.moments.arm("sent", self.chance.randint(1, 10), when)

    def start_to_die(self, client):
        self.order(client)
        client.start()
        try:
            client.post("open")
        except Failed:
            pass  # it was quick

    def let_die(self, client, group, kind):
        if client.is_ordered:
            dies_within(client.running, 3)
        else:
            time.sleep(self.chance.uniform(0.0, 0.5))
        client.kill()
        fell = client.moments.fell() if client.is_ordered else None
        state = "its Welcome waits" if waits_for_welcome(self.disk, group, client.device) else "no Welcome waits"
        self.deaths[f"{kind}, by {fell[0] if fell else 'time'}, {state}"] += 1

    # ---- Judgement

    def settle(self, kind, group):
        """Until everybody shows what they should."""
        end = time.monotonic() + (8 if self.options.expect_faults else 30)
        for where, client, is_welcomed in self.places:
            while where == group:
                wrong = list(self.wrong_in_page(client, group, is_welcomed))
                if not wrong:
                    break
                if time.monotonic() > end:
                    self.faults += [f"{client.name}, {kind}: {what}" for what in wrong]
                    break
                time.sleep(0.05)

    def entry(self, client, group, is_welcomed):
        """The seq above which everything is to be read; who came by a Welcome was there from the first text on."""
        return 0 if is_welcomed else entries_from_outside(self.disk, group).get(client.device, 0)

    def wrong_in_page(self, client, group, is_welcomed):
        entry = self.entry(client, group, is_welcomed)
        theirs = self.ada.call("page", conversation=group, limit=500)["messages"]
        try:
            ours = client.call("page", conversation=group, limit=500)["messages"]
        except Failed as failed:
            yield f"no conversation: {failed}"
            return
        wanted = [m["text"] for m in theirs if m["kind"] == "text" and m["seq"] > entry]
        shown = [m["text"] for m in ours if m["kind"] == "text" and m["seq"] > entry]
        unsaid = set(self.written[group]) - {m["text"] for m in theirs}
        if wanted != shown or unsaid:
            yield f"of {len(wanted)} texts above {entry}, {len(shown)} are shown, and {len(unsaid)} have not come to Ada"
        for message in ours:
            if message["kind"] == "unreadable" and message["seq"] > entry:
                yield f"a placeholder at {message['seq']}, above {entry}: {message['missing']}"

    def judge(self):
        for client in self.everybody():
            client.wait_for("outboxEmpty")
            client.quit()
        self.relay.stop()
        log = relay_log(self.disk)
        for client in self.newcomers:
            sealed = SealedStore(self.programs, client)
            if (verdict := sealed.check()) != "ok":
                self.faults.append(f"{client.name}: {verdict}")
            plain = sealed.copy(self.folder / f"{client.name}.plain")
            for group, who, is_welcomed in self.places:
                if who is client:
                    self.faults += [f"{client.name} in {group[:8]}: {what}"
                                    for what in self.wrong_in_store(client, plain, log, group, is_welcomed)]

    def wrong_in_store(self, client, plain, log, group, is_welcomed):
        entry = self.entry(client, group, is_welcomed)
        if is_welcomed and client.device in entries_from_outside(self.disk, group):
            yield "its Welcome was lost"
        rows = read(plain, "SELECT seq, id, kind, text FROM messages WHERE conversation = ? ORDER BY order_key", raw(group))
        expected = [(seq, message) for seq, kind, message in log[raw(group)] if kind == TEXT and seq > entry]
        if [(seq, message) for seq, message, kind, _ in rows if kind == TEXT and seq > entry] != expected:
            yield f"differs from the relay's log above {entry}"
        if any(kind not in (TEXT, EVENT) and seq > entry for seq, _, kind, _ in rows):
            yield f"keeps a placeholder above {entry}"
        texts = [text for _, _, kind, text in rows if kind == TEXT]
        written = self.written[group]
        if len(texts) != len(set(texts)) or [text for text in written if text in set(texts)] != texts:
            yield "shows a text twice, out of order, or one that nobody wrote"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--killat", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preload", type=pathlib.Path)
    parser.add_argument("--expect-faults", action="store_true")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="joinkills-", dir=options.scratch))
    began = time.monotonic()
    rounds = Rounds(options.bin, folder, options)
    rounds.play()
    for fault in rounds.faults:
        print("FAULT", fault)
    for moment, count in sorted(rounds.deaths.items()):
        print(f"{count:4d} deaths, {moment}")
    print(f"{options.rounds} rounds in {time.monotonic() - began:.0f} s, seed {options.seed}")
    return conclude(folder, bool(rounds.faults), bool(options.expect_faults))


if __name__ == "__main__":
    sys.exit(main())
