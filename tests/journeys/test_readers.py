# SPDX-License-Identifier: GPL-3.0-or-later
"""Who can read a conversation: what its members see of it, and what follows when somebody comes, leaves, loses a device or
puts an old copy of their disk back."""
import shutil

import world
from world import Journey


class Readers(Journey):
    config = world.GENEROUS

    def readers(self, client, conversation):
        """By name: how many devices. Nothing while keys are being agreed on."""
        seen = client.call("readers", conversation=conversation)
        if seen["secrecy"] != "sealed":
            return None
        return {one["person"]["name"]: len(one["devices"]) for one in seen["people"]}

    def code(self, client, conversation):
        return client.call("readers", conversation=conversation)["code"]

    def missing(self, client, conversation):
        page = client.call("page", conversation=conversation, limit=500)
        return [message["missing"] for message in page["messages"] if message["kind"] == "unreadable"]

    def group_of(self, ada, *others):
        group = ada.call("createGroup", title="Museum trip", users=[other.person for other in others])["conversation"]
        for other in others:
            other.wait_event("conversationChanged", conversation=group)
        return group

    def test_everybody_sees_the_same_readers_and_numbers(self):
        ada, jana = self.join("Ada", "staff"), self.join("Jana")
        tablet = self.another_device(jana, "tablet")
        group = self.group_of(ada, jana)
        for client in (ada, jana, tablet):
            self.eventually(lambda c=client: self.readers(c, group) == {"Ada": 1, "Jana": 2})
        self.assertRegex(self.code(ada, group), r"^\d{30}$")
        self.eventually(lambda: len({self.code(client, group) for client in (ada, jana, tablet)}) == 1)

    def test_who_was_taken_out_is_no_reader_and_the_numbers_change(self):
        ada, jana, luis = self.join("Ada", "staff"), self.join("Jana"), self.join("Luis")
        group = self.group_of(ada, jana, luis)
        self.eventually(lambda: self.readers(ada, group) == {"Ada": 1, "Jana": 1, "Luis": 1})
        before = self.code(ada, group)
        ada.call("removeMember", conversation=group, user=luis.person)
        ada.call("send", conversation=group, text="without Luis")
        jana.wait_for("message", text="without Luis")
        self.assertEqual(self.readers(ada, group), {"Ada": 1, "Jana": 1})
        self.assertNotEqual(self.code(ada, group), before)
        self.eventually(lambda: self.code(jana, group) == self.code(ada, group))
        self.assertEqual(self.texts(luis, group), [])

    def test_a_device_that_was_revoked_is_taken_out(self):
        ada, jana = self.join("Ada", "staff"), self.join("Jana")
        tablet = self.another_device(jana, "tablet")
        group = self.group_of(ada, jana)
        self.eventually(lambda: self.readers(ada, group) == {"Ada": 1, "Jana": 2})
        self.relay.admin("revoke-device", "--device", tablet.call("self")["device"])
        self.eventually(lambda: self.readers(ada, group) == {"Ada": 1, "Jana": 1})
        jana.call("send", conversation=group, text="my tablet is gone")
        ada.wait_for("message", text="my tablet is gone")

    def test_who_was_never_there_comes_in_later_and_is_told_what_came_before(self):
        ada, jana = self.join("Ada", "staff"), self.join("Jana")
        luis = self.school.person("Luis", "guardian", "")
        group = ada.call("createGroup", title="Museum trip", users=[jana.person, luis])["conversation"]
        jana.wait_event("conversationChanged", conversation=group)
        ada.call("send", conversation=group, text="before Luis came")
        jana.wait_for("message", text="before Luis came")
        seen = {one["person"]["name"]: one["devices"] for one in ada.call("readers", conversation=group)["people"]}
        self.assertEqual(seen["Luis"], [])
        late = self.join_as(luis, "Luis")
        self.eventually(lambda: self.missing(late, group) == ["beforeThisDevice"])
        self.eventually(lambda: self.readers(late, group) == {"Ada": 1, "Jana": 1, "Luis": 1})
        ada.call("send", conversation=group, text="with Luis")
        late.wait_for("message", text="with Luis")
        late.call("send", conversation=group, text="here I am")
        ada.wait_for("message", text="here I am")

    def test_an_old_copy_of_the_disk_comes_in_anew_and_loses_nobody(self):
        ada, jana = self.join("Ada", "staff"), self.join("Jana")
        group = self.group_of(ada, jana)
        jana.call("send", conversation=group, text="one")
        ada.wait_for("message", text="one")
        jana.wait_for("outboxEmpty")
        jana.quit()
        copy = jana.profile.with_name("copy")
        shutil.copytree(jana.profile, copy)
        jana.start()
        jana.open("ready")
        for text in ("two", "three"):
            jana.call("send", conversation=group, text=text)
            ada.wait_for("message", text=text)
        jana.wait_for("outboxEmpty")
        jana.quit()
        shutil.rmtree(jana.profile)
        shutil.copytree(copy, jana.profile)
        jana.start()
        jana.open("ready")
        jana.call("send", conversation=group, text="after the old copy")
        ada.wait_for("message", text="after the old copy")
        ada.call("send", conversation=group, text="I can read you")
        jana.wait_for("message", text="I can read you")
        self.assertEqual(self.texts(ada, group), ["one", "two", "three", "after the old copy", "I can read you"])

    def join_as(self, person, name):
        """Somebody whom the school entered before, at last."""
        code = self.relay.admin("create-invite", "--person", person)["code"]
        client = world.Client(self.school.headless, self.school.profile(name), self.relay.url, self.school.log).start()
        self.running.append(client)
        client.open("needsSignIn")
        client.call("join", invite=code, userName=name.lower(), password="a long password", deviceName="new")
        client.person = person
        client.wait_for("upToDate")
        return client


if __name__ == "__main__":
    world.main()
