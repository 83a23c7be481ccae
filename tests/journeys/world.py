# SPDX-License-Identifier: GPL-3.0-or-later
"""What journeys share: where the programs are, a relay with a school, a bad network, and short ways to say things."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "linux"))
from programs import Client, Failed, Program, Relay, School  # noqa: E402

BIN = pathlib.Path(os.environ.get("PC_BIN", ROOT / "build" / "dev" / "bin"))
RELAY = pathlib.Path(os.environ.get("PC_RELAY", BIN / "parentconnect-relay"))  # of another version, where one is named
DISKFAULT = os.environ.get("PC_DISKFAULT_LIBRARY")

FAKETIME = next(iter(sorted(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)

GENEROUS = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
"""


def status_of(relay, path):
    """The status with which a relay answers a GET; 0 when it does not answer."""
    try:
        with urllib.request.urlopen(relay.url + path, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


def client_like(client):
    """A second start with the same profile."""
    return Client(client.program, client.profile, client.relay, client.log)


def stores_that_failed(clients):
    """What clients said of their own disks."""
    return [event for client in clients if isinstance(client, Client) for event in client.heard("storeFailed")]


class BadNetwork:
    """pc_fault_proxy in front of the relay."""

    def __init__(self, port):
        self.program = Program([BIN / "tests" / "pc_fault_proxy", port], stdin=subprocess.PIPE)
        self.port = json.loads(self.program.lines.get(timeout=20))["port"]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def do(self, command, **arguments):
        self.program.process.stdin.write((json.dumps({"do": command, **arguments}) + "\n").encode())
        self.program.process.stdin.flush()
        answer = json.loads(self.program.lines.get(timeout=20))
        if answer["event"] == "error":
            raise Failed("proxy", answer["detail"])
        return answer

    def close(self):
        self.program.close()


class Journey(unittest.TestCase):
    """A fresh relay and school for each journey; what a failed one leaves is kept and named."""

    config = None
    breaks_disks = False

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="journey-", dir=os.environ.get("PC_SCRATCH")))
        config = None
        if self.config:
            config = self.folder / "relay.toml"
            config.write_text(self.config)
        self.relay = Relay(RELAY, self.data_folder(), config=config, log=self.folder / "relay.log",
                           env=self.relay_environment()).start()
        self.school = School(self.relay, BIN / "parentconnect-headless", self.folder / "people", log=self.folder / "clients.log")
        self.running = []

    def data_folder(self):
        """Where the relay keeps its data."""
        return self.folder / "relay"

    def relay_environment(self):
        """What the relay is started with beside its options."""
        return None

    def run_relay(self, *words):
        """A command of the relay's program that is no command for administrators; its result."""
        done = subprocess.run([str(self.relay.program), *map(str, words), "--data", str(self.relay.data), "--config",
                               str(self.relay.config), "--json"], capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout).get("result", {})

    def tearDown(self):
        for one in self.running:
            if hasattr(one, "running"):
                if one.running:
                    one.running.close()
            else:
                one.close()
        self.relay.running.close()
        broken = any(error for _, error in getattr(self._outcome, "errors", [])) or \
            any(test is self for test, _ in self._outcome.result.failures + self._outcome.result.errors)
        failed = [] if self.breaks_disks else stores_that_failed(self.running)
        if broken or failed:
            print(f"kept: {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.assertEqual(failed, [], "no disk was broken here")

    def join(self, name, role="guardian", label="", network=None):
        client = self.school.join(name, role, label, network.url if network else None)
        self.running.append(client)
        return client

    def meet(self, network):
        """Two people behind a network, and their conversation."""
        ada = self.join("Ada Okafor", "staff", network=network)
        jana = self.join("Jana Horáková", network=network)
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        ada.wait_event("conversationChanged", conversation=direct)
        return ada, jana, direct

    def another_device(self, of, name):
        client = self.school.another_device(of, name)
        self.running.append(client)
        return client

    def bad_network(self):
        network = BadNetwork(self.relay.port)
        self.running.append(network)
        return network

    def texts(self, client, conversation):
        """All texts of a conversation as the timeline shows them, oldest first."""
        found, order = [], None
        while True:
            arguments = {"anchor": "newest"} if order is None else {"anchor": "before", "order": order}
            page = client.call("page", conversation=conversation, limit=500, **arguments)
            messages = page["messages"]
            found = [m["text"] for m in messages if m["kind"] == "text"] + found
            if not messages or page["atStart"]:
                return found
            order = messages[0]["order"]

    def eventually(self, what, deadline=120):
        """Asks again and again until it holds."""
        end = time.monotonic() + deadline
        while True:
            try:
                if what():
                    return
            except Failed:
                pass
            if time.monotonic() > end:
                self.fail(f"not within {deadline} s")
            time.sleep(0.05)

    def wait_state(self, client, text, *states, deadline=120):
        """Waits until an own message shows one of these states."""
        def shown():
            for state in states:
                try:
                    client.wait_for("message", 0.05, text=text, state=state)
                    return True
                except Failed:
                    continue
            return False
        self.eventually(shown, deadline)


def main():
    unittest.main(verbosity=2)
