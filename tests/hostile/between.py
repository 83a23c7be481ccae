# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between clients and a relay and speaks with both, as whoever owns the relay could: HTTP and WebSocket on one port,
frames as values. It passes everything on, by way of whatever `way` it was told to have."""
import asyncio
import base64
import json
import os
import urllib.parse
import uuid

import cbor

_OUR_OWN = {"connection", "content-length", "transfer-encoding"}

NO_ANSWER = object()  # what a way says instead of one: the connection stays, and nothing comes
CUT_OFF = object()  # the connection ends


class Call:
    """One question over HTTP: who asks what."""

    def __init__(self, method, target, headers, body):
        self.method, self.target = method, target
        self.path, _, query = target.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query))
        self.headers = headers
        self.body, self.raw = _flat(body), body
        claims = _claims(headers.get("authorization", ""))
        self.user, self.device = claims.get("sub"), claims.get("dev")

    def is_for(self, method, *start):
        return self.method == method and self.path.startswith("/v1/" + "/".join(start))

    @property
    def last(self):
        return self.path.rsplit("/", 1)[1]


def _flat(body):
    try:
        return json.loads(body) if body else {}
    except ValueError:
        return {}


def _claims(authorization):
    parts = authorization.removeprefix("Bearer ").split(".")
    if len(parts) != 3:
        return {}
    return json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))


class Session:
    """One socket of one device, once it was welcomed."""

    def __init__(self, client, relay):
        self._client, self._relay = client, relay
        self.user = self.device = None
        self.questions = {}  # what was asked and is not answered, by its id

    def tell(self, frame):
        """Says this to the client as the relay would."""
        self._send(self._client, frame, mask=False)

    def ask(self, frame):
        """Says this to the relay as the client would."""
        self._send(self._relay, frame, mask=True)

    def cut(self):
        for one in (self._client, self._relay):
            one.transport.abort()

    @staticmethod
    def _send(writer, frame, mask):
        if not writer.is_closing():
            writer.write(_pack(2, cbor.encode(frame), mask))


class Between:
    """Listens on a port of loopback for one relay."""

    def __init__(self, relay_port, memory):
        self._target, self._memory = relay_port, memory
        self.way = None
        self.sessions = set()
        self.port = 0

    async def listen(self):
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 24)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def cut(self, user=None):
        for session in list(self.sessions):
            if user in (None, session.user):
                session.cut()

    def of(self, user):
        return [session for session in self.sessions if session.user == user]

    async def _serve(self, reader, writer):
        try:
            while head := await _read_head(reader):
                request, headers = head
                method, target, _ = request.split(" ", 2)
                if headers.get("upgrade", "").lower() == "websocket":
                    await self._socket(reader, writer, request, headers)
                    return
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                call = Call(method, target, headers, body)
                status, answer, kind, more = await self._answer(call, headers, body)
                writer.write(b"HTTP/1.1 %d Said\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                             % (status, more, kind.encode(), len(answer), answer))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, call, headers, body):
        said = self.way.asked(call) if self.way else None
        if said is NO_ANSWER:
            await asyncio.Event().wait()
        if said is not None:
            return said[0], _body(said[1]), f"application/{'problem+' if said[0] >= 400 else ''}json", b""
        if self.way:
            body = self.way.passes(call, body)
        reader, writer = await asyncio.open_connection("127.0.0.1", self._target, limit=1 << 24)
        lines = [f"{call.method} {call.target} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items() if k not in _OUR_OWN),
                 f"content-length: {len(body)}", "connection: close"]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        line, answered = await _read_head(reader)
        answer = await reader.readexactly(int(answered.get("content-length", 0)))
        writer.close()
        status, kind = int(line.split(" ")[1]), answered.get("content-type", "application/json")
        more = f"Retry-After: {answered['retry-after']}\r\n".encode() if "retry-after" in answered else b""
        if kind.startswith("application/json") or status == 204:
            said = _flat(answer)
            self._memory.answered(call, status, said)
            if self.way:
                status, changed = self.way.answered(call, status, said)
                if changed is CUT_OFF:
                    raise ConnectionError
                answer = answer if changed is said and status != 204 and said == _flat(answer) else _body(changed)
        elif self.way and status == 200:
            answer = self.way.read(call, answer)
        return status, answer, kind, more

    async def _socket(self, client_reader, client, request, headers):
        relay_reader, relay = await asyncio.open_connection("127.0.0.1", self._target, limit=1 << 24)
        lines = [request, *(f"{k}: {v}" for k, v in headers.items() if k != "sec-websocket-extensions")]
        relay.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        line, answered = await _read_head(relay_reader)
        client.write("\r\n".join([line, *(f"{k}: {v}" for k, v in answered.items())]).encode() + b"\r\n\r\n")
        if line.split(" ")[1] != "101":
            client.write(await relay_reader.read())
            relay.close()
            return
        session = Session(client, relay)
        self.sessions.add(session)
        try:
            up = asyncio.create_task(self._pump(client_reader, relay, session, self._up, True))
            down = asyncio.create_task(self._pump(relay_reader, client, session, self._down, False))
            _, left = await asyncio.wait([up, down], return_when=asyncio.FIRST_COMPLETED)
            for task in left:
                task.cancel()
        finally:
            self.sessions.discard(session)
            relay.close()

    async def _pump(self, reader, writer, session, through, mask):
        parts = b""
        try:
            while True:
                first, payload = await _read_frame(reader)
                opcode = first & 15
                if opcode not in (0, 1, 2):
                    writer.write(_pack(opcode, payload, mask))
                    if opcode == 8:
                        await writer.drain()
                        return
                    continue
                parts += payload
                if first & 0x80:
                    for frame in through(session, cbor.decode(parts)):
                        writer.write(_pack(2, cbor.encode(frame), mask))
                    parts = b""
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, ConnectionError):
            return

    def _up(self, session, frame):
        session.questions[frame["id"]] = frame
        self._memory.up(session, frame)
        return self.way.up(session, frame) if self.way else [frame]

    def _down(self, session, frame):
        if frame["type"] == "welcome":
            session.user = str(uuid.UUID(bytes=frame["data"]["user"]))
            session.device = str(uuid.UUID(bytes=frame["data"]["device"]))
        self._memory.down(session, frame)
        frames = self.way.down(session, frame) if self.way else [frame]
        if frame["type"] in ("ack", "error", "welcome"):
            session.questions.pop(frame["id"], None)
        return frames


def _body(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


async def _read_head(reader):
    """The first line and the fields of a request or an answer; nothing at the end."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *fields = raw[:-4].decode("latin-1").split("\r\n")
    return first, {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}


async def _read_frame(reader):
    first, second = await reader.readexactly(2)
    size = second & 127
    if size > 125:
        size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8), "big")
    mask = await reader.readexactly(4) if second & 0x80 else None
    payload = await reader.readexactly(size)
    return first, _masked(payload, mask) if mask else payload


def _pack(opcode, payload, mask):
    size, bit = len(payload), 0x80 if mask else 0
    if size < 126:
        head = bytes([0x80 | opcode, bit | size])
    elif size < 1 << 16:
        head = bytes([0x80 | opcode, bit | 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([0x80 | opcode, bit | 127]) + size.to_bytes(8, "big")
    if not mask:
        return head + payload
    key = os.urandom(4)
    return head + key + _masked(payload, key)


def _masked(payload, key):
    size = len(payload)
    stream = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")).to_bytes(size, "big")
