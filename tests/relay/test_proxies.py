# SPDX-License-Identifier: GPL-3.0-or-later
"""The front behind nginx, haproxy and caddy, configured as the administrators' page says: sockets get through, and what two
programs could read differently never gives one person's answer to another. Also slow clients by the hundred, from slowhttptest.

    test_proxies.py ECHORELAY TOOLS README
"""
import base64
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

ECHO = pathlib.Path(sys.argv[1])
TOOLS = pathlib.Path(sys.argv[2])
README = pathlib.Path(sys.argv[3])
SLOW_SOCKETS = 500
SLOW_SECONDS = 8


def tool(name):
    """The program, when it is here and starts."""
    found = TOOLS / name
    path = str(found) if found.exists() else shutil.which(name)
    if not path:
        return None
    version = subprocess.run([path, "version" if name == "caddy" else "-v"], capture_output=True, timeout=60)
    return path if version.returncode == 0 else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(raw):
    """The bodies of all answers in these bytes."""
    found, rest = [], raw
    while rest.startswith(b"HTTP/1.1 "):
        head, split, rest = rest.partition(b"\r\n\r\n")
        if not split:
            break
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length:
            size = int(length[1])
            found.append((int(head[9:12]), rest[:size]))
            rest = rest[size:]
        elif b"chunked" in head.lower():
            body = b""
            while True:
                size, _, rest = rest.partition(b"\r\n")
                if not size or int(size, 16) == 0:
                    rest = rest[2:]
                    break
                body += rest[:int(size, 16)]
                rest = rest[int(size, 16) + 2:]
            found.append((int(head[9:12]), body))
        else:
            found.append((int(head[9:12]), b""))
    return found


def exchange(port, data, within=3.0, until=None):
    """What comes back until the peer ends, `until` is satisfied, or the time is over."""
    raw = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(data)
        end = time.monotonic() + within
        while time.monotonic() < end:
            peer.settimeout(max(0.01, end - time.monotonic()))
            try:
                part = peer.recv(65536)
            except (TimeoutError, ConnectionError):
                break
            if not part:
                break
            raw += part
            if until and until(raw):
                break
    return raw


def ambiguous():
    """Requests whose length two programs could read differently; what hides in them is a GET of /smuggled."""
    hidden = b"GET /smuggled HTTP/1.1\r\nHost: relay.example\r\n\r\n"
    as_chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(hidden), hidden)
    none_then_hidden = b"0\r\n\r\n" + hidden
    spellings = [b"chunked", b" chunked", b"chunked ", b"\tchunked", b"Chunked", b"CHUNKED", b"xchunked", b"chunked, identity",
                 b"identity, chunked", b"identity", b"chunked, chunked", b"gzip, chunked", b'"chunked"', b"chunked;q=1", b",chunked",
                 b"chunked,", b"chun ked", b"\x0bchunked", b"chunked\x00", b""]
    cases = []
    for spelling in spellings:
        for length in (4, len(none_then_hidden), 0):
            cases.append(([b"Content-Length: %d" % length, b"Transfer-Encoding: " + spelling], none_then_hidden))
    for name in (b"Transfer-Encoding ", b" Transfer-Encoding", b"Transfer_Encoding", b"transfer-encoding", b"Transfer-Encoding\t"):
        cases.append(([b"Content-Length: 4", name + b": chunked"], none_then_hidden))
    for lengths in ([b"0", b"%d" % len(hidden)], [b"%d" % len(hidden), b"0"], [b"0", b"0"]):
        cases.append(([b"Content-Length: " + value for value in lengths], hidden))
    for value in (b"0, 0", b"0,%d" % len(hidden), b"+0", b"-1", b"00", b"0x0", b"0 0", b" ", b"0;", b"18446744073709551615", b"1e1"):
        cases.append(([b"Content-Length: " + value], hidden))
    for size in (b"0x0", b"+0", b"-0", b"00000000000000000", b"0;a=b", b"0 ", b"ffffffffffffffff", b"g"):
        cases.append(([b"Transfer-Encoding: chunked"], size + b"\r\n\r\n" + hidden))
    cases.append(([b"Transfer-Encoding: chunked", b"Trailer: x"], b"0\r\nContent-Length: 99\r\n\r\n" + hidden))
    cases.append(([b"Transfer-Encoding: chunked"], as_chunk))
    cases.append(([b"Connection: keep-alive, content-length", b"Content-Length: 3"], b"abc" + hidden))
    cases.append(([b"Expect: 100-continue", b"Content-Length: 0"], hidden))
    for ending in (b"\n", b"\r", b"\r\r\n"):
        cases.append(([b"X: y" + ending + b"Content-Length: %d" % len(hidden)], hidden))
    return [(b"POST /first HTTP/1.1\r\nHost: relay.example\r\n" + b"\r\n".join(fields) + b"\r\n\r\n" + body)
            for fields, body in cases]


class Echo:
    def __init__(self):
        self.process = subprocess.Popen([ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class BehindAProxy(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pc-proxy-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.echo = Echo()
        self.addCleanup(self.echo.close)
        self.port = free_port()

    def start(self, *command, **settings):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   cwd=self.folder, **settings)

        def end():
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=10)
            process.stderr.close()

        self.addCleanup(end)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                self.assertIsNone(process.poll(), "the proxy ended")
                time.sleep(0.05)  # a foreign program that says nothing when it is ready
        self.fail("the proxy does not listen")

    def honest(self):
        raw = exchange(self.port, b"GET /honest HTTP/1.1\r\nHost: relay.example\r\nConnection: close\r\n\r\n")
        return answers(raw)

    def judge(self):
        # A socket gets through, both ways.
        key = base64.b64encode(os.urandom(16))
        upgrade = (b"GET /v1/socket HTTP/1.1\r\nHost: relay.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + b"\r\n\r\n")
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as peer:
            peer.sendall(upgrade)
            head = b""
            while b"\r\n\r\n" not in head:
                part = peer.recv(4096)
                self.assertTrue(part, head)
                head += part
            self.assertTrue(head.startswith(b"HTTP/1.1 101"), head)
            peer.sendall(b"\x82\x85\x00\x00\x00\x00hello")
            echoed = b""
            while len(echoed) < 7:
                echoed += peer.recv(4096)
            self.assertEqual(echoed, b"\x82\x05hello")
        # What is ambiguous never shifts the answers of others, on connections that the proxy keeps to the relay.
        cases = ambiguous()
        self.assertGreaterEqual(len(cases), 90)
        for request in cases:
            raw = exchange(self.port, request, within=0.15)
            for status, body in answers(raw)[:1]:
                if status == 200:
                    self.assertTrue(body.startswith(b"POST /first"), (request, body))
            for _ in range(2):
                (status, body), = self.honest()
                self.assertEqual((status, body.split(b"\n")[0]), (200, b"GET /honest"), request)

    @unittest.skipUnless(tool("nginx"), "nginx is not at hand")
    def test_nginx_as_the_page_says(self):
        server = re.search(r"^    server \{\n(?:    .*\n|\n)*?    \}\n", README.read_text(), re.M)[0]
        server = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{self.port};", server)
        server = re.sub(r" *ssl_certificate.*\n", "", server).replace("127.0.0.1:8080", "relay")
        server = server.replace("proxy_set_header Connection upgrade;", "proxy_set_header Connection $connection_upgrade;") \
            if "$connection_upgrade" not in server else server
        (self.folder / "nginx.conf").write_text(
            "daemon off; master_process off; pid nginx.pid; error_log stderr crit;\nevents {}\nhttp {\n access_log off;\n"
            " map $http_upgrade $connection_upgrade { default upgrade; '' ''; }\n"
            f" upstream relay {{ server 127.0.0.1:{self.echo.port}; keepalive 8; }}\n"
            + "".join(f" {kind}_temp_path {self.folder};\n" for kind in
                      ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            + server + "}\n")
        self.start(tool("nginx"), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-e", "stderr")
        self.judge()

    @unittest.skipUnless(tool("haproxy"), "haproxy is not at hand")
    def test_haproxy(self):
        (self.folder / "haproxy.cfg").write_text(
            "defaults\n mode http\n timeout connect 5s\n timeout client 90s\n timeout server 90s\n timeout tunnel 90s\n"
            " http-reuse always\n"
            f"frontend in\n bind 127.0.0.1:{self.port}\n default_backend relay\n"
            f"backend relay\n option forwardfor\n server relay 127.0.0.1:{self.echo.port}\n")
        self.start(tool("haproxy"), "-db", "-f", str(self.folder / "haproxy.cfg"))
        self.judge()

    @unittest.skipUnless(tool("caddy"), "caddy is not at hand")
    def test_caddy_as_the_page_says(self):
        site = re.search(r"^    chat\.example\.org \{\n(?:    .*\n)*?    \}\n", README.read_text(), re.M)[0]
        site = site.replace("chat.example.org", f"http://127.0.0.1:{self.port}, http://relay.example:{self.port}")
        site = site.replace("127.0.0.1:8080", f"127.0.0.1:{self.echo.port}")
        (self.folder / "Caddyfile").write_text("{\n admin off\n auto_https off\n}\n" + site)
        environment = {**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder),
                       "XDG_CONFIG_HOME": str(self.folder)}
        self.start(tool("caddy"), "run", "--config", str(self.folder / "Caddyfile"), "--adapter", "caddyfile", env=environment)
        self.judge()


class SlowClients(unittest.TestCase):
    @unittest.skipUnless(shutil.which("slowhttptest"), "slowhttptest is not at hand")
    def test_slow_heads_and_bodies_leave_others_alone(self):
        for kind in ("-H", "-B"):
            with self.subTest(kind=kind):
                echo = Echo()
                self.addCleanup(echo.close)
                slow = subprocess.Popen(
                    ["slowhttptest", "-c", str(SLOW_SOCKETS), kind, "-i", "2", "-r", str(SLOW_SOCKETS), "-l",
                     str(SLOW_SECONDS // 2), "-u", f"http://127.0.0.1:{echo.port}/slow"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
                times, most = [], 0
                try:
                    while slow.poll() is None and len(times) < 50_000:
                        begun = time.perf_counter()
                        raw = exchange(echo.port, b"GET /stats HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        times.append(time.perf_counter() - begun)
                        (status, stats), = answers(raw)
                        self.assertEqual(status, 200)
                        most = max(most, int(re.search(rb"open (\d+)", stats)[1]))
                finally:
                    slow.terminate()
                    slow.wait(timeout=20)
                self.assertGreater(len(times), 100)
                self.assertGreaterEqual(most, SLOW_SOCKETS, "the slow ones did not get in")
                self.assertLess(statistics.quantiles(times, n=100)[98], 0.25)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
