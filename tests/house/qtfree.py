# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms that are pure C++ include no Qt, directly or through another room: compiled where Qt cannot be found."""
import re
import subprocess

from table import QT_FREE

_QT_HEADER = re.compile(r"\S*/(?:Qt[A-Z]\w*/\S+|Q[A-Z]\w*)(?=\s|$)")


def check(tree, compiler):
    for room in QT_FREE:
        files = tree.sources(room)
        headers = [path for path in files if path.endswith(".h")]
        if not headers:
            continue
        every = "".join(f'#include "{header}"\n' for header in headers)
        yield from (f"{room}: {fault}" for fault in _faults(tree, compiler, ["-fsyntax-only", "-x", "c++", "-"], every))
        answer = _compile(tree, compiler, ["-M", *files], "")
        yield from (f"{room}: {fault}" for fault in _errors(answer))
        # Where a system keeps Qt's folder among its own, nothing above fails.
        yield from (f"{room}: includes {header}" for header in sorted(set(_QT_HEADER.findall(answer.stdout))))


def _faults(tree, compiler, options, text):
    return _errors(_compile(tree, compiler, options, text))


def _compile(tree, compiler, options, text):
    command = [compiler, "-std=c++20", f"-I{tree.root}", *options]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=tree.root, timeout=110)


def _errors(answer):
    if answer.returncode != 0:
        lines = [line for line in answer.stderr.splitlines() if "error" in line]
        yield lines[0] if lines else "does not compile"
