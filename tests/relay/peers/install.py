# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the npm packages of this folder's lock file into a folder of the build, once for each state of the lock.

install(folder) gives the folder that holds node_modules, or a reason why there is none on this machine."""

import hashlib
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).parent
UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "ENOTCACHED")


class Unavailable(Exception):
    pass


def install(folder):
    if not shutil.which("node") or not shutil.which("npm"):
        raise Unavailable("node or npm is not installed")
    folder = pathlib.Path(folder)
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == hashlib.sha256(lock).hexdigest():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, folder / name)
    npm = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional"],
                         cwd=folder, capture_output=True, text=True, timeout=120)
    if npm.returncode != 0 and any(code in npm.stderr for code in UNREACHABLE):
        raise Unavailable("the npm registry cannot be reached")
    if npm.returncode != 0:
        raise RuntimeError(npm.stderr)
    stamp.write_text(hashlib.sha256(lock).hexdigest())
    return folder
