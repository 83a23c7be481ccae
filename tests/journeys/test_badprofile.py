# SPDX-License-Identifier: GPL-3.0-or-later
"""A client whose store, key or disk is not as it left them: it says which, keeps what is there, and replaces nothing
before it is told to."""
import shutil
import time
import unittest

import damage
import world
from world import Failed, Journey

WRITTEN = ["Does Mila need money?", "No, it is paid.", "Thank you!"]


class BadProfile(Journey):
    breaks_disks = True

    config = world.GENEROUS

    def setUp(self):
        super().setUp()
        self.ada, self.jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        self.direct = self.jana.call("createDirect", user=self.ada.person)["conversation"]
        for writer, reader, text in zip((self.jana, self.ada, self.jana), (self.ada, self.jana, self.ada), WRITTEN):
            writer.call("send", conversation=self.direct, text=text)
            reader.wait_for("message", text=text)
            writer.wait_for("outboxEmpty")
        self.store = self.jana.profile / "store.sqlite"
        self.key = self.jana.profile / "secrets.sealed"

    def close_jana(self):
        self.jana.quit()
        return damage.contents(self.jana.profile)

    def start_jana(self, state, code=None):
        """Starts to that state, and sees why."""
        self.jana.events.clear()
        self.jana.start()
        self.jana.open(state)
        why = self.jana.heard("stateChanged", state=state)[-1].get("why")
        self.assertEqual(why and why["code"], code)

    def assert_untouched(self, before):
        self.assertEqual(damage.contents(self.jana.profile), before)

    def assert_all_is_there(self):
        self.jana.wait_for("state", state="ready")
        self.assertEqual(self.texts(self.jana, self.direct), WRITTEN)

    def sign_in_again(self):
        self.jana.call("signIn", userName=self.jana.user_name, password=self.jana.password, deviceName="again")
        self.jana.wait_for("state", state="needsLink")
        self.jana.call("beginAnew")
        self.jana.wait_for("state", state="ready")
        self.jana.wait_for("upToDate")

    # ---- The store

    def test_a_store_that_cannot_be_read_is_told_and_never_replaced_by_itself(self):
        self.close_jana()
        whole = self.jana.profile.with_name("whole")
        shutil.copytree(self.jana.profile, whole)
        for name, spoil in (
                ("header", lambda: damage.garble(self.store, 0)),
                ("page in the middle", lambda: damage.garble(self.store, 32768, 4096)),
                ("cut", lambda: damage.cut(self.store, 16384)),
                ("emptied", lambda: damage.cut(self.store, 0)),
                ("a letter", lambda: self.store.write_text("Dear school, " * 500)),
        ):
            with self.subTest(name):
                spoil()
                before = damage.contents(self.jana.profile)
                self.start_jana("storeUnreadable", "corrupt")
                for refused in ({"do": "signIn", "userName": "x", "password": "y"}, {"do": "signOut"}):
                    with self.assertRaises(Failed) as refusal:
                        self.jana.call(**refused)
                    self.assertEqual(refusal.exception.code, "conflict")
                self.jana.open("storeUnreadable")
                self.jana.quit()
                self.assert_untouched(before)
                shutil.copyfile(whole / "store.sqlite", self.store)
        self.start_jana("ready")
        self.assert_all_is_there()

    def test_a_damaged_store_is_set_aside_when_asked_and_it_goes_on_anew(self):
        self.close_jana()
        damage.garble(self.store, 0)
        damaged = damage.contents(self.jana.profile)["store.sqlite"]
        self.start_jana("storeUnreadable", "corrupt")
        aside = self.jana.call("setStoreAside")["path"]
        self.assertRegex(aside, rf"^{self.jana.profile}/aside-\d{{8}}-\d{{6}}\.sqlite$")
        self.jana.wait_for("state", state="needsSignIn")
        self.sign_in_again()
        self.assert_it_goes_on_anew()
        self.assertEqual(damage.contents(self.jana.profile)[aside.rsplit("/", 1)[1]], damaged)

    def test_a_newer_store_is_told_and_not_even_set_aside(self):
        self.close_jana()
        damage.SealedStore(world.BIN, self.jana).make_newer()
        before = damage.contents(self.jana.profile)
        self.start_jana("storeNewer", "newer_version")
        with self.assertRaises(Failed) as refusal:
            self.jana.call("setStoreAside")
        self.assertEqual(refusal.exception.code, "conflict")
        self.jana.quit()
        self.assert_untouched(before)

    def test_a_store_that_another_tool_holds_is_waited_for(self):
        self.close_jana()
        with damage.SealedStore(world.BIN, self.jana).held():
            self.start_jana("storeBusy", "locked")
            with self.assertRaises(Failed):
                self.jana.call("setStoreAside")
        self.jana.open("ready")
        self.assert_all_is_there()

    def test_a_second_start_with_the_same_profile_is_refused_and_the_first_goes_on(self):
        second = world.client_like(self.jana).start()
        self.running.append(second)
        second.open("storeBusy")
        self.assertEqual(second.heard("stateChanged", state="storeBusy")[-1]["why"],
                         {"code": "locked", "detail": "another program has this profile open"})
        self.jana.call("send", conversation=self.direct, text="still me")
        self.ada.wait_for("message", text="still me")

    def assert_it_goes_on_anew(self):
        """What was said to the device that is gone stays closed, and says so; what is said from now on opens."""
        def missing():
            page = self.jana.call("page", conversation=self.direct, limit=500)
            return [m["missing"] for m in page["messages"] if m["kind"] == "unreadable"]
        self.eventually(lambda: missing() == ["beforeThisDevice"] * len(WRITTEN))
        self.eventually(lambda: self.jana.call("readers", conversation=self.direct)["secrecy"] == "sealed")
        self.ada.call("send", conversation=self.direct, text="welcome back")
        # Jana has other keys than before: what is written to her waits until somebody is sure that it is her.
        self.eventually(lambda: self.ada.call("personKeys", user=self.jana.person)["isInDoubt"])
        self.assertEqual(self.texts(self.jana, self.direct), [])
        self.ada.call("confirmKeys", user=self.jana.person,
                      shown=self.ada.call("personKeys", user=self.jana.person)["shown"])
        self.eventually(lambda: self.texts(self.jana, self.direct) == ["welcome back"])
        self.jana.call("send", conversation=self.direct, text="here again")
        self.ada.wait_for("message", conversation=self.direct, text="here again")

    # ---- The key

    def test_a_lost_key_is_told_and_the_store_waits_for_it(self):
        self.close_jana()
        kept = self.key.read_bytes()
        self.key.unlink()
        before = damage.contents(self.jana.profile)
        self.start_jana("keyLost", "key_missing")
        self.jana.quit()
        self.assert_untouched(before)
        self.key.write_bytes(kept)
        self.start_jana("ready")
        self.assert_all_is_there()

    def test_a_damaged_key_is_told_and_set_aside_with_the_store_only_when_asked(self):
        self.close_jana()
        damage.garble(self.key, 0, 4)
        before = damage.contents(self.jana.profile)
        self.start_jana("keyLost", "corrupt")
        self.assert_untouched(before)
        aside = self.jana.call("setStoreAside")["path"]
        self.jana.wait_for("state", state="needsSignIn")
        after = damage.contents(self.jana.profile)
        name = aside.rsplit("/", 1)[1]
        self.assertEqual(after[name], before["store.sqlite"])
        self.assertEqual(after[name.replace(".sqlite", ".sealed")], before["secrets.sealed"])
        self.sign_in_again()
        self.assert_it_goes_on_anew()

    def test_the_key_of_another_profile_does_not_open_this_store(self):
        self.close_jana()
        self.ada.quit()
        shutil.copyfile(self.ada.profile / "secrets.sealed", self.key)
        shutil.copyfile(self.ada.passphrase_file, self.jana.passphrase_file)
        before = damage.contents(self.jana.profile)
        self.start_jana("keyLost", "key_mismatch")
        self.jana.quit()
        self.assert_untouched(before)

    def test_a_wrong_passphrase_is_told_and_may_be_tried_again(self):
        before = self.close_jana()
        kept = self.jana.passphrase_file.read_text()
        self.jana.passphrase_file.write_text("not the passphrase\n")
        self.start_jana("needsPassphrase")
        told = self.jana.wait_event("unlockFailed")
        self.assertEqual((told["code"], told["detail"]), ("locked", "wrong passphrase"))
        self.assert_untouched(before)
        self.jana.call("unlock", passphrase=kept.strip())
        self.assert_all_is_there()

    def test_a_forgotten_passphrase_is_set_aside_with_its_store_when_asked(self):
        self.close_jana()
        self.jana.passphrase_file.write_text("not the passphrase\n")
        before = damage.contents(self.jana.profile)
        self.start_jana("needsPassphrase")
        self.jana.wait_event("unlockFailed")
        aside = self.jana.call("setStoreAside")["path"]
        after = damage.contents(self.jana.profile)
        name = aside.rsplit("/", 1)[1]
        self.assertEqual(after[name], before["store.sqlite"])
        self.assertEqual(after[name.replace(".sqlite", ".sealed")], before["secrets.sealed"])
        # What lies in the file is now the new one.
        self.jana.wait_for("state", state="needsSignIn")
        self.sign_in_again()
        self.assert_it_goes_on_anew()

    def test_an_older_copy_of_the_store_is_told_and_talks_on(self):
        self.close_jana()
        older = self.jana.profile.with_name("older")
        shutil.copytree(self.jana.profile, older)
        self.start_jana("ready")
        self.jana.wait_for("upToDate")
        self.jana.call("send", conversation=self.direct, text="after the copy")
        self.ada.wait_for("message", text="after the copy")
        self.close_jana()
        for path in self.jana.profile.glob("store.sqlite*"):
            path.unlink()
        for path in older.glob("store.sqlite*"):
            shutil.copyfile(path, self.jana.profile / path.name)
        self.start_jana("ready")
        self.jana.wait_event("olderStoreFound")
        self.eventually(lambda: self.jana.call("readers", conversation=self.direct)["secrecy"] == "sealed")
        self.jana.call("send", conversation=self.direct, text="here again")
        self.ada.wait_for("message", text="here again")
        self.ada.call("send", conversation=self.direct, text="good to know")
        self.jana.wait_for("message", text="good to know")
        self.assertEqual(self.texts(self.jana, self.direct), [*WRITTEN, "here again", "good to know"])
        page = self.jana.call("page", conversation=self.direct, limit=500)["messages"]
        self.assertEqual([m["missing"] for m in page if m["kind"] == "unreadable"], ["withoutThisDevice"])

    def test_who_was_taken_out_before_they_came_in_waits_for_nothing(self):
        tom = self.join("Tom Okafor")
        self.jana.quit()
        group = self.ada.call("createGroup", title="Trip", users=[self.jana.person, tom.person])["conversation"]
        self.ada.call("send", conversation=group, text="who comes along?")
        tom.wait_for("message", text="who comes along?")
        self.ada.call("removeMember", conversation=group, user=self.jana.person)
        self.start_jana("ready")
        self.jana.wait_for("upToDate")

        def missing():
            page = self.jana.call("page", conversation=group, limit=500)["messages"]
            return [m["missing"] for m in page if m["kind"] == "unreadable"]
        self.eventually(lambda: missing() == ["withoutThisDevice"], 30)

    # ---- The disk

    def on_a_disk_that_may_refuse(self):
        """Starts Jana's client on one."""
        disk = damage.Disk(world.DISKFAULT, self.jana.profile)
        self.jana.quit()
        self.jana.env = disk.env
        return disk

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_a_disk_that_refuses_at_the_start_is_told_and_tried_again(self):
        disk = self.on_a_disk_that_may_refuse()
        before = damage.contents(self.jana.profile)
        for how, state, code in (("full", "diskFull", "disk_full"), ("write-fails", "diskTrouble", "disk")):
            with self.subTest(how):
                disk.refuse(how)
                self.start_jana(state, code)
                with self.assertRaises(Failed):
                    self.jana.call("setStoreAside")
                self.assert_untouched(before)
                disk.recover()
                self.jana.open("ready")
                self.assert_all_is_there()
                self.jana.quit()
                before = damage.contents(self.jana.profile)

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_what_cannot_be_written_down_is_not_sent(self):
        disk = self.on_a_disk_that_may_refuse()
        self.start_jana("ready")
        self.jana.wait_for("upToDate")
        for how, code in (("full", "disk_full"), ("write-fails", "disk"), ("sync-fails", "disk")):
            with self.subTest(how):
                disk.refuse(how)
                with self.assertRaises(Failed) as refusal:
                    self.jana.call("send", conversation=self.direct, text=f"refused: {how}")
                self.assertEqual(refusal.exception.code, code)
                self.assertEqual(self.jana.wait_event("storeFailed", code=code)["code"], code)
                disk.recover()
                self.eventually(lambda h=how: self.jana.call("send", conversation=self.direct, text=f"again: {h}"), 20)
                self.ada.wait_for("message", text=f"again: {how}")
        expected = WRITTEN + ["again: full", "again: write-fails", "again: sync-fails"]
        for client in (self.ada, self.jana):
            self.assertEqual(self.texts(client, self.direct), expected)

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_what_cannot_be_written_down_is_not_confirmed_and_comes_once_there_is_room(self):
        disk = self.on_a_disk_that_may_refuse()
        self.start_jana("ready")
        self.jana.wait_for("upToDate")
        texts = [f"while it was full {number}" for number in range(5)]
        disk.refuse("full")
        for text in texts:
            self.ada.call("send", conversation=self.direct, text=text)
        self.jana.wait_event("storeFailed", code="disk_full")
        self.ada.wait_for("outboxEmpty")
        time.sleep(1.0)  # time in which a false confirmation would come
        states = {m["text"]: m["state"] for m in self.ada.call("page", conversation=self.direct)["messages"]}
        self.assertEqual({states[text] for text in texts}, {"sent"})
        self.assertEqual(self.jana.heard("messageAdded", text=texts[0]), [])
        disk.recover()
        self.eventually(lambda: self.texts(self.jana, self.direct) == WRITTEN + texts, 30)
        self.wait_state(self.ada, texts[-1], "delivered")

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_a_client_that_dies_on_a_full_disk_loses_nothing(self):
        disk = self.on_a_disk_that_may_refuse()
        self.start_jana("ready")
        self.jana.wait_for("upToDate")
        self.relay.stop()
        self.jana.call("send", conversation=self.direct, text="before it was full")
        disk.refuse("full")
        self.relay.start()
        self.ada.call("send", conversation=self.direct, text="while it was full")
        self.jana.wait_event("storeFailed")
        self.jana.kill()
        disk.recover()
        self.start_jana("ready")
        self.jana.wait_for("outboxEmpty")
        expected = sorted([*WRITTEN, "before it was full", "while it was full"])
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: sorted(self.texts(c, self.direct)) == expected)


if __name__ == "__main__":
    world.main()
