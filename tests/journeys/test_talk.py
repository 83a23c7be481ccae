# SPDX-License-Identifier: GPL-3.0-or-later
"""People talk: real clients, a real relay, and what each of them sees."""
import world
from world import Failed, Journey


class Talk(Journey):
    config = world.GENEROUS

    def test_two_people_talk_both_ways_and_see_what_became_of_each_message(self):
        ada, jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        for writer, reader, text in ((jana, ada, "Does Mila need money?"), (ada, jana, "No, it is paid. \U0001f44d")):
            reader.call("active", active=True)
            writer.call("typing", conversation=direct, isTyping=True)
            reader.wait_event("typingChanged", conversation=direct, users=[writer.person])
            writer.call("send", conversation=direct, text=text)
            seen = reader.wait_for("message", conversation=direct, text=text)
            self.assertEqual(seen["sender"], writer.person)
            self.wait_state(writer, text, "delivered", "read")
            reader.call("markRead", conversation=direct, upTo=seen["seq"])
            self.wait_state(writer, text, "read")
            # A message ends the typing.
            self.eventually(lambda r=reader: r.heard("typingChanged", conversation=direct)[-1]["users"] == [])
        self.assertEqual(self.texts(ada, direct), self.texts(jana, direct))

    def test_three_devices_of_two_people_show_the_same(self):
        ada, jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        tablet = self.another_device(jana, "tablet")
        direct = ada.call("createDirect", user=jana.person)["conversation"]
        for device in (jana, tablet):
            device.wait_event("conversationChanged", conversation=direct)
        for number in range(30):
            (ada, jana, tablet)[number % 3].call("send", conversation=direct, text=f"number {number}")
        expected = {f"number {number}" for number in range(30)}
        for device in (ada, jana, tablet):
            self.eventually(lambda d=device: set(self.texts(d, direct)) == expected)
        self.assertEqual(self.texts(ada, direct), self.texts(jana, direct))
        self.assertEqual(self.texts(ada, direct), self.texts(tablet, direct))
        # Read on one device, read on the other.
        head = max(m["seq"] for m in jana.call("page", conversation=direct)["messages"])
        jana.call("markRead", conversation=direct, upTo=head)
        self.eventually(lambda: self.summary(tablet, direct)["unread"] == 0)

    def test_a_group_has_a_name_and_members_that_change(self):
        ada = self.join("Ada Okafor", "staff")
        jana, luis = self.join("Jana Horáková"), self.join("Luis Martínez")
        group = ada.call("createGroup", title="Museum trip", users=[jana.person])["conversation"]
        jana.wait_event("conversationChanged", conversation=group, title="Museum trip")
        ada.call("send", conversation=group, text="before Luis")
        jana.wait_for("message", text="before Luis")
        ada.call("addMembers", conversation=group, users=[luis.person])
        luis.wait_event("conversationChanged", conversation=group, title="Museum trip")
        ada.call("rename", conversation=group, title="Museum, Thursday")
        for client in (jana, luis):
            client.wait_event("conversationChanged", conversation=group, title="Museum, Thursday")
        ada.call("send", conversation=group, text="with Luis")
        luis.wait_for("message", text="with Luis")
        self.assertEqual(self.texts(luis, group), ["with Luis"])
        ada.call("removeMember", conversation=group, user=luis.person)
        self.eventually(lambda: self.summary(luis, group)["left"])
        ada.call("send", conversation=group, text="without Luis")
        jana.wait_for("message", text="without Luis")
        self.assertEqual(self.texts(luis, group), ["with Luis"])
        with self.assertRaises(Failed):
            jana.call("rename", conversation=group, title="Mine")

    def test_the_school_makes_a_class_and_says_who_is_in_it(self):
        ada, jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        luis = self.join("Luis Martínez")
        class3b = self.school.make_class("3B", ada, jana)
        for client in (ada, jana):  # online, and told at once
            client.wait_event("conversationChanged", conversation=class3b, title="3B", kind="class")
        ada.call("send", conversation=class3b, text="before Luis")
        jana.wait_for("message", text="before Luis")
        self.relay.admin("add-to-class", "--class", class3b, "--member", luis.person)
        luis.wait_event("conversationChanged", conversation=class3b, title="3B")
        luis.call("send", conversation=class3b, text="I am here")
        ada.wait_for("message", text="I am here")
        self.assertEqual(self.texts(luis, class3b), ["I am here"])
        self.relay.admin("remove-from-class", "--class", class3b, "--member", jana.person)
        self.eventually(lambda: self.summary(jana, class3b)["left"])
        members = self.relay.admin("list", "members", "--class", class3b)["items"]
        self.assertEqual({m["name"] for m in members}, {"Ada Okafor", "Luis Martínez"})
        self.assertEqual(self.relay.admin("list", "classes", "--school", self.school.id)["items"][0]["members"], 2)
        for member in (ada, luis):
            with self.assertRaises(Failed):
                member.call("removeMember", conversation=class3b, user=luis.person)

    def test_guardians_reach_staff_and_each_other_only_where_the_school_allows_it(self):
        self.join("Ada Okafor", "staff")
        jana, luis = self.join("Jana Horáková"), self.join("Luis Martínez")
        names = [p["name"] for p in jana.call("directory", query="")["people"]]
        self.assertEqual(names, ["Ada Okafor"])
        with self.assertRaises(Failed):
            jana.call("createDirect", user=luis.person)
        self.relay.admin("set-policy", "--school", self.school.id, "--guardians-write-to-guardians")
        self.eventually(lambda: jana.call("createDirect", user=luis.person))

    def test_five_hundred_messages_written_offline_leave_in_order(self):
        ada, jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        self.relay.stop()
        written = [f"from the tunnel {number}" for number in range(500)]
        for text in written:
            jana.call("send", conversation=direct, text=text)
        self.assertEqual(jana.call("linkStatus")["outgoing"], 500)
        jana.kill()  # and the battery is empty
        self.relay.start()
        jana.start()
        jana.open()
        jana.wait_for("outboxEmpty", 120)
        self.eventually(lambda: len(self.texts(ada, direct)) == 500, 60)
        self.assertEqual(self.texts(ada, direct), written)
        self.assertEqual(self.texts(jana, direct), written)

    def test_a_revoked_device_is_signed_out_and_keeps_what_it_has(self):
        ada, jana = self.join("Ada Okafor", "staff"), self.join("Jana Horáková")
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        jana.call("send", conversation=direct, text="before")
        jana.wait_for("message", text="before", state="sent")
        device = jana.call("self")["device"]
        self.relay.admin("revoke-device", "--device", device)
        jana.wait_for("state", state="needsSignIn")
        jana.call("signIn", userName=jana.user_name, password=jana.password, deviceName="again")
        jana.wait_for("state", state="ready")
        jana.wait_for("upToDate")
        self.assertEqual(self.texts(jana, direct), ["before"])

    def summary(self, client, conversation):
        return next(c for c in client.call("conversations")["conversations"] if c["conversation"] == conversation)


if __name__ == "__main__":
    world.main()
