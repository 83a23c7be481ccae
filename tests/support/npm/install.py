# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the npm packages of a folder's lock file into a folder of the build, once for each state of the lock.

install(source, folder) gives the folder that holds node_modules, or a reason why there is none on this machine. Tests that
run at the same time may share a folder: one installs, the others wait."""

import fcntl
import hashlib
import pathlib
import shutil
import subprocess

UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "ENOTCACHED")
DEADLINE = 120  # seconds for npm


class Unavailable(Exception):
    pass


def install(source, folder):
    if not shutil.which("node") or not shutil.which("npm"):
        raise Unavailable("node or npm is not installed")
    source, folder = pathlib.Path(source), pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _install(source, folder)


def _install(source, folder):
    state = hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == state:
        return folder
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, folder / name)
    npm = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional", "--prefer-offline"],
                         cwd=folder, capture_output=True, text=True, timeout=DEADLINE)
    if npm.returncode != 0 and any(code in npm.stderr for code in UNREACHABLE):
        raise Unavailable("the npm registry cannot be reached")
    if npm.returncode != 0:
        raise RuntimeError(npm.stderr)
    stamp.write_text(state)
    return folder
