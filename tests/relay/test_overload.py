# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten times the traffic that is allowed, of every kind at once, and honest people who go on talking.

    test_overload.py RELAY PREPARE           PC_OVERLOAD_SECONDS=60 is the default

Judged from outside: how long an honest message takes to the other side, whether each arrives once and in order, what the
relay says of its readiness, and what memory it takes.
"""
import asyncio
import http.client
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unittest
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "packaging" / "linux"), str(ROOT / "tests" / "relay")]
from plainsocket import Gone, PlainSocket  # noqa: E402
from programs import Relay  # noqa: E402
from sealed import sealed  # noqa: E402

RELAY, PREPARE = map(pathlib.Path, sys.argv[1:3])
SECONDS = int(os.environ.get("PC_OVERLOAD_SECONDS", "60"))
PEOPLE = 40  # person i talks to person i + 20
HONEST = 5  # pairs
MESSAGES_A_SECOND = 10 * 100 / 60  # of one person, ten times what they may
P99_MS = 250
MEMORY_MB = 96  # above what the relay takes before


class Person:
    def __init__(self, line):
        self.token, hexadecimal = line.split()
        self.direct = bytes.fromhex(hexadecimal)

    def message(self):
        return {"conversation": str(uuid.UUID(bytes=self.direct)), "message": str(uuid.uuid4()), "content": sealed(self.direct)}


# ---- the attackers, a process of their own

class Attack:
    """Each kind ten times as fast as the relay allows, from addresses of its own, until the time is over."""

    def __init__(self, port, people, seconds):
        self.port, self.people, self.end = port, people, time.monotonic() + seconds
        self.done = {}

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1

    async def every(self, pause, what, act):
        due = time.monotonic()
        while time.monotonic() < self.end:
            try:
                await asyncio.wait_for(act(), 10)
                self.count(what)
            except (OSError, Gone, asyncio.IncompleteReadError, asyncio.TimeoutError):
                self.count(f"{what}: cut off")
            due = max(due + pause, time.monotonic() - 1)
            await asyncio.sleep(max(0, due - time.monotonic()))

    async def writer(self, person, source):
        """Signed in, and writes too fast."""
        peer = await PlainSocket.sign_in(self.port, person.token, source)

        async def drain():
            try:
                while True:
                    frame = await peer.hear()
                    if frame["type"] == "error":
                        self.count("message refused: " + frame["data"].get("code", ""))
            except Gone:
                pass

        draining = asyncio.create_task(drain())
        await self.every(1 / MESSAGES_A_SECOND, "message", lambda: peer.say("message", person.message()))
        draining.cancel()
        peer.close()

    async def deaf(self, person, source):
        """Signed in, and reads nothing."""
        peer = await PlainSocket.sign_in(self.port, person.token, source)
        while time.monotonic() < self.end:
            await asyncio.sleep(0.2)
        peer.close()

    async def raw(self, source, data, limit=4096):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))
        try:
            writer.write(data)
            await writer.drain()
            await reader.read(limit)
        finally:
            writer.close()

    def request(self, method, path, body=b"", extra=""):
        return (f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n{extra}\r\n").encode() + body

    async def slow(self, source):
        """A head that never ends, a byte a second."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))
        try:
            writer.write(b"GET / HTTP/1.1\r\nX-Slow: ")
            while time.monotonic() < self.end:
                writer.write(b"a")
                await writer.drain()
                await asyncio.sleep(1)
        finally:
            writer.close()

    async def pings(self, source):
        peer = await PlainSocket.open(self.port, source)
        try:
            for _ in range(100):
                peer.send_frame(9, b"x" * 125)
            await peer.writer.drain()
            await peer.hear()
        finally:
            peer.close()

    async def large_hello(self, source):
        peer = await PlainSocket.open(self.port, source)
        try:
            peer.send_frame(2, bytes(200_000))
            await peer.writer.drain()
            await peer.hear()
        finally:
            peer.close()

    def guess(self):
        body = b'{"userName":"person1","password":"%d","deviceName":"x","platform":"linux"}' % random.getrandbits(60)
        return self.request("POST", "/v1/login", body)

    async def run(self):
        half = PEOPLE // 2
        tasks = [self.writer(self.people[i], f"127.0.1.{i + 1}") for i in range(HONEST, half)]
        tasks += [self.deaf(self.people[i + half], f"127.0.1.{i + 101}") for i in range(HONEST, half)]
        for i in range(4):
            source = f"127.0.2.{i + 1}"
            tasks += [
                self.every(0.1, "guess", lambda s=source: self.raw(s, self.guess())),
                self.every(0.1, "long head", lambda s=source: self.raw(s, b"GET / HTTP/1.1\r\nX: " + b"a" * 65536)),
                self.every(0.1, "long body", lambda s=source: self.raw(s, self.request("POST", "/v1/login", b"x" * 1_000_000))),
                self.every(0.05, "forged token", lambda s=source: self.raw(s, self.request(
                    "GET", "/v1/self", extra="Authorization: Bearer " + "a.b.c" * 100 + "\r\n"))),
                self.every(0.1, "pings", lambda s=source: self.pings(s)),
                self.every(0.1, "large hello", lambda s=source: self.large_hello(s)),
                self.every(0.05, "hang up", lambda s=source: self.raw(s, b"", 0)),
            ]
        tasks += [self.every(0.5, "slow head", lambda s=f"127.0.3.{i % 50 + 1}": self.slow(s)) for i in range(200)]
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception) and not isinstance(outcome, (OSError, Gone, asyncio.IncompleteReadError, asyncio.TimeoutError)):
                raise outcome


def attack(port, lines, seconds, outcome):
    one = Attack(port, [Person(line) for line in lines], seconds)
    asyncio.run(one.run())
    outcome.put(one.done)


# ---- the honest, and the judge

class Overload(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pc-overload-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        made = subprocess.run([PREPARE, self.folder / "data", str(PEOPLE), "0"], capture_output=True, text=True, check=True, timeout=60)
        self.lines = made.stdout.splitlines()[1:]
        self.people = [Person(line) for line in self.lines]
        self.relay = Relay(RELAY, self.folder / "data", log=self.folder / "log").start()
        self.addCleanup(lambda: self.relay.running.close())

    def memory_mb(self):
        status = pathlib.Path(f"/proc/{self.relay.running.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.relay.port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        finally:
            connection.close()

    async def talk(self, sender, receiver, end, took):
        """A message a second, at most what is allowed; each is waited for at the other side."""
        writing = await PlainSocket.sign_in(self.relay.port, sender.token)
        reading = await PlainSocket.sign_in(self.relay.port, receiver.token)

        async def until(peer, matches):
            while True:
                frame = await asyncio.wait_for(peer.hear(), 20)
                if frame["type"] == "heartbeat":  # who only reads would be taken for gone
                    await peer.say("heartbeat", {})
                if matches(frame):
                    return frame
        seqs = []
        while time.monotonic() < end:
            message = sender.message()
            begin = time.monotonic()
            number = await writing.say("message", message)
            arrived = await until(reading, lambda f: f["type"] == "message")
            took.append((time.monotonic() - begin) * 1000)
            self.assertEqual(arrived["data"]["message"], message["message"])
            answer = await until(writing, lambda f: f["id"] == number)
            self.assertEqual(answer["type"], "ack", answer)
            seqs.append(arrived["data"]["seq"])
            await asyncio.sleep(max(0, begin + 0.7 - time.monotonic()))
        self.assertEqual(seqs, sorted(set(seqs)))
        writing.close()
        reading.close()

    async def watch(self, end, memory):
        while time.monotonic() < end:
            memory.append(self.memory_mb())
            ready = await asyncio.to_thread(self.is_ready)
            self.assertTrue(ready, "not ready under load")
            await asyncio.sleep(1)

    async def go_on(self, seconds, took, memory):
        end = time.monotonic() + seconds
        half = PEOPLE // 2
        await asyncio.gather(self.watch(end, memory),
                             *(self.talk(self.people[i], self.people[i + half], end, took) for i in range(HONEST)))

    def test_honest_people_go_on_talking(self):
        before = self.memory_mb()
        outcome = multiprocessing.Queue()
        attackers = multiprocessing.Process(target=attack, args=(self.relay.port, self.lines, SECONDS, outcome))
        attackers.start()
        took, memory = [], []
        try:
            asyncio.run(self.go_on(SECONDS, took, memory))
            done = outcome.get(timeout=60)
        finally:
            attackers.join(20)
            attackers.kill()
        took.sort()
        p99 = took[int(len(took) * 0.99)]
        print(f"{len(took)} honest messages, p50 {statistics.median(took):.1f} ms, p99 {p99:.1f} ms; memory {before:.0f} MB before, "
              f"{max(memory):.0f} MB at most; attackers did {sum(done.values())}: {done}")
        self.assertGreater(done.get("message refused: rate_limited", 0), SECONDS * 10, "the attack was not felt")
        self.assertGreater(len(took), SECONDS)
        self.assertLess(p99, P99_MS)
        self.assertLess(max(memory) - before, MEMORY_MB)
        self.assertIsNone(self.relay.running.process.poll(), "the relay has ended")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
