# SPDX-License-Identifier: GPL-3.0-or-later
"""What a relay can make by itself: entries of device lists and of an office, and words of one, signed by a key of its own.
Layouts: core/identity/devicelist.cpp and officelist.cpp, core/peerhistory/request.cpp."""
import base64
import hashlib
import os
import struct
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BEGIN, ADD = 1, 2
ROLES = {"guardian": 0, "staff": 1, "administrator": 2}


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text_):
    return base64.urlsafe_b64decode(text_ + "=" * (-len(text_) % 4))


def now():
    return struct.pack(">Q", int(time.time() * 1000))


def short(value):
    """With its length before it, as RFC 9420 section 2.1 writes one below 64, or below 16,384."""
    return (bytes([len(value)]) if len(value) < 64 else struct.pack(">H", 0x4000 | len(value))) + value


class Forger:
    def __init__(self):
        self.key = Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def signed(self, label, part):
        return part + self.key.sign(label + part)

    def list_entry(self, user, number, previous, device, act=BEGIN):
        """Of a person's device list: `device` is theirs, with a key that nobody has."""
        part = b"".join([b"\x01", user, struct.pack(">I", number), previous, self.public, now(), bytes([act]), device,
                         os.urandom(32), os.urandom(32), short(b"")])
        return self.signed(b"pc/device-list/1", part)

    def history_request(self, conversation, user, device, first, last):
        """In that device's name, to be answered for a key that we have."""
        ranges = struct.pack(">QQ", first, last)
        part = b"".join([b"\x01", conversation, user, device, now(), X25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
                         short(ranges)])
        return self.signed(b"pc/history-request/1", part)

    def office_entry(self, school, number, previous, user, act=BEGIN):
        """Of an office: `user` speaks for it, by our own key."""
        part = b"".join([b"\x01", school, struct.pack(">I", number), previous, now(), bytes([act]), user, self.public, self.public])
        return self.signed(b"pc/office-list/1", part)

    def receipt_proof(self, conversation, kind, upto, message, user, device):
        """That this device's person has got or read so far. Layout: core/groups/receiptproof.h."""
        said = b"".join([conversation, bytes([kind == "read"]), struct.pack(">Q", upto), message, user, device])
        return b"\x01" + device + message + self.key.sign(b"pc/receipt/1" + said)

    def word(self, school, user, key, role, name, label):
        """What an office would say of somebody."""
        part = b"".join([b"\x01", school, user, key, bytes([ROLES[role]]), short(name.encode()), short(label.encode()), now(),
                         self.public])
        return self.signed(b"pc/office-word/1", part)


def account_key(entry):
    """Whose list it is, by key."""
    return entry[53:85]


def hash_of(entry):
    return hashlib.sha256(entry).digest()


def is_addition(entry, user):
    """Whether an entry of an office takes this person into it."""
    return entry[61] in (BEGIN, ADD) and entry[62:78] == user
