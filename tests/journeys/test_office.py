# SPDX-License-Identifier: GPL-3.0-or-later
"""The school's office confirms people: everybody sees it, and what waited for somebody who came back with nothing goes on by itself."""
import unittest

import world
from world import Failed, Journey


class Office(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.office = self.join("Head", "administrator", label="Head of school")
        self.ada = self.join("Ada", "staff", label="Teacher, 3B")
        self.jana = self.join("Jana", label="Mother of Mateo")
        self.direct = self.talk(self.ada, self.jana)
        self.at_office = self.talk(self.office, self.jana)

    def talk(self, one, other):
        """A conversation of the two in which both have written."""
        where = one.call("createDirect", user=other.person)["conversation"]
        other.wait_event("conversationChanged", conversation=where)
        for writer, reader in ((one, other), (other, one)):
            writer.call("send", conversation=where, text=f"from {writer.person}")
            reader.wait_for("message", text=f"from {writer.person}")
        return where

    def confirm(self, person, by=None, **more):
        by = by or self.office
        [them] = [p for p in by.call("directory")["people"] if p["user"] == person]
        seen = {"name": them["name"], "role": them["role"], "label": them["label"], **more}
        by.call("confirmForSchool", user=person, shown=by.call("personKeys", user=person)["shown"], **seen)

    def known(self, viewer, person, where):
        viewer.call("readers", conversation=where)  # as somebody who looks at it
        return viewer.call("personKeys", user=person)

    def test_whom_the_office_confirmed_is_confirmed_for_everybody_with_role_and_class(self):
        self.assertEqual(self.known(self.ada, self.jana.person, self.direct)["confirmedBy"], "nobody")
        self.confirm(self.jana.person)
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
        self.confirm(self.jana.person)
        tablet.wait_for("message", deadline=120, text="for Jana alone")
        self.assertEqual(self.ada.call("personKeys", user=self.jana.person)["confirmedBy"], "office")
        self.assertEqual(self.ada.call("readers", conversation=self.direct)["secrecy"], "sealed")

    def test_what_is_confirmed_is_what_was_on_the_screen(self):
        self.refused("conflict", self.jana.person, name="Somebody")
        self.refused("conflict", self.jana.person, role="staff")
        self.refused("conflict", self.jana.person, label="Teacher, 3B")
        self.refused("forbidden", self.jana.person, speaks=True)
        self.assertEqual(self.known(self.ada, self.jana.person, self.direct)["confirmedBy"], "nobody")

    def test_nobody_else_speaks_for_the_office(self):
        for other in (self.ada, self.jana):
            peer = self.jana if other is self.ada else self.ada
            self.refused("forbidden", peer.person, by=other)

    def refused(self, code, *arguments, **more):
        with self.assertRaises(Failed) as refusal:
            self.confirm(*arguments, **more)
        self.assertEqual(refusal.exception.code, code)

    def test_another_administrator_speaks_for_it_once_somebody_said_so(self):
        secretary = self.join("Secretary", "administrator", label="Office")
        self.talk(secretary, self.ada)
        self.talk(self.office, secretary)
        self.confirm(self.jana.person)
        self.refused("forbidden", self.ada.person, by=secretary)
        self.confirm(secretary.person)  # that it is them, and no more
        self.assertEqual(self.office.call("personKeys", user=secretary.person)["confirmedBy"], "office")
        self.refused("forbidden", self.ada.person, by=secretary)
        self.confirm(secretary.person, speaks=True)
        self.confirm(self.ada.person, by=secretary)
        self.eventually(lambda: secretary.call("personKeys", user=self.ada.person)["confirmedBy"] == "office")


if __name__ == "__main__":
    world.main()
