# SPDX-License-Identifier: GPL-3.0-or-later
"""Deaths at chosen moments of what a program does (see killat.c), and what the relay's disk says of who came into groups."""
import pathlib
import subprocess
import uuid

from ledger import SEQ_MASK, read

KIND_HANDSHAKE = 1
_PUBLIC_MESSAGE = b"\x00\x01\x00\x01"  # RFC 9420 section 6: mls10, mls_public_message
_NEW_MEMBER_COMMIT = 4
_EPOCH_BYTES = 8


class Moments:
    """The orders of one program; `env` is what it is started with. An order holds for one life of the program."""

    def __init__(self, library, order, *preloads):
        self._order = pathlib.Path(order)
        self._done = self._order.with_name(self._order.name + ".done")
        self.env = {"LD_PRELOAD": " ".join(map(str, (library, *preloads))), "PC_KILLAT": str(self._order)}

    def arm(self, kind, number, when):
        self._done.unlink(missing_ok=True)
        made = self._order.with_name(self._order.name + ".new")
        made.write_text(f"{kind} {number} {when}")
        made.replace(self._order)

    def disarm(self):
        self._order.unlink(missing_ok=True)

    def fell(self):
        """(kind, number, bytes of the database, bytes of its log) of what was ordered last; nothing when it did not come."""
        if not self._done.exists():
            return None
        said = self._done.read_text().split()  # in one write, after the file was made
        return (said[0], *map(int, said[1:])) if said else None


def dies_within(program, seconds):
    """Whether a program.Program ends by itself in that time."""
    try:
        program.process.wait(timeout=seconds)
        return True
    except subprocess.TimeoutExpired:
        return False


def is_from_outside(body):
    """Whether a handshake of the log is a commit by which its device came in by itself (RFC 9420 section 12.4.3.2)."""
    at = body.find(_PUBLIC_MESSAGE)
    if at < 0:
        return False
    name = at + len(_PUBLIC_MESSAGE)
    sender = name + 1 + body[name] + _EPOCH_BYTES  # a group's name is shorter than 64 bytes: its length is one byte
    return sender < len(body) and body[sender] == _NEW_MEMBER_COMMIT


def raw(identifier):
    """An id as it lies on a disk."""
    return uuid.UUID(identifier).bytes


def entries_from_outside(relay_db, conversation):
    """device id -> the first seq at which it came in by itself."""
    came = {}
    for place, device, body in read(relay_db, "SELECT e.place, e.device, e.body FROM entries e JOIN conversations c ON "
                                    "c.row = e.place >> 32 WHERE e.kind = ? AND c.id = ? ORDER BY e.place",
                                    KIND_HANDSHAKE, raw(conversation)):
        if is_from_outside(body):
            came.setdefault(str(uuid.UUID(bytes=device)), place & SEQ_MASK)
    return came


def waits_for_welcome(relay_db, conversation, device):
    """Whether the relay still keeps a Welcome for a device: it has not said that it joined, or cannot."""
    return bool(read(relay_db, "SELECT 1 FROM welcomes w JOIN conversations c ON c.row = w.conversation "
                     "WHERE c.id = ? AND w.device = ?", raw(conversation), raw(device)))


def has_packages(relay_db, device):
    """Whether others can add it now."""
    return bool(read(relay_db, "SELECT 1 FROM key_packages WHERE device = ? AND claimed IS NULL", raw(device)))
