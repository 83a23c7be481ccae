# SPDX-License-Identifier: GPL-3.0-or-later
"""Who lost every computer and the sheet begins anew, is confirmed by the school's office, and reads their class again: the others bring
what was said there. What two people said stays closed."""
import json
import unittest

import world
from world import Client, Journey


class Peers(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.office = self.join("Head", "administrator", label="Head of school")
        self.ada = self.join("Ada", "staff", label="Teacher, 3B")
        self.jana = self.join("Jana", label="Mother of Mateo")
        self.everybody = [self.office, self.ada, self.jana]
        self.klass = self.school.make_class("3B", *self.everybody)
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        for one in self.everybody:
            one.wait_event("conversationChanged", conversation=self.klass)
        self.ada.wait_event("conversationChanged", conversation=self.direct)
        self.said = []

    def say(self, count, writers=None):
        writers = writers or self.everybody
        for _ in range(count):
            writer = writers[len(self.said) % len(writers)]
            text = f"class message {len(self.said)}"
            writer.call("send", conversation=self.klass, text=text)
            for reader in writers:
                reader.wait_for("message", text=text)
            self.said.append(text)

    def begin_anew(self, name="tablet"):
        """All computers are gone, and the sheet: Jana signs in with nothing but her password."""
        self.jana.kill()
        tablet = Client(self.jana.program, self.folder / name, self.relay.url, self.folder / "clients.log").start()
        self.running.append(tablet)
        tablet.open("needsSignIn")
        tablet.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName=name)
        tablet.wait_for("state", state="needsLink")
        tablet.call("beginAnew")
        tablet.wait_for("state", state="ready")
        tablet.wait_for("upToDate")
        return tablet

    def confirm(self, person):
        shown = self.office.call("personKeys", user=person)["shown"]
        self.office.call("confirmKeys", user=person, shown=shown, forSchool=True)

    def secrecy(self, viewer):
        return viewer.call("readers", conversation=self.klass)["secrecy"]

    def missing(self, client, conversation):
        page = client.call("page", conversation=conversation, limit=500, anchor="newest")
        return [m["missing"] for m in page["messages"] if m["kind"] == "unreadable"]

    def test_the_class_is_readable_again_once_the_office_confirmed_and_everybody_saw_the_mark(self):
        self.say(12)
        self.jana.call("send", conversation=self.direct, text="for Ada alone")
        self.ada.wait_for("message", text="for Ada alone")
        tablet = self.begin_anew()
        for viewer in (self.ada, self.office):  # everybody sees that her key is another one
            self.eventually(lambda viewer=viewer: self.secrecy(viewer) == "inDoubt")
        self.eventually(lambda: len(self.missing(tablet, self.klass)) == len(self.said))
        self.assertEqual(self.texts(tablet, self.klass), [])  # nobody gives anything to who is in doubt
        self.confirm(self.jana.person)
        self.eventually(lambda: self.texts(tablet, self.klass) == self.said, deadline=180)
        self.eventually(lambda: self.ada.call("personKeys", user=self.jana.person)["confirmedBy"] == "office")
        self.assertEqual(set(self.missing(tablet, self.direct)), {"beforeThisDevice"})
        self.assertEqual(self.texts(tablet, self.direct), [])
        # It is history as any other: it outlives the program, leaves with a copy, and the class goes on.
        self.everybody[2] = tablet
        self.say(3)
        tablet.kill()
        tablet.start()
        tablet.open()
        self.assertEqual(self.texts(tablet, self.klass), self.said)
        made = tablet.call("export", folder=str(self.folder / "copy"))
        everything = "\n".join(path.read_text(errors="replace") for path in (self.folder / "copy").rglob("*") if path.is_file())
        for text in self.said:
            self.assertIn(text, everything + json.dumps(made))
        self.assertNotIn("for Ada alone", everything)

    def test_who_came_later_is_brought_nothing_of_before(self):
        late = self.join("Late", label="Father of Ines")
        self.say(4)
        self.relay.admin("add-to-class", "--class", self.klass, "--member", late.person)
        late.wait_event("conversationChanged", conversation=self.klass)
        self.everybody.append(late)
        self.say(4)
        self.eventually(lambda: self.texts(late, self.klass) == self.said[4:])
        self.jana, later = late, self.jana
        tablet = self.begin_anew("late-tablet")
        self.jana = later
        self.eventually(lambda: self.secrecy(self.ada) == "inDoubt")
        self.confirm(late.person)
        self.eventually(lambda: self.texts(tablet, self.klass) == self.said[4:], deadline=180)


if __name__ == "__main__":
    world.main()
