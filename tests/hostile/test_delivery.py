# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that loses, doubles, moves, changes and invents what people write: what they see of it."""
import time

import scene

YEAR = 365 * 86_400_000
WEEK = 7 * 86_400_000


class Delivery(scene.Scene):
    @classmethod
    def gather(cls):
        cls.ada = cls.join("Ada", "staff")
        cls.jana = cls.join("Jana")
        cls.luis = cls.join("Luis")
        cls.nora = cls.join("Nora")
        cls.tell_that_all_is_too_old()

    @classmethod
    def tell_that_all_is_too_old(cls):
        """To Nora, once; her computer looks a minute later, when another test asks what came of it."""
        cls.kept = cls.ada.call("createGroup", title="Kept?", users=[cls.nora.person])["conversation"]
        cls.ada.call("send", conversation=cls.kept, text="keep this")
        cls.nora.wait_for("message", text="keep this")
        cls.hostile.do("be", way="says_that_all_is_too_old", user=cls.nora.person)
        cls.nora.events.clear()
        cls.hostile.do("cut", user=cls.nora.person)
        cls.nora.wait_event("linkStatusChanged", state="upToDate")
        cls.too_old = cls.hostile.do("struck")["struck"]
        cls.told = cls.nora.call("self").get("shorterKeeping")  # until she is told the truth
        cls.told_at = time.monotonic()
        cls.hostile.do("honest")

    def both(self):
        return self.group(self.ada, self.jana)

    def assert_shown(self, client, where, *texts):
        self.assertEqual(self.shown(client, where), [*self.started(self.ada, self.jana), *texts])

    def eventually_shown(self, client, where, *texts):
        wanted = [*self.started(self.ada, self.jana), *texts]
        try:
            self.eventually(lambda: self.shown(client, where) == wanted)
        except AssertionError:
            self.assertEqual(self.shown(client, where), wanted)

    def test_an_honest_one_passes_everything_on(self):
        """Nothing misbehaves: the conversation is as it would be without anybody between, so what other tests see is the way's."""
        where = self.group(self.ada, self.jana, self.luis)
        self.say(self.jana, where, "and here I am", self.ada, self.luis)
        self.cut(self.ada, self.jana)
        self.say(self.luis, where, "after a while", self.ada, self.jana)
        for client in (self.ada, self.jana, self.luis):
            self.assert_shown(client, where, "and here I am", "after a while")
            self.assertEqual(self.holes(client, where), [])
        self.wait_state(self.jana, "and here I am", "delivered")

    # ---- What arrives

    def test_what_is_not_pushed_is_fetched(self):
        """Harmless: the heads say that there is more, and it is asked for."""
        where = self.both()
        self.be("drops_what_is_pushed", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "not pushed", self.jana)
        self.wait_state(self.ada, "not pushed", "delivered")

    def test_what_is_refused_to_one_member_is_a_hole(self):
        """Seen: by the reader as a hole in the timeline, by the writer in that it never is delivered."""
        where = self.both()
        self.be("withholds_openly", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "withheld")
        self.say(self.ada, where, "after it")
        self.eventually(lambda: self.holes(self.jana, where))
        self.eventually_shown(self.jana, where, "<notYet>")
        self.struck(2)
        self.assertEqual(self.state_of(self.ada, where, "withheld"), "sent")
        self.honest()
        self.eventually_shown(self.jana, where, "withheld", "after it")

    def test_what_is_left_out_as_if_nothing_were_there_is_missed(self):
        """Seen: the writer's next message names it. And the reader's receipt says that nothing was there for them, so that the writer
        does not see it delivered."""
        where = self.both()
        self.be("withholds_as_if_nothing_were_there", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "withheld")
        self.struck()
        self.say(self.ada, where, "after it", self.jana)
        self.eventually_shown(self.jana, where, "<a message is missing>", "after it")
        self.jana.call("markRead", conversation=where, upTo=self.page(self.jana, where)["messages"][-1]["seq"])
        self.say(self.jana, where, "and on", self.ada)
        self.cut(self.ada, self.jana)
        self.say(self.jana, where, "later", self.ada)
        self.assertEqual(self.state_of(self.ada, where, "withheld"), "sent")

    def test_the_last_thing_that_is_left_out_is_not_delivered(self):
        """Harmless: nobody can miss it before its writer goes on, and its writer sees that it did not arrive, whatever else did."""
        where = self.group(self.ada, self.jana, self.luis)
        self.be("withholds_as_if_nothing_were_there", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "withheld", self.luis)
        self.struck()
        self.say(self.luis, where, "by another", self.ada, self.jana)
        self.eventually(lambda: self.delivered_to(where, "withheld") == {self.luis.person})
        self.say(self.jana, where, "and on", self.ada)
        self.cut(self.ada, self.jana)
        self.assertEqual(self.delivered_to(where, "withheld"), {self.luis.person})

    def test_what_is_left_out_and_numbered_over_is_missed(self):
        """Seen: numbers are the relay's, and each message names the one before it."""
        where = self.both()
        self.be("leaves_out", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "left out")
        self.struck()
        self.say(self.ada, where, "after it", self.jana)
        self.assertEqual(self.holes(self.jana, where), [])
        self.eventually_shown(self.jana, where, "<a message is missing>", "after it")

    def test_who_is_shut_off_is_seen_not_to_get_anything(self):
        """Seen: what others write never is delivered. Nothing is shown to the one who gets nothing, and nothing wrong either."""
        where = self.group(self.ada, self.jana, self.luis)
        self.be("withholds_everything", user=self.jana.person)
        self.say(self.ada, where, "to everybody", self.luis)
        self.struck()
        self.assertEqual(self.state_of(self.ada, where, "to everybody"), "sent")
        self.eventually(lambda: self.delivered_to(where, "to everybody") == {self.luis.person})
        self.assert_shown(self.jana, where)
        self.honest()
        self.jana.wait_for("message", text="to everybody")

    def delivered_to(self, where, text):
        [message] = [m["message"] for m in self.page(self.ada, where)["messages"] if m["text"] == text]
        return {r["user"] for r in self.ada.call("receipts", message=message)["receipts"] if r["deliveredAt"]}

    def test_a_lost_answer_neither_loses_nor_doubles_a_message(self):
        """Harmless: it is sent again under its id, and shown once."""
        where = self.both()
        self.be("drops_acks", conversation=where, victims=[self.ada.person])
        self.say(self.ada, where, "answered to nobody", self.jana)
        self.assertEqual(self.state_of(self.ada, where, "answered to nobody"), "sending")
        self.cut(self.ada)
        self.wait_state(self.ada, "answered to nobody", "sent", "delivered")
        self.say(self.ada, where, "next", self.jana)
        for client in (self.ada, self.jana):
            self.assert_shown(client, where, "answered to nobody", "next")

    def test_what_comes_twice_is_shown_once(self):
        """Harmless."""
        where = self.both()
        self.be("doubles", conversation=where)
        self.say(self.ada, where, "one", self.jana)
        self.say(self.jana, where, "two", self.ada)
        for client in (self.ada, self.jana):
            self.assert_shown(client, where, "one", "two")

    def test_what_comes_out_of_order_is_shown_in_order(self):
        """Harmless: what comes early waits for what lies below it."""
        where = self.both()
        self.be("reorders", conversation=where, victims=[self.jana.person])
        for text in ("one", "two", "three", "four"):
            self.say(self.ada, where, text)
        self.struck(2)
        self.eventually_shown(self.jana, where, "one", "two", "three", "four")

    # ---- What was not said

    def test_an_old_message_that_comes_as_a_new_one_is_not_shown_again(self):
        """Seen: something stands there that cannot be read. What it says is not shown twice."""
        where = self.both()
        self.be("replays_as_new", conversation=where, victims=[self.jana.person])
        self.act()
        self.eventually_shown(self.jana, where, "<damaged>")
        self.say(self.ada, where, "and on", self.jana)
        self.eventually_shown(self.jana, where, "<damaged>", "and on")

    def test_an_old_message_that_comes_under_another_number_is_shown_once(self):
        """Harmless: it is the same message, and stands where it stood."""
        where = self.both()
        self.be("replays_under_another_number", conversation=where, victims=[self.jana.person])
        self.act()
        self.say(self.ada, where, "and on", self.jana)
        self.assert_shown(self.jana, where, "and on")

    def test_what_was_said_elsewhere_is_not_shown_here(self):
        """Seen: something stands there that cannot be read; what was said elsewhere is not shown."""
        source, where = self.both(), self.both()
        self.say(self.ada, source, "meet me at the gate", self.jana)
        self.be("moves_to_another_conversation", conversation=where, victims=[self.jana.person], source=source)
        self.act()
        self.eventually_shown(self.jana, where, "<damaged>")
        self.say(self.ada, where, "and on", self.jana)
        self.assert_shown(self.jana, where, "<damaged>", "and on")

    def test_a_changed_byte_is_seen(self):
        """Seen: in the message's place it says that it is damaged. What comes after it is read."""
        where = self.both()
        self.be("changes_a_byte", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "no")
        self.say(self.ada, where, "yes", self.jana)
        self.assert_shown(self.jana, where, "<damaged>", "yes")

    def test_another_sender_is_seen(self):
        """Seen: what is not from who the relay says is not shown, in its place it says so."""
        where = self.group(self.ada, self.jana, self.luis)
        self.be("changes_the_sender", conversation=where, victims=[self.jana.person], sender=self.luis.person)
        self.say(self.ada, where, "Luis would never say this")
        self.say(self.ada, where, "yes", self.jana)
        self.assert_shown(self.jana, where, "<refused>", "yes")

    def test_another_device_of_the_sender_is_seen(self):
        """Seen, as another sender."""
        where = self.both()
        self.be("changes_the_sender", conversation=where, victims=[self.jana.person], device=self.luis.call("self")["device"])
        self.say(self.ada, where, "from whom?")
        self.say(self.ada, where, "yes", self.jana)
        self.assert_shown(self.jana, where, "<refused>", "yes")

    def test_words_are_not_put_into_ones_own_mouth(self):
        """Seen: this computer knows what it wrote. It takes this for an older copy of its own disk, says so, and comes in anew; what was
        to be its own is not shown."""
        vera = self.join("Vera")  # who was told nothing of the kind before
        where = self.group(self.ada, vera)
        self.be("changes_the_sender", conversation=where, victims=[vera.person], sender=vera.person, device=vera.call("self")["device"])
        self.say(self.ada, where, "Vera would never say this")
        vera.wait_event("olderStoreFound")
        self.honest()
        self.assertNotIn("Vera would never say this", self.shown(vera, where))
        self.eventually(lambda: self.readers(vera, where) == {self.ada.person: 1, vera.person: 1})
        self.say(vera, where, "back again", self.ada)
        self.say(self.ada, where, "welcome back", vera)

    def test_another_time_is_seen(self):
        """Seen: its writer's word on when it was stands beside it, where the two differ. Order does not follow times."""
        where = self.both()
        self.be("changes_the_time", conversation=where, victims=[self.jana.person], by=-YEAR)
        self.say(self.ada, where, "last year?", self.jana)
        self.say(self.ada, where, "now", self.jana)
        self.assert_shown(self.jana, where, "last year?", "now")
        told, true = ([m for m in self.page(c, where)["messages"] if m["text"] == "last year?"] for c in (self.jana, self.ada))
        self.assertEqual(told[0]["time"], true[0]["time"] - YEAR)
        self.assertLess(abs(told[0]["written"] - true[0]["time"]), 60_000)

    # ---- Numbers

    def test_a_hole_in_the_numbers_is_shown_and_nothing_is_sealed_meanwhile(self):
        """Seen: as a hole, and in that what is written waits, since the hole may hold a change of who reads."""
        where, elsewhere = self.both(), self.group(self.ada, self.luis)
        self.be("leaves_a_hole", conversation=where)
        self.act()
        self.eventually(lambda: self.holes(self.ada, where))
        self.ada.call("send", conversation=where, text="waits")
        self.assert_held_back(self.ada, where, "waits", elsewhere)

    def test_the_second_of_two_messages_with_one_number_is_missed(self):
        """Seen: it is dropped, and its writer's next message names it. The first one stays what it was."""
        where = self.both()
        self.be("gives_one_number_twice", conversation=where, victims=[self.jana.person])
        self.say(self.ada, where, "first", self.jana)
        self.say(self.ada, where, "second")
        self.struck()
        self.say(self.ada, where, "third")
        self.eventually_shown(self.jana, where, "first", "<a message is missing>", "third")

    def test_a_head_that_is_too_high_stops_what_is_written(self):
        """Seen: what is written waits, and it says that something is missing. It goes on when that is cleared up."""
        where, elsewhere = self.both(), self.group(self.ada, self.luis)
        self.be("claims_a_higher_head", conversation=where, victims=[self.ada.person])
        self.act()
        self.let_pass(self.ada, elsewhere)
        self.ada.call("send", conversation=where, text="waits")
        self.eventually(lambda: self.holes(self.ada, where))
        self.assert_held_back(self.ada, where, "waits", elsewhere)
        self.honest()
        for number in range(4):
            self.say(self.jana, where, f"what was claimed, {number}", self.ada)
        self.jana.wait_for("message", text="waits", conversation=where)
        self.assertEqual(self.holes(self.ada, where), [])

    # ---- What is said of own messages

    def test_an_invented_receipt_says_nothing(self):
        """Harmless: it counts by the signature of a device of theirs, for what stands in that place and nothing else. What they confirm
        themselves counts afterwards."""
        where, other = self.group(self.ada, self.jana, self.luis), self.group(self.ada, self.luis, self.jana)
        for here in (where, other):
            self.say(self.ada, here, f"to all in {here}", self.jana, self.luis)
            self.wait_state(self.ada, f"to all in {here}", "delivered")
        self.be("invents_receipts", conversation=where, victims=[self.ada.person], shut_off=self.jana.person)
        self.say(self.ada, where, "read by nobody", self.luis)
        self.eventually(lambda: self.delivered_to(where, "read by nobody") == {self.luis.person})
        for proof in ("none", "own", "old", "elsewhere"):
            with self.subTest(proof):
                for kind in ("delivered", "read"):
                    self.act(user=self.jana.person, kind=kind, proof=proof)
                self.say(self.luis, other, f"after {proof}", self.ada)
                self.cut(self.ada)
                self.assertEqual(self.state_of(self.ada, where, "read by nobody"), "sent")
                self.assertEqual(self.delivered_to(where, "read by nobody"), {self.luis.person})
        self.honest()
        self.cut(self.jana)
        self.eventually(lambda: "read by nobody" in self.shown(self.jana, where))
        self.eventually(lambda: self.state_of(self.ada, where, "read by nobody") == "delivered")

    def test_what_was_delivered_is_not_shown_as_read(self):
        """Harmless: which of the two it is, is signed too."""
        where = self.both()
        self.say(self.ada, where, "delivered", self.jana)
        self.wait_state(self.ada, "delivered", "delivered")
        self.be("invents_receipts", conversation=where, victims=[self.ada.person])
        self.act(user=self.jana.person, kind="read", proof="turned")
        self.say(self.jana, where, "and on", self.ada)
        self.cut(self.ada)
        self.assertEqual(self.state_of(self.ada, where, "delivered"), "delivered")

    def test_a_receipt_beyond_the_end_says_nothing_of_what_is_written_later(self):
        """Harmless: nobody has signed what is not there."""
        where = self.both()
        self.say(self.ada, where, "written before", self.jana)
        self.wait_state(self.ada, "written before", "delivered")
        self.be("invents_receipts", conversation=where, victims=[self.ada.person])
        for proof in ("none", "own", "old"):
            self.act(user=self.jana.person, kind="read", beyond=1, proof=proof)
            self.act(user=self.jana.person, kind="read", beyond=50, proof=proof)
        self.say(self.ada, where, "written after it was read", self.jana)
        self.wait_state(self.ada, "written after it was read", "delivered")
        self.cut(self.ada)
        self.assertEqual(self.state_of(self.ada, where, "written after it was read"), "delivered")

    def test_nothing_is_read_in_ones_own_name(self):
        """Harmless: what was read on another device only that device can say."""
        where = self.both()
        self.say(self.jana, where, "not read yet", self.ada)
        self.wait_state(self.jana, "not read yet", "delivered")
        unread = self.unread(self.ada, where)
        self.assertGreater(unread, 0)
        self.be("invents_receipts", conversation=where, victims=[self.ada.person])
        for proof in ("none", "own", "old"):
            self.act(user=self.ada.person, kind="read", proof=proof)
        self.say(self.jana, where, "nor this", self.ada)
        self.cut(self.ada)
        self.assertEqual(self.unread(self.ada, where), unread + 1)

    def unread(self, client, where):
        [unread] = [c["unread"] for c in client.call("conversations")["conversations"] if c["conversation"] == where]
        return unread

    def test_a_receipt_of_somebody_else_says_nothing(self):
        """Harmless: only members count."""
        where = self.both()
        self.be("withholds_everything", user=self.jana.person)
        self.say(self.ada, where, "read by a stranger")
        self.struck()
        self.be("invents_receipts", conversation=where, victims=[self.ada.person])
        self.act(user=self.luis.person, kind="read")
        self.wait_state(self.ada, "read by a stranger", "sent")
        self.cut(self.luis)
        self.assertEqual(self.state_of(self.ada, where, "read by a stranger"), "sent")
        self.assertEqual(self.delivered_to(where, "read by a stranger"), set())

    def test_what_is_thrown_away_is_never_delivered(self):
        """Seen: it stays at sent, and is not delivered to anybody."""
        where = self.both()
        self.be("acks_without_storing", conversation=where, victims=[self.ada.person])
        self.say(self.ada, where, "thrown away")
        self.wait_state(self.ada, "thrown away", "sent")
        self.cut(self.ada, self.jana)
        self.assertEqual(self.state_of(self.ada, where, "thrown away"), "sent")
        self.assertEqual(self.delivered_to(where, "thrown away"), set())
        self.assert_shown(self.jana, where)

    def test_another_number_in_the_answer_is_a_hole(self):
        """Seen: as a hole below the own message, and nothing more is sealed until it is cleared up. Everybody else has it in its place."""
        where = self.both()
        self.be("acks_another_number", conversation=where, victims=[self.ada.person])
        self.say(self.ada, where, "displaced", self.jana)
        self.struck()
        self.eventually(lambda: self.holes(self.ada, where))
        self.assert_shown(self.ada, where, "displaced")
        self.assert_shown(self.jana, where, "displaced")

    def test_an_invented_refusal_is_told_and_can_be_tried_again(self):
        """Seen: the message has failed, and says why. Tried again, it goes."""
        for code in ("forbidden", "invalid", "too_large", "conflict"):
            with self.subTest(code):
                where = self.both()
                self.be("refuses_messages", conversation=where, code=code)
                message = self.say(self.ada, where, code)
                self.wait_state(self.ada, code, "failed")
                self.assertEqual(self.state_of(self.ada, where, code), ("failed", code))
                self.assertNotIn(code, self.shown(self.jana, where))
                self.honest()
                self.ada.call("retry", message=message)
                self.jana.wait_for("message", text=code)

    def test_a_refusal_that_may_pass_costs_time_alone(self):
        """Harmless: it is tried again, and shown once."""
        for code in ("unavailable", "rate_limited", "internal", "stale_epoch"):
            with self.subTest(code):
                where = self.both()
                self.be("refuses_messages", conversation=where, code=code, most=1)
                self.say(self.ada, where, f"after {code}", self.jana)
                self.assert_shown(self.jana, where, f"after {code}")
                self.honest()

    # ---- Time and backups

    def test_a_backup_that_was_none_takes_nothing_away(self):
        """Harmless: what was there is kept, in order and once; own messages are offered again."""
        where = self.both()
        for n in range(3):
            self.say(self.ada, where, f"a{n}", self.jana)
            self.say(self.jana, where, f"j{n}", self.ada)
        everything = sorted(self.shown(self.jana, where))
        self.be("claims_to_be_restored", conversation=where, victims=[self.jana.person], kept=4)
        self.cut(self.jana)
        self.struck()
        self.eventually(lambda: sorted(self.shown(self.jana, where)) == everything)
        self.say(self.jana, where, "after it", self.ada)
        self.say(self.ada, where, "good", self.jana)
        self.assertEqual(sorted(self.shown(self.ada, where)), sorted([*everything, "after it", "good"]))

    def test_what_is_said_to_be_too_old_is_kept(self):
        """Seen: that messages are to be kept for a day is told, and holds a week later. Harmless: ten years have not passed."""
        self.assertGreater(self.too_old, 0)
        self.assertEqual(self.told["days"], 1)
        self.assertGreater(self.told["from"], self.nora.call("page", conversation=self.kept, limit=1)["messages"][0]["time"] + WEEK)
        with self.assertRaises(AssertionError):
            looked = self.told_at + 75 - time.monotonic()
            self.eventually(lambda: "keep this" not in self.shown(self.nora, self.kept), max(1, looked))

    def test_another_time_of_day_is_told(self):
        """Seen: it says that this computer's clock differs from the relay's."""
        self.be("lies_about_the_time", user=self.luis.person, by=3_600_000)
        self.cut(self.luis)
        self.eventually(lambda: self.luis.call("linkStatus").get("clock") == "slow")
        self.honest()
        self.cut(self.luis)
        self.eventually(lambda: "clock" not in self.luis.call("linkStatus"))

    # ---- Conversations

    def test_who_is_said_to_have_left_sees_it_and_writes_to_nobody(self):
        """Seen: as a conversation that one has left. Nothing more is written into it."""
        where = self.both()
        self.be("says_that_somebody_left", conversation=where, victims=[self.jana.person])
        self.cut(self.jana)
        self.eventually(lambda: [c["left"] for c in self.jana.call("conversations")["conversations"]
                                 if c["conversation"] == where] == [True])
        self.honest()
        self.cut(self.jana)
        self.say(self.ada, where, "come back", self.jana)

    def test_a_name_that_nobody_gave_is_not_somebodys(self):
        """Seen, as what it is: a line says how the conversation is called now, and names nobody."""
        where = self.both()
        self.be("invents_a_rename", conversation=where, victims=[self.jana.person])
        self.act(actor=self.ada.person, title="Headmaster's office")
        self.eventually_shown(self.jana, where, "<renamed>")
        [line] = [m for m in self.page(self.jana, where)["messages"] if m.get("what") == "renamed"]
        self.assertFalse(set(line["sender"]) - set("0-"))


if __name__ == "__main__":
    scene.main()
