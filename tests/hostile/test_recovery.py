# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves with what a recovery sheet opens: towards whoever has only the paper, and towards whoever made it."""
import re

import scene
from scene import Failed


class Recovery(scene.Scene):
    parents = computers = 0

    @classmethod
    def gather(cls):
        cls.ada = cls.join("Ada", "staff")
        cls.kept_by(cls.ada)

    @classmethod
    def kept_by(cls, client, **kind):
        """The words of a sheet that counts."""
        words = client.call("makeSheet", **kind)["words"]
        client.call("keepSheet")
        return " ".join(words)

    def setUp(self):
        super().setUp()
        type(self).parents += 1
        self.jana = self.join(f"Jana {self.parents}")
        self.words = self.kept_by(self.jana)

    def be(self, way, **arguments):
        super().be(way, user=self.jana.person, **arguments)

    def fresh(self):
        """A computer on which somebody has Jana's password."""
        type(self).computers += 1
        client = scene.world.Client(self.jana.program, self.folder / f"tablet-{self.computers}", self.hostile.url,
                                    self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
        client.wait_for("state", state="needsLink")
        return client

    def come_back(self, client, words=None):
        self.assertEqual(client.call("recover", typed=words or self.words)["isRight"], True)
        client.wait_for("state", state="ready")

    def assert_refused(self, client, *codes):
        """Whoever types the right words hears why they do not help, and is where they were."""
        with self.assertRaises(Failed) as refusal:
            client.call("recover", typed=self.words)
        self.assertIn(refusal.exception.code, codes)
        self.assertEqual(client.call("state")["state"], "needsLink")

    def assert_not_told(self, *sheets):
        """Nothing that the relay was shown holds two words of a sheet as they follow each other; one alone may be a field's name."""
        shown = [re.sub("[^a-z]", "", body.lower()) for body in self.act()["came"]]
        self.assertTrue(any(shown))
        for words in map(str.split, sheets):
            for pair in zip(words, words[1:]):
                self.assertFalse(any("".join(pair) in body for body in shown), pair)

    def refused_until_honest(self, way, *codes, **more):
        self.be(way, **more)
        tablet = self.fresh()
        self.assert_refused(tablet, *codes)
        self.honest()
        self.come_back(tablet)

    def sheet(self):
        return self.jana.call("recovery")["sheet"]

    def look(self):
        """Jana's computer asks the relay once more what counts."""
        self.cut(self.jana)
        self.struck()

    def assert_it_stays(self):
        """What Jana's computer knows of her sheet is as it was, and so is what it seals for it."""
        for name in ("kitchen", "hall"):
            self.jana.call("renameDevice", device=self.jana.call("self")["device"], name=name)
        self.assertTrue(self.sheet()["exists"])
        self.assertEqual(self.jana.call("testSheet", typed=self.words)["isRight"], True)

    def test_an_honest_one_lets_a_sheet_bring_somebody_back(self):
        """Nothing misbehaves."""
        self.come_back(self.fresh())

    # ---- Towards whoever has only the paper

    def test_somebody_elses_is_not_taken(self):
        """Seen: what is there cannot be read; nobody is let into what is not theirs."""
        self.refused_until_honest("gives_anothers_recovery", "corrupt", other=self.ada.person)

    def test_a_damaged_one_is_not_taken(self):
        """Seen."""
        tablet = self.fresh()
        for at in (0, 40, 100, -1, None):
            with self.subTest(at=at):
                self.be("gives_a_damaged_recovery", at=at)
                self.assert_refused(tablet, "corrupt", "newer_version")
                self.honest()
        self.come_back(tablet)

    def test_a_sheet_is_neither_stretched_cheaply_nor_for_ever(self):
        """Seen: nothing is worked out that a relay could guess at, or that keeps a computer busy; no proof is sent."""
        tablet = self.fresh()
        for how in ("cheap", "dear", "long", "garbage", "newer"):
            with self.subTest(how=how):
                self.be("changes_how_a_sheet_is_stretched", how=how)
                self.assert_refused(tablet, "newer_version" if how == "newer" else "corrupt")
                self.assertEqual(self.act()["came"], 0)
                self.honest()
        self.come_back(tablet)

    def test_another_salt_opens_nothing(self):
        """Seen."""
        self.refused_until_honest("changes_how_a_sheet_is_stretched", "corrupt", how="other_salt")

    def test_no_tries_left_is_told(self):
        """Seen: with when to try again, a week from now at most."""
        self.be("says_that_no_tries_are_left")
        tablet = self.fresh()
        self.eventually(lambda: tablet.call("recovery")["offer"].get("triesLeft") == 0)
        self.assertIn("tryAgain", tablet.call("recovery")["offer"])
        self.assert_refused(tablet, "rate_limited")
        self.honest()
        self.come_back(tablet)

    def test_no_sheet_is_told(self):
        """Seen: none is offered, and whoever types one hears that there is none."""
        self.refused_until_honest("says_that_there_is_no_sheet", "conflict")

    def test_tries_are_counted_wrongly(self):
        """Harmless: a right sheet is right, however many are said to be left."""
        self.be("counts_tries_wrongly", left=1)
        tablet = self.fresh()
        other = " ".join(self.jana.call("makeSheet")["words"])
        for _ in range(2):
            self.assertEqual(tablet.call("recover", typed=other)["mistake"], "notThisSheet")
            self.assertEqual(tablet.call("recovery")["offer"]["triesLeft"], 1)
        self.come_back(tablet)

    def test_a_proof_that_was_kept_opens_nothing_without_the_sheet(self):
        """Harmless: what is handed out for it is sealed for the words, which the relay never got."""
        self.come_back(self.fresh())
        self.be("opens_for_a_wrong_proof")
        thief = self.fresh()
        other = " ".join(self.jana.call("makeSheet")["words"])
        with self.assertRaises(Failed) as refusal:
            thief.call("recover", typed=other)
        self.assertEqual(refusal.exception.code, "corrupt")
        self.assertEqual(thief.call("state")["state"], "needsLink")
        self.struck()
        self.assert_not_told(self.words, other)

    def test_what_was_there_earlier_brings_back_and_says_what_it_lacks(self):
        """Seen: with an earlier key of the archive only, a computer says that it cannot read what came since."""
        self.come_back(self.fresh())
        [lost] = [d for d in self.jana.call("devices")["devices"] if not d["isThis"]]
        self.jana.call("removeDevice", device=lost["device"])
        direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=direct)
        self.say(self.jana, direct, "since then", self.ada)
        self.eventually(self.is_saved)
        self.be("gives_an_old_recovery")
        tablet = self.fresh()
        self.come_back(tablet)
        self.eventually(lambda: tablet.call("recovery")["archive"].get("trouble") in ("key_missing", "corrupt"))

    def is_saved(self):
        """All of it, in what the relay has said of it last."""
        self.jana.call("saveArchive")
        archive = self.jana.call("recovery")["archive"]
        present = self.hostile.do("archive", user=self.jana.person)["said"]["present"]
        return archive["waiting"] == 0 and present and present["next"] > 1

    # ---- Towards whoever made it

    def test_a_sheet_of_the_relays_own_is_not_believed(self):
        """Harmless: nothing is sealed for a sheet that this account did not sign."""
        self.be("gives_anothers_recovery", other=self.ada.person)
        self.look()
        self.assert_it_stays()

    def test_a_damaged_record_changes_nothing(self):
        """Harmless, as above."""
        self.be("gives_a_damaged_recovery", at=40)
        self.look()
        self.assert_it_stays()

    def test_another_way_to_stretch_changes_nothing(self):
        """Harmless, as above."""
        for how in ("cheap", "dear", "garbage", "other_salt"):
            with self.subTest(how=how):
                self.be("changes_how_a_sheet_is_stretched", how=how)
                self.look()
                self.assert_it_stays()

    def test_that_the_sheet_is_gone_is_told(self):
        """Seen: she is told that there is none."""
        self.be("says_that_there_is_no_sheet")
        self.look()
        self.eventually(lambda: self.sheet().get("isMissing"))
        self.honest()
        self.cut(self.jana)
        self.eventually(lambda: self.sheet()["exists"])
        self.assert_it_stays()

    def test_a_sheet_that_was_not_kept_is_told_of(self):
        """Seen: the relay said that it has the new one; that it shows the one before is told at once."""
        self.be("drops_a_sheet")
        self.kept_by(self.jana)
        self.eventually(lambda: self.sheet().get("isMissing"))
        self.honest()
        self.words = self.kept_by(self.jana)
        self.cut(self.jana)
        self.assert_it_stays()
        self.come_back(self.fresh())

    def test_an_earlier_sheet_does_not_count_again(self):
        """Seen: she is told that there is none. Whoever has the earlier paper and the password and the relay comes in by it, and stands in
        her list of computers."""
        earlier, self.words = self.words, self.kept_by(self.jana)
        self.be("gives_an_old_recovery")
        self.look()
        self.eventually(lambda: self.sheet().get("isMissing"))
        thief = self.fresh()
        self.assert_refused(thief, "corrupt")
        self.come_back(thief, earlier)
        self.assertIn("tablet", [d["name"] for d in self.jana.call("devices")["devices"] if d["isLinked"]])
        self.honest()
        self.cut(self.jana)
        self.eventually(lambda: self.sheet()["exists"])
        self.assert_it_stays()


if __name__ == "__main__":
    scene.main()
