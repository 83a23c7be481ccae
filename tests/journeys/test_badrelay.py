# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that cannot start says why in words of its own, and leaves everything as it was."""
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import unittest

import damage
import world
from world import BIN, Relay

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = BIN / "parentconnect-relay"
EMPTY_AGAIN = ("It was left as it is: bring back a backup, or move relay.db and what begins with its name away to start "
               "with nothing")


class RelayThatCannotStart(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="badrelay-", dir=os.environ.get("PC_SCRATCH")))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        self.database = self.data / "relay.db"
        self.relay = Relay(PROGRAM, self.data)
        self.relay.admin("create-school", "--name", "Lakeside School")

    def serve(self, *options, env=None):
        """Until it ends; one that serves after all is ended, and fails the test."""
        return subprocess.run([str(PROGRAM), "serve", "--data", str(self.data), "--port", "0", *map(str, options)],
                              capture_output=True, text=True, timeout=30, check=False, env={**os.environ, **(env or {})})

    def assert_refused(self, words, *options, env=None):
        """Its last words are exactly these, it never listened, and nothing that was kept is another."""
        before = damage.contents(self.data)
        done = self.serve(*options, env=env)
        self.assertEqual(done.stderr.strip().splitlines()[-1], f"parentconnect-relay: {words}")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(damage.contents(self.data), before)

    def assert_starts_with_the_school(self):
        with self.relay:
            self.assertEqual(self.schools(), ["Lakeside School"])

    def schools(self):
        return [item["name"] for item in self.relay.admin("list", "schools")["items"]]

    # ---- Configuration

    def test_a_wrong_configuration_is_named_with_its_line(self):
        path = self.folder / "relay.toml"
        for text, words in (
                ("[listen]\ncolour = 1\n", ":2: listen.colour is not a key of the relay"),
                ("[listen]\nport = 1\n\n[protocol]\nheartbeat_ms = \"soon\"\n", ":5: protocol.heartbeat_ms: expected a whole number from 1000 to 300000"),
                ("[protocol]\nheartbeat_ms = 999\n", ":2: protocol.heartbeat_ms: expected a whole number from 1000 to 300000"),
                ("[protocol]\nheartbeat_ms = 300001\n", ":2: protocol.heartbeat_ms: expected a whole number from 1000 to 300000"),
                ("[deadlines]\nidle_ms = 0\n", ":2: deadlines.idle_ms: expected a whole number from 1 to 86400000"),
                ("[listen]\nport = 70000\n", ":2: listen.port: expected a whole number from 0 to 65535"),
                ("[listen]\nport = 1\nport = 2\n", ":3: "),
                ("[listen\n", ":1: "),
                ("\xff\xfe[listen]\n", ":1: "),
                ("[listen]\naddress = \"0.0.0.0\"\n", ":2: listen.address is not loopback"),
        ):
            with self.subTest(text=text):
                path.write_bytes(text.encode("latin-1"))
                before = damage.contents(self.data)
                done = self.serve("--config", path)
                self.assertIn(f"parentconnect-relay: {path}{words}", done.stderr)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertEqual(damage.contents(self.data), before)

    def test_a_configuration_that_cannot_be_read_is_named(self):
        self.assert_refused(f"{self.folder}/absent.toml: No such file or directory", "--config",
                            self.folder / "absent.toml")

    def test_a_path_that_is_too_long_for_its_socket_is_named(self):
        self.data = self.folder / ("long" * 30)
        self.data.mkdir()
        done = self.serve()
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.data}/admin.socket is longer than the path of a socket may be", done.stderr)

    # ---- The database

    def test_a_damaged_header_is_told_and_left(self):
        damage.garble(self.database, 0)
        self.assert_refused(f"the database in {self.data} is damaged: file is not a database (26). {EMPTY_AGAIN}")

    def test_a_damaged_page_in_the_middle_is_told_before_anybody_is_served(self):
        damage.garble(self.database, 40960, 4096)
        self.assert_refused(f"the database in {self.data} is damaged: quick_check found damage. {EMPTY_AGAIN}")

    def test_a_cut_database_is_told_and_left(self):
        damage.cut(self.database, 20480)
        self.assert_refused(f"the database in {self.data} is damaged: database disk image is malformed (11). "
                            f"{EMPTY_AGAIN}")

    def test_an_emptied_database_is_not_taken_for_a_new_one(self):
        damage.cut(self.database, 0)
        self.assert_refused(f"the database in {self.data} is damaged: the database file is empty. {EMPTY_AGAIN}")

    def test_a_database_that_is_gone_does_not_take_its_log_along(self):
        with self.relay:
            self.relay.admin("create-school", "--name", "Only in the log so far")
            self.relay.kill()
        self.database.unlink()
        self.assert_refused(f"the database in {self.data} is damaged: the database file is gone, its log is there. "
                            f"{EMPTY_AGAIN}")

    def test_a_newer_database_is_told_and_left(self):
        damage.make_newer(self.database)
        known = max(int(path.name[:4]) for path in SOURCE.glob("core/relay/*/schema/*.sql"))
        self.assert_refused(f"the database in {self.data} was written by a newer relay: schema 9999, this program knows "
                            f"{known}. Nothing was changed: install that version again")

    def test_administration_says_the_same_of_the_database(self):
        damage.cut(self.database, 0)
        with self.assertRaisesRegex(world.Failed, "is damaged: the database file is empty"):
            self.schools()
        self.assertEqual(self.database.stat().st_size, 0)

    # ---- Somebody else

    def test_a_database_held_by_another_tool_is_told(self):
        words = (f"another relay has {self.data} open, or a tool holds its database. Nothing was changed: end the other "
                 "one, then start again")
        with damage.held(self.database):
            self.assert_refused(words)
        self.assert_starts_with_the_school()

    def test_a_second_relay_on_the_same_data_is_refused_and_the_first_serves_on(self):
        with self.relay:
            done = self.serve()
            self.assertEqual(done.stderr.strip().splitlines()[-1],
                             f"parentconnect-relay: another relay has {self.data} open, or a tool holds its database. "
                             "Nothing was changed: end the other one, then start again")
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertEqual(world.status_of(self.relay, "/readyz"), 200)
            self.assertEqual(self.schools(), ["Lakeside School"])

    def test_a_taken_port_is_told(self):
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
            port = taken.getsockname()[1]
            self.assert_refused(f"cannot listen on 127.0.0.1 port {port}: bind: Address already in use", "--port", port)
        self.assert_starts_with_the_school()

    # ---- The disk

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_a_disk_that_refuses_is_told_and_the_data_outlives_it(self):
        disk = damage.Disk(world.DISKFAULT, self.data)
        full = f"the disk with {self.data} is full. What was stored is kept: make room, then start again"
        broken = f"the disk refuses {self.data}: the lock file could not be written. What was stored is kept"
        for how, words in (("full", full), ("write-fails", broken)):
            with self.subTest(how=how):
                disk.refuse(how)
                self.assert_refused(words, env=disk.env)
                disk.recover()
        self.assert_starts_with_the_school()

    @unittest.skipUnless(world.DISKFAULT, "no disk faults in this build")
    def test_a_first_start_on_a_disk_that_refuses_leaves_nothing_half_made(self):
        self.data = self.folder / "other"
        self.relay = Relay(PROGRAM, self.data)
        disk = damage.Disk(world.DISKFAULT, self.data)
        for how in ("full", "write-fails", "sync-fails"):
            with self.subTest(how=how):
                disk.refuse(how)
                self.assertEqual(self.serve(env=disk.env).returncode, 1)
                disk.recover()
        self.relay.admin("create-school", "--name", "Lakeside School")
        self.assert_starts_with_the_school()


if __name__ == "__main__":
    world.main()
