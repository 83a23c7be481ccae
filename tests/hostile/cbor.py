# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire's CBOR (core/wire/README.md) as Python values: numbers, flags, bytes, texts, lists and maps, and nothing else."""
import struct

_MOST_DEPTH = 32


def encode(value):
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, (bytes, bytearray)):
        return _head(2, len(value)) + bytes(value)
    if isinstance(value, str):
        data = value.encode()
        return _head(3, len(data)) + data
    if isinstance(value, (list, tuple)):
        return _head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        return _head(5, len(value)) + b"".join(encode(k) + encode(v) for k, v in value.items())
    raise TypeError(value)


def decode(data):
    """Of one value; ValueError for anything else, and for what stands after it."""
    value, end = _read(data, 0, 0)
    if end != len(data):
        raise ValueError("bytes after the value")
    return value


def _head(major, number):
    for bits, (limit, form) in enumerate([(24, None), (1 << 8, ">B"), (1 << 16, ">H"), (1 << 32, ">I"), (1 << 64, ">Q")]):
        if number < limit:
            return bytes([major << 5 | number]) if form is None else bytes([major << 5 | 23 + bits]) + struct.pack(form, number)
    raise ValueError(number)


def _read(data, at, depth):
    if depth > _MOST_DEPTH or at >= len(data):
        raise ValueError("too deep, or cut")
    major, low = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        if low not in (20, 21):
            raise ValueError("neither a flag")
        return low == 21, at
    if low >= 24:
        size = {24: 1, 25: 2, 26: 4, 27: 8}.get(low)
        if size is None or at + size > len(data):
            raise ValueError("a length that the wire does not have")
        low, at = int.from_bytes(data[at:at + size], "big"), at + size
    if major == 0:
        return low, at
    if major in (2, 3):
        if at + low > len(data):
            raise ValueError("cut")
        part = data[at:at + low]
        return (bytes(part) if major == 2 else part.decode()), at + low
    if major == 4:
        items = []
        for _ in range(low):
            item, at = _read(data, at, depth + 1)
            items.append(item)
        return items, at
    if major == 5:
        pairs = {}
        for _ in range(low):
            key, at = _read(data, at, depth + 1)
            if not isinstance(key, str) or key in pairs:
                raise ValueError("a key that is none, or comes twice")
            pairs[key], at = _read(data, at, depth + 1)
        return pairs, at
    raise ValueError("nothing of the wire")
