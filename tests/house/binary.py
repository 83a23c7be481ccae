# SPDX-License-Identifier: GPL-3.0-or-later
"""The relay cannot decrypt, because it is not linked with what would: asserted on the built program."""
import re
import shutil
import subprocess

FOREIGN_LIBRARIES = re.compile(r"lib([qQ]t6(Gui|Widgets|Keychain|Svg|keychain)|GL|EGL|OpenGL|X11|wayland-client)\b")
FOREIGN_NAMES = re.compile(r"\bpc::(store|vault|session|link|ui|models)::")

# core/mls and core/mls_public share a namespace, and the relay may have the latter: the former is known by its archive.
_STRONG = re.compile(r"^\S+ [TDBR] (.+)$", re.MULTILINE)


def _output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def loaded(program):
    """Every library that the loader would map, those of libraries included."""
    return re.findall(r"^\s*(\S+)", _output("ldd", str(program)), re.MULTILINE)


def linked_names(program):
    return _output("nm", "-C", "--defined-only", str(program)).splitlines()


def strong_names(archive):
    return set(_STRONG.findall(_output("nm", "-C", "--defined-only", str(archive))))


def check_relay(program, secret_room=None):
    for library in loaded(program):
        if FOREIGN_LIBRARIES.search(library):
            yield f"{program.name}: loads {library}"
    names = linked_names(program)
    if not any("pc::" in name for name in names):
        yield f"{program.name}: has no names to look at (stripped?)"
    secret = strong_names(secret_room) if secret_room and secret_room.is_file() else set()
    for name in names:
        plain = name.split(" ", 2)[-1]
        if FOREIGN_NAMES.search(name) or plain in secret:
            yield f"{program.name}: is linked with {plain}"
            return


def tools_are_there():
    return all(shutil.which(tool) for tool in ("ldd", "nm"))
