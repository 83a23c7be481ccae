# SPDX-License-Identifier: GPL-3.0-or-later
"""The relay's own TLS, looked at from outside: a scanner, Python's client, and an administrator who renews.

    test_tls.py RELAY
"""
import base64
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "linux"))
from programs import Relay  # noqa: E402

RELAY = pathlib.Path(sys.argv[1])
SOCKETS = 300


def make_certificate(folder, name, days=90):
    """A certificate for loopback, signed by itself."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", str(days), "-keyout", key, "-out", certificate, "-subj", f"/CN={name}", "-addext",
                    "subjectAltName=IP:127.0.0.1,DNS:localhost"], check=True, capture_output=True, timeout=60)
    return certificate, key


class OverTls(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pc-tls-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.certificate, self.key = self.folder / "relay.pem", self.folder / "relay.key"
        self.install(*make_certificate(self.folder, "first"))
        self.config = self.folder / "relay.toml"
        self.config.write_text(f'[tls]\ncertificate = "{self.certificate}"\nkey = "{self.key}"\n')
        self.log = self.folder / "log"
        self.relay = Relay(RELAY, self.folder / "data", config=self.config, log=self.log)
        self.relay.start()
        self.addCleanup(lambda: self.relay.running.close())

    def install(self, certificate, key):
        """Takes the place of the files in one step each, as tools that renew do."""
        os.replace(certificate, self.certificate)
        os.replace(key, self.key)

    def context(self, **settings):
        context = ssl.create_default_context(cafile=self.certificate)
        for name, value in settings.items():
            setattr(context, name, value)
        return context

    def connect(self, context=None, session=None):
        plain = socket.create_connection(("127.0.0.1", self.relay.port), timeout=10)
        return (context or self.context()).wrap_socket(plain, server_hostname="127.0.0.1", session=session)

    def get(self, path, context=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.relay.port, timeout=10, context=context or self.context())
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def wait_for_the_new_one(self, name):
        """Each loop takes the new certificate at its next turn; it alone is trusted here."""
        for _ in range(200):
            try:
                with self.connect() as new:
                    self.assertIn((("commonName", name),), new.getpeercert()["subject"])
                    return
            except ssl.SSLCertVerificationError:
                continue
        self.fail("the new certificate is never used")

    def reload(self):
        """The lines that the relay says of a reload."""
        self.relay.running.process.send_signal(signal.SIGHUP)
        return self.relay.running.lines.get(timeout=10)

    def test_it_answers_and_tells_when_its_certificate_ends(self):
        self.assertEqual(self.get("/readyz"), (200, "ready\n"))
        status, text = self.get("/metrics")
        self.assertEqual(status, 200)
        end = ssl.cert_time_to_seconds(ssl._ssl._test_decode_cert(str(self.certificate))["notAfter"])
        told = re.search(r"^parentconnect_tls_certificate_expiry_timestamp_seconds (\S+)", text, re.M)
        self.assertEqual(float(told[1]), end)
        self.assertGreaterEqual(float(re.search(r"^parentconnect_tls_handshakes_total (\S+)", text, re.M)[1]), 2)

    def test_sessions_are_resumed_in_both_versions_and_over_a_new_certificate(self):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version=version.name):
                context = self.context(minimum_version=version, maximum_version=version)
                first = self.connect(context)
                first.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                while first.recv(4096):  # the ticket of TLS 1.3 comes with it
                    pass
                session = first.session
                first.close()
                second = self.connect(context, session)
                self.assertTrue(second.session_reused)
                second.close()
                # Certificates are renewed far more often than clients are restarted.
                self.install(*make_certificate(self.folder, "next"))
                self.assertTrue(self.reload().startswith("reloaded"))
                third = self.connect(context, session)
                self.assertTrue(third.session_reused)
                third.close()

    def test_a_renewal_leaves_every_socket_open(self):
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = (f"GET /v1/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
                   "Sec-WebSocket-Protocol: parentconnect.v1.cbor\r\n\r\n").encode()
        context = self.context()
        sockets = [self.connect(context) for _ in range(SOCKETS)]
        for one in sockets:
            one.sendall(upgrade)
        for one in sockets:
            self.assertTrue(one.recv(4096).startswith(b"HTTP/1.1 101"))
        self.install(*make_certificate(self.folder, "second"))
        self.assertEqual(self.reload(), "reloaded: another certificate is used")
        self.wait_for_the_new_one("second")
        ping = b"\x89\x80\x00\x00\x00\x00"
        for one in sockets:
            one.sendall(ping)
        for one in sockets:
            self.assertEqual(one.recv(2), b"\x8a\x00")
            one.close()

    def test_a_certificate_that_cannot_be_used_changes_nothing(self):
        good = self.certificate.read_bytes()
        certificate, key = make_certificate(self.folder, "stranger")
        self.certificate.write_bytes(certificate.read_bytes())  # its key is still the old one
        self.relay.running.process.send_signal(signal.SIGHUP)
        trusted = ssl.create_default_context(cadata=good.decode())
        deadline = 100
        while "not reloaded" not in self.log.read_text() and deadline:
            self.get("/healthz", trusted)
            deadline -= 1
        self.assertIn("does not belong to the certificate", self.log.read_text())
        self.assertEqual(self.get("/readyz", trusted)[0], 200)

    def test_the_configuration_is_checked_with_its_files(self):
        def check():
            done = subprocess.run([RELAY, "config", "check", "--config", self.config], capture_output=True, text=True,
                                  timeout=30)
            return done.returncode, done.stdout + done.stderr

        self.assertEqual(check(), (0, "the configuration is good\n"))
        self.key.chmod(0o644)
        code, said = check()
        self.assertEqual(code, 1)
        self.assertIn("can be read by everybody", said)
        self.config.write_text(f'[tls]\ncertificate = "{self.certificate}"\n')
        code, said = check()
        self.assertEqual(code, 1)
        self.assertIn(":2: tls.certificate and tls.key come together", said)

    def test_beyond_loopback_it_listens_with_a_certificate_alone(self):
        def check(text):
            self.config.write_text(text)
            return subprocess.run([RELAY, "config", "check", "--config", self.config], capture_output=True, text=True,
                                  timeout=30).returncode

        listen = '[listen]\naddress = "0.0.0.0"\n'
        self.assertEqual(check(listen), 1)
        self.assertEqual(check(listen + f'[tls]\ncertificate = "{self.certificate}"\nkey = "{self.key}"\n'), 0)

    @unittest.skipUnless(shutil.which("sslscan"), "sslscan is not at hand")
    def test_a_scanner_finds_nothing_old_and_nothing_weak(self):
        done = subprocess.run(["sslscan", "--no-colour", "--show-certificate", f"127.0.0.1:{self.relay.port}"],
                              capture_output=True, text=True, timeout=120)
        report = done.stdout
        for version in ("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"):
            self.assertRegex(report, rf"{re.escape(version)} +disabled")
        for version in ("TLSv1.2", "TLSv1.3"):
            self.assertRegex(report, rf"{re.escape(version)} +enabled")
        self.assertRegex(report, "Compression disabled|OpenSSL version does not support compression")
        self.assertNotRegex(report, "vulnerable to heartbleed(?<!not vulnerable to heartbleed)")
        self.assertRegex(report, "Session renegotiation not supported|Secure session renegotiation supported")
        ciphers = re.findall(r"^(?:Preferred|Accepted) +\S+ +\d+ bits +(\S+)", report, re.M)
        self.assertGreaterEqual(len(ciphers), 5)
        for cipher in ciphers:
            self.assertRegex(cipher, r"^(TLS_(AES|CHACHA20)\S+|ECDHE-\S+(GCM|POLY1305)\S*)$")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
