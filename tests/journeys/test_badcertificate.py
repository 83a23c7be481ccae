# SPDX-License-Identifier: GPL-3.0-or-later
"""A server at the relay's address that cannot prove who it is: the client says so, sends it nothing, does not ask again
and again, and keeps what waits."""
import pathlib
import ssl
import subprocess
import time
import unittest

import world
from impostor import Impostor
from world import Failed, Journey

CERTIFICATES = pathlib.Path("/etc/ssl/certs")


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=60)


def may_hide_folders():
    """Whether this user may give a program a system's certificates of its own."""
    try:
        return CERTIFICATES.is_dir() and subprocess.run(
            ["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True, timeout=20,
            check=False).returncode == 0
    except OSError:
        return False


def context_of(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class RefusedCertificate(Journey):
    config = world.GENEROUS

    def certificate(self, name, days=2):
        """A self-signed one for localhost."""
        key, certificate = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days,
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate)
        return certificate, key

    def client_that_trusts(self, certificate):
        """A start of the client that sees a folder of system certificates with only this one in it."""
        folder = self.folder / "trusted"
        folder.mkdir()
        digest = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", certificate], check=True, timeout=60,
                                capture_output=True, text=True).stdout.strip()
        (folder / f"{digest}.0").write_bytes(certificate.read_bytes())
        script = self.folder / "trusting"
        script.write_text('#!/bin/sh\nexec unshare --user --map-root-user --mount sh -c '
                          f"'mount --bind {folder} {CERTIFICATES} && exec \"$@\"' trusting "
                          f'"{self.school.headless}" "$@"\n')
        script.chmod(0o755)
        return script

    def test_a_sign_in_is_refused_in_words_and_nothing_is_sent(self):
        peer = Impostor(self.relay.port, context_of(*self.certificate("unknown")))
        self.running.append(peer)
        client = world.Client(self.school.headless, self.folder / "jana", peer.url, self.school.log).start()
        self.running.append(client)
        client.open("needsSignIn")
        with self.assertRaises(Failed) as refusal:
            client.call("signIn", userName="jana", password="correct horse")
        self.assertEqual(refusal.exception.code, "certificate_refused")
        self.assertEqual(peer.requests, 0)
        client.wait_for("state", state="needsSignIn")

    @unittest.skipUnless(may_hide_folders(), "no namespaces for this user, or no system certificates")
    def test_a_certificate_that_turns_bad_ends_trying_and_keeps_what_waits(self):
        good = self.certificate("good")
        peer = Impostor(self.relay.port, context_of(*good))
        self.running.append(peer)
        ada = self.join("Ada Okafor", "staff")
        plain, self.school.headless = self.school.headless, self.client_that_trusts(good[0])
        jana = self.join("Jana Horáková", network=peer)
        self.school.headless = plain
        direct = jana.call("createDirect", user=ada.person)["conversation"]
        jana.call("send", conversation=direct, text="over a line that is proved")
        ada.wait_for("message", text="over a line that is proved")

        peer.be(context=context_of(*self.certificate("bad")))
        self.eventually(lambda: jana.call("linkStatus")["state"] == "refused", 60)
        self.assertEqual(jana.call("linkStatus")["reason"], "certificate_refused")
        jana.call("send", conversation=direct, text="waits for proof")
        tries = len(peer.arrivals())
        time.sleep(4.0)
        self.assertLess(len(peer.arrivals()) - tries, 3)
        self.assertEqual(peer.requests, 0)
        self.assertEqual(jana.call("linkStatus")["outgoing"], 1)
        self.assertEqual(jana.call("state")["state"], "ready")

        peer.be(context=context_of(*good))
        jana.quit()
        jana.start()
        jana.open()
        jana.wait_for("outboxEmpty")
        ada.wait_for("message", text="waits for proof")


if __name__ == "__main__":
    world.main()
