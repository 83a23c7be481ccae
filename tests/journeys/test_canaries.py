# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that people write, are called or prove themselves with is in what the programs log, at any level; and nothing that
they write is anywhere but in their own programs: not on a disk, not in the relay's memory, not on the line."""
import base64
import json
import re
import secrets
import urllib.error
import urllib.request

import world
from impostor import Impostor
from world import Failed, Journey


def forms(secret):
    """The ways in which it could stand in a log."""
    plain = secret.encode()
    yield plain
    yield secret.encode("utf-16-le")
    yield plain.hex().encode()
    for start in range(3):  # base64 of the middle of something: its whole groups
        whole = base64.b64encode(b"\0" * start + plain)
        yield whole[4 if start else 0:len(whole) - len(whole) % 4 - 4]


def found(secrets_by_name, bytes_by_file):
    return [(name, where) for name, secret in secrets_by_name.items() for where, content in bytes_by_file.items()
            if any(form in content for form in forms(secret))]


def files_below(folder):
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def memory_of(process):
    """All that a process of ours may write to, as a core dump would hold it."""
    regions = []
    with open(f"/proc/{process.pid}/maps", encoding="ascii") as maps, open(f"/proc/{process.pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, access, *_ = line.split()
            first, end = (int(number, 16) for number in span.split("-"))
            if not access.startswith("rw"):
                continue
            try:
                memory.seek(first)
                regions.append(memory.read(end - first))
            except OSError:
                continue  # a mapping that cannot be read, such as a guard page or what the kernel lends
    return b"".join(regions)


class Canaries(Journey):
    config = world.GENEROUS + '\n[log]\nlevel = "debug"\nformat = "json"\n'

    def setUp(self):
        self.canaries = {}
        super().setUp()

    def relay_environment(self):
        return {"QT_LOGGING_RULES": "parentconnect.*.debug=true"}

    def canary(self, name, prefix=""):
        self.canaries[name] = prefix + secrets.token_hex(8)
        return self.canaries[name]

    def logs(self):
        return {path.name: path.read_bytes() for path in (self.folder / "relay.log", self.folder / "clients.log")}

    def newcomer(self, who, role, peer):
        """As School.join, with every word a canary, and a first try that fails."""
        person = self.school.person(self.canary(f"{who}'s name"), role, self.canary(f"{who}'s label"))
        code = self.relay.admin("create-invite", "--person", person)["code"]
        self.canaries[f"{who}'s invite"] = code
        client = world.Client(self.school.headless, self.folder / who, peer.url, self.school.log,
                              env={"QT_LOGGING_RULES": "parentconnect.*.debug=true"})
        client.start()
        self.running.append(client)
        self.canaries[f"{who}'s passphrase"] = client.passphrase_file.read_text().strip()
        client.open("needsSignIn")
        client.user_name, client.person = self.canary(f"{who}'s user name", "u"), person
        client.password = self.canary(f"{who}'s password")
        with self.assertRaises(Failed):
            client.call("signIn", userName=client.user_name, password=self.canary(f"{who}'s wrong password"))
        with self.assertRaises(Failed):
            client.call("join", invite=self.canary(f"{who}'s wrong invite"), userName=client.user_name,
                        password=client.password)
        client.call("join", invite=code, userName=client.user_name, password=client.password,
                    deviceName=self.canary(f"{who}'s device"))
        client.wait_for("upToDate")
        return client

    def take_tokens(self, passed):
        """What the relay gave to the clients in the open, on this computer's own line."""
        for kind in ("accessToken", "refreshToken"):
            values = set(re.findall(rb'"%s":"([^"]+)"' % kind.encode(), passed))
            self.assertTrue(values)
            for number, value in enumerate(values):
                self.canaries[f"{kind} {number}"] = value.decode()

    def test_no_log_holds_what_is_private(self):
        peer = Impostor(self.relay.port, keep=True)
        self.running.append(peer)
        ada, jana = self.newcomer("ada", "staff", peer), self.newcomer("jana", "guardian", peer)
        group = ada.call("createGroup", title=self.canary("a title"), users=[jana.person])["conversation"]
        jana.wait_event("conversationChanged", conversation=group)
        for number in range(20):
            text = self.canary(f"text {number}")
            (ada, jana)[number % 2].call("send", conversation=group, text=text)
            (jana, ada)[number % 2].wait_for("message", text=text)
        jana.call("saveDraft", conversation=group, text=self.canary("a draft"))
        ada.call("rename", conversation=group, title=self.canary("another title"))
        jana.call("directory", query=self.canary("a search"))
        # Trouble makes programs talkative.
        self.relay.kill()
        jana.call("send", conversation=group, text=self.canary("an offline text"))
        self.relay.start()
        jana.wait_for("outboxEmpty")
        ada.wait_for("message", text=self.canaries["an offline text"])
        jana.running.process.stdin.write(json.dumps({"do": self.canary("no command")}).encode() + b"\n{broken\n")
        jana.running.process.stdin.flush()
        self.take_tokens(peer.passed())
        self.speak_to_every_route()
        self.eventually(self.is_named, deadline=30)
        told = {"metrics": self.metrics(), "audit": self.audit()}
        for client in (ada, jana):
            client.quit()
        self.relay.stop()

        logs = self.logs()
        self.assertGreater(len(self.canaries), 40)
        self.assertEqual(found(self.canaries, {**logs, **told}), [])
        self.assert_requests_are_named()
        self.assert_the_scanner_sees(logs)

    def test_nothing_that_is_written_is_anywhere_but_with_the_people(self):
        peer = Impostor(self.relay.port, keep=True)
        self.running.append(peer)
        ada, jana = self.newcomer("ada", "staff", peer), self.newcomer("jana", "guardian", peer)
        known = {"a title": self.canaries.pop("jana's name"), "the conversation": "title-" + secrets.token_hex(8)}
        passphrases = {name: value for name, value in self.canaries.items() if "passphrase" in name}
        group = ada.call("createGroup", title=known["the conversation"], users=[jana.person])["conversation"]
        jana.wait_event("conversationChanged", conversation=group)
        said = {f"text {number}": "text-" + secrets.token_hex(8) for number in range(50)}
        for number, text in enumerate(said.values()):
            (ada, jana)[number % 2].call("send", conversation=group, text=text)
            (jana, ada)[number % 2].wait_for("message", text=text)
        said["a draft"] = "draft-" + secrets.token_hex(8)
        jana.call("saveDraft", conversation=group, text=said["a draft"])

        memory = {"memory of the relay": memory_of(self.relay.running.process)}
        disk_of_the_relay = files_below(self.folder / "relay")
        disks_of_people = {**files_below(ada.profile), **files_below(jana.profile)}
        self.relay.kill()
        for client in (ada, jana):
            client.running.kill()
        after = {**files_below(self.folder / "relay"), **files_below(ada.profile), **files_below(jana.profile)}
        line = {"the line": peer.passed()}
        self.assertTrue(any(name.endswith("-wal") for name in disks_of_people))
        for where in (memory, disk_of_the_relay, disks_of_people, after, line, self.logs()):
            self.assertEqual(found({**said, **passphrases}, where), [])
        # What these places may know is found in them, and so would be what was said.
        for where in (memory, disk_of_the_relay, line):
            self.assertNotEqual(found({"": known["the conversation"]}, where), [], list(where)[:1])
        self.assertEqual(found(known, disks_of_people), [])
        # And it was said: the people's own programs show it.
        jana.start()
        jana.open("ready")
        self.assertEqual(len(set(self.texts(jana, group)) & set(said.values())), 50)

    def speak_to_every_route(self):
        """Private words where strangers may put them: in paths, queries, fields and bodies that nobody asked for."""
        self.answers = []
        for number, path in enumerate(("/healthz", "/readyz", "/metrics", "/v1/socket", "/v1/login", "/v1/join",
                                       "/v1/refresh", "/v1/password", "/v1/logout", "/v1/devices", "/v1/directory",
                                       "/v1/me", "/v1/" + self.canary("a path"), "/" + self.canary("another path"))):
            request = urllib.request.Request(
                f"{self.relay.url}{path}?q={self.canary(f'query {number}')}",
                data=json.dumps({"userName": self.canary(f"body {number}")}).encode() if number % 2 else None,
                headers={"authorization": "Bearer " + self.canary(f"token {number}"), "content-type": "application/json",
                         "x-request-id": self.canary(f"field {number}"), "user-agent": self.canary(f"agent {number}")})
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    self.answers.append(answer.headers["x-request-id"])
            except urllib.error.HTTPError as refusal:
                self.answers.append(refusal.headers["x-request-id"])

    def is_named(self):
        """The relay's log has the line of one more request: of this kind it holds back all but one in some seconds."""
        with urllib.request.urlopen(self.relay.url + "/healthz", timeout=10) as answer:
            self.answers.append(answer.headers["x-request-id"])
        return self.answers[-1].encode() in (self.folder / "relay.log").read_bytes()

    def metrics(self):
        with urllib.request.urlopen(self.relay.url + "/metrics", timeout=10) as answer:
            return answer.read()

    def audit(self):
        return json.dumps(self.relay.admin("audit", "list", "--limit", "200")).encode()

    def assert_requests_are_named(self):
        """Each answer's id is that of one line, and every line of the relay's log is JSON."""
        lines = [json.loads(line) for line in (self.folder / "relay.log").read_text().splitlines() if line.startswith("{")]
        named = {line["fields"]["request"] for line in lines if line["event"] == "request"}
        self.assertEqual(len(set(self.answers)), len(self.answers))
        self.assertGreater(len(named & set(self.answers)), 0)
        for line in lines:
            self.assertEqual(sorted(line), ["event", "fields", "level", "room", "time"])

    def assert_the_scanner_sees(self, logs):
        """What a program may log is found in what was kept, and every canary is found where it is planted."""
        self.assertEqual(found({"a migration": "0002_log.sql"}, logs), [("a migration", "relay.log")])
        self.assertEqual(found({"a migration": "0001_foundation.sql"}, logs), [("a migration", "clients.log")])
        for name, secret in self.canaries.items():
            for form in (secret.encode(), secret.encode("utf-16-le"), base64.b64encode(b"x" + secret.encode() + b"yz")):
                self.assertEqual(found({name: secret}, {"planted": b"before " + form + b" after"}), [(name, "planted")])


if __name__ == "__main__":
    world.main()
