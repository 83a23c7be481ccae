# SPDX-License-Identifier: GPL-3.0-or-later
"""The relay cannot decrypt, because it is not linked with what would: asserted on the built program."""
import re
import shutil
import subprocess

FOREIGN_LIBRARIES = re.compile(r"lib([qQ]t6(Gui|Widgets|Keychain|Svg|keychain)|GL|EGL|OpenGL|X11|wayland-client)\b")
FOREIGN_NAMES = re.compile(r"\bpc::(store|vault|session|link|mls|ui|models)::")


def _output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def loaded(program):
    """Every library that the loader would map, those of libraries included."""
    return re.findall(r"^\s*(\S+)", _output("ldd", str(program)), re.MULTILINE)


def linked_names(program):
    return _output("nm", "-C", "--defined-only", str(program)).splitlines()


def check_relay(program):
    for library in loaded(program):
        if FOREIGN_LIBRARIES.search(library):
            yield f"{program.name}: loads {library}"
    names = linked_names(program)
    if not any("pc::" in name for name in names):
        yield f"{program.name}: has no names to look at (stripped?)"
    for name in names:
        if FOREIGN_NAMES.search(name):
            yield f"{program.name}: is linked with {name.split(' ', 2)[-1]}"
            return


def tools_are_there():
    return all(shutil.which(tool) for tool in ("ldd", "nm"))
