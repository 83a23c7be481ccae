# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree as the checks see it: which files there are, what they say, and where they say it."""
import pathlib
import re

SKIPPED = {".git", "build", "out", "node_modules", "__pycache__", ".cache"}
SOURCES = {".cpp", ".h"}


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(self._walk(self.root))

    def _walk(self, folder):
        for entry in folder.iterdir():
            if entry.is_symlink() or entry.name in SKIPPED:
                continue
            if entry.is_dir():
                yield from self._walk(entry)
            else:
                yield entry.relative_to(self.root).as_posix()

    def under(self, *tops):
        return [path for path in self.files if path.startswith(tuple(top + "/" for top in tops))]

    def sources(self, *tops):
        return [path for path in self.under(*tops) if pathlib.Path(path).suffix in SOURCES]

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def exists(self, path):
        return (self.root / path).exists()

    def rooms(self):
        """Folders that a pc_room() call declares, with the rooms that it uses."""
        found = {}
        for path in self.files:
            if not path.endswith("CMakeLists.txt"):
                continue
            for call in re.finditer(r"\bpc_room\(([^)]*)\)", without_cmake_comments(self.text(path))):
                words = call.group(1).split()
                found[words[0]] = _uses(words[1:])
        return found


def _uses(words):
    uses, reading = [], False
    for word in words:
        if word.isupper():
            reading = word == "USES"
        elif reading:
            uses.append(word)
    return uses


def without_cmake_comments(text):
    return re.sub(r"#.*", "", text)


_CPP_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL,
)


def blank_comments(text, and_strings=False):
    """C++ without its comments, every line still where it was."""

    def blank(match):
        token = match.group()
        if token.startswith("/"):
            return re.sub(r"[^\n]", " ", token)
        if and_strings:
            return token[0] + re.sub(r"[^\n]", "_", token[1:-1]) + token[-1]
        return token

    return _CPP_TOKEN.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1
