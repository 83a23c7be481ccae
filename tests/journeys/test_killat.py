# SPDX-License-Identifier: GPL-3.0-or-later
"""killat.c kills at the moment that was ordered, and once: the next life goes on, also when the order still stands.

    test_killat.py LIBRARY
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

from moments import Moments

LIBRARY = sys.argv[1]
WRITES = "import os, sys; [os.write(file, b'x') for file in [os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)] for _ in range(3)]"


class KillAt(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.database = pathlib.Path(folder.name, "some.db")
        self.moments = Moments(LIBRARY, pathlib.Path(folder.name, "order"))

    def live(self):
        return subprocess.run([sys.executable, "-S", "-c", WRITES, str(self.database)], timeout=30,
                              env={**os.environ, **self.moments.env}).returncode

    def test_a_program_dies_before_the_ordered_page(self):
        self.moments.arm("page", 2, "before")
        self.assertEqual(self.live(), -signal.SIGKILL)
        self.assertEqual(self.moments.fell(), ("page", 2, 1, -1))

    def test_an_order_that_still_stands_kills_no_second_life_and_keeps_what_is_known_of_the_first(self):
        self.moments.arm("page", 2, "after")
        self.assertEqual(self.live(), -signal.SIGKILL)
        self.assertEqual(self.live(), 0)
        self.assertEqual(self.moments.fell(), ("page", 2, 1, -1))
        self.moments.arm("page", 3, "before")
        self.assertEqual(self.live(), -signal.SIGKILL)
        self.assertEqual(self.moments.fell(), ("page", 3, 3, -1))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
