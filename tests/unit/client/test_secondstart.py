# SPDX-License-Identifier: GPL-3.0-or-later
"""The built client, started twice for one profile: the second start hands over what it was given, and ends.

    test_secondstart.py PARENTCONNECT
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

LINK = "parentconnect://join/school.example/abcdEFGH0123-_45"
PROGRAM = sys.argv.pop(1)


class SecondStart(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="second-start-")
        self.addCleanup(self.folder.cleanup)
        home = pathlib.Path(self.folder.name)
        (home / "run").mkdir(mode=0o700)
        self.env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), "QT_QPA_PLATFORM": "offscreen",
                    "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        self.command = [PROGRAM, "--profile", str(home / "profile")]
        self.first = subprocess.Popen(self.command, env=self.env)
        self.addCleanup(self.end_first)
        end = time.monotonic() + 30
        while not list((home / "run").glob("parentconnect-*")):
            self.assertLess(time.monotonic(), end, "the first start does not listen")
            time.sleep(0.02)

    def end_first(self):
        self.first.terminate()
        self.first.wait(timeout=20)

    def second(self, *words):
        return subprocess.run([*self.command, *words], env=self.env, timeout=30, check=False, capture_output=True)

    def test_a_second_start_ends_at_once_and_the_first_goes_on(self):
        self.assertEqual(self.second().returncode, 0)
        self.assertEqual(self.second(LINK).returncode, 0)
        self.assertIsNone(self.first.poll())

    def test_what_is_no_invite_is_refused_before_anybody_hears_of_it(self):
        for wrong in ("parentconnect://leave/school.example", "http://school.example", LINK + "\nraise"):
            done = self.second(wrong)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"parentconnect://join/", done.stderr)


if __name__ == "__main__":
    unittest.main()
