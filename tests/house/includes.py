# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks on #include lines: rows of the table, circles, one way to name a header, libraries with one door."""
import pathlib
import re

from table import DOORS, MODULES, PROGRAMS, USES, allowed, room_of
from tree import blank_comments

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def includes(tree, path):
    """(line, quoted, header) of each include line."""
    for number, line in enumerate(blank_comments(tree.text(path)).splitlines(), 1):
        match = _INCLUDE.match(line)
        if match:
            yield number, match.group(1) == '"', match.group(2)


def check_rows(tree):
    """Every include of a room's file stays within its row."""
    for path in tree.sources("core", "ui", "app"):
        room = room_of(path)
        if room is None:
            yield f"{path}: lies in no room of tests/house/table.py"
            continue
        for line, quoted, header in includes(tree, path):
            if not quoted:
                continue
            if header.startswith(("core/", "ui/", "app/")):
                if not tree.exists(header):
                    yield f"{path}:{line}: no file {header}"
                elif room_of(header) not in allowed(room):
                    yield f"{path}:{line}: {room} may not include {header}"
            elif header.startswith("tests/"):
                yield f"{path}:{line}: a product includes {header}"
            elif not header.endswith(".moc"):
                yield f"{path}:{line}: write the whole path of {header}"


def check_names(tree):
    """<QWidget>, never <QtWidgets/QWidget>: the latter compiles where only QtCore is linked."""
    for path in tree.sources("core", "ui", "app", "tests"):
        for line, quoted, header in includes(tree, path):
            if re.match(r"Qt[A-Z]\w*/", header):
                yield f"{path}:{line}: name {header} without its module"
            if not quoted and re.match(r"(core|ui|app|tests)/", header):
                yield f"{path}:{line}: quote {header}, it is ours"


def check_doors(tree):
    """A library that one room wraps is included in that room alone."""
    for path in tree.sources("core", "ui", "app"):
        for line, _, header in includes(tree, path):
            for pattern, rooms in DOORS.items():
                if re.fullmatch(pattern, header) and room_of(path) not in rooms:
                    yield f"{path}:{line}: {header} is {' and '.join(rooms)}'s"


def check_modules(tree, qt_headers):
    """A Qt class comes from a module that the room links."""
    module_of = {}
    for module in pathlib.Path(qt_headers).glob("Qt*"):
        for header in module.iterdir() if module.is_dir() else ():
            if re.fullmatch(r"Q\w+", header.name):
                module_of.setdefault(header.name, module.name)
    for path in tree.sources("core", "ui"):
        room = room_of(path)
        for line, _, header in includes(tree, path):
            module = module_of.get(header, "QtCore")
            if room in USES and module not in ("QtCore", *MODULES.get(room, [])):
                yield f"{path}:{line}: {room} may not use {module} ({header})"


def check_circles(tree):
    """No header includes itself by a detour, and no two rooms include each other."""
    files = {path: [] for path in tree.sources("core", "ui", "app", "tests")}
    rooms = {}
    for path, targets in files.items():
        for _, quoted, header in includes(tree, path):
            if quoted and header in files:
                targets.append(header)
                rooms.setdefault(room_of(path), set()).add(room_of(header))
    yield from (f"include circle: {' -> '.join(circle)}" for circle in _circles(files))
    by_room = {room: sorted(used - {room, None}) for room, used in rooms.items() if room}
    yield from (f"rooms in a circle: {' -> '.join(circle)}" for circle in _circles(by_room))


def _circles(graph):
    state, stack, found = {}, [], []

    def walk(node):
        state[node] = "open"
        stack.append(node)
        for after in graph.get(node, ()):
            if state.get(after) == "open":
                found.append([*stack[stack.index(after):], after])
            elif after not in state:
                walk(after)
        stack.pop()
        state[node] = "done"

    for node in sorted(graph):
        if node not in state:
            walk(node)
    return found


def check_table(tree):
    """The rows of the table and the pc_room() calls say the same, and no row uses what stands below it."""
    order = list(USES)
    for room, row in USES.items():
        for used in row:
            if used not in USES or order.index(used) > order.index(room):
                yield f"table.py: {room} lists {used}, which does not stand above it"
    for room, uses in tree.rooms().items():
        if room.startswith("tests/"):
            continue
        if room not in USES:
            yield f"{room}: pc_room() of a room that table.py does not know"
            continue
        for used in uses:
            if used not in USES[room]:
                yield f"{room}: pc_room() uses {used}, its row does not allow it"
    for program in sorted({"/".join(path.split("/")[:2]) for path in tree.sources("app")} - set(PROGRAMS)):
        yield f"{program}: a program that table.py does not know"
