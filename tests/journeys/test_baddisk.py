# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay whose disk refuses, or whose database turns out damaged, while people write: it says so, is not ready,
acknowledges nothing that is not on the disk, and goes on once the disk does."""
import time
import unittest

import damage
import world
from world import DISKFAULT, Failed, Journey

HOW = ("full", "write-fails", "sync-fails")


class WritingRelay(Journey):
    """Two people in the middle of writing."""

    config = world.GENEROUS

    def setUp(self):
        super().setUp()
        self.ada, self.jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.written = []
        self.write("before")
        self.settle()

    def write(self, word, count=10):
        for number in range(count):
            text = f"{word} {number}"
            self.jana.call("send", conversation=self.direct, text=text)
            self.written.append(text)

    def settle(self):
        self.jana.wait_for("outboxEmpty", 60)
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: self.texts(c, self.direct) == self.written)

    def states(self):
        page = self.jana.call("page", conversation=self.direct, limit=500)["messages"]
        return {m["text"]: m["state"] for m in page if m["kind"] == "text"}

    def readiness(self):
        return world.status_of(self.relay, "/readyz")

    def log(self):
        return self.relay.log.read_text("utf-8", "replace")


@unittest.skipUnless(DISKFAULT, "no disk faults in this build")
class DiskThatRefuses(WritingRelay):
    def relay_environment(self):
        self.disk = damage.Disk(DISKFAULT, self.folder / "relay")
        return self.disk.env

    def test_nothing_is_acknowledged_while_it_refuses_and_all_leaves_when_it_recovers(self):
        for how in HOW:
            with self.subTest(how):
                self.disk.refuse(how)
                self.write(how)
                self.eventually(lambda: self.readiness() == 503, 20)
                self.assertIn("the store cannot be written:", self.log())
                time.sleep(1.0)  # time in which a false acknowledgement would come
                refused = {state for text, state in self.states().items() if text.startswith(how)}
                self.assertEqual(refused, {"sending"})
                self.assertEqual([t for t in self.texts(self.ada, self.direct) if t.startswith(how)], [])
                # Reading goes on.
                self.ada.call("directory", query="")
                self.disk.recover()
                self.eventually(lambda: self.readiness() == 200, 20)
                self.assertIn("the store can be written again", self.log())
                self.settle()

    def test_killed_while_it_refuses_and_started_with_room_it_has_all_that_was_acknowledged(self):
        for how in HOW:
            with self.subTest(how):
                self.write(f"{how}, early", 5)
                self.disk.refuse(how)
                self.write(f"{how}, late", 20)
                self.eventually(lambda: self.readiness() == 503, 20)
                acknowledged = [t for t, state in self.states().items() if state != "sending"]
                self.relay.kill()
                self.disk.recover()
                self.relay.start()
                self.settle()
                self.assertLessEqual(set(acknowledged), set(self.texts(self.ada, self.direct)))
                self.assertEqual(self.readiness(), 200)

    def test_administration_is_refused_in_words_too(self):
        self.disk.refuse("full")
        with self.assertRaisesRegex(Failed, "unavailable|disk_full"):
            self.relay.admin("create-person", "--school", self.school.id, "--name", "Nobody", "--role", "guardian")
        self.disk.recover()
        names = [item["name"] for item in self.relay.admin("list", "people", "--school", self.school.id)["items"]]
        self.assertNotIn("Nobody", names)


class DatabaseDamagedWhileInUse(WritingRelay):
    def test_damage_that_is_met_ends_acknowledging_until_a_restart_refuses_in_words(self):
        self.relay.stop()  # all is in the database file, nothing in its log
        self.relay.start()
        whole = (self.relay.data / "relay.db").read_bytes()
        self.spoil()
        self.write("after")
        self.eventually(lambda: self.readiness() == 503, 60)
        self.assertIn("the store cannot be written:", self.log())
        time.sleep(6.0)  # longer than the relay waits between attempts: damage does not heal
        self.assertEqual(self.readiness(), 503)
        self.assertEqual({s for t, s in self.states().items() if t.startswith("after")}, {"sending"})
        self.relay.kill()
        with self.assertRaises(Failed):
            self.relay.start()
        self.assertIn(f"the database in {self.relay.data} is damaged", self.log())
        # The backup comes back.
        for left in self.relay.data.glob("relay.db*"):
            left.unlink()
        (self.relay.data / "relay.db").write_bytes(whole)
        self.relay.start()
        self.settle()

    def spoil(self):
        path = self.relay.data / "relay.db"
        for page in range(2, path.stat().st_size // 4096):
            damage.garble(path, page * 4096, 4096)


if __name__ == "__main__":
    world.main()
