# SPDX-License-Identifier: GPL-3.0-or-later
"""A second computer of somebody: it is let in by the first one, whatever dies or is pulled out meanwhile, and by nobody else."""
import unittest

import world
from world import Failed, Journey


class Linking(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.ada = self.join("Ada", "staff")
        self.jana = self.join("Jana")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)

    def fresh(self, name="tablet", network=None):
        """A computer of Jana's that is signed in and waits to be let in."""
        client = world.Client(self.jana.program, self.folder / name, network.url if network else self.relay.url,
                              self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        self.sign_in(client)
        return client

    def sign_in(self, client):
        client.events.clear()
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
        client.wait_for("state", state="needsLink")

    def find(self, fresh):
        """Jana types what her new computer shows, and both show the same words."""
        found = self.jana.call("findDevice", code=fresh.wait_event("linkOffered")["code"])
        fresh.wait_event("linkOffered", words=found["words"])
        return found

    def link(self, fresh):
        self.assertEqual(self.find(fresh)["name"], "tablet")
        self.jana.call("linkDevice")
        fresh.call("confirmLink")
        fresh.wait_for("state", state="ready")
        fresh.wait_for("upToDate")

    def devices(self):
        """Whose devices read the conversation, as Ada sees it: of each, what speaks against it."""
        people = self.ada.call("readers", conversation=self.direct)["people"]
        return {person["person"]["user"]: [device["doubt"] for device in person["devices"]] for person in people}

    def assert_it_talks(self, fresh):
        self.eventually(lambda: self.direct in [c["conversation"] for c in fresh.call("conversations")["conversations"]])
        fresh.call("send", conversation=self.direct, text="from the tablet")
        for client in (self.ada, self.jana):
            client.wait_for("message", text="from the tablet")
        self.ada.call("send", conversation=self.direct, text="to both")
        for client in (fresh, self.jana):
            client.wait_for("message", text="to both")

    def test_who_signs_out_and_in_again_is_one_computer_as_before(self):
        for _ in range(3):
            self.jana.call("signOut")
            self.jana.wait_for("state", state="needsSignIn")
            self.jana.events.clear()
            self.jana.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="laptop")
            self.jana.wait_for("state", state="ready")
            self.jana.wait_for("upToDate")
        devices = self.jana.call("devices")["devices"]
        self.assertEqual([(device["name"], device["isThis"]) for device in devices], [("laptop", True)])
        self.jana.call("send", conversation=self.direct, text="here again")
        self.ada.wait_for("message", text="here again")

    def test_a_linked_computer_talks_and_nobody_is_warned(self):
        tablet = self.fresh()
        self.assertEqual(tablet.call("state")["state"], "needsLink")
        self.link(tablet)
        self.assert_it_talks(tablet)
        self.assertEqual(self.devices(), {self.ada.person: ["none"], self.jana.person: ["none", "none"]})

    def test_a_password_alone_lets_nobody_in(self):
        thief = self.fresh("thief")
        self.ada.call("send", conversation=self.direct, text="for Jana alone")
        self.jana.wait_for("message", text="for Jana alone")
        for refused in ({"do": "conversations"}, {"do": "send", "conversation": self.direct, "text": "as Jana"}):
            with self.assertRaises(Failed):
                thief.call(**refused)
        thief.call("confirmLink")
        with self.assertRaises(Failed):
            thief.call("linkDevice")
        self.assertEqual(thief.call("state")["state"], "needsLink")
        self.assertEqual(self.devices(), {self.ada.person: ["none"], self.jana.person: ["none"]})

    def test_a_new_computer_that_dies_at_any_step_is_let_in_afterwards(self):
        tablet = self.fresh()
        tablet.wait_event("linkOffered")
        for step in ("shows a number", "shows words", "was added and has not taken it"):
            with self.subTest(step):
                if step != "shows a number":
                    self.find(tablet)
                if step.startswith("was added"):
                    self.jana.call("linkDevice")
                tablet.kill()
                tablet.start()
                tablet.open("needsSignIn")
                self.sign_in(tablet)
        self.link(tablet)
        self.assert_it_talks(tablet)
        tablet.kill()
        tablet.start()
        tablet.open()
        self.assert_it_talks(tablet)

    def test_an_old_computer_that_dies_meanwhile_lets_it_in_later(self):
        tablet = self.fresh()
        self.find(tablet)
        self.jana.kill()
        tablet.call("declineLink")
        tablet.wait_for("state", state="needsSignIn")
        self.jana.start()
        self.jana.open()
        self.jana.wait_for("upToDate")
        self.sign_in(tablet)
        self.link(tablet)
        self.assert_it_talks(tablet)

    def test_a_relay_that_dies_meanwhile_costs_no_more_than_another_number(self):
        tablet = self.fresh()
        code = tablet.wait_event("linkOffered")["code"]
        self.relay.kill()
        self.relay.start()
        self.eventually(lambda: tablet.heard("linkOffered")[-1]["code"] != code)
        self.jana.wait_for("upToDate")
        self.link(tablet)
        self.assert_it_talks(tablet)

    def test_who_has_no_computer_left_begins_anew_and_the_old_one_is_out(self):
        tablet = self.fresh()
        tablet.call("beginAnew")
        tablet.wait_for("state", state="ready")
        self.jana.wait_event("signedOut")
        tablet.wait_for("upToDate")
        self.eventually(lambda: self.direct in [c["conversation"] for c in tablet.call("conversations")["conversations"]])
        tablet.call("send", conversation=self.direct, text="anew")
        self.ada.wait_for("message", text="anew")
        self.eventually(lambda: self.devices() == {self.ada.person: ["none"], self.jana.person: ["keyChanged"]})
        self.assertEqual(self.ada.call("readers", conversation=self.direct)["secrecy"], "inDoubt")
        self.ada.call("send", conversation=self.direct, text="only for Jana")
        tablet.call("send", conversation=self.direct, text="it is really me")
        self.ada.wait_for("message", text="it is really me")
        self.assertFalse(tablet.heard("message", text="only for Jana"))
        keys = self.ada.call("personKeys", user=self.jana.person)
        self.assertTrue(keys["isInDoubt"])
        with self.assertRaises(Failed):
            self.ada.call("confirmKeys", user=self.jana.person, shown="00" * 32)
        self.ada.call("confirmKeys", user=self.jana.person, shown=keys["shown"])
        tablet.wait_for("message", text="only for Jana")
        self.assertEqual(self.ada.call("personKeys", user=self.jana.person)["confirmedBy"], "ownUser")
        self.assertEqual(self.devices(), {self.ada.person: ["none"], self.jana.person: ["none"]})

    def test_a_computer_that_is_taken_out_is_signed_out_at_once_and_reads_nothing_more(self):
        tablet = self.fresh()
        self.link(tablet)
        self.assert_it_talks(tablet)
        [other] = [d for d in self.jana.call("devices")["devices"] if not d["isThis"]]
        self.assertEqual((other["name"], other["isLinked"]), ("tablet", True))
        self.jana.call("renameDevice", device=other["device"], name="Kitchen")
        self.assertEqual({d["name"] for d in tablet.call("devices")["devices"]}, {"Jana's computer", "Kitchen"})
        self.jana.call("removeDevice", device=other["device"])
        tablet.wait_event("signedOut", deadline=5)
        self.assertEqual([d["isThis"] for d in self.jana.call("devices")["devices"]], [True])
        self.eventually(lambda: self.devices() == {self.ada.person: ["none"], self.jana.person: ["none"]})
        # It fights back, with the password and the key that it kept: it is a stranger's computer, which Jana sees.
        self.sign_in(tablet)
        [stranger] = [d for d in self.jana.call("devices")["devices"] if not d["isThis"]]
        self.assertFalse(stranger["isLinked"])
        self.assertNotEqual(stranger["device"], other["device"])
        self.ada.call("send", conversation=self.direct, text="not for a thief")
        self.jana.wait_for("message", text="not for a thief")
        self.jana.call("removeDevice", device=stranger["device"])
        self.eventually(lambda: tablet.call("state")["state"] == "needsSignIn", 30)

    def test_what_was_typed_wrong_says_so_and_the_right_number_still_works(self):
        tablet = self.fresh()
        right = tablet.wait_event("linkOffered")["code"]
        wrong = f"{(int(right) + 1) % 10**9:09}"
        for typed, code in (("12345678", "invalid"), ("a tablet", "invalid"), (wrong, "not_found")):
            with self.assertRaises(Failed) as refusal:
                self.jana.call("findDevice", code=typed)
            self.assertEqual(refusal.exception.code, code)
        with self.assertRaises(Failed) as refusal:
            self.jana.call("linkDevice")
        self.assertEqual(refusal.exception.code, "conflict")
        self.link(tablet)


if __name__ == "__main__":
    world.main()
