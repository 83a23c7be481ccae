# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks on files as such: licence line, length, a page for each room, and a map that names them all."""
import re

MOST_LINES = 400
MOST_LINES_OF_A_TEST = 800  # the claims about one class stay together; nobody reads them from end to end
LONG_FILES = {
    # path: why it is better in one piece
}

_LICENSED = re.compile(r"(\.(cpp|h|cmake|py|sh|js|mjs|sql|qss)|/CMakeLists\.txt|^CMakeLists\.txt|\.clang-(format|tidy))$")
_SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"


def check_licence(tree):
    for path in tree.files:
        head = (tree.root / path).read_bytes()[:400].split(b"\n")[:2]
        is_script = head[0].startswith(b"#!")
        if (_LICENSED.search(path) or is_script) and not any(_SPDX.encode() in line for line in head):
            yield f"{path}: first line is not {_SPDX}"


def check_length(tree):
    for path in tree.files:
        if not re.search(r"\.(cpp|h|py|cmake|js)$", path):
            continue
        lines = tree.text(path).count("\n")
        most = MOST_LINES_OF_A_TEST if path.startswith("tests/") else MOST_LINES
        if lines > most and path not in LONG_FILES:
            yield f"{path}: {lines} lines; split it, or give a reason in tests/house/files.py"
        if lines <= most and path in LONG_FILES:
            yield f"{path}: no longer too long; take it out of tests/house/files.py"
    for path in LONG_FILES:
        if not tree.exists(path):
            yield f"tests/house/files.py: {path} does not exist"


def check_readmes(tree):
    for room in tree.rooms():
        if room.startswith(("core/", "ui/")) and not tree.exists(f"{room}/README.md"):
            yield f"{room}: no README.md"


def check_map(tree):
    """ARCHITECTURE.md names every room, and nothing in core or ui that is not there."""
    page = tree.text("ARCHITECTURE.md")
    named = set(re.findall(r"\b(?:core|ui)(?:/\w+)+(?:\.\w+)?", page))
    for room in tree.rooms():
        if room.startswith(("core/", "ui/")) and room not in named:
            yield f"ARCHITECTURE.md: does not name {room}"
    for name in sorted(named):
        if not tree.exists(name):
            yield f"ARCHITECTURE.md: names {name}, which does not exist"
