# SPDX-License-Identifier: GPL-3.0-or-later
"""Two starts of the desktop client with one profile: the second hands over to the first and ends."""
import os
import shutil
import subprocess
import tempfile
import unittest

import damage
import world
from world import BIN, Journey, Program

PROGRAM = BIN / "parentconnect"


@unittest.skipUnless(PROGRAM.exists(), "this build has no windows")
class SecondStart(Journey):
    def setUp(self):
        super().setUp()
        runtime = tempfile.mkdtemp(prefix="pc-")  # as short as a system's own: sockets allow little more
        self.addCleanup(shutil.rmtree, runtime, ignore_errors=True)
        self.env = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": runtime,
                    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/no-bus"}
        self.profile = self.folder / "desktop"

    def command(self, *more):
        return [str(PROGRAM), "--profile", str(self.profile), "--relay", self.relay.url, *more]

    def start_first(self):
        first = Program(self.command(), env=self.env, log=self.folder / "windows.log")
        self.running.append(first)
        self.eventually(lambda: self.holder() == first.process.pid, 30)
        return first

    def holder(self):
        """The process that has the profile open, or had it when it was killed."""
        try:
            return int((self.profile / "profile.lock").read_text().splitlines()[0])
        except (OSError, IndexError, ValueError):
            return None

    def start_again(self, *more):
        return subprocess.run(self.command(*more), env={**os.environ, **self.env}, capture_output=True, text=True,
                              timeout=60, check=False)

    def test_the_second_ends_at_once_and_the_first_goes_on(self):
        first = self.start_first()
        before = damage.contents(self.profile)
        for more in ((), ("parentconnect://join/school.example/abcdEFGH0123-_45",)):
            second = self.start_again(*more)
            self.assertEqual((second.returncode, second.stdout), (0, ""), second.stderr)
        self.assertIsNone(first.process.poll())
        self.assertEqual(damage.contents(self.profile), before)

    def test_a_program_without_windows_is_refused_while_the_first_is_open(self):
        first = self.start_first()
        client = world.Client(self.school.headless, self.profile, self.relay.url, self.school.log).start()
        self.running.append(client)
        client.open("storeBusy")
        self.assertEqual(client.heard("stateChanged", state="storeBusy")[-1]["why"],
                         {"code": "locked", "detail": "another program has this profile open"})
        self.assertIsNone(first.process.poll())

    def test_after_a_crash_the_next_start_is_the_first(self):
        self.start_first().kill()
        client = world.Client(self.school.headless, self.profile, self.relay.url, self.school.log)
        again = self.start_first()
        self.assertIsNone(again.process.poll())
        client.start()
        self.running.append(client)
        client.open("storeBusy")


if __name__ == "__main__":
    world.main()
