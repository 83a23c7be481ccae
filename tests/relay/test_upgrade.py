# SPDX-License-Identifier: GPL-3.0-or-later
"""A database of every version that was released is brought forward by today's relay and keeps what it held.

    test_upgrade.py RELAY FIXTURES           tests/vectors/schema: one dump for each schema that was released
"""
import contextlib
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "linux"))
from programs import Relay  # noqa: E402

RELAY, FIXTURES = map(pathlib.Path, sys.argv[1:3])


def opened(path):
    return contextlib.closing(sqlite3.connect(path))


def schema_of(path):
    with opened(path) as database:
        return dict(database.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))


def version_of(path):
    with opened(path) as database:
        return database.execute("PRAGMA user_version").fetchone()[0]


def contents_of(path, like):
    """Rows of every table by the columns that it has in `like`."""
    with opened(like) as older:
        tables = [name for name, in older.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        columns = {name: [row[1] for row in older.execute(f"PRAGMA table_info({name})")] for name in tables}
    with opened(path) as database:
        return {name: sorted(map(repr, database.execute(f"SELECT {', '.join(columns[name])} FROM {name}"))) for name in tables}


# What the relay itself writes while it starts and runs, and what a later schema gave another meaning.
MOVES = {"relay_meta", "audit", "audit_head", "signing_keys", "franking_keys"}


class Upgrade(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pc-upgrade-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def laid_out(self, fixture, name="data"):
        data = self.folder / name
        data.mkdir(mode=0o700)
        with opened(data / "relay.db") as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(fixture.read_text())
        (data / "relay.db").chmod(0o600)
        return data

    def new_schema(self):
        with Relay(RELAY, self.folder / "new"):
            pass
        return schema_of(self.folder / "new" / "relay.db")

    def test_every_released_database_comes_forward_and_keeps_what_it_held(self):
        fixtures = sorted(FIXTURES.glob("relay-*.sql"))
        self.assertTrue(fixtures)
        today = self.new_schema()
        for fixture in fixtures:
            with self.subTest(fixture.name):
                data = self.laid_out(fixture, fixture.stem)
                before = self.laid_out(fixture, fixture.stem + "-before") / "relay.db"
                with Relay(RELAY, data) as relay:
                    people = relay.admin("list", "people", "--school", relay.admin("list", "schools")["items"][0]["id"])
                    self.assertEqual(len(people["items"]), 4)
                    self.assertTrue(relay.admin("audit", "verify"))
                self.assertEqual(schema_of(data / "relay.db"), today)
                self.assertEqual(version_of(data / "relay.db"), version_of(self.folder / "new" / "relay.db"))
                kept, held = contents_of(data / "relay.db", before), contents_of(before, before)
                for table in held.keys() - MOVES:
                    self.assertEqual(kept[table], held[table], table)
                for table in held.keys() & MOVES:
                    self.assertGreaterEqual(len(kept[table]), len(held[table]), table)

    def test_a_newer_one_is_refused_in_words_and_left_as_it_is(self):
        data = self.laid_out(sorted(FIXTURES.glob("relay-*.sql"))[-1])
        with opened(data / "relay.db") as database:
            database.execute("PRAGMA user_version = 9999")
        before = (data / "relay.db").read_bytes()
        done = subprocess.run([RELAY, "serve", "--data", data, "--port", "0"], capture_output=True, text=True, timeout=30)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("newer", done.stderr)
        self.assertEqual((data / "relay.db").read_bytes(), before)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
