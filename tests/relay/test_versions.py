# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of a version that was released is understood by today's relay, over a database of that version.

    test_versions.py RELAY FIXTURES [--write]

talk-N.json holds what a client of protocol N says, and the shape of every answer that it reads: keys with the kind of their
values. Answers may have more keys than that, never fewer or of another kind. --write records the shapes anew, for a new version.
"""
import asyncio
import http.client
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import unittest
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "packaging" / "linux"), str(ROOT / "tests" / "relay")]
from plainsocket import Gone, PlainSocket  # noqa: E402
from programs import Relay  # noqa: E402
from sealed import sealed  # noqa: E402

RELAY, FIXTURES = map(pathlib.Path, sys.argv[1:3])
WRITES = "--write" in sys.argv
TALK = FIXTURES / "talk-1.json"
DATABASE = FIXTURES / "relay-6.sql"


def shape_of(value):
    if isinstance(value, dict):
        return {key: shape_of(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return [shape_of(value[0])] if value else []
    return type(value).__name__


def lacks(known, now, path=""):
    """Where `now` is not what a reader of `known` expects."""
    if isinstance(known, dict):
        if not isinstance(now, dict):
            return [path]
        return [found for key, inner in known.items() for found in
                (lacks(inner, now[key], f"{path}/{key}") if key in now else [f"{path}/{key}"])]
    if isinstance(known, list):
        if not isinstance(now, list):
            return [path]
        return lacks(known[0], now[0], path + "[]") if known and now else ([path + "[]"] if known else [])
    return [] if known == now else [path]


class Versions(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pc-versions-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        database = sqlite3.connect(data / "relay.db")
        database.executescript(DATABASE.read_text())
        self.direct = str(uuid.UUID(bytes=database.execute("SELECT id FROM conversations ORDER BY row").fetchone()[0]))
        database.close()
        (data / "relay.db").chmod(0o600)
        self.relay = Relay(RELAY, data).start()
        self.addCleanup(lambda: self.relay.running.close())
        self.heard = {}

    def ask(self, method, path, body=None, token=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.relay.port, timeout=20)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        finally:
            connection.close()

    def note(self, what, answer):
        """The first answer of a kind; every later one adds nothing."""
        self.heard.setdefault(what, shape_of(answer))

    def sign_in(self, number):
        school = self.relay.admin("list", "schools")["items"][0]["id"]
        person = self.relay.admin("list", "people", "--school", school)["items"][number]
        password = self.relay.admin("reset-password", "--person", person["id"])["password"]
        status, grant = self.ask("POST", "/v1/login", {"userName": person["userName"], "password": password,
                                                       "deviceName": "Laptop", "platform": "linux"})
        self.assertEqual(status, 200, grant)
        self.note("POST /v1/login", grant)
        for path in ("/v1/self", "/v1/devices", "/v1/people"):
            status, answer = self.ask("GET", path, token=grant["accessToken"])
            self.assertEqual(status, 200)
            self.note(f"GET {path}", answer)
        status, fresh = self.ask("POST", "/v1/refresh", {"refreshToken": grant["refreshToken"]})
        self.assertEqual(status, 200)
        self.note("POST /v1/refresh", fresh)
        return fresh["accessToken"]

    async def greeting(self, token):
        peer = await PlainSocket.open(self.relay.port)
        await peer.say("hello", {"token": token, "client": "ParentConnect 0.1.0", "protocol": 1})
        while True:
            frame = await asyncio.wait_for(peer.hear(), 20)
            self.note(frame["type"], frame)
            if frame["type"] == "caughtUp":
                return peer

    async def until(self, peer, name, matches):
        while True:
            frame = await asyncio.wait_for(peer.hear(), 20)
            if matches(frame):
                self.note(name, frame)
                return frame

    async def talk(self, tokens):
        ada, ben = [await self.greeting(token) for token in tokens]
        conversation = uuid.UUID(self.direct)

        def answers(number):
            return lambda frame: frame["id"] == number

        message = str(uuid.uuid4())
        said = {"conversation": self.direct, "message": message, "content": sealed(conversation.bytes)}
        stored = await self.until(ada, "ack of a message", answers(await ada.say("message", said)))
        arrived = await self.until(ben, "message, live", lambda f: f["type"] == "message")
        self.assertEqual(arrived["data"]["message"], message)
        again = await self.until(ada, "ack of a repeat", answers(await ada.say("message", said)))
        self.assertEqual(again["data"]["seq"], stored["data"]["seq"])
        await ben.say("receipt", {"conversation": self.direct, "kind": "read", "upTo": arrived["data"]["seq"]})
        await self.until(ada, "receipt, live", lambda f: f["type"] == "receipt")
        await ben.say("typing", {"conversation": self.direct, "isTyping": True})
        await self.until(ada, "typing", lambda f: f["type"] == "typing")
        await self.until(ada, "ack of a sync", answers(await ada.say("sync", {"conversation": self.direct, "after": 0})))
        group = {"conversation": str(uuid.uuid4()), "op": "create", "message": str(uuid.uuid4()), "kind": "group", "title": "Parents"}
        await self.until(ada, "ack of a group", answers(await ada.say("conversation", group)))
        await self.until(ada, "ack of keys", answers(await ada.say("keys", {"op": "countPackages"})))
        await self.until(ada, "error", answers(await ada.say("sync", {"conversation": str(uuid.uuid4()), "after": 0})))
        await self.until(ada, "error of what is not known", answers(await ada.say("hologram", {})))
        ada.close()
        ben.close()

    def test_a_client_of_the_first_version_is_understood(self):
        asyncio.run(self.talk([self.sign_in(0), self.sign_in(2)]))
        if WRITES:
            TALK.write_text(json.dumps(self.heard, indent=1, sort_keys=True) + "\n")
        known = json.loads(TALK.read_text())
        self.assertEqual(known.keys() - self.heard.keys(), set())
        for what, shape in known.items():
            with self.subTest(what):
                self.assertEqual(lacks(shape, self.heard[what]), [])

    def test_what_is_older_than_that_is_told_so(self):
        async def too_old():
            peer = await PlainSocket.open(self.relay.port)
            await peer.say("hello", {"token": "x", "client": "ParentConnect 0.0.1", "protocol": 0})
            frame = await asyncio.wait_for(peer.hear(), 20)
            with self.assertRaises(Gone):
                await asyncio.wait_for(peer.hear(), 20)
            peer.close()
            return frame

        frame = asyncio.run(too_old())
        self.assertEqual((frame["type"], frame["data"]["code"]), ("error", "unsupported"))

    def test_what_is_newer_than_that_speaks_as_we_do(self):
        token = self.sign_in(0)

        async def newer():
            peer = await PlainSocket.open(self.relay.port)
            await peer.say("hello", {"token": token, "client": "ParentConnect 9", "protocol": 9, "wormhole": {"of": [1, 2]}})
            frame = await asyncio.wait_for(peer.hear(), 20)
            peer.close()
            return frame

        frame = asyncio.run(newer())
        self.assertEqual((frame["type"], frame["data"]["protocol"]), ("welcome", 1))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
