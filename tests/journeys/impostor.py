# SPDX-License-Identifier: GPL-3.0-or-later
"""Something at the relay's address that may be the relay, or pretends to be: passes everything on, or answers as captive
portals, broken proxies and hostile servers do. With a certificate it ends TLS in front of the relay."""
import base64
import contextlib
import hashlib
import socket
import ssl
import struct
import threading
import time

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
_DEADLINE = 30
_PAGE = b"<html><body><h1>Welcome to the free wireless network</h1>Please pay first.</body></html>"


def http(status, body=_PAGE, kind=b"text/html", more=b""):
    return (b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            % (status, kind, more, len(body), body))


def frame(opcode, payload, claimed=None):
    """One unmasked WebSocket frame, which may claim another length than it has."""
    size = len(payload) if claimed is None else claimed
    head = bytes([0x80 | opcode])
    if size < 126:
        head += bytes([size])
    elif size < 65536:
        head += b"\x7e" + struct.pack(">H", size)
    else:
        head += b"\x7f" + struct.pack(">Q", size)
    return head + payload


TEXT, BINARY = 1, 2

# What it answers to any request, whatever was asked.
ANSWERS = {
    "captive portal": http(b"200 OK"),
    "moved": http(b"302 Found", more=b"Location: http://127.0.0.1:9/pay\r\n"),
    "proxy's refusal": http(b"401 Unauthorized"),
    "broken": http(b"500 Internal Server Error", b"oops"),
    "overloaded proxy": http(b"503 Service Unavailable", b""),
    "JSON of something else": http(b"200 OK", b'{"hello":[1,2', b"application/json"),
    "wrong types": http(b"200 OK", b'{"accessToken":5,"refreshToken":[],"expiresIn":"soon"}', b"application/json"),
    "garbage": bytes(range(256)) * 16,
    "endless header": b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"a" * 400_000,
    "nothing": b"",
}

# What it says after a socket was opened as a relay would; polls, which a client turns to, find nobody, and the relay itself answers
# everything else.
GREETINGS = {
    "no frame at all": b"\x00\xff" * 64,
    "garbage in a frame": frame(BINARY, bytes(range(200))),
    "CBOR of something else": frame(BINARY, b"\x83\x01\x02\x03"),
    "a welcome of wrong types": frame(BINARY, b"\xa4\x62id\x05\x64type\x67welcome\x69timestamp\x61x\x64data\x80"),
    "text": frame(TEXT, b'{"type":"welcome"}'),
    "text that is none": frame(TEXT, b"\xc3\x28\xff"),
    "a frame of many megabytes": frame(BINARY, b"\x00" * 4096, claimed=1 << 40),
    "HTML": frame(BINARY, _PAGE),
    "silence": b"",
}


class Impostor:
    """Listens on a port of its own until closed; `be()` decides what whoever comes next meets."""

    def __init__(self, relay_port, context=None, keep=False):
        self._target, self._context = relay_port, context
        self._lock = threading.Lock()
        self._answer, self._greeting = None, None
        self._kept = bytearray() if keep else None
        self._open = set()
        self._arrivals = []
        self.requests = 0  # that could be read, since the last be()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"{'https' if self._context else 'http'}://localhost:{self.port}"

    def be(self, answer=None, greeting=None, context=None):
        """The relay itself when nothing is given. Cuts what was open."""
        with self._lock:
            self._answer, self._greeting = answer, greeting
            self._context = context or self._context
            self._arrivals.clear()
            self.requests = 0
            cut, self._open = self._open, set()
        for one in cut:
            _shut(one)

    def arrivals(self):
        """When connections came, since the last be()."""
        with self._lock:
            return list(self._arrivals)

    def passed(self):
        """All that the relay said through this, when it keeps that."""
        with self._lock:
            return bytes(self._kept)

    def close(self):
        _shut(self._listener)
        self.be()

    def _accept(self):
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._arrivals.append(time.monotonic())
                self._open.add(peer)
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, raw):
        with self._lock:
            answer, greeting, context = self._answer, self._greeting, self._context
        peer = raw
        with contextlib.suppress(OSError):
            raw.settimeout(_DEADLINE)
            if context:
                peer = context.wrap_socket(raw, server_side=True)  # takes the raw one's place
                with self._lock:
                    self._open.add(peer)
            request = _read_head(peer)
            with self._lock:
                self.requests += 1
            if answer is not None:
                peer.sendall(answer)
            elif greeting is not None and b"upgrade: websocket" in request.lower():
                _greet(peer, request, greeting)
            elif greeting is not None and b" /v1/frames" in request.split(b"\r\n", 1)[0]:
                peer.sendall(http(b"404 Not Found"))
            else:
                self._pass_on(peer, request)
        _shut(peer)
        peer.close()
        with self._lock:
            self._open -= {raw, peer}

    def _pass_on(self, peer, request):
        with socket.create_connection(("127.0.0.1", self._target), timeout=_DEADLINE) as relay:
            relay.sendall(request)
            relay.settimeout(None)
            peer.settimeout(None)
            back = threading.Thread(target=_pump, args=(relay, peer, self._keep), daemon=True)
            back.start()
            _pump(peer, relay)
            back.join(_DEADLINE)

    def _keep(self, chunk):
        with self._lock:
            if self._kept is not None:
                self._kept += chunk


def _read_head(peer):
    request = b""
    while b"\r\n\r\n" not in request:
        more = peer.recv(65536)
        if not more:
            raise OSError("gone")
        request += more
    return request


def _greet(peer, request, greeting):
    fields = dict(line.split(b": ", 1) for line in request.split(b"\r\n\r\n")[0].split(b"\r\n")[1:])
    key = {name.lower(): value for name, value in fields.items()}[b"sec-websocket-key"]
    accept = base64.b64encode(hashlib.sha1(key + _GUID).digest())
    peer.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 b"Sec-WebSocket-Protocol: parentconnect.v1.cbor\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")
    peer.recv(65536)  # the hello
    peer.sendall(greeting)
    while peer.recv(65536):
        pass


def _pump(source, sink, see=lambda chunk: None):
    with contextlib.suppress(OSError, ValueError):  # shut by the other side, or by be()
        while chunk := source.recv(65536):
            see(chunk)
            sink.sendall(chunk)
    _shut(sink)


def _shut(one):
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    if not isinstance(one, ssl.SSLSocket):
        one.close()
