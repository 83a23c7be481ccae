# SPDX-License-Identifier: GPL-3.0-or-later
"""One school for all tests of a file, whose people reach their relay through one that misbehaves."""
import contextlib
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "journeys"))
import world  # noqa: E402
from world import Failed, Program, Relay, School  # noqa: E402


class HostileRelay:
    """hostilerelay.py as an object."""

    def __init__(self, port):
        self.program = Program([sys.executable, "-B", HERE / "hostilerelay.py", port], stdin=subprocess.PIPE)
        self.url = f"http://127.0.0.1:{json.loads(self.program.lines.get(timeout=20))['port']}"

    def do(self, do, **arguments):
        self.program.process.stdin.write((json.dumps({"do": do, **arguments}) + "\n").encode())
        self.program.process.stdin.flush()
        answer = json.loads(self.program.lines.get(timeout=20))
        if not answer.pop("ok"):
            raise Failed("hostile relay", answer["error"])
        return answer

    def close(self):
        self.program.close()


def weakness(why):
    """A test of something that is neither seen nor harmless: what stands in `with self.weak()` is known to fail, all else must hold.
    Once it holds, the test fails until this mark is taken away."""
    def mark(test):
        @functools.wraps(test)
        def run(self):
            self._outcome.expecting_failure = False
            test(self)
        run.why = why
        return unittest.expectedFailure(run)
    return mark


class Scene(world.Journey):
    config = f"{world.GENEROUS}heartbeat_ms = 1000\n"
    passed = 0

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hostile-", dir=os.environ.get("PC_SCRATCH")))
        config = cls.folder / "relay.toml"
        config.write_text(cls.config)
        cls.relay = Relay(world.RELAY, cls.folder / "relay", config=config, log=cls.folder / "relay.log").start()
        cls.hostile = HostileRelay(cls.relay.port)
        cls.school = School(cls.relay, world.BIN / "parentconnect-headless", cls.folder / "people", log=cls.folder / "clients.log")
        cls.running, cls.broken = [], False
        cls.gather()

    @classmethod
    def gather(cls):
        """Who is at the school."""

    @classmethod
    def join(cls, name, role="guardian", label=""):
        client = cls.school.join(name, role, label, cls.hostile.url)
        cls.running.append(client)
        return client

    @classmethod
    def tearDownClass(cls):
        for one in cls.running:
            one.running.close()
        cls.hostile.close()
        cls.relay.running.close()
        if cls.broken:
            print(f"kept: {cls.folder}", file=sys.stderr)
        else:
            shutil.rmtree(cls.folder, ignore_errors=True)

    def setUp(self):
        self.way = None

    def tearDown(self):
        if self.way:
            self.assertGreater(self.hostile.do("struck")["struck"], 0, f"{self.way} never struck")
        self.hostile.do("honest")
        result = self._outcome.result
        failed = world.stores_that_failed(self.running)
        type(self).broken = self.broken or bool(failed) or any(test is self for test, _ in result.failures + result.errors)
        self.assertEqual(failed, [], "what others send was taken for a broken disk")

    def be(self, way, **arguments):
        self.way = way
        self.hostile.do("be", way=way, **arguments)

    def act(self, **arguments):
        return self.hostile.do("act", **arguments)

    def honest(self):
        """It has misbehaved, and does so no more."""
        self.assertGreater(self.hostile.do("struck")["struck"], 0, f"{self.way} never struck")
        self.way = None
        self.hostile.do("honest")

    def struck(self, times=1):
        """Waits until it has misbehaved so often."""
        self.eventually(lambda: self.hostile.do("struck")["struck"] >= times)

    def cut(self, *clients):
        """Their connections end, and they come again."""
        for client in clients:
            client.events.clear()
            self.hostile.do("cut", user=client.person)
        for client in clients:
            client.call("setNetwork", proxy="none")  # tries at once, however often it was cut before
            client.wait_event("linkStatusChanged", 60, state="upToDate")

    @contextlib.contextmanager
    def weak(self):
        self._outcome.expecting_failure = True
        yield

    # ---- Talk

    def group(self, *clients, title="Museum trip"):
        """A conversation of these, in which the first two have written and everybody has read that."""
        first, *others = clients
        for client in clients:
            client.wait_for("upToDate")
        where = first.call("createGroup", title=title, users=[other.person for other in others])["conversation"]
        for other in others:
            other.wait_event("conversationChanged", 60, conversation=where)
        for writer in clients[:2]:
            self.say(writer, where, f"from {writer.user_name}", *clients)
        self.eventually(lambda: all(self.readers(client, where) == {c.person: 1 for c in clients} for client in clients))
        return where

    def say(self, writer, where, text, *readers, deadline=60):
        """Somebody writes, and these get it."""
        message = writer.call("send", conversation=where, text=text)["message"]
        for reader in readers:
            if reader is not writer:
                reader.wait_for("message", deadline, text=text, conversation=where)
        return message

    def let_pass(self, client, elsewhere):
        """Whatever the relay has told this client until now has arrived, and what it had to send, and could, is sent: in another
        conversation something goes there and back after it."""
        self.passed += 1
        client.call("send", conversation=elsewhere, text=f"passed {self.passed}")
        self.wait_state(client, f"passed {self.passed}", "sent", "delivered")

    def assert_held_back(self, writer, where, text, elsewhere):
        self.let_pass(writer, elsewhere)
        self.assertEqual(self.state_of(writer, where, text), "sending")

    def readers(self, client, where):
        """Who reads, with how many devices; nothing unless it is sealed."""
        seen = client.call("readers", conversation=where)
        if seen["secrecy"] != "sealed":
            return None
        return {one["person"]["user"]: len(one["devices"]) for one in seen["people"]}

    def secrecy(self, client, where):
        return client.call("readers", conversation=where)["secrecy"]

    def page(self, client, where):
        return client.call("page", conversation=where, limit=500)

    def shown(self, client, where):
        """The timeline: texts as they are, of what cannot be read why not, and the line that says that something is missing."""
        lines = []
        for m in self.page(client, where)["messages"]:
            if m["kind"] == "event" and m["what"] == "created":
                continue
            lines += ["<a message is missing>"] * m.get("missesEarlier", False)
            lines.append(m["text"] if m["kind"] == "text" else f"<{m.get('missing', m.get('what', m['kind']))}>")
        return lines

    def state_of(self, client, where, text):
        """What its sender sees of a message."""
        [found] = [m for m in self.page(client, where)["messages"] if m["text"] == text]
        [marks] = [c["watermarks"] for c in client.call("conversations")["conversations"] if c["conversation"] == where]
        if "failure" in found:
            return found["state"], found["failure"]
        if found["state"] != "sent":
            return found["state"]
        return "read" if found["seq"] <= marks["read"] else "delivered" if found["seq"] <= marks["delivered"] else "sent"

    def holes(self, client, where):
        return [(hole["first"], hole["last"]) for hole in self.page(client, where)["holes"]]

    def started(self, *writers):
        """What `group` leaves in the timeline."""
        return [f"from {writer.user_name}" for writer in writers]


def main():
    unittest.main(verbosity=2)
