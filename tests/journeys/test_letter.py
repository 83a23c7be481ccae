# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator writes a letter, a parent joins by it, and everybody sees "confirmed by the school": nobody presses anything else."""
import unittest

import world
from world import Failed, Journey

class Letter(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.office = self.join("Head", "administrator", label="Head of school")
        self.ada = self.join("Ada", "staff", label="Teacher, 3B")

    def letter(self, name="Jana", role="guardian", label="Mother of Mateo", **more):
        return self.office.call("invite", name=name, role=role, label=label, **more)

    def by_letter(self, paper, user_name, **instead):
        """Somebody who has nothing but the letter."""
        client = world.Client(self.ada.program, self.folder / user_name, self.relay.url, self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        given = {"invite": paper["invite"], "letter": paper["letter"], **instead}
        client.call("join", userName=user_name, password="a long password", relay=self.relay.url, **given)
        client.wait_for("upToDate")
        client.person = client.call("self")["person"]["user"]
        client.user_name = user_name
        return client

    def talk(self, one, other):
        where = one.call("createDirect", user=other.person)["conversation"]
        other.wait_event("conversationChanged", conversation=where)
        for writer, reader in ((one, other), (other, one)):
            writer.call("send", conversation=where, text=f"from {writer.person}")
            reader.wait_for("message", text=f"from {writer.person}")
        return where

    def confirmed(self, viewer, person, where):
        viewer.call("readers", conversation=where)  # as somebody who looks at it
        return viewer.call("personKeys", user=person)

    def test_whoever_comes_with_the_letter_is_confirmed_by_the_school_for_everybody(self):
        letter = self.letter()
        self.assertEqual(letter["state"], "open")
        jana = self.by_letter(letter, "jana.letter")
        self.assertEqual(jana.person, letter["person"]["user"])
        self.eventually(lambda: self.office.call("invitations")["invitations"] == [])
        where = self.talk(self.ada, jana)
        self.eventually(lambda: self.confirmed(self.ada, jana.person, where)["confirmedBy"] == "office")
        keys = self.ada.call("personKeys", user=jana.person)
        self.assertEqual((keys["name"], keys["role"], keys["label"]), ("Jana", "guardian", "Mother of Mateo"))
        people = self.ada.call("readers", conversation=where)["people"]
        self.assertTrue(next(p for p in people if p["person"]["user"] == jana.person)["isConfirmedByOffice"])

    def test_a_letter_waits_for_whoever_wrote_it_and_is_read_on_their_next_start(self):
        letter = self.letter()
        self.office.kill()
        jana = self.by_letter(letter, "jana.later")
        self.office.start()
        self.office.open()
        self.office.wait_for("upToDate")
        where = self.talk(self.ada, jana)
        self.eventually(lambda: self.confirmed(self.ada, jana.person, where)["confirmedBy"] == "office")

    def test_another_computer_of_who_wrote_it_confirms_too_and_can_print_it_again(self):
        laptop = self.another_device(self.office, "laptop")
        letter = self.letter()
        self.office.kill()
        known = laptop.call("invitations")["invitations"]
        self.assertEqual(known, [{field: letter[field] for field in known[0]}])
        jana = self.by_letter(letter, "jana.laptop")
        self.eventually(lambda: laptop.call("invitations")["invitations"] == [])
        where = self.talk(self.ada, jana)
        self.eventually(lambda: self.confirmed(self.ada, jana.person, where)["confirmedBy"] == "office")

    def test_who_has_the_code_alone_joins_and_is_confirmed_by_nobody(self):
        letter = self.letter()
        jana = self.by_letter(letter, "jana.code", letter="")
        where = self.talk(self.ada, jana)
        self.assertEqual(self.office.call("invitations")["invitations"][0]["state"], "open")
        self.assertEqual(self.confirmed(self.ada, jana.person, where)["confirmedBy"], "nobody")

    def test_who_has_another_letters_secret_is_confirmed_by_nobody_and_the_office_is_told(self):
        letter, other = self.letter(), self.letter("Luis", label="Father of Lucía")
        jana = self.by_letter(letter, "jana.other", letter=other["letter"])
        told = self.office.wait_event("invitationRefused", 60)
        self.assertEqual(told["person"]["name"], "Jana")
        states = {one["person"]["name"]: one["state"] for one in self.office.call("invitations")["invitations"]}
        self.assertEqual(states, {"Jana": "refused", "Luis": "open"})
        where = self.talk(self.ada, jana)
        self.assertEqual(self.confirmed(self.ada, jana.person, where)["confirmedBy"], "nobody")

    def test_a_letter_that_was_withdrawn_lets_nobody_in(self):
        letter = self.letter()
        self.office.call("withdrawInvitation", invitation=letter["invitation"])
        self.assertEqual(self.office.call("invitations")["invitations"], [])
        with self.assertRaises(Failed) as refused:
            self.by_letter(letter, "jana.withdrawn")
        self.assertEqual(refused.exception.code, "not_found")

    def test_what_is_no_letter_uses_no_invite_up(self):
        letter = self.letter()
        with self.assertRaises(Failed) as refused:
            self.by_letter(letter, "jana.typo", letter=letter["letter"][:-1])
        self.assertEqual(refused.exception.code, "invalid")
        self.by_letter(letter, "jana.again")

    def test_nobody_else_writes_letters(self):
        with self.assertRaises(Failed) as refused:
            self.ada.call("invite", name="Jana")
        self.assertEqual(refused.exception.code, "forbidden")


if __name__ == "__main__":
    world.main()
