#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the tree keeps its own rules, and says each place that does not.

    check.py [--root folder] [--relay build/.../parentconnect-relay] [--secret-room build/.../libpc_core_mls.a]
             [--qt-headers /usr/include/.../qt6] [--compiler c++]
"""
import argparse
import pathlib
import sys

import binary
import files
import gates
import includes
import qtfree
from tree import Tree


def source_checks():
    checks = {
        "table": includes.check_table,
        "rows": includes.check_rows,
        "names": includes.check_names,
        "doors": includes.check_doors,
        "circles": includes.check_circles,
        "borrowed": includes.check_borrowed,
        "licence": files.check_licence,
        "length": files.check_length,
        "readmes": files.check_readmes,
        "sql": gates.check_sql,
        "labels": gates.check_labels,
        "todos": gates.check_todos,
    }
    checks.update({name: gate.check for name, gate in gates.GATES.items()})
    return checks


def run(tree, relay=None, qt_headers=None, compiler=None, secret_room=None):
    """All findings as (check, text), and the checks that could not run with the reason."""
    checks, skipped = source_checks(), {}
    if tree.exists("ARCHITECTURE.md"):
        checks["map"] = files.check_map
    else:
        skipped["map"] = "there is no ARCHITECTURE.md"
    if qt_headers and pathlib.Path(qt_headers, "QtCore").is_dir():
        checks["modules"] = lambda t: includes.check_modules(t, qt_headers)
    else:
        skipped["modules"] = "Qt's headers were not given"
    if compiler:
        checks["qt-free"] = lambda t: qtfree.check(t, compiler)
    else:
        skipped["qt-free"] = "no compiler was given"
    if not relay or not relay.is_file():
        skipped["relay"] = "parentconnect-relay is not built"
    elif not binary.tools_are_there():
        skipped["relay"] = "ldd or nm is missing"
    else:
        checks["relay"] = lambda _: binary.check_relay(relay, secret_room)
    found = [(name, text) for name, check in checks.items() for text in check(tree)]
    return found, skipped, len(checks)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).parents[2])
    options.add_argument("--relay", type=pathlib.Path)
    options.add_argument("--secret-room", type=pathlib.Path)
    options.add_argument("--qt-headers", type=pathlib.Path)
    options.add_argument("--compiler")
    given = options.parse_args()
    tree = Tree(given.root)
    found, skipped, count = run(tree, given.relay, given.qt_headers, given.compiler, given.secret_room)
    for name, text in found:
        print(f"[{name}] {text}")
    for name, reason in skipped.items():
        print(f"SKIPPED {name}: {reason}")
    print(f"{count} checks over {len(tree.files)} files: {len(found)} findings")
    return 1 if found or not tree.sources("core") else 0


if __name__ == "__main__":
    sys.exit(main())
