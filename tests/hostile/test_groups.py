# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that misbehaves with who may read: with changes of groups, ways into them, keys of people, and lists of members."""
import scene


class Groups(scene.Scene):
    @classmethod
    def gather(cls):
        cls.ada = cls.join("Ada", "staff")
        cls.jana = cls.join("Jana")
        cls.luis = cls.join("Luis")
        cls.mallory = cls.join("Mallory", "staff")

    def both(self):
        return self.group(self.ada, self.jana)

    def bring(self, where, who):
        """Ada takes somebody in."""
        self.ada.call("addMembers", conversation=where, users=[who.person])
        who.wait_event("conversationChanged", conversation=where)

    def all_in(self, where, *clients):
        """Everybody reads, and sees the same of it."""
        wanted = {client.person: 1 for client in clients}
        self.eventually(lambda: all(self.readers(client, where) == wanted for client in clients))
        self.eventually(lambda: len({client.call("readers", conversation=where)["code"] for client in clients}) == 1)

    def talk(self, where, *clients):
        """Everybody is heard by everybody."""
        for writer in clients:
            self.say(writer, where, f"{writer.person} at the end", *clients)

    def assert_reads_nothing(self, who, where):
        """Of what was written, while and after somebody tried."""
        shown = [c for c in who.call("conversations")["conversations"] if c["conversation"] == where]
        texts = [m["text"] for m in self.page(who, where)["messages"] if m["kind"] == "text"] if shown else []
        self.assertEqual(texts, [])

    # ---- Changes

    def test_an_honest_one_lets_members_come_and_go(self):
        """Nothing misbehaves: who is taken in reads, who is taken out does not."""
        where = self.both()
        self.bring(where, self.luis)
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)
        self.ada.call("removeMember", conversation=where, user=self.luis.person)
        self.say(self.ada, where, "without Luis", self.jana)
        self.assertNotIn("without Luis", self.shown(self.luis, where))

    def test_a_change_that_is_withheld_is_seen_by_whoever_misses_it(self):
        """Seen: what is said after it cannot be read, and stands there as that; what is written does not get out. Nothing is sealed for
        whoever came in with it, and the code that people compare is another one."""
        where, elsewhere = self.both(), self.both()
        self.be("withholds_a_change", conversation=where, victims=[self.jana.person])
        self.bring(where, self.luis)
        self.say(self.ada, where, "with Luis", self.luis)
        self.struck()
        self.eventually(lambda: "<damaged>" in self.shown(self.jana, where))
        self.assertNotIn("with Luis", self.shown(self.jana, where))
        self.jana.call("send", conversation=where, text="do you hear me?")
        codes = {self.jana.call("readers", conversation=where)["code"], self.ada.call("readers", conversation=where)["code"]}
        self.assertEqual(len(codes), 2)
        self.assert_held_back(self.jana, where, "do you hear me?", elsewhere)

    def test_an_old_change_once_more_costs_coming_in_anew(self):
        """Harmless: the device leaves the group, which it does not understand any more, and comes in by itself; the talk goes on."""
        where = self.both()
        self.be("replays_a_change", conversation=where, victims=[self.jana.person])
        self.act()
        self.all_in(where, self.ada, self.jana)
        self.talk(where, self.ada, self.jana)

    def test_a_spoiled_change_costs_coming_in_anew(self):
        """Harmless, as above."""
        where = self.both()
        self.be("spoils_changes", conversation=where, victims=[self.jana.person])
        self.bring(where, self.luis)
        self.say(self.ada, where, "with Luis", self.luis)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    def test_spoiling_every_change_ends_in_a_group_that_says_that_it_is_broken(self):
        """Seen: after three times it is tried no more, and the conversation says so; a person may ask for it again."""
        where = self.both()
        self.be("spoils_changes", conversation=where, victims=[self.jana.person], most=1_000)
        for n in range(4):
            self.eventually(lambda: self.readers(self.jana, where))
            if n % 2 == 0:
                self.bring(where, self.luis)
            else:
                self.ada.call("removeMember", conversation=where, user=self.luis.person)
            self.ada.call("send", conversation=where, text=f"round {n}")
            self.struck(n + 1)
        self.eventually(lambda: self.secrecy(self.jana, where) == "broken")
        self.honest()
        self.jana.call("repair", conversation=where)
        self.all_in(where, self.ada, self.jana)
        self.talk(where, self.ada, self.jana)

    def test_swapped_changes_cost_coming_in_anew(self):
        """Harmless, as above."""
        where = self.both()
        self.be("swaps_two_changes", conversation=where, victims=[self.jana.person])
        self.bring(where, self.luis)
        self.say(self.ada, where, "one", self.luis)
        self.bring(where, self.mallory)
        self.say(self.ada, where, "two", self.mallory)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis, self.mallory)
        self.talk(where, self.ada, self.jana, self.luis)

    def test_a_fork_is_seen_on_both_sides(self):
        """Seen: each side's words stand there as damaged on the other, and the code that people compare is another one. Nothing is read
        by anybody for whom it was not sealed."""
        where = self.both()
        self.be("forks_the_group", conversation=where, victims=[self.jana.person])
        self.bring(where, self.luis)
        self.jana.call("send", conversation=where, text="from this side")
        self.struck()
        self.say(self.ada, where, "from that side", self.luis)
        self.eventually(lambda: "<damaged>" in self.shown(self.ada, where) and "<damaged>" in self.shown(self.jana, where))
        self.assertNotIn("from this side", self.shown(self.ada, where))
        self.assertNotIn("from that side", self.shown(self.jana, where))
        codes = {client.call("readers", conversation=where)["code"] for client in (self.ada, self.jana)}
        self.assertEqual(len(codes), 2)

    # ---- Ways in

    def test_who_gets_no_welcome_comes_in_by_themselves(self):
        """Harmless: what was said before says that it was before."""
        where = self.both()
        self.be("withholds_welcomes", conversation=where, victims=[self.luis.person])
        self.bring(where, self.luis)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    def test_a_welcome_for_another_conversation_opens_nothing(self):
        """Harmless: it is refused, and its receiver comes in by themselves."""
        where, other = self.both(), self.both()
        self.be("gives_a_welcome_elsewhere", conversation=where, other=other)
        self.bring(where, self.luis)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)
        self.talk(other, self.ada, self.jana)

    def test_a_welcome_that_comes_twice_changes_nothing(self):
        """Harmless."""
        where = self.both()
        self.be("gives_a_welcome_twice", conversation=where, victims=[self.luis.person])
        self.bring(where, self.luis)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    def stay_out(self, where):
        """Luis is kept from coming in: he sees that it is being prepared, and writes nothing to anybody."""
        self.bring(where, self.luis)
        self.struck()
        self.luis.call("send", conversation=where, text="let me in")
        self.struck(2)
        self.assertIn(self.secrecy(self.luis, where), ("preparing", "broken"))
        self.assertEqual(self.state_of(self.luis, where, "let me in"), "sending")
        self.say(self.ada, where, "where is Luis?", self.jana)
        self.assertNotIn("where is Luis?", self.shown(self.luis, where))
        self.honest()
        self.luis.call("repair", conversation=where)
        self.ada.wait_for("message", 120, text="let me in")

    def test_an_old_state_of_a_group_lets_nobody_in(self):
        """Seen: as being prepared. Nothing is sealed for a group that is no more; it goes on once the true one is shown."""
        where = self.both()
        self.be("gives_an_old_group_info", conversation=where, victims=[self.luis.person])
        self.stay_out(where)

    def test_another_groups_state_lets_nobody_in(self):
        """Seen, as above: the group's name is the conversation's."""
        where, other = self.both(), self.both()
        self.be("gives_anothers_group_info", conversation=where, victims=[self.luis.person], other=other)
        self.stay_out(where)

    def test_a_damaged_tree_lets_nobody_in(self):
        """Seen, as above: the tree is what its signer signed."""
        where = self.both()
        self.be("gives_a_damaged_tree", conversation=where, victims=[self.luis.person])
        self.stay_out(where)

    def test_where_there_is_said_to_be_no_group_none_is_made_beside_it(self):
        """Seen, as above. No second group comes to be."""
        where = self.both()
        self.be("says_there_is_no_group", conversation=where, victims=[self.luis.person])
        self.stay_out(where)

    def test_without_a_lease_a_change_waits(self):
        """Harmless: what is written waits for it, and it goes on afterwards."""
        where = self.group(self.ada, self.jana, self.luis)
        self.be("gives_no_lease", conversation=where)
        self.ada.call("removeMember", conversation=where, user=self.luis.person)
        self.ada.call("send", conversation=where, text="without Luis")
        self.struck(3)
        self.assertEqual(self.state_of(self.ada, where, "without Luis"), "sending")
        self.honest()
        self.jana.wait_for("message", text="without Luis")
        self.assertNotIn("without Luis", self.shown(self.luis, where))

    # ---- Key packages

    def test_a_strangers_keys_are_not_taken_for_somebodys(self):
        """Harmless: a key package says whose it is. Who was to be added comes in by themselves, the stranger does not."""
        where = self.both()
        self.be("gives_anothers_package", conversation=where, stranger=self.mallory.person)
        self.bring(where, self.luis)
        self.say(self.ada, where, "for Luis", self.jana)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)
        self.assert_reads_nothing(self.mallory, where)

    def test_damaged_keys_are_not_used(self):
        """Harmless, as above: a key package is signed."""
        where = self.both()
        self.be("gives_a_damaged_package", conversation=where)
        self.bring(where, self.luis)
        self.say(self.ada, where, "for Luis", self.jana)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    def test_keys_that_were_used_before_let_in_whose_they_are_or_nobody(self):
        """Harmless: whose keys they are has thrown their part away, and comes in by themselves."""
        earlier = self.both()
        self.bring(earlier, self.luis)
        self.all_in(earlier, self.ada, self.jana, self.luis)
        where = self.both()
        self.be("gives_an_old_package", conversation=where, user=self.luis.person)
        self.bring(where, self.luis)
        self.struck()
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    # ---- Members

    def test_a_stranger_whom_nobody_added_is_shown_to_everybody(self):
        """Seen: the timeline tells it, and the stranger stands in the list of readers. What was said before stays closed."""
        where = self.both()
        self.say(self.ada, where, "before the stranger", self.jana)
        self.be("acts_in_a_name", conversation=where)
        self.act(actor=self.ada.person, op="addMembers", user=self.mallory.person)
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: "<membersAdded>" in self.shown(c, where))
            self.eventually(lambda c=client: (self.readers(c, where) or {}).get(self.mallory.person) == 1)
        self.assert_reads_nothing(self.mallory, where)

    def test_a_stranger_of_whom_no_line_tells_is_a_reader_for_everybody_to_see(self):
        """Seen: in the list of readers, which is made of the group's own tree; nothing can be sealed for somebody who is not in it. What
        was said before stays closed."""
        where = self.both()
        self.say(self.ada, where, "before the stranger", self.jana)
        self.be("hides_a_member", conversation=where, stranger=self.mallory.person)
        self.act(actor=self.ada.person, op="addMembers", user=self.mallory.person)
        self.mallory.wait_event("conversationChanged", conversation=where)
        self.act()
        self.ada.call("send", conversation=where, text="who is there?")
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: self.member_and_devices(c, where, self.mallory) == (True, 1))
            self.assertNotIn("<membersAdded>", self.shown(client, where))
        self.jana.wait_for("message", text="who is there?")
        self.assertNotIn("before the stranger", self.shown(self.mallory, where))

    def member_and_devices(self, client, where, person):
        """What a client sees of somebody in a conversation: whether they are a member, and how many of their devices read."""
        people = client.call("readers", conversation=where)["people"]
        return next(((p["isMember"], len(p["devices"])) for p in people if p["person"]["user"] == person.person), None)

    def test_a_stranger_whom_no_list_has_gets_nothing(self):
        """Seen: as somebody who reads and is no member, and in that what is written waits. Nothing is sealed while they are in the
        group, and what they say is not shown."""
        where = self.both()
        self.be("hides_a_member", conversation=where, stranger=self.mallory.person, lists=False)
        self.act(actor=self.ada.person, op="addMembers", user=self.mallory.person)
        self.mallory.wait_event("conversationChanged", conversation=where)
        self.mallory.call("send", conversation=where, text="I am one of you")
        for client in (self.ada, self.jana):
            self.eventually(lambda c=client: self.member_and_devices(c, where, self.mallory) == (False, 1))
            self.eventually(lambda c=client: self.secrecy(c, where) == "preparing")
        self.wait_state(self.mallory, "I am one of you", "sent", "delivered")
        self.ada.call("send", conversation=where, text="for Jana alone")
        self.jana.call("send", conversation=where, text="for Ada alone")
        self.cut(self.mallory)
        for client, text in ((self.ada, "for Jana alone"), (self.jana, "for Ada alone")):
            self.assertEqual(self.state_of(client, where, text), "sending")
            self.assertNotIn("I am one of you", self.shown(client, where))
        self.assert_reads_nothing_but(self.mallory, where, "I am one of you")

    def assert_reads_nothing_but(self, who, where, *own):
        self.assertLessEqual({m["text"] for m in self.page(who, where)["messages"] if m["kind"] == "text"}, set(own))

    def test_a_member_whom_nobody_removed_is_missed_by_everybody(self):
        """Seen: the timeline tells it, to who was removed as well. They read nothing more, and nothing wrong is shown."""
        where = self.group(self.ada, self.jana, self.luis)
        self.be("acts_in_a_name", conversation=where)
        self.act(actor=self.ada.person, op="removeMembers", user=self.luis.person)
        for client in (self.ada, self.jana, self.luis):
            self.eventually(lambda c=client: "<membersRemoved>" in self.shown(c, where))
        self.say(self.ada, where, "where is Luis?", self.jana)
        self.assertNotIn("where is Luis?", self.shown(self.luis, where))

    # ---- What is said of a group

    def test_a_device_that_is_said_to_be_gone_comes_in_again(self):
        """Harmless: the others want to take it out; where the relay takes that, it comes in anew, where not, as here, what is written
        waits until it is cleared up."""
        where, elsewhere = self.group(self.ada, self.jana, self.luis), self.group(self.ada, self.luis)
        self.be("says_that_a_device_is_gone", conversation=where, victims=[self.ada.person], user=self.jana.person,
                device=self.jana.call("self")["device"])
        self.act()
        self.struck()
        self.let_pass(self.ada, elsewhere)
        self.ada.call("send", conversation=where, text="is Jana gone?")
        self.assert_held_back(self.ada, where, "is Jana gone?", elsewhere)
        self.honest()
        self.cut(self.ada)
        self.jana.wait_for("message", text="is Jana gone?")
        self.all_in(where, self.ada, self.jana, self.luis)
        self.talk(where, self.ada, self.jana, self.luis)

    def test_a_group_that_is_said_to_be_frozen_goes_on(self):
        """Harmless: it is begun anew where the relay takes that, or goes on as it is."""
        where = self.both()
        self.be("says_that_a_group_is_frozen", conversation=where, victims=[self.ada.person])
        self.act()
        self.struck()
        self.ada.call("send", conversation=where, text="is it cold here?")
        self.honest()
        self.cut(self.ada)
        self.jana.wait_for("message", text="is it cold here?")
        self.all_in(where, self.ada, self.jana)
        self.talk(where, self.ada, self.jana)


if __name__ == "__main__":
    scene.main()
