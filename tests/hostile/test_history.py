# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves while members bring a class's history to somebody who lost every computer and the sheet."""
import scene


class History(scene.Scene):
    parents = 0

    @classmethod
    def gather(cls):
        cls.office = cls.join("Head", "administrator", label="Head of school")
        cls.ada = cls.join("Ada", "staff", label="Teacher")

    def setUp(self):
        """A class of its own for each, in which something was said."""
        super().setUp()
        type(self).parents += 1
        self.jana = self.join(f"Jana {self.parents}")
        everybody = (self.office, self.ada, self.jana)
        self.klass = self.school.make_class(f"{self.parents}B", *everybody)
        for one in everybody:
            one.wait_event("conversationChanged", 60, conversation=self.klass)
        self.said = [f"{self.parents}: message {number}" for number in range(6)]
        for number, text in enumerate(self.said):
            everybody[number % 3].call("send", conversation=self.klass, text=text)
            for one in everybody:
                one.wait_for("message", text=text)

    def begin_anew(self):
        self.jana.kill()
        tablet = scene.world.Client(self.jana.program, self.folder / f"tablet-{self.parents}", self.hostile.url,
                                    self.folder / "clients.log").start()
        self.running.append(tablet)
        tablet.open("needsSignIn")
        tablet.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="tablet")
        tablet.wait_for("state", state="needsLink")
        tablet.call("beginAnew")
        tablet.wait_for("state", state="ready")
        tablet.wait_for("upToDate")
        return tablet

    def confirm(self, tablet):
        """By the office, once it sees the new key; then she is in the class's group, and beyond doubt."""
        def keys():
            self.office.call("readers", conversation=self.klass)
            return self.office.call("personKeys", user=self.jana.person)
        self.eventually(lambda: self.office.call("readers", conversation=self.klass)["secrecy"] == "inDoubt")
        self.office.call("confirmKeys", user=self.jana.person, shown=keys()["shown"], forSchool=True)

    def reads_all(self, tablet):
        self.eventually(lambda: self.texts(tablet, self.klass) == self.said, deadline=180)

    def test_an_honest_one_lets_history_come_back(self):
        """Nothing misbehaves: what was said is readable again."""
        tablet = self.begin_anew()
        self.confirm(tablet)
        self.reads_all(tablet)

    def test_what_it_changes_is_not_taken(self):
        """Harmless: a changed answer is none; what was said comes once it is honest."""
        self.be("changes_what_is_given")
        tablet = self.begin_anew()
        self.confirm(tablet)
        self.struck(2)
        self.assertEqual(self.texts(tablet, self.klass), [])
        self.honest()
        self.reads_all(tablet)

    def test_what_it_keeps_comes_later(self):
        """Harmless: each place says that others bring it, and it comes once the relay hands it out."""
        self.be("keeps_what_is_given")
        tablet = self.begin_anew()
        self.confirm(tablet)
        self.struck(3)
        self.assertEqual(self.texts(tablet, self.klass), [])
        self.honest()
        self.reads_all(tablet)

    def test_a_request_of_its_own_is_not_answered(self):
        """Harmless: members give for the signature of a device in the group alone."""
        self.be("asks_in_a_name", conversation=self.klass, user=self.jana.person, device=self.jana.call("self")["device"])
        self.eventually(lambda: len(self.act()["came"]) >= 2)
        self.assertEqual(set(self.act()["came"]), {"DELETE"})

    def test_another_commitment_proves_nothing(self):
        """Harmless: nothing is shown in such a place, whatever members bring."""
        self.be("changes_commitments", conversation=self.klass, victims=[self.jana.person])
        tablet = self.begin_anew()
        self.struck(len(self.said))
        self.confirm(tablet)
        self.eventually(lambda: "prove nothing" in (self.folder / "clients.log").read_text(errors="replace"), deadline=180)
        self.assertEqual(self.texts(tablet, self.klass), [])


if __name__ == "__main__":
    scene.world.main()
