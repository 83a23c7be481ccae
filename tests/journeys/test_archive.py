# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's history comes to their further computers, and outlives the one that it was on."""
import unittest

import world
from world import Journey


class Archive(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.ada = self.join("Ada", "staff")
        self.jana = self.join("Jana")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)
        self.said = []
        self.talk(20)

    def talk(self, count):
        for _ in range(count):
            writer, reader = (self.ada, self.jana) if len(self.said) % 2 else (self.jana, self.ada)
            self.said.append(f"message {len(self.said)}")
            writer.call("send", conversation=self.direct, text=self.said[-1])
            reader.wait_for("message", text=self.said[-1])

    def fresh(self, name, until="needsLink"):
        client = world.Client(self.jana.program, self.folder / name, self.relay.url, self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName=name)
        client.wait_for("state", state=until)
        return client

    def link(self, old, fresh):
        found = old.call("findDevice", code=fresh.wait_event("linkOffered")["code"])
        fresh.wait_event("linkOffered", words=found["words"])
        old.call("linkDevice")
        fresh.call("confirmLink")
        fresh.wait_for("state", state="ready")
        fresh.wait_for("upToDate")

    def reads_all(self, client):
        self.eventually(lambda: self.texts(client, self.direct) == self.said)

    def test_a_linked_computer_reads_what_was_said_before_it(self):
        tablet = self.fresh("tablet")
        self.link(self.jana, tablet)
        self.reads_all(tablet)
        self.talk(2)
        self.reads_all(tablet)

    def test_a_laptop_is_lost_and_the_new_one_has_all_of_it_and_locks_the_old_one_out(self):
        desktop = self.fresh("desktop")
        self.link(self.jana, desktop)
        self.reads_all(desktop)
        self.talk(5)
        self.reads_all(desktop)
        self.jana.kill()  # it is gone, and in somebody's hands
        [lost] = [d for d in desktop.call("devices")["devices"] if not d["isThis"]]
        desktop.call("removeDevice", device=lost["device"])
        laptop = self.fresh("laptop")
        self.link(desktop, laptop)
        self.reads_all(laptop)
        self.jana.start()
        self.jana.open("needsSignIn")
        self.ada.call("send", conversation=self.direct, text="not for a thief")
        laptop.wait_for("message", text="not for a thief")
        self.assertNotIn("not for a thief", self.jana.heard("message"))


if __name__ == "__main__":
    world.main()
