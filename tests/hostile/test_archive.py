# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves with a person's archive: with what it says of it, with what it hands out, with what it is brought."""
import scene


class Archive(scene.Scene):
    parents = computers = 0

    @classmethod
    def gather(cls):
        cls.ada = cls.join("Ada", "staff")

    def setUp(self):
        """Jana, whose archive has a segment a talk."""
        super().setUp()
        type(self).parents += 1
        self.jana = self.join(f"Jana {self.parents}")
        self.device = self.jana.call("self")["device"]
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)
        self.said = []
        for _ in range(3):
            self.talk()
            self.save(self.jana)
        self.look(self.jana)

    def talk(self, *others):
        for writer, reader in ((self.ada, self.jana), (self.jana, self.ada)):
            self.said.append(f"{self.parents}: message {len(self.said)}")
            self.say(writer, self.direct, self.said[-1], reader, *others)
        self.jana.wait_for("outboxEmpty")

    def archive(self, client):
        return client.call("recovery")["archive"]

    def save(self, client):
        """Brings there what waits, until all of it is."""
        before = self.archive(client).get("lastSaved", 0)

        def is_saved():
            client.call("saveArchive")
            archive = self.archive(client)
            return archive["waiting"] == 0 and archive.get("lastSaved", 0) > before and "trouble" not in archive
        self.eventually(is_saved, 120)

    def look(self, client):
        """It asks the relay once more where the archive stands."""
        asked = self.times_asked()
        client.call("saveArchive")
        self.eventually(lambda: self.times_asked() > asked)

    def times_asked(self):
        return self.hostile.do("archive", user=self.jana.person)["times"]

    def fresh(self, name="tablet"):
        """Another computer of Jana's, which her first one lets in."""
        type(self).computers += 1
        client = scene.world.Client(self.jana.program, self.folder / f"{name}-{self.computers}", self.hostile.url,
                                    self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName=name)
        client.wait_for("state", state="needsLink")
        self.school.link(self.jana, client)
        client.wait_for("state", state="ready")
        client.wait_for("upToDate")
        return client

    def reads(self, client, texts):
        """Once it shows these, and says of each other place that it was before its time."""
        self.eventually(lambda: [m for m in self.shown(client, self.direct) if m != "<beforeThisDevice>"] == texts, 120)

    def reads_all(self, client):
        self.eventually(lambda: self.shown(client, self.direct) == self.said, 120)

    def in_trouble(self, client, *codes):
        self.eventually(lambda: self.archive(client).get("trouble") in codes)

    def test_an_honest_one_keeps_an_archive(self):
        """Nothing misbehaves: a further computer reads what was said before it came."""
        self.reads_all(self.fresh())

    # ---- What is said of it

    def test_a_new_computer_that_is_shown_an_old_archive_says_what_it_has_not(self):
        """Seen: the places stay empty and say so; they are filled once the relay shows all of it."""
        self.be("shows_an_old_archive", user=self.jana.person, but=self.device)
        tablet = self.fresh()
        self.reads(tablet, self.said[:2])
        self.assertIn("<beforeThisDevice>", self.shown(tablet, self.direct))
        self.honest()
        self.reads_all(tablet)

    def test_a_computer_that_knows_better_brings_an_old_archive_up_to_date(self):
        """Harmless: it brings all of it there anew."""
        self.be("shows_an_old_archive", user=self.jana.person)
        self.look(self.jana)
        self.talk()
        self.save(self.jana)
        self.honest()
        self.reads_all(self.fresh())

    def begin_another_generation(self):
        """As when a relay came back from a backup."""
        self.be("shows_an_old_archive", user=self.jana.person)
        self.look(self.jana)
        self.talk()
        self.save(self.jana)
        self.honest()
        self.look(self.jana)
        self.assertEqual(self.hostile.do("archive", user=self.jana.person)["said"]["present"]["generation"], 2)

    def test_an_older_generation_is_not_taken_for_the_present_one(self):
        """Seen: what is here stays, what waits waits and says why; a new computer's places say that it has not what came since."""
        before = list(self.said)
        self.begin_another_generation()
        self.be("shows_an_older_generation", user=self.jana.person)
        self.look(self.jana)
        self.talk()
        self.jana.call("saveArchive")
        self.in_trouble(self.jana, "conflict", "expired")
        laptop = self.fresh("laptop")
        self.reads(laptop, before)
        self.assertIn("<beforeThisDevice>", self.shown(laptop, self.direct))
        self.assertEqual(self.texts(self.jana, self.direct), self.said)
        self.honest()
        self.reads_all(laptop)
        self.eventually(lambda: self.is_done(self.jana))
        self.reads_all(self.fresh("desktop"))

    def test_an_archive_without_its_beginning_leaves_places_empty(self):
        """Seen: as above; for a relay, it is the same as to have lost it."""
        self.be("cuts_the_beginning", user=self.jana.person, but=self.device, first=3)  # behind a note and a talk
        tablet = self.fresh()
        self.reads(tablet, self.said[2:])
        self.assertIn("<beforeThisDevice>", self.shown(tablet, self.direct))
        self.assertEqual(self.texts(self.jana, self.direct), self.said)

    def test_a_computer_that_knows_of_an_archive_brings_it_there_again(self):
        """Harmless: whoever has it brings all of it there again."""
        self.be("throws_an_archive_away", user=self.jana.person)
        self.look(self.jana)
        self.talk()
        self.save(self.jana)
        self.reads_all(self.fresh())

    def test_an_archive_that_was_kept_back_is_not_replaced_by_less(self):
        """Harmless: what a new computer began is made whole by the one that knew of more."""
        self.be("throws_an_archive_away", user=self.jana.person, but=self.device)
        tablet = self.fresh()
        self.eventually(lambda: self.readers(self.ada, self.direct) == {self.ada.person: 1, self.jana.person: 2})
        self.talk(tablet)
        self.save(tablet)
        self.honest()
        self.save_both(tablet)
        self.reads_all(tablet)

    def save_both(self, tablet):
        """Both have seen where it stands, and brought there what they have."""
        for client in (tablet, self.jana, tablet, self.jana):
            self.look(client)
        for client in (tablet, self.jana):
            self.eventually(lambda client=client: self.archive(client)["waiting"] == 0)

    def test_that_none_is_kept_is_told(self):
        """Seen: it says that messages are on this computer only; all of it is brought there again when the relay says otherwise."""
        self.be("says_that_none_is_kept", user=self.jana.person)
        self.look(self.jana)
        self.eventually(lambda: not self.archive(self.jana)["isKept"])
        self.talk()
        self.honest()
        self.save(self.jana)
        self.assertTrue(self.archive(self.jana)["isKept"])
        self.reads_all(self.fresh())

    def test_a_count_that_cannot_go_on_keeps_nothing_from_getting_there_later(self):
        """Seen: what waits waits, and says why."""
        self.be("counts_to_the_end", user=self.jana.person)
        self.look(self.jana)
        self.talk()
        self.look(self.jana)
        self.in_trouble(self.jana, "invalid", "conflict", "corrupt")
        self.honest()
        self.save(self.jana)
        self.reads_all(self.fresh())

    def test_no_word_of_an_archive_is_told(self):
        """Seen: what waits waits, and says why."""
        self.be("never_speaks_of_an_archive", user=self.jana.person)
        self.talk()
        self.jana.call("saveArchive")
        self.in_trouble(self.jana, "timeout")
        self.honest()
        self.save(self.jana)
        self.reads_all(self.fresh())

    # ---- What is handed out

    def assert_not_taken(self, way, *codes, **more):
        """A new computer shows nothing of it and says that it does not go on; later it does."""
        self.be(way, user=self.jana.person, but=self.device, **more)
        tablet = self.fresh()
        self.in_trouble(tablet, *codes)
        self.reads(tablet, [])
        self.assertTrue(self.archive(tablet)["isRestoring"])
        self.honest()
        self.reads_all(tablet)
        self.eventually(lambda: "trouble" not in self.archive(tablet))

    def test_a_segment_is_missing(self):
        """Seen, and nothing is shown out of its place."""
        self.assert_not_taken("leaves_out_a_segment", "conflict", "corrupt", at=1)

    def test_no_segments_at_all(self):
        """Seen."""
        self.assert_not_taken("gives_no_segments", "corrupt")

    def test_segments_in_another_order(self):
        """Seen."""
        self.assert_not_taken("swaps_segments", "conflict")

    def test_segments_of_somebody_else(self):
        """Seen."""
        self.talk()
        self.save(self.ada)
        self.assert_not_taken("gives_anothers_segments", "conflict", other=self.ada.person)

    def test_segments_of_another_generation(self):
        """Seen."""
        self.begin_another_generation()
        self.assert_not_taken("gives_an_earlier_generation", "conflict")

    def test_a_segment_whose_head_is_changed(self):
        """Seen."""
        self.assert_not_taken("changes_a_segment", "conflict", at=24)

    def test_a_segment_whose_inside_is_changed(self):
        """Seen."""
        self.assert_not_taken("changes_a_segment", "corrupt", at=-1)

    def test_that_keys_are_missing_is_over_when_it_is_over(self):
        """Seen, as long as it is so."""
        self.be("changes_a_segment", user=self.jana.person, but=self.device, at=27)
        tablet = self.fresh()
        self.in_trouble(tablet, "key_missing")
        self.honest()
        self.reads_all(tablet)
        self.eventually(lambda: self.is_done(tablet))

    # ---- What is brought there

    def test_what_is_taken_and_not_stored_is_brought_again(self):
        """Harmless: whoever brought it misses it the next time."""
        self.be("takes_without_storing", user=self.jana.person)
        self.talk()
        self.save(self.jana)
        self.honest()
        self.look(self.jana)
        self.reads_all(self.fresh())

    def test_what_is_never_taken_waits(self):
        """Seen: what waits is counted, and it says why."""
        self.be("always_conflicts", user=self.jana.person)
        self.talk()
        self.jana.call("saveArchive")
        self.in_trouble(self.jana, "conflict")
        self.assertGreater(self.archive(self.jana)["waiting"], 0)
        self.honest()
        self.save(self.jana)
        self.reads_all(self.fresh())

    def test_an_answer_is_lost(self):
        """Harmless: what got there is there once."""
        self.be("loses_an_answer", user=self.jana.person)
        self.talk()
        self.jana.call("saveArchive")
        self.struck()
        self.eventually(lambda: self.is_done(self.jana))
        self.reads_all(self.fresh())

    def test_nobody_may_write(self):
        """Seen: what waits is counted."""
        self.be("grants_no_lease", user=self.jana.person)
        self.talk()
        self.jana.call("saveArchive")
        self.struck(2)
        self.assertGreater(self.archive(self.jana)["waiting"], 0)
        self.honest()
        self.save(self.jana)
        self.reads_all(self.fresh())

    def test_two_may_write_at_once(self):
        """Harmless: segments of both follow one on the other."""
        tablet = self.fresh()
        self.reads_all(tablet)
        self.be("grants_every_lease", user=self.jana.person)
        self.talk(tablet)
        for client in (self.jana, tablet):
            client.call("saveArchive")
        self.struck()
        for client in (self.jana, tablet):
            self.eventually(lambda client=client: self.is_done(client), 180)
        self.reads_all(self.fresh("laptop"))

    def is_done(self, client):
        client.call("saveArchive")
        archive = self.archive(client)
        return archive["waiting"] == 0 and "trouble" not in archive


if __name__ == "__main__":
    scene.main()
