#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the CBOR of each example frame anew from its JSON and compares it with the file.

Knows only what core/wire/README.md says, and shares no code with the codec.

    check.py            compare; ends with 1 when something differs
    check.py --write    put the CBOR into the files
"""
import base64
import json
import pathlib
import struct
import sys
import uuid

IDS = {"id", "user", "device", "conversation", "message", "sender", "actor", "logEpoch", "users"}
BYTES = {"content", "tree", "welcome", "groupInfo", "tag", "items", "proof"}
REACHES = {"cursors", "heads", "head", "kept"}


def head(major, number):
    for bits, (limit, form) in enumerate([(24, None), (1 << 8, ">B"), (1 << 16, ">H"), (1 << 32, ">I"), (1 << 64, ">Q")]):
        if number < limit:
            if form is None:
                return bytes([major << 5 | number])
            return bytes([major << 5 | 23 + bits]) + struct.pack(form, number)
    raise ValueError(number)


def byte_string(data):
    return head(2, len(data)) + data


def text(value):
    data = value.encode()
    return head(3, len(data)) + data


def array(items):
    return head(4, len(items)) + b"".join(items)


def encode(value, key, frame_type):
    """One value; its key says which texts stand for ids and bytes."""
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, dict):
        pairs = [text(k) + encode(v, k, frame_type) for k, v in value.items()]
        return head(5, len(value)) + b"".join(pairs)
    if isinstance(value, list):
        if key in REACHES and value and isinstance(value[0], str):
            return array([byte_string(uuid.UUID(value[0]).bytes)] + [head(0, n) for n in value[1:]])
        return array([encode(v, key, frame_type) for v in value])
    if key in IDS and not (frame_type == "error" and key == "message"):
        return byte_string(uuid.UUID(value).bytes)
    if key in BYTES:
        return byte_string(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)))
    return text(value)


def check(path, write):
    document = json.loads(path.read_text())
    wrong = []
    for example in document["examples"]:
        cbor = encode(example["frame"], None, document["type"]).hex()
        if example.get("cbor") != cbor:
            wrong.append(example["name"])
            example["cbor"] = cbor
    if wrong and write:
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return wrong


def main():
    write = "--write" in sys.argv[1:]
    paths = sorted(pathlib.Path(__file__).parent.glob("*.json"))
    failed = False
    for path in paths:
        for name in check(path, write):
            failed = not write
            print(f"{path.name}: {name}: CBOR {'written' if write else 'differs'}")
    print(f"{len(paths)} files")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
