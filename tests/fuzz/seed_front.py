#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the first files of the corpora of the relay's front: one per kind of input that its parsers tell apart."""

import pathlib
import struct

CORPUS = pathlib.Path(__file__).parent / "corpus"
HOST = b"Host: a\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
UPGRADE = b"Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"


def request(line, fields=b"", body=b""):
    return line + b" HTTP/1.1\r\n" + HOST + fields + b"\r\n" + body


def frame(opcode, payload=b"", final=True, mask=b"\x37\xfa\x21\x3d"):
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size)
    return bytes([(0x80 if final else 0) | opcode]) + length + mask + bytes(c ^ mask[i % 4] for i, c in enumerate(payload))


SEEDS = {
    "http_request": {
        "get": request(b"GET /v1/frames?wait=25"),
        "head": request(b"HEAD /"),
        "post-length": request(b"POST /v1/frames", b"Content-Length: 5\r\nContent-Type: application/json\r\n", b"hello"),
        "post-chunked": request(b"POST /", b"Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"),
        "expect": request(b"PUT /a%20b/%C3%A9", b"Expect: 100-continue\r\nContent-Length: 1\r\n", b"x"),
        "absolute-form": request(b"GET http://a/x?y=1"),
        "pipelined": request(b"GET /1") + request(b"GET /2") + request(b"GET /3", b"Connection: close\r\n"),
        "both-lengths": request(b"POST /", b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        "folded": request(b"GET /", b"X-A: b\r\n c\r\n"),
        "bare-lf": b"GET / HTTP/1.1\nHost: a\n\n",
        "host-v6": b"GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n",
    },
    "websocket_frames": {
        "text": b"\x03" + frame(1, "h\u00e9llo \u20ac".encode()),
        "binary-126": b"\x07" + frame(2, b"x" * 200),
        "fragments": b"\x00" + frame(1, b"\xe2\x82", False) + frame(9, b"p") + frame(0, b"\xac", True),
        "empty-last": b"\x01" + frame(2, b"ab", False) + frame(0, b"", True),
        "ping-pong": b"\x02" + frame(9, b"ping") + frame(10, b"pong"),
        "close": b"\x05" + frame(8, b"\x03\xe8bye"),
        "close-empty": b"\x00" + frame(8),
        "close-bad-code": b"\x00" + frame(8, b"\x03\xed"),
        "too-big": b"\x00\x82\xff" + struct.pack(">Q", 1 << 40) + b"mask",
        "unmasked": b"\x00\x81\x02hi",
        "several": b"\x10" + frame(1, b"a") + frame(2, b"b") + frame(1, b""),
    },
    "websocket_handshake": {
        "plain": request(b"GET /v1/socket", UPGRADE + b"Sec-WebSocket-Version: 13\r\n" + KEY),
        "subprotocols": request(b"GET /", UPGRADE + b"Sec-WebSocket-Version: 13\r\n" + KEY
                                + b"Sec-WebSocket-Protocol: parentconnect.v1.cbor, parentconnect.v1.json\r\n"),
        "version-8": request(b"GET /", UPGRADE + b"Sec-WebSocket-Version: 8\r\n" + KEY),
        "post": request(b"POST /", UPGRADE + b"Sec-WebSocket-Version: 13\r\n" + KEY),
        "no-key": request(b"GET /", UPGRADE + b"Sec-WebSocket-Version: 13\r\n"),
        "no-connection": request(b"GET /", b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" + KEY),
        "extensions": request(b"GET /", UPGRADE + b"Sec-WebSocket-Version: 13\r\n" + KEY
                              + b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"),
    },
}

for target, files in SEEDS.items():
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
