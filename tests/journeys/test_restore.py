# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay whose data is lost while people write, and that comes back with a backup which was made while they wrote: what the
backup missed is offered again by who wrote it, and everybody ends with the same conversations.

PC_RESTORES says how often (1), PC_SEED with which seed (1).
"""
import os
import random
import shutil
import threading
import time
import uuid

import world
from ledger import Ledger, read, relay_log
from world import Failed, Journey

ROUNDS = int(os.environ.get("PC_RESTORES", "1"))
SEED = int(os.environ.get("PC_SEED", "1"))


class Writing(threading.Thread):
    """Writes numbered messages through one client until it is told to stop; what the client says is stored counts."""

    def __init__(self, name, client, conversations, seed, ledger, lock):
        super().__init__(daemon=True)
        self.name, self.client, self.conversations = name, client, conversations
        self.ledger, self.lock, self.chance = ledger, lock, random.Random(f"{seed} {name}")
        self.ended = threading.Event()
        self.failure = None

    def run(self):
        number = 0
        try:
            while not self.ended.wait(self.chance.uniform(0.0, 0.04)):
                conversation = self.chance.choice(self.conversations)
                text = f"{self.name} {number}"
                sent = self.client.call("send", conversation=conversation, text=text)
                with self.lock:
                    self.ledger.wrote((self.name, conversation), text)
                    self.ledger.ids[text] = uuid.UUID(sent["message"]).bytes
                number += 1
        except Failed as failed:
            self.failure = failed

    def stop(self):
        self.ended.set()
        self.join(60)
        if self.failure:
            raise self.failure


class Restore(Journey):
    @property
    def config(self):
        return f'{world.GENEROUS}heartbeat_ms = 1000\n[backup]\nkey_file = "{self.folder}/backup.key"\n'

    def setUp(self):
        super().setUp()
        self.ledger, self.lock = Ledger(), threading.Lock()
        self.ledger.ids = {}
        self.run_relay("backup", "key", "--file", self.folder / "backup.key")

    def meet(self):
        """Four devices of three people, a group of all and a direct conversation."""
        ada, ben, cleo = self.join("Ada", "staff"), self.join("Ben", "staff"), self.join("Cleo")
        self.devices = {"ada": ada, "ben": ben, "cleo": cleo, "ada's second": self.another_device(ada, "second")}
        self.group = ada.call("createGroup", title="All", users=[ben.person, cleo.person])["conversation"]
        self.direct = ben.call("createDirect", user=ada.person)["conversation"]
        for name, client in self.devices.items():
            client.wait_event("conversationChanged", conversation=self.group)
            if name != "cleo":
                client.wait_event("conversationChanged", conversation=self.direct)

    def begin_writing(self):
        return [self.write_through(name, name) for name in self.devices]

    def write_through(self, device, name):
        writing = Writing(name, self.devices[device], [self.group] if device == "cleo" else [self.group, self.direct], SEED,
                          self.ledger, self.lock)
        writing.start()
        return writing

    def acknowledged(self):
        """Texts that their writers saw leave, so far."""
        with self.lock:
            for client in self.devices.values():
                self.ledger.saw(list(client.events))
            return set(self.ledger.sent)

    def wait_acknowledged(self, count):
        self.eventually(lambda: len(self.acknowledged()) >= count, 120)

    def lose_and_put_back(self, backup):
        """The relay dies as it stands, and so does its disk."""
        self.relay.kill()
        lost = self.folder / f"lost-{time.monotonic_ns()}"
        self.relay.data.rename(lost)
        self.run_relay("backup", "restore", "--file", backup)
        kept = {message for (message,) in read(self.relay.data / "relay.db", "SELECT message FROM entries")}
        self.relay.start()
        shutil.rmtree(lost)
        return kept

    def shown(self, client, conversation):
        """(seq, id, text, state) of all messages, as the timeline has them."""
        found, order = [], None
        while True:
            arguments = {"anchor": "newest"} if order is None else {"anchor": "before", "order": order}
            page = client.call("page", conversation=conversation, limit=500, **arguments)
            found = [(m["seq"], m["message"], m["text"], m["state"]) for m in page["messages"] if m["kind"] == "text"] + found
            if page["holes"]:
                raise Failed("hole", str(page["holes"]))
            if not page["messages"] or page["atStart"]:
                return found
            order = page["messages"][0]["order"]

    def timelines(self, conversation):
        return {name: [line[:3] for line in self.shown(client, conversation)] for name, client in self.devices.items()
                if conversation == self.group or name != "cleo"}

    def is_settled(self):
        for conversation in (self.group, self.direct):
            with self.lock:
                written = sum(len(texts) for (_, where), texts in self.ledger.written.items() if where == conversation)
            lines = list(self.timelines(conversation).values())
            if any(line != lines[0] for line in lines) or len(lines[0]) < written or any(seq == 0 for seq, _, _ in lines[0]):
                return False
        return True

    def settle(self):
        for client in self.devices.values():
            client.wait_for("outboxEmpty", 120)
            client.wait_for("upToDate", 120)
        try:
            self.eventually(self.is_settled, 60)
        except AssertionError:
            pass  # judge() says what is wrong

    def judge(self):
        self.settle()
        log = relay_log(self.relay.data / "relay.db")
        self.assertEqual(list(self.ledger.log_faults(log)), [])
        for conversation in (self.group, self.direct):
            lines = self.timelines(conversation)
            kept = [(seq, str(uuid.UUID(bytes=message))) for seq, kind, message in log[uuid.UUID(conversation).bytes]
                    if kind == 0]
            for name, line in lines.items():
                with self.subTest(device=name):
                    self.assertEqual([(seq, message) for seq, message, _ in line], kept)
                    texts = [text for _, _, text in line]
                    for (sender, where), written in self.ledger.written.items():
                        if where == conversation:
                            self.assertEqual([t for t in texts if t in set(written)], written, sender)
                    self.assertEqual(sorted(texts), sorted(
                        t for (_, where), written in self.ledger.written.items() if where == conversation for t in written))

    def in_the_backup(self, texts, kept):
        with self.lock:
            return {text for text in texts if self.ledger.ids.get(text) in kept}

    def test_what_a_backup_missed_is_offered_again_and_all_devices_agree(self):
        self.meet()
        for number in range(ROUNDS):
            writers = self.begin_writing() if number == 0 else [
                self.write_through(name, f"{name}, round {number}") for name in self.devices]
            self.wait_acknowledged(len(self.acknowledged()) + 60)
            before = self.acknowledged()
            backup = self.folder / f"{number}.pcbackup"
            self.run_relay("backup", "create", "--file", backup)
            after = self.acknowledged()
            self.wait_acknowledged(len(after) + 60)
            kept = self.lose_and_put_back(backup)
            self.assertEqual(before, self.in_the_backup(before, kept))
            lost = self.acknowledged() - self.in_the_backup(self.acknowledged(), kept)
            self.assertGreater(len(lost), 30)
            self.wait_acknowledged(len(self.acknowledged()) + 40)
            for writer in writers:
                writer.stop()
            self.judge()

    def test_whoever_was_away_comes_back_to_a_log_that_has_grown_again(self):
        self.meet()
        away = self.devices["ben"]
        writers = self.begin_writing()
        self.wait_acknowledged(60)
        self.run_relay("backup", "create", "--file", self.folder / "first.pcbackup")
        self.wait_acknowledged(len(self.acknowledged()) + 60)
        [ben] = [writer for writer in writers if writer.name == "ben"]
        ben.stop()
        away.kill()
        self.acknowledged()
        self.lose_and_put_back(self.folder / "first.pcbackup")
        self.wait_acknowledged(len(self.acknowledged()) + 60)
        # And once more, with a later backup, before he is back.
        self.run_relay("backup", "create", "--file", self.folder / "second.pcbackup")
        self.wait_acknowledged(len(self.acknowledged()) + 60)
        self.lose_and_put_back(self.folder / "second.pcbackup")
        self.wait_acknowledged(len(self.acknowledged()) + 60)
        for writer in writers:
            if writer is not ben:
                writer.stop()
        away.start()
        away.open()
        ben = self.write_through("ben", "ben, back")
        self.wait_acknowledged(len(self.acknowledged()) + 10)
        ben.stop()
        self.judge()


if __name__ == "__main__":
    world.main()
