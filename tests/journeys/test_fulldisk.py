# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay on a disk that really fills up, and one whose files may grow no longer: it takes no more messages and says why, goes
on being read, and takes messages again once there is room, without a new start."""
import errno
import os
import pathlib
import resource
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

import world
from ledger import read
from world import Failed, Journey

MIB = 1024 * 1024
DISK = 48 * MIB


def may_mount():
    return os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0


class Writing(Journey):
    """Jana writes to Ada; Ben, who is in the same group, is away when what he is to read is written."""

    reserve = 0

    @property
    def config(self):
        return f"{world.GENEROUS}heartbeat_ms = 1000\n[data]\nreserve_percent = {self.reserve}\n"

    def setUp(self):
        super().setUp()
        self.network = self.bad_network()
        self.jana, self.ada = self.join("Jana", "staff"), self.join("Ada", "staff")
        self.ben = self.join("Ben", network=self.network)
        self.group = self.jana.call("createGroup", title="All", users=[self.ada.person, self.ben.person])["conversation"]
        self.written = []
        self.write("before")
        self.settle(self.jana, self.ada, self.ben)
        self.network.do("fault", mode="cut")
        self.write("while Ben is away")
        self.settle(self.jana, self.ada)

    def write(self, word, count=5):
        for number in range(count):
            text = f"{word} {number}"
            self.jana.call("send", conversation=self.group, text=text)
            self.written.append(text)

    def settle(self, *clients):
        self.jana.wait_for("outboxEmpty", 60)
        for client in clients:
            self.eventually(lambda c=client: self.texts(c, self.group) == self.written)

    def readiness(self):
        """(status, what it says)"""
        try:
            with urllib.request.urlopen(self.relay.url + "/readyz", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def reading(self, name):
        with urllib.request.urlopen(self.relay.url + "/metrics", timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(name + " "):
                    return float(line.split()[1])
        return None

    def log(self):
        return self.relay.log.read_text("utf-8", "replace")

    def entries(self):
        return read(self.relay.data / "relay.db", "SELECT count(*) FROM entries")[0][0]

    def refuses(self, why):
        """Nothing is taken, and everybody can learn why; who is away comes back and reads."""
        self.write("refused")
        self.eventually(lambda: self.readiness()[0] == 503, 30)
        self.assertIn(f"not ready: {why}", self.readiness()[1])
        self.assertEqual(self.reading("parentconnect_ready"), 0)
        kept = self.entries()
        self.network.do("fault", mode="pass")
        read_so_far = [text for text in self.written if not text.startswith("refused")]
        self.eventually(lambda: self.texts(self.ben, self.group) == read_so_far, 60)
        states = {m["text"]: m["state"] for m in self.jana.call("page", conversation=self.group, limit=100)["messages"]
                  if m["kind"] == "text"}
        self.assertEqual({state for text, state in states.items() if text.startswith("refused")}, {"sending"})
        self.assertEqual(self.entries(), kept)

    def goes_on(self, pid):
        """All leaves by itself, from the same process."""
        self.eventually(lambda: self.readiness()[0] == 200, 30)
        self.write("after")
        self.settle(self.jana, self.ada, self.ben)
        self.assertEqual(self.relay.running.process.pid, pid)
        self.assertEqual(self.reading("parentconnect_ready"), 1)


@unittest.skipUnless(may_mount(), "only root has a disk to fill")
class SmallDisk(Writing):
    """The relay's data lies on a disk of its own."""

    def setUp(self):
        # The relay makes its folder where the disk is: both are there before it starts.
        self.disk = pathlib.Path(tempfile.mkdtemp(prefix="disk-", dir=os.environ.get("PC_SCRATCH")))
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=700", "tmpfs", self.disk], check=True)
        self.addCleanup(self.take_away)
        super().setUp()

    def take_away(self):
        subprocess.run(["umount", "--lazy", self.disk], check=True)
        self.disk.rmdir()

    def data_folder(self):
        return self.disk / "relay"

    def leave(self, free):
        """Fills the disk with something else until that many bytes are free, or none."""
        with open(self.disk / "filling", "ab", buffering=0) as filling:
            try:
                while (room := os.statvfs(self.disk).f_bavail * os.statvfs(self.disk).f_frsize) > free:
                    filling.write(bytes(min(MIB, room - free)))
            except OSError as full:
                if full.errno != errno.ENOSPC or free:
                    raise

    def empty(self):
        (self.disk / "filling").unlink()


class DiskThatIsFull(SmallDisk):
    def test_it_takes_messages_again_when_there_is_room(self):
        pid = self.relay.running.process.pid
        self.leave(0)
        self.refuses("the disk is full; reading goes on")
        self.assertEqual(self.reading("parentconnect_store_healthy"), 0)
        self.assertIn("the store cannot be written:", self.log())
        self.empty()
        self.goes_on(pid)
        self.assertEqual(self.reading("parentconnect_store_healthy"), 1)
        self.assertIn("the store can be written again", self.log())


class DiskThatIsNearlyFull(SmallDisk):
    reserve = 25

    def test_what_is_kept_in_reserve_lets_people_sign_in_and_read(self):
        pid = self.relay.running.process.pid
        self.leave(DISK // 5)
        self.eventually(lambda: self.reading("parentconnect_store_has_room") == 0, 30)
        self.refuses("the disk is nearly full")
        self.assertEqual(self.reading("parentconnect_store_healthy"), 1)
        self.assertAlmostEqual(self.reading("parentconnect_store_reserve_bytes"), DISK / 4, delta=MIB)
        self.assertIn("the disk is nearly full: no more messages are taken, reading goes on", self.log())
        # A sign-in and the work of administrators are worth what room they take.
        self.relay.admin("create-person", "--school", self.school.id, "--name", "Newcomer", "--role", "guardian")
        self.ada.quit()
        self.ada.start()
        self.ada.open()
        self.ada.wait_for("upToDate")
        with self.assertRaises(Failed):
            self.ada.call("rename", conversation=self.group, title="Another")
        self.empty()
        self.goes_on(pid)
        self.assertIn("there is room on the disk again: messages are taken", self.log())


class FilesThatMayNotGrow(Writing):
    def test_it_takes_messages_again_when_they_may(self):
        process = self.relay.running.process.pid
        _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
        longest = (self.relay.data / "relay.db-wal").stat().st_size
        resource.prlimit(process, resource.RLIMIT_FSIZE, (longest, hard))
        self.refuses("the disk refuses to be written; reading goes on")
        self.assertEqual(self.reading("parentconnect_store_healthy"), 0)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))
        self.goes_on(process)


if __name__ == "__main__":
    world.main()
