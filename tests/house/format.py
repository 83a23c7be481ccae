#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-format 14 over the C++ sources; other versions break lines elsewhere.

    format.py            rewrite what differs
    format.py --check    name what differs, end with 1
    format.py [--check] core/wire tests/unit/wire      only these
"""
import pathlib
import shutil
import subprocess
import sys

from tree import Tree

TOPS = ("core", "ui", "app", "tests")
FOLDED = 40  # files a call


def clang_format():
    for name in ("clang-format-14", "clang-format"):
        path = shutil.which(name)
        if path and " 14." in subprocess.run([path, "--version"], capture_output=True, text=True).stdout:
            return path
    sys.exit("format: clang-format 14 is missing; packaging/linux/setup test installs it")


def differing(tool, root, paths):
    for start in range(0, len(paths), FOLDED):
        call = [tool, "--dry-run", "--Werror", "--ferror-limit=1", *paths[start:start + FOLDED]]
        output = subprocess.run(call, cwd=root, capture_output=True, text=True).stderr
        yield from sorted({line.split(":")[0] for line in output.splitlines() if "error: code should be" in line})


def main():
    arguments = sys.argv[1:]
    is_check = "--check" in arguments
    tops = tuple(word.rstrip("/") for word in arguments if word != "--check") or TOPS
    root = pathlib.Path(__file__).parents[2]
    paths = Tree(root).sources(*tops)
    tool = clang_format()
    wrong = list(differing(tool, root, paths))
    if wrong and not is_check:
        subprocess.run([tool, "-i", *wrong], cwd=root, check=True)
    for path in wrong:
        print(f"{'differs' if is_check else 'formatted'}: {path}")
    print(f"{len(paths)} files, {len(wrong)} {'differ' if is_check else 'formatted'}")
    return 1 if is_check and (wrong or not paths) else 0


if __name__ == "__main__":
    sys.exit(main())
