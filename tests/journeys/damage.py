# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to spoil what programs keep on a disk, and to see afterwards that nothing else was touched."""
import contextlib
import hashlib
import os
import pathlib
import random
import sqlite3
import subprocess
import sys

_PASSING = (".lock", "-shm")  # no part of what is kept


def contents(folder):
    """A digest of every file below the folder that keeps something."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.endswith(_PASSING)}


def garble(path, at, length=100, seed=1):
    """Random bytes in the middle of a file; a negative place counts from the end."""
    with open(path, "r+b") as file:
        file.seek(at if at >= 0 else os.path.getsize(path) + at)
        file.write(random.Random(seed).randbytes(length))


def cut(path, size):
    os.truncate(path, size)


def make_newer(path, version=9999):
    """A plain database; for a client's store see SealedStore."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version={version:d}")


_HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA locking_mode=EXCLUSIVE")
database.execute("BEGIN EXCLUSIVE")
database.execute("SELECT count(*) FROM sqlite_schema").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


def held(path):
    """Another tool that has a plain database for itself. A process of its own, for a process loses its locks on a file
    with the first of its descriptors that is closed."""
    return _held([sys.executable, "-c", _HOLDER, str(path)])


@contextlib.contextmanager
def _held(command):
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        try:
            if holder.stdout.readline() != b"held\n":
                raise RuntimeError("the database could not be held")
            yield
        finally:
            holder.kill()


class SealedStore:
    """The store of a client that is not running, which only a program of ours can open."""

    def __init__(self, bin_folder, client):
        self._command = [pathlib.Path(bin_folder) / "tests" / "pc_profile_store", client.profile, client.passphrase_file]

    def copy(self, path):
        """A plain copy, for sqlite3."""
        subprocess.run([*self._command, "copy", path], check=True)
        return path

    def check(self):
        """"ok", or what SQLite's integrity check says."""
        done = subprocess.run([*self._command, "check"], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def make_newer(self, version=9999):
        subprocess.run([*self._command, "set-version", str(version)], check=True)

    def held(self):
        return _held([*self._command, "hold"])


class Disk:
    """A disk below a folder that can be made to refuse, for programs started with `env` (see diskfault.c)."""

    def __init__(self, library, folder):
        self._trigger = pathlib.Path(folder).parent / f"{pathlib.Path(folder).name}.diskfault"
        self.env = {"LD_PRELOAD": str(library), "PC_DISKFAULT": str(self._trigger),
                    "PC_DISKFAULT_UNDER": str(folder)}

    def refuse(self, how):
        """full, write-fails or sync-fails."""
        made = self._trigger.with_suffix(".new")
        made.write_text(how)
        made.replace(self._trigger)

    def recover(self):
        self._trigger.unlink(missing_ok=True)
