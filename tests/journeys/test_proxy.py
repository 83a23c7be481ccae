# SPDX-License-Identifier: GPL-3.0-or-later
"""A school behind a proxy that wants a password, with a certificate authority of its own: whole programs, and a name that
nobody but the proxy can reach."""
import base64
import contextlib
import ssl
import socket
import subprocess
import threading

import world
from impostor import Impostor
from world import Failed, Journey

NAME = "relay.school.example"
USER, PASSWORD = "office", "open sesame 47113"
DEADLINE = 30


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=60)


def authority(folder, name):
    """A root, and what it signed for the relay: (root, certificate, key)."""
    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    root, root_key, leaf, key, request = (folder / f"{name}{end}" for end in ("-root.pem", "-root.key", ".pem", ".key", ".csr"))
    openssl("req", "-x509", *new, "-days", 2, "-subj", f"/O={name}/CN={name}", "-keyout", root_key, "-out", root)
    openssl("req", *new, "-subj", "/CN=relay", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", request)
    openssl("x509", "-req", "-in", request, "-CA", root, "-CAkey", root_key, "-CAcreateserial", "-days", 1,
            "-copy_extensions", "copy", "-out", leaf)
    return root, leaf, key


class AskingProxy:
    """CONNECT with Basic authentication; whatever it is asked for, it connects to one port on loopback."""

    def __init__(self, target):
        self._target = target
        self._right = b"Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode())
        self.tunnels, self.wrong = [], 0
        self._open = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        for one in [self._listener, *self._open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                self._open.add(peer)
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer):
        with contextlib.suppress(OSError), peer:
            peer.settimeout(DEADLINE)
            head = b""
            while b"\r\n\r\n" not in head:
                more = peer.recv(4096)
                if not more:
                    return
                head += more
            lines = head.split(b"\r\n")
            given = [line.split(b":", 1)[1].strip() for line in lines if line.lower().startswith(b"proxy-authorization:")]
            if given != [self._right]:
                self.wrong += len(given)
                peer.sendall(b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"school\"\r\nContent-Length: 0\r\n"
                             b"Connection: close\r\n\r\n")
                return
            self.tunnels.append(lines[0].split(b" ")[1].decode())
            with socket.create_connection(("127.0.0.1", self._target), DEADLINE) as relay:
                self._open.add(relay)
                relay.settimeout(None)
                peer.settimeout(None)
                peer.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
                back = threading.Thread(target=self._pass, args=(relay, peer), daemon=True)
                back.start()
                self._pass(peer, relay)
                back.join(DEADLINE)

    @staticmethod
    def _pass(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class Proxy(Journey):
    config = world.GENEROUS

    def setUp(self):
        super().setUp()
        self.root, certificate, key = authority(self.folder, "north")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        end = Impostor(self.relay.port, context)  # ends TLS in front of the relay
        self.proxy = AskingProxy(end.port)
        self.running += [self.proxy, end]

    def start(self, name):
        client = world.Client(self.school.headless, self.folder / name, f"https://{NAME}:8443", self.school.log).start()
        self.running.append(client)
        client.open("needsSignIn")
        return client

    def refusal(self, client, do, **arguments):
        with self.assertRaises(Failed) as refused:
            client.call(do, **arguments)
        return refused.exception.code

    def test_a_password_is_asked_for_until_it_is_right_and_then_never_again(self):
        person = self.school.person("Jana Horáková")
        code = self.relay.admin("create-invite", "--person", person)["code"]
        join = {"invite": code, "userName": "jana", "password": "correct horse"}
        client = self.start("jana")
        client.call("setNetwork", proxy=f"http://{self.proxy.address}", rootCertificate=str(self.root))
        self.assertEqual(self.refusal(client, "join", **join), "proxy_refused")
        client.wait_event("proxyAsked", proxy=self.proxy.address, again=False)
        client.call("proxyLogin", userName=USER, password="wrong")
        self.assertEqual(self.refusal(client, "join", **join), "proxy_refused")
        client.wait_event("proxyAsked", again=True)
        self.assertEqual(self.refusal(client, "join", **join), "proxy_refused")
        self.assertEqual(self.proxy.wrong, 1)
        client.call("proxyLogin", userName=USER, password=PASSWORD)
        client.call("join", **join)
        client.wait_for("upToDate")
        self.assertEqual(set(self.proxy.tunnels), {f"{NAME}:8443"})

        found = client.call("check")
        self.assertEqual({step["step"]: step["outcome"] for step in found["steps"]},
                         {"name": "skipped", "address": "passed", "encryption": "passed", "relay": "passed",
                          "websocket": "passed", "polls": "passed", "sign_in": "passed"})
        self.assertEqual((found["proxy"], found["issuer"], found["ownRoots"]), (self.proxy.address, "north", True))

        client.start()
        client.open("ready")
        client.wait_for("upToDate")
        self.assertEqual(self.proxy.wrong, 1)
        self.assertEqual(len([event for event in client.events if event["event"] == "proxyAsked"]), 2)
        client.running.close()
        kept = [path for path in [*(self.folder / "jana").rglob("*"), self.school.log] if path.is_file()]
        self.assertGreater(len(kept), 3)
        for path in kept:
            for secret in (PASSWORD.encode(), base64.b64encode(f"{USER}:{PASSWORD}".encode())):
                self.assertNotIn(secret, path.read_bytes(), path)

    def test_another_root_and_no_root_are_refused_and_nothing_is_lost(self):
        other, _, _ = authority(self.folder, "south")
        client = self.start("ada")
        sign_in = {"userName": "ada", "password": "correct horse"}
        client.call("setNetwork", proxy=f"http://{self.proxy.address}")
        self.refusal(client, "signIn", **sign_in)
        client.wait_event("proxyAsked")
        client.call("proxyLogin", userName=USER, password=PASSWORD)
        for root, code, finding in ((None, "certificate_refused", "issuer_unknown"), (other, "certificate_refused", "issuer_unknown"),
                                    (self.root, "unauthenticated", None)):
            more = {"rootCertificate": str(root)} if root else {}
            client.call("setNetwork", proxy=f"http://{self.proxy.address}", **more)
            self.assertEqual(self.refusal(client, "signIn", **sign_in), code)
            step = client.call("check")["steps"][2]
            self.assertEqual((step["step"], step.get("finding")), ("encryption", finding))
        for wrong, code in ((self.folder / "north.key", "forbidden"), (self.folder / "none", "not_found"),
                            (self.folder / "north.csr", "invalid")):
            self.assertEqual(self.refusal(client, "setNetwork", proxy="none", rootCertificate=str(wrong)), code)
        self.assertEqual(client.call("network")["rootCertificate"]["name"], "north")
        self.assertEqual(client.call("network")["proxy"], f"http://{self.proxy.address}")


if __name__ == "__main__":
    world.main()
