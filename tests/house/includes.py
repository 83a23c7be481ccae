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


_UNNAMED = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.MULTILINE | re.DOTALL)
_OWN = re.compile(
    r"^(?:(?:inline |static )?(?:constexpr|const) [^=;{(]*?\b(k[A-Z]\w*)\b"  # a constant
    r"|[A-Za-z][\w:<>,&* ]*?[ &*](\w+)\([^;]*$"  # a function's first line
    r"|(?:struct|class|enum class) (\w+))",
    re.MULTILINE,
)
_MEMBER_TEMPLATE = re.compile(r"^template<[^\n]*>\n[^\n(]*\b\w+(?:<\w+>)?::(\w+)\(", re.MULTILINE)


def check_borrowed(tree):
    """A file uses no name of another file's unnamed namespace, and no template that another file defines: both compile only
    where rooms are compiled in one piece."""
    seen = {}

    def code(path):
        if path not in seen:
            seen[path] = blank_comments(tree.text(path), and_strings=True)
        return seen[path]

    for room in tree.rooms():
        sources = [path for path in tree.sources(room) if path.endswith(".cpp") and room_of(path) == room]
        own = {path: _own_names(tree, path, code(path)) for path in sources}
        templates = {path: set(_MEMBER_TEMPLATE.findall(code(path))) for path in sources}
        for path in sources:
            for other in sources:
                if other == path:
                    continue
                for name in own[path] - own[other]:
                    if found := _bare_use(tree, other, code(other), name):
                        yield f"{other}:{found}: {name} is {path}'s own"
                for name in templates[path] - templates[other]:
                    if other.startswith(path.removesuffix(".cpp") + "_") and re.search(rf"(?<![\w.>:]){name}[<(]", code(other)):
                        yield f"{other}: {name} is a template that {path} defines; a header is its place"


def _own_names(tree, path, code):
    bodies = (code[body.start():body.end()] for body in _UNNAMED.finditer(tree.text(path)))
    return {name for body in bodies for match in _OWN.findall(body) for name in match if name}


def _bare_use(tree, path, code, name):
    """The line where `name` is used as it stands, though neither this file nor a header that it sees has such a name; or None."""
    use = re.search(rf"(?<![\w.>:]){name}\b", code)
    declared = rf"(?<=[\w>&*\]])(?<!\breturn)(?<!\belse) [&*]*{name}\b"
    if not use or re.search(declared, code):
        return None
    if any(re.search(rf"\b{name}\b", blank_comments(tree.text(header))) for header in _headers_of(tree, path)):
        return None
    return code.count("\n", 0, use.start()) + 1


def _headers_of(tree, path):
    found, waiting = set(), [path]
    while waiting:
        for _, quoted, header in includes(tree, waiting.pop()):
            if quoted and header not in found and tree.exists(header):
                found.add(header)
                waiting.append(header)
    return found
