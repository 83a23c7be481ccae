# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet of paper brings somebody back who lost every computer, or the key of one; whatever dies meanwhile, one sheet counts."""
import os
import pathlib
import time
import unittest

import world
from ledger import read
from moments import Moments, dies_within
from world import Client, Failed, Journey

KILLAT = os.environ.get("PC_KILLAT_LIBRARY")


class Recovery(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.ada = self.join("Ada", "staff")
        self.jana = self.join("Jana")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)

    def sheet(self, **kind):
        """The words of one that does not count yet."""
        return " ".join(self.jana.call("makeSheet", **kind)["words"])

    def kept(self, **kind):
        words = self.sheet(**kind)
        self.jana.call("keepSheet")
        return words

    def fresh(self, name, env=None):
        """A computer of Jana's that is signed in and waits to be let in."""
        client = Client(self.jana.program, self.folder / name, self.relay.url, self.folder / "clients.log", env=env).start()
        self.running.append(client)
        client.open("needsSignIn")
        self.sign_in(client)
        return client

    def sign_in(self, client, state="needsLink"):
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
        client.wait_for("state", state=state)

    def lose(self, *clients):
        for client in clients:
            client.kill()

    def assert_it_talks(self, client, text="back again"):
        self.eventually(lambda: self.direct in [c["conversation"] for c in client.call("conversations")["conversations"]])
        client.call("send", conversation=self.direct, text=text)
        self.ada.wait_for("message", text=text)

    def version(self):
        """How often what lies at the relay for Jana's sheet was changed."""
        rows = read(self.relay.data / "relay.db", "SELECT version FROM recoveries")
        return rows[0][0] if rows else 0

    def test_both_computers_are_lost_and_the_sheet_is_found(self):
        words = self.kept()
        tablet = self.fresh("tablet")
        tablet.wait_event("sheetOffered", kind="sheet", triesLeft=10)
        self.assertEqual(tablet.call("recover", typed=words.upper())["isRight"], True)
        tablet.wait_for("state", state="ready")
        self.lose(self.jana, tablet)
        found = self.fresh("found")
        self.assertEqual(found.call("recover", typed=words)["isRight"], True)
        found.wait_for("state", state="ready")
        self.assertEqual(sum(d["isLinked"] for d in found.call("devices")["devices"]), 3)
        self.assert_it_talks(found)
        doubts = {p["person"]["user"]: {d["doubt"] for d in p["devices"]}
                  for p in self.ada.call("readers", conversation=self.direct)["people"]}
        self.assertEqual(doubts[self.jana.person], {"none"})
        self.eventually(lambda: found.call("recovery")["sheet"]["exists"])
        self.assertEqual(found.call("testSheet", typed=words)["isRight"], True)

    def test_a_wrong_sheet_ten_times_is_enough_for_a_day(self):
        words = self.kept(kind="phrase", language="es")
        other = self.sheet(kind="phrase", language="es")
        thief = self.fresh("thief")
        self.assertEqual(thief.call("recover", typed="perro")["mistake"], "tooFewWords")
        for left in range(9, -1, -1):
            answer = thief.call("recover", typed=other)
            self.assertEqual((answer["isRight"], answer["mistake"]), (False, "notThisSheet"))
            self.assertEqual(thief.call("recovery")["offer"]["triesLeft"], left)
        with self.assertRaises(Failed) as refusal:
            thief.call("recover", typed=words)
        self.assertEqual(refusal.exception.code, "rate_limited")
        self.assertEqual(thief.call("state")["state"], "needsLink")
        self.assertGreater(thief.call("recovery")["offer"]["tryAgain"], (time.time() + 23 * 3600) * 1000)

    def test_where_the_store_lost_its_key_the_sheet_opens_it(self):
        self.ada.call("send", conversation=self.direct, text="before")
        self.jana.wait_for("message", text="before")
        words = self.kept()
        self.jana.kill()
        (pathlib.Path(self.jana.profile) / "secrets.sealed").unlink()
        self.jana.start()
        self.jana.open("keyLost")
        self.assertTrue(self.jana.call("recovery")["canUnlock"])
        self.assertEqual(self.jana.call("unlockWithSheet", typed=words)["isRight"], True)
        self.jana.wait_for("state", state="needsSignIn")
        self.sign_in(self.jana, "ready")
        self.assertIn("before", self.texts(self.jana, self.direct))
        self.assert_it_talks(self.jana)

    @unittest.skipUnless(KILLAT, "no library to die by")
    def test_who_dies_while_a_sheet_is_kept_has_the_one_or_the_other(self):
        moments = Moments(KILLAT, self.folder / "killat-keep")
        self.jana.quit()
        self.jana.env = {**(self.jana.env or {}), **moments.env}
        self.jana.start()
        self.jana.open()
        good, fell = self.kept(), 0
        for kind, number, when in (("sent", 1, "after"), ("logged", 1, "before"), ("sent", 3, "before"), ("sent", 3, "after"),
                                   ("logged", 2, "before"), ("logged", 2, "after")):
            with self.subTest(kind=kind, number=number, when=when):
                before, new = self.version(), self.sheet()
                moments.arm(kind, number, when)
                self.jana.post("keepSheet")
                died = dies_within(self.jana.running, 8)
                moments.disarm()
                fell += died
                if not died:
                    self.jana.kill()
                self.jana.start()
                self.jana.open()
                self.jana.wait_for("upToDate")
                if self.version() > before:
                    good = new
                self.eventually(lambda: self.jana.call("testSheet", typed=good)["isRight"])  # pylint: disable=cell-var-from-loop
        self.assertGreater(fell, 3)
        self.lose(self.jana)
        found = self.fresh("found")
        self.assertEqual(found.call("recover", typed=good)["isRight"], True)
        found.wait_for("state", state="ready")

    @unittest.skipUnless(KILLAT, "no library to die by")
    def test_who_dies_while_the_sheet_brings_them_back_comes_back_afterwards(self):
        words = self.kept()
        self.lose(self.jana)
        fell = 0
        for number, (kind, count, when) in enumerate((("sent", 2, "after"), ("logged", 1, "before"), ("logged", 1, "after"),
                                                      ("logged", 2, "before"), ("logged", 2, "after"))):
            with self.subTest(kind=kind, number=count, when=when):
                moments = Moments(KILLAT, self.folder / f"killat-{number}")
                tablet = self.fresh(f"tablet {number}", moments.env)
                moments.arm(kind, count, when)
                tablet.post("recover", typed=words)
                fell += dies_within(tablet.running, 8)
                moments.disarm()
                tablet.kill()
                tablet.start()
                tablet.call("open")
                self.eventually(lambda: tablet.call("state")["state"] in ("ready", "needsSignIn"))  # pylint: disable=cell-var-from-loop
                if tablet.call("state")["state"] == "needsSignIn":
                    tablet.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
                    if tablet.call("state")["state"] == "needsLink":
                        self.assertEqual(tablet.call("recover", typed=words)["isRight"], True)
                tablet.wait_for("state", state="ready")
                self.assert_it_talks(tablet, f"back {number}")
                tablet.quit()
        self.assertGreater(fell, 3)


if __name__ == "__main__":
    world.main()
