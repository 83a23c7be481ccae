# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves while a person's device lets another one in: with codes, and with what the two say to each other."""
import scene
from scene import Failed


class Linking(scene.Scene):
    parents = 0

    def fresh(self, name="tablet"):
        """A computer of Jana's that is signed in and waits to be let in."""
        client = scene.world.Client(self.jana.program, self.folder / f"{name}-{self.parents}", self.hostile.url,
                                    self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName=name)
        client.wait_for("state", state="needsLink")
        client.code = client.wait_event("linkOffered")["code"]
        return client

    def setUp(self):
        """Everybody is linked once, so that no test lives on what another one left."""
        super().setUp()
        type(self).parents += 1
        self.jana = self.join(f"Jana {self.parents}")
        self.old = self.jana.call("self")["device"]

    def be_while_linking(self, way, **arguments):
        self.be(way, old=self.old, **arguments)

    def words_of(self, client):
        return next((e["words"] for e in reversed(client.heard("linkOffered")) if e["words"]), [])

    def assert_not_in(self, client):
        self.assertNotEqual(client.call("state")["state"], "ready")
        names = {d["name"] for d in self.jana.call("devices")["devices"] if d["isLinked"]}
        self.assertNotIn(client.profile.name.split("-")[0], names)

    def test_an_honest_one_lets_a_device_in(self):
        """Nothing misbehaves: both show the same words, and the new device is in."""
        desk = self.fresh("desk")
        found = self.jana.call("findDevice", code=desk.code)
        desk.wait_event("linkOffered", words=found["words"])
        self.jana.call("linkDevice")
        desk.call("confirmLink")
        desk.wait_for("state", state="ready")

    def assert_words_differ(self, tablet):
        """Both devices show words, which are not the same, so that nobody says that they are."""
        found = self.jana.call("findDevice", code=tablet.code)
        self.struck()
        self.eventually(lambda: self.words_of(tablet))
        self.assertEqual(len(found["words"]), 4)
        self.assertNotEqual(self.words_of(tablet), found["words"])
        tablet.call("declineLink")
        self.assert_not_in(tablet)

    def test_another_offer_gives_other_words(self):
        """Seen: the words on the two screens differ."""
        tablet = self.fresh()
        self.be_while_linking("changes_the_offer")
        self.assert_words_differ(tablet)

    def test_another_answer_gives_other_words(self):
        """Seen, as above."""
        tablet = self.fresh()
        self.be_while_linking("changes_the_answer")
        self.assert_words_differ(tablet)

    def assert_finding_fails(self, tablet, code):
        with self.assertRaises(Failed) as refused:
            self.jana.call("findDevice", code=tablet.code)
        self.assertEqual(refused.exception.code, code)
        with self.assertRaises(Failed):
            self.jana.call("linkDevice")
        self.assert_not_in(tablet)

    def test_another_key_than_the_one_it_was_bound_to_is_refused(self):
        """Seen: the old device says that it did not work; there are no words to compare."""
        tablet = self.fresh()
        self.be_while_linking("changes_the_reveal")
        self.assert_finding_fails(tablet, "corrupt")

    def test_an_offer_of_an_earlier_time_is_refused(self):
        """Seen, as above: what follows does not belong to it."""
        earlier = self.fresh("earlier")
        earlier.call("declineLink")
        tablet = self.fresh()
        self.be_while_linking("replays_an_offer", user=self.jana.person)
        self.assert_finding_fails(tablet, "corrupt")

    def test_a_code_that_somebody_else_took_leads_nowhere(self):
        """Seen: nobody waits there, says the old device; the new one offers another code."""
        tablet = self.fresh()
        self.be_while_linking("keeps_a_code")
        self.assert_finding_fails(tablet, "not_found")

    def test_a_spoiled_gift_lets_nobody_in(self):
        """Seen: the new device says that it was not let in, and takes nothing for its own."""
        tablet = self.fresh()
        self.be_while_linking("changes_the_gift")
        found = self.jana.call("findDevice", code=tablet.code)
        tablet.wait_event("linkOffered", words=found["words"])
        self.jana.call("linkDevice")
        tablet.call("confirmLink")
        self.struck()
        tablet.wait_for("state", state="needsSignIn")

    def test_a_list_without_the_new_device_is_not_taken(self):
        """Seen: the new device says that it was not let in: what it is shown is not what the old one has."""
        tablet = self.fresh()
        self.be("hides_the_new_device", user=self.jana.person)
        found = self.jana.call("findDevice", code=tablet.code)
        tablet.wait_event("linkOffered", words=found["words"])
        self.jana.call("linkDevice")
        tablet.call("confirmLink")
        tablet.wait_for("state", state="needsSignIn")
        self.struck()

    def test_a_thief_to_whom_a_code_leads_shows_other_words_than_the_own_new_device(self):
        """Seen: the own new device shows no words at all, the thief's would; and the old one names the thief's computer."""
        tablet, thief = self.fresh(), self.fresh("thief")
        self.be_while_linking("leads_to_a_thief", code=tablet.code, to=thief.code)
        found = self.jana.call("findDevice", code=tablet.code)
        self.assertEqual(found["name"], "thief")
        thief.wait_event("linkOffered", words=found["words"])
        self.assertEqual(self.words_of(tablet), [])
        self.jana.call("declineDevice")
        thief.call("confirmLink")
        self.assert_not_in(thief)
        self.assert_not_in(tablet)


if __name__ == "__main__":
    scene.main()
