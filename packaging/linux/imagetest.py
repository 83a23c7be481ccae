# SPDX-License-Identifier: GPL-3.0-or-later
"""An image of the relay, looked at from outside and used: nobody's user, one volume, labels, a health check that tells the truth,
and a program that refuses to speak in the open and ends in order.

    imagetest.py ARCHIVE WORK NAME           as root; WORK holds buildah's storage
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

ARCHIVE, WORK, NAME = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
ENV = {**os.environ, "STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"}
BUILDAH = ["buildah", "--root", WORK / "storage", "--runroot", WORK / "run"]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, env=ENV, **options)


class Image(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Raw, since the health check is a word that OCI's configuration does not have.
        found = run("skopeo", "inspect", "--config", "--raw", f"docker-archive:{ARCHIVE}", check=True)
        cls.image = json.loads(found.stdout)
        cls.config = cls.image["config"]
        cls.container = run(*BUILDAH, "from", "--pull-never", NAME, check=True).stdout.strip()
        cls.root = pathlib.Path(run(*BUILDAH, "mount", cls.container, check=True).stdout.strip())

    @classmethod
    def tearDownClass(cls):
        run(*BUILDAH, "rm", cls.container)

    def command(self, *words, **variables):
        """In the container's files, as its user, with its variables and nothing of ours."""
        settings = dict(one.split("=", 1) for one in self.config["Env"]) | variables
        return ["chroot", f"--userspec={self.config['User']}", str(self.root), "/usr/bin/env", "-i",
                *(f"{name}={value}" for name, value in settings.items()), *self.config["Entrypoint"], *words]

    def test_it_is_nobodys_and_keeps_its_data_in_one_volume(self):
        self.assertRegex(self.config["User"], r"^[1-9]\d*:[1-9]\d*$")
        self.assertEqual(list(self.config["Volumes"]), ["/data"])
        self.assertEqual(self.config["Entrypoint"], ["parentconnect-relay"])
        self.assertEqual(self.config["StopSignal"], "SIGTERM")
        self.assertEqual(self.config["Healthcheck"]["Test"], ["CMD", "parentconnect-relay", "ready"])

    def test_it_says_what_it_is(self):
        for label in ("title", "description", "licenses", "version"):
            self.assertTrue(self.config["Labels"][f"org.opencontainers.image.{label}"])
        said = run(*self.command("--version")).stdout
        self.assertIn(self.config["Labels"]["org.opencontainers.image.version"], said)

    def test_it_holds_no_compiler_and_no_lists(self):
        self.assertFalse((self.root / "usr/bin/gcc").exists())
        self.assertEqual(list((self.root / "tmp").iterdir()), [])
        self.assertEqual(list((self.root / "var/lib/apt/lists").glob("*_Packages*")), [])

    def test_it_does_not_speak_in_the_open_by_itself(self):
        done = run(*self.command("serve"))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("behind_proxy", done.stderr)

    def test_behind_a_proxy_it_serves_is_healthy_and_ends_in_order(self):
        settings = {"PARENTCONNECT_RELAY_LISTEN_BEHIND_PROXY": "true", "PARENTCONNECT_RELAY_LISTEN_PORT": "0",
                    "PARENTCONNECT_RELAY_LISTEN_ADDRESS": "127.0.0.1"}
        self.assertNotEqual(run(*self.command("ready", **settings)).returncode, 0)
        with tempfile.TemporaryFile("w+") as log:
            relay = subprocess.Popen(self.command("serve", **settings), stdout=subprocess.PIPE, stderr=log, text=True)
            try:
                self.assertTrue(relay.stdout.readline().startswith("listening"))
                healthy = run(*self.command("ready", **settings))
                self.assertEqual(healthy.returncode, 0, healthy.stderr)
                relay.send_signal(signal.SIGTERM)
                self.assertEqual(relay.wait(timeout=30), 0)
            finally:
                relay.kill()
                relay.wait()
                relay.stdout.close()
        self.assertEqual((self.root / "data").stat().st_mode & 0o777, 0o700)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
