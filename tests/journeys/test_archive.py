# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's history comes to their further computers, and outlives the one that it was on."""
import shutil
import unittest

import world
from world import Journey


class Archive(Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"

    def setUp(self):
        super().setUp()
        self.ada = self.join("Ada", "staff")
        self.jana = self.join("Jana")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        self.ada.wait_event("conversationChanged", conversation=self.direct)
        self.said = []
        self.talk(20)

    def talk(self, count):
        for _ in range(count):
            writer, reader = (self.ada, self.jana) if len(self.said) % 2 else (self.jana, self.ada)
            self.said.append(f"message {len(self.said)}")
            writer.call("send", conversation=self.direct, text=self.said[-1])
            reader.wait_for("message", text=self.said[-1])

    def fresh(self, name, until="needsLink"):
        client = world.Client(self.jana.program, self.folder / name, self.relay.url, self.folder / "clients.log").start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName=name)
        client.wait_for("state", state=until)
        return client

    def link(self, old, fresh):
        found = old.call("findDevice", code=fresh.wait_event("linkOffered")["code"])
        fresh.wait_event("linkOffered", words=found["words"])
        old.call("linkDevice")
        fresh.call("confirmLink")
        fresh.wait_for("state", state="ready")
        fresh.wait_for("upToDate")

    def reads_all(self, client):
        self.eventually(lambda: self.texts(client, self.direct) == self.said)

    def test_a_linked_computer_reads_what_was_said_before_it(self):
        tablet = self.fresh("tablet")
        self.link(self.jana, tablet)
        self.reads_all(tablet)
        self.talk(2)
        self.reads_all(tablet)

    def test_a_laptop_is_lost_and_the_new_one_has_all_of_it_and_locks_the_old_one_out(self):
        desktop = self.fresh("desktop")
        self.link(self.jana, desktop)
        self.reads_all(desktop)
        self.talk(5)
        self.reads_all(desktop)
        self.jana.kill()  # it is gone, and in somebody's hands
        [lost] = [d for d in desktop.call("devices")["devices"] if not d["isThis"]]
        desktop.call("removeDevice", device=lost["device"])
        laptop = self.fresh("laptop")
        self.link(desktop, laptop)
        self.reads_all(laptop)
        self.jana.start()
        self.jana.open("needsSignIn")
        self.ada.call("send", conversation=self.direct, text="not for a thief")
        laptop.wait_for("message", text="not for a thief")
        self.assertNotIn("not for a thief", self.jana.heard("message"))

    def linked(self, name):
        fresh = self.fresh(name)
        self.link(self.jana, fresh)
        self.reads_all(fresh)
        return fresh

    def others(self):
        """Two more computers of Jana's, each of which has read and saved all."""
        desktop, tablet = (self.linked(name) for name in ("desktop", "tablet"))
        return desktop, tablet

    def test_who_was_taken_out_is_out_at_once_and_the_others_go_on_with_another_key(self):
        desktop, tablet = self.others()
        [taken] = [d for d in self.jana.call("devices")["devices"] if d["name"] == "tablet"]
        self.jana.call("removeDevice", device=taken["device"])
        tablet.call("saveArchive")  # it goes on as long as it is let
        tablet.wait_for("state", state="needsSignIn")
        self.talk(4)
        for own in (self.jana, desktop):
            own.wait_for("outboxEmpty")
            own.call("saveArchive")
            self.eventually(lambda own=own: self.is_saved(own))
            self.reads_all(own)
        self.jana.quit()
        laptop = self.fresh("laptop")
        self.link(desktop, laptop)  # by one that did not change the key
        self.reads_all(laptop)
        self.talk_with(desktop, 2)
        self.reads_all(laptop)

    def test_who_takes_one_out_and_dies_leaves_nothing_half_done(self):
        desktop, tablet = self.others()
        [taken] = [d for d in self.jana.call("devices")["devices"] if d["name"] == "tablet"]
        self.jana.call("removeDevice", device=taken["device"])
        self.jana.kill()
        tablet.wait_for("state", state="needsSignIn")
        self.talk_with(desktop, 3)
        desktop.call("saveArchive")
        self.eventually(lambda: self.is_saved(desktop))
        self.jana.events.clear()
        self.jana.start().open("ready")
        self.jana.wait_for("upToDate")
        self.reads_all(self.jana)
        self.talk(2)
        self.jana.call("saveArchive")
        self.eventually(lambda: self.is_saved(self.jana))
        laptop = self.fresh("laptop")
        self.link(self.jana, laptop)
        self.reads_all(laptop)

    def talk_with(self, own, count):
        for _ in range(count):
            self.said.append(f"message {len(self.said)}")
            self.ada.call("send", conversation=self.direct, text=self.said[-1])
            own.wait_for("message", text=self.said[-1])

    def image(self):
        """A month goes on after a copy of Jana's disk was made: with her other computer, in another conversation, too."""
        desktop = self.fresh("desktop")
        self.link(self.jana, desktop)
        self.reads_all(desktop)
        self.jana.quit()
        image = self.jana.profile.with_name("image")
        shutil.copytree(self.jana.profile, image)
        for _ in range(2):  # each start takes another sign-in
            self.jana.events.clear()
            self.jana.start().open("ready")
            self.jana.wait_for("upToDate")
            self.talk(4)
            self.jana.wait_for("outboxEmpty")
            self.jana.quit()
        self.jana.events.clear()
        self.jana.start().open("ready")
        self.jana.wait_for("upToDate")
        self.said.append("by the desktop")
        desktop.call("send", conversation=self.direct, text=self.said[-1])
        self.jana.wait_for("message", text=self.said[-1])
        group = self.ada.call("createGroup", title="Trip", users=[self.jana.person])["conversation"]
        self.eventually(lambda: self.ada.call("readers", conversation=group)["secrecy"] == "sealed")
        self.ada.call("send", conversation=group, text="who comes along?")
        self.jana.wait_for("message", text="who comes along?")
        for own in (self.jana, desktop):
            own.wait_for("outboxEmpty")
            own.call("saveArchive")
            self.eventually(lambda own=own: self.is_saved(own))
        self.jana.quit()
        self.jana.events.clear()
        return desktop, group, image

    def is_saved(self, client):
        archive = client.call("recovery")["archive"]
        return archive["waiting"] == 0 and "lastSaved" in archive

    def all_is_back(self, desktop, group):
        self.jana.wait_event("olderStoreFound")
        self.reads_all(self.jana)
        self.eventually(lambda: self.texts(self.jana, group) == ["who comes along?"])
        self.eventually(lambda: self.jana.call("readers", conversation=self.direct)["secrecy"] == "sealed")
        self.talk(3)
        for client in (self.jana, desktop, self.ada):
            self.reads_all(client)
        self.jana.call("saveArchive")
        self.eventually(lambda: self.is_saved(self.jana))
        laptop = self.fresh("laptop")
        self.link(self.jana, laptop)
        self.reads_all(laptop)
        self.eventually(lambda: self.texts(laptop, group) == ["who comes along?"])

    def test_a_store_from_last_months_disk_image_gets_back_what_was_said_since(self):
        desktop, group, image = self.image()
        for path in self.jana.profile.glob("store.sqlite*"):
            path.unlink()
        for path in image.glob("store.sqlite*"):
            shutil.copyfile(path, self.jana.profile / path.name)
        self.jana.start().open("ready")
        self.all_is_back(desktop, group)

    def test_a_whole_profile_from_last_months_disk_image_signs_in_again_and_has_all_of_it(self):
        desktop, group, image = self.image()
        shutil.rmtree(self.jana.profile)
        shutil.copytree(image, self.jana.profile)
        self.jana.start().open("ready")
        self.jana.wait_for("state", state="needsSignIn")  # that sign-in was used up since
        self.jana.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="again")
        self.jana.wait_for("state", state="ready")
        self.jana.wait_for("upToDate")
        self.all_is_back(desktop, group)


if __name__ == "__main__":
    world.main()
