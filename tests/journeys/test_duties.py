# SPDX-License-Identifier: GPL-3.0-or-later
"""What a school owes to people's data, with people who talk meanwhile: nothing is kept for longer than it said, whoever is
erased stays erased whatever backup comes back, what is held stays, and a person's copy holds theirs and nobody else's."""
import html.parser
import json
import unittest
import uuid

import world
from ledger import read
from world import FAKETIME, Failed, Journey

DAY = 24 * 60 * 60
KIND_MESSAGE, KIND_HANDSHAKE = 0, 1


class Plain(html.parser.HTMLParser):
    """The words of a page, and whether it could run or fetch anything."""

    def __init__(self):
        super().__init__()
        self.words, self.acts = "", []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or name == "src" or (name == "href" and ":" in value):
                self.acts.append(f"{tag} {name}")
        if tag in ("script", "iframe", "object", "embed", "link", "form"):
            self.acts.append(tag)

    def handle_data(self, data):
        self.words += data


class Duties(Journey):
    @property
    def config(self):
        return f'{world.GENEROUS}heartbeat_ms = 1000\n[backup]\nkey_file = "{self.folder}/backup.key"\n'

    def school_id(self):
        return self.relay.admin("list", "schools")["items"][0]["id"]

    def rows(self, sql, *values):
        return read(self.relay.data / "relay.db", sql, *values)

    def entries(self):
        [(count,)] = self.rows("SELECT count(*) FROM entries WHERE kind = ?", KIND_MESSAGE)
        return count

    def meet(self):
        ada, ben, cleo = self.join("Ada", "staff"), self.join("Ben", "staff"), self.join("Cleo")
        group = ada.call("createGroup", title="All", users=[ben.person, cleo.person])["conversation"]
        for client in (ben, cleo):
            client.wait_event("conversationChanged", conversation=group)
        return ada, ben, cleo, group

    def say(self, writer, readers, group, *texts):
        for text in texts:
            writer.call("send", conversation=group, text=text)
        for reader in readers:
            reader.wait_for("message", text=texts[-1])
        for text in texts:
            self.wait_state(writer, text, "delivered", "read")

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_nothing_is_kept_for_longer_than_the_school_said(self):
        ada, ben, cleo, group = self.meet()
        self.say(ada, (ben, cleo), group, "old 1", "old 2")
        self.relay.admin("set-retention", "--school", self.school_id(), "--days", 7)
        self.relay.stop()
        self.relay.start()
        for client in (ada, ben, cleo):  # each is told, and has a week
            client.wait_for("upToDate")
            self.eventually(lambda c=client: c.call("self").get("shorterKeeping", {}).get("days") == 7)
            client.quit()
        self.relay.stop()
        for program in (self.relay, ada, ben, cleo):
            program.env = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"+{9 * DAY}s", "DONT_FAKE_MONOTONIC": "1"}
            program.start()
        for client in (ada, ben, cleo):
            client.open("ready")
            client.wait_for("upToDate")
        self.say(ada, (ben, cleo), group, "new")
        self.eventually(lambda: self.entries() == 1, 120)
        for client in (ada, ben, cleo):
            self.eventually(lambda c=client: self.texts(c, group) == ["new"], 150)
        removed = [line["act"] for line in self.relay.admin("audit", "list")["items"]]
        self.assertIn("retention", removed)

    def test_whoever_is_erased_stays_erased_when_a_backup_comes_back(self):
        self.run_relay("backup", "key", "--file", self.folder / "backup.key")
        ada, ben, cleo, group = self.meet()
        self.say(cleo, (ada, ben), group, "Cleo's words")
        self.run_relay("backup", "create", "--file", self.folder / "before.pcbackup")
        self.relay.admin("erase", "--person", cleo.person, "--yes")
        cleo.wait_event("signedOut")
        self.eventually(lambda: cleo.person not in [p["id"] for p in self.people()])
        self.say(ada, (ben,), group, "after")
        self.assertEqual(self.texts(ben, group), ["Cleo's words", "after"])

        self.relay.kill()
        self.relay.data.rename(self.folder / "lost")
        self.relay.data.mkdir(mode=0o700)
        (self.folder / "lost" / "erasures").rename(self.relay.data / "erasures")
        self.run_relay("backup", "restore", "--file", self.folder / "before.pcbackup")
        [(restored,)] = self.rows("SELECT max(place) FROM entries")
        self.relay.start()
        self.assertNotIn(cleo.person, [p["id"] for p in self.people()])
        with self.assertRaises(Failed):
            self.another_device(cleo, "second")
        # The restored relay knows neither of the commits that took Cleo's keys out, so both come into the group anew; what is
        # said before the second of them is in is closed to it.
        self.eventually(lambda: self.came_in(restored) >= {ada.person, ben.person})
        self.say(ben, (ada,), group, "back")
        self.assertEqual(self.texts(ada, group), self.texts(ben, group))

    def came_in(self, after):
        """Who changed the group's keys behind that place of the relay's log."""
        rows = self.rows("SELECT DISTINCT hex(sender) FROM entries WHERE place > ? AND kind = ?", after, KIND_HANDSHAKE)
        return {str(uuid.UUID(sender)) for (sender,) in rows}

    def people(self):
        return self.relay.admin("list", "people", "--school", self.school_id())["items"]

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_what_is_held_outlasts_the_schools_time(self):
        ada, ben, cleo, group = self.meet()
        direct = ben.call("createDirect", user=ada.person)["conversation"]
        ada.wait_event("conversationChanged", conversation=direct)
        self.say(ada, (ben, cleo), group, "held")
        self.say(ben, (ada,), direct, "not held")
        self.relay.admin("place-hold", "--conversation", group)
        self.relay.admin("set-retention", "--school", self.school_id(), "--days", 7)
        self.relay.stop()
        self.relay.env = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"+{9 * DAY}s", "DONT_FAKE_MONOTONIC": "1"}
        self.relay.start()
        self.eventually(lambda: self.entries() == 1, 120)
        [(held,)] = self.rows("SELECT hex(c.id) FROM entries e JOIN conversations c ON c.row = e.place >> 32 WHERE e.kind = ?",
                              KIND_MESSAGE)
        self.assertEqual(held.lower(), group.replace("-", ""))

    def test_a_persons_copy_holds_theirs_and_can_be_read(self):
        ada, ben, cleo, group = self.meet()
        self.say(cleo, (ada, ben), group, "Cleo's words")
        copy = self.folder / "copy"
        self.relay.admin("export", "--person", cleo.person, "--to", copy)
        tables = {path.stem: json.loads(path.read_text()) for path in copy.glob("*.json")}
        self.assertEqual([person["name"] for person in tables["people"]], ["Cleo"])
        self.assertEqual([entry["sender"] for entry in tables["entries"] if entry["kind"] == "message"], [cleo.person])
        [page] = copy.glob("*.html")
        plain = Plain()
        plain.feed(page.read_text())
        self.assertIn("Cleo", plain.words)
        self.assertEqual(plain.acts, [])
        readable = self.folder / "readable"
        cleo.call("export", folder=str(readable))
        texts = "".join(path.read_text() for path in readable.rglob("*") if path.is_file())
        self.assertIn("Cleo's words", texts)


if __name__ == "__main__":
    world.main()
