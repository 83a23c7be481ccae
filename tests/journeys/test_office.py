# SPDX-License-Identifier: GPL-3.0-or-later
"""The school's office confirms people: everybody sees it, and what waited for somebody who came back with nothing goes on by itself."""
import unittest

import world
from world import Failed, Journey


class Office(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.shown = {}
        self.office = self.join("Head", "administrator", label="Head of school")
        self.ada = self.join("Ada", "staff", label="Teacher, 3B")
        self.jana = self.join("Jana", label="Mother of Mateo")
        self.direct = self.talk(self.ada, self.jana)
        self.at_office = self.talk(self.office, self.jana)

    def join(self, name, role="guardian", label=""):
        client = super().join(name, role, label=label)
        self.shown[client.person] = dict(name=name, role=role, label=label)
        return client

    def talk(self, one, other):
        """A conversation of the two in which both have written."""
        where = one.call("createDirect", user=other.person)["conversation"]
        other.wait_event("conversationChanged", conversation=where)
        for writer, reader in ((one, other), (other, one)):
            writer.call("send", conversation=where, text=f"from {writer.person}")
            reader.wait_for("message", text=f"from {writer.person}")
        return where

    def seen(self, them, by):
        """What a screen shows to who confirms."""
        return dict(user=them.person, shown=by.call("personKeys", user=them.person)["shown"], **self.shown[them.person])

    def confirm(self, them, by=None):
        by = by or self.office
        by.call("confirmForSchool", **self.seen(them, by))

    def known(self, viewer, person, where):
        viewer.call("readers", conversation=where)  # as somebody who looks at it
        return viewer.call("personKeys", user=person)

    def test_whom_the_office_confirmed_is_confirmed_for_everybody_with_role_and_class(self):
        self.assertEqual(self.known(self.ada, self.jana.person, self.direct)["confirmedBy"], "nobody")
        self.confirm(self.jana)
        mine = self.office.call("personKeys", user=self.jana.person)
        self.assertEqual((mine["confirmedBy"], mine["role"], mine["name"], mine["label"]), ("office", "guardian", "Jana", "Mother of Mateo"))
        self.ada.kill()
        self.ada.start()
        self.ada.open()
        self.ada.wait_for("upToDate")
        self.eventually(lambda: self.known(self.ada, self.jana.person, self.direct)["confirmedBy"] == "office")
        keys = self.ada.call("personKeys", user=self.jana.person)
        self.assertEqual((keys["role"], keys["label"]), ("guardian", "Mother of Mateo"))

    def test_who_lost_everything_is_confirmed_by_the_office_and_what_waited_goes_on(self):
        tablet = world.Client(self.jana.program, self.folder / "tablet", self.relay.url, self.folder / "clients.log").start()
        self.running.append(tablet)
        tablet.open("needsSignIn")
        tablet.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
        tablet.wait_for("state", state="needsLink")
        tablet.call("beginAnew")
        tablet.wait_for("state", state="ready")
        tablet.wait_for("upToDate")
        self.eventually(lambda: self.ada.call("readers", conversation=self.direct)["secrecy"] == "inDoubt")
        self.ada.call("send", conversation=self.direct, text="for Jana alone")
        self.eventually(lambda: self.office.call("readers", conversation=self.at_office)["secrecy"] == "inDoubt")
        self.assertFalse(tablet.heard("message", text="for Jana alone"))
        self.confirm(self.jana)
        tablet.wait_for("message", deadline=120, text="for Jana alone")
        self.assertEqual(self.ada.call("personKeys", user=self.jana.person)["confirmedBy"], "office")
        self.assertEqual(self.ada.call("readers", conversation=self.direct)["secrecy"], "sealed")

    def test_what_was_not_seen_is_not_signed(self):
        for wrong in (dict(role="administrator"), dict(name="Head"), dict(label="Mother of Ada")):
            with self.assertRaises(Failed) as refused:
                self.office.call("confirmForSchool", **{**self.seen(self.jana, self.office), **wrong})
            self.assertEqual(refused.exception.code, "conflict")
        self.assertEqual(self.office.call("personKeys", user=self.jana.person)["confirmedBy"], "nobody")

    def test_nobody_else_speaks_for_the_office(self):
        for other in (self.ada, self.jana):
            with self.assertRaises(Failed) as refused:
                peer = self.jana if other is self.ada else self.ada
                self.confirm(peer, by=other)
            self.assertEqual(refused.exception.code, "forbidden")

    def test_another_administrator_speaks_for_it_once_let_in_and_not_by_being_confirmed(self):
        secretary = self.join("Secretary", "administrator", label="Office")
        self.talk(secretary, self.ada)
        self.talk(self.office, secretary)
        self.confirm(self.jana)
        with self.assertRaises(Failed) as refused:
            self.confirm(self.ada, by=secretary)
        self.assertEqual(refused.exception.code, "forbidden")
        with self.assertRaises(Failed) as unknown:
            self.office.call("letIntoOffice", **self.seen(secretary, self.office))
        self.assertEqual(unknown.exception.code, "forbidden")
        self.confirm(secretary)
        with self.assertRaises(Failed) as still:
            self.confirm(self.ada, by=secretary)
        self.assertEqual(still.exception.code, "forbidden")
        self.office.call("letIntoOffice", **self.seen(secretary, self.office))
        self.confirm(self.ada, by=secretary)
        self.eventually(lambda: secretary.call("personKeys", user=self.ada.person)["confirmedBy"] == "office")


if __name__ == "__main__":
    world.main()
