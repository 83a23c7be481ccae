# SPDX-License-Identifier: GPL-3.0-or-later
"""One person with three computers, a year long: each is off for months, one is taken out and another comes in, and what is older than
the school keeps is gone from all of them, from the relay and from the archive."""
import time
import unittest

import world
from ledger import read
from world import FAKETIME, Journey

DAY = 24 * 60 * 60
KEPT_DAYS = 90
MONTHS = (0, 2, 4, 6, 8, 10, 12)
KIND_MESSAGE = 0


@unittest.skipUnless(FAKETIME, "faketime is not installed")
class Year(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        school = self.relay.admin("list", "schools")["items"][0]["id"]
        self.relay.admin("set-retention", "--school", school, "--days", KEPT_DAYS)
        self.relay.stop()
        self.relay.start()
        self.month = 0
        self.said = []  # (month, text)
        self.ada = self.join("Ada", "staff")
        self.laptop = self.join("Jana")
        self.direct = self.laptop.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)
        self.group = self.ada.call("createGroup", title="Trip", users=[self.laptop.person])["conversation"]
        self.laptop.wait_event("conversationChanged", conversation=self.group)

    def linked(self, name, by):
        client = world.Client(self.laptop.program, self.folder / name, self.relay.url, self.folder / "clients.log")
        client.user_name, client.password = self.laptop.user_name, self.laptop.password
        client.env = self.clock()
        self.running.append(client.start())
        client.open("needsSignIn")
        self.sign_in(client, name, "needsLink")
        found = by.call("findDevice", code=client.wait_event("linkOffered")["code"])
        client.wait_event("linkOffered", words=found["words"])
        by.call("linkDevice")
        client.call("confirmLink")
        client.wait_for("state", state="ready")
        client.wait_for("upToDate")
        return client

    def sign_in(self, client, name, until):
        client.call("signIn", userName=client.user_name, password=client.password, deviceName=name)
        client.wait_for("state", state=until)

    def clock(self):
        return {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"+{self.month * 30 * DAY}s", "DONT_FAKE_MONOTONIC": "1"}

    def on(self, client):
        """It is started; a sign-in that ran out while it was off is made again, and nobody has to let it in for that."""
        client.env = self.clock()
        client.events.clear()
        client.start().open("ready")
        state = lambda: client.call("state")["state"]
        self.eventually(lambda: state() == "needsSignIn" or client.call("linkStatus")["state"] == "upToDate")
        if state() == "needsSignIn":
            self.sign_in(client, "again", "ready")
            client.wait_for("upToDate")

    def off(self, client):
        client.quit()

    def talk(self, own):
        for conversation in (self.direct, self.group):
            for writer, reader in ((own, self.ada), (self.ada, own)):
                text = f"month {self.month}, {len(self.said)}"
                writer.call("send", conversation=conversation, text=text)
                reader.wait_for("message", text=text)
                self.said.append((self.month, conversation, text))

    def expected(self, conversation):
        return [text for month, where, text in self.said
                if where == conversation and (self.month - month) * 30 < KEPT_DAYS]

    def shows(self, client, deadline=60):
        for conversation in (self.direct, self.group):
            self.eventually(lambda c=conversation: self.texts(client, c) == self.expected(c), deadline)

    def has_what_it_missed(self, client):
        for conversation in (self.direct, self.group):
            self.eventually(lambda c=conversation: set(self.expected(c)) <= set(self.texts(client, c)))

    def saves(self, client):
        client.wait_for("outboxEmpty")
        client.call("saveArchive")
        self.eventually(lambda: client.call("recovery")["archive"]["waiting"] == 0)

    def test_a_year_on_three_computers(self):
        desktop = self.linked("desktop", self.laptop)
        tablet = self.linked("tablet", self.laptop)
        # Which computers are on in which month; the first of them is written on.
        plan = {0: [self.laptop, desktop, tablet], 2: [desktop, tablet], 4: [tablet], 6: [self.laptop, desktop],
                8: [desktop], 10: [self.laptop, desktop, tablet], 12: [tablet, self.laptop, desktop]}
        clients = [self.ada, self.laptop, desktop, tablet]
        for self.month in MONTHS:
            if self.month:
                self.relay.stop()
                self.relay.env = self.clock()
                self.relay.start()
                for client in [self.ada, *plan[self.month]]:
                    self.on(client)
            for own in plan[self.month]:
                self.talk(own)
            for own in plan[self.month]:
                self.has_what_it_missed(own)
                self.saves(own)
            if self.month != MONTHS[-1]:
                for client in [self.ada, *plan[self.month]]:
                    self.off(client)
        self.eventually(lambda: self.entries() == len(self.expected(self.direct)) + len(self.expected(self.group)), 150)
        self.eventually(lambda: self.oldest_of_the_archive() > self.now() - KEPT_DAYS * DAY, 150)
        for client in clients:
            self.shows(client, 150)
        new = self.linked("new", tablet)
        self.shows(new, 150)
        self.talk(new)
        for client in clients:
            self.shows(client)

    def now(self):
        return time.time() + self.month * 30 * DAY

    def oldest_of_the_archive(self):
        [(stored,)] = read(self.relay.data / "relay.db", "SELECT min(stored) FROM archive_segments")
        return stored / 1000

    def entries(self):
        [(count,)] = read(self.relay.data / "relay.db", "SELECT count(*) FROM entries WHERE kind = ?", KIND_MESSAGE)
        return count


if __name__ == "__main__":
    world.main()
