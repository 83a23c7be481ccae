# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket client of a few lines (RFC 6455) that speaks the wire's JSON, polite or not: it does what it is told."""
import asyncio
import base64
import json
import os
import time
import uuid


class Gone(Exception):
    """The relay has ended the connection."""


class PlainSocket:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.fragment = b""

    @staticmethod
    async def open(port, source="127.0.0.1"):
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0)), 20)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write((f"GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Protocol: parentconnect.v1.json\r\n\r\n").encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        if not head.startswith(b"HTTP/1.1 101 "):
            writer.close()
            raise Gone(head.split(b"\r\n")[0].decode())
        return PlainSocket(reader, writer)

    @staticmethod
    async def sign_in(port, token, source="127.0.0.1"):
        """Open, greeted, and caught up."""
        peer = await PlainSocket.open(port, source)
        await peer.say("hello", {"token": token, "client": "test", "protocol": 1})
        while True:
            frame = await asyncio.wait_for(peer.hear(), 20)
            if frame["type"] == "caughtUp":
                return peer
            if frame["type"] in ("error", "goodbye"):
                raise Gone(json.dumps(frame))

    def send_frame(self, opcode, payload):
        mask = b"\0\0\0\0"
        head = bytes([0x80 | opcode])
        if len(payload) < 126:
            head += bytes([0x80 | len(payload)])
        elif len(payload) < 65536:
            head += bytes([0x80 | 126]) + len(payload).to_bytes(2, "big")
        else:
            head += bytes([0x80 | 127]) + len(payload).to_bytes(8, "big")
        self.writer.write(head + mask + payload)

    async def say(self, kind, data):
        """The frame's id."""
        number = str(uuid.uuid4())
        self.send_frame(1, json.dumps({"id": number, "type": kind, "timestamp": int(time.time() * 1000), "data": data}).encode())
        await self.writer.drain()
        return number

    async def hear(self):
        """The next frame of the wire; answers pings."""
        while True:
            try:
                first, second = await self.reader.readexactly(2)
                size = second & 127
                if size > 125:
                    size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
                payload = await self.reader.readexactly(size)
            except (asyncio.IncompleteReadError, ConnectionError) as ended:
                raise Gone("closed") from ended
            opcode = first & 15
            if opcode == 8:
                raise Gone(f"closed with {int.from_bytes(payload[:2], 'big')}")
            if opcode == 9:
                self.send_frame(10, payload)
            elif opcode < 3:
                self.fragment += payload
                if first & 0x80:
                    whole, self.fragment = self.fragment, b""
                    return json.loads(whole)

    def close(self):
        self.writer.close()
