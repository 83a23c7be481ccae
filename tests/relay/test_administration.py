# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator reads and types says the same as the program: manual page, completion, service unit.

    test_administration.py RELAY PACKAGING
"""
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

RELAY = pathlib.Path(sys.argv[1])
PACKAGING = pathlib.Path(sys.argv[2])
EXPOSURE = 12  # tenths: what a service of this kind can reach without forbidding itself the network


def helped():
    """The commands of admin with their options, and the options of every command, as --help tells them."""
    text = subprocess.run([RELAY, "--help"], capture_output=True, text=True, check=True, timeout=30).stdout
    options, _, commands = text.partition("Commands of admin:")
    found = {}
    for line in commands.splitlines():
        match = re.match(r"  ((?:(?:list|audit|backup|show) )?[a-z-]+)( .*)?$", line)
        if match:
            found[match[1]] = set(re.findall(r"--[a-z-]+", match[2] or ""))
    return found, set(re.findall(r"--[a-z]+", options))


COMMANDS, COMMON = helped()


class Manual(unittest.TestCase):
    def setUp(self):
        page = (PACKAGING / "parentconnect-relay.1").read_text()
        self.page = re.sub(r"\\f.", "", page).replace("\\-", "-")

    def test_every_command_with_its_options_stands_in_it(self):
        self.assertGreater(len(COMMANDS), 15)
        for command, options in COMMANDS.items():
            line = re.search(rf"^\.B {command}( .*)?$", self.page, re.M)
            self.assertIsNotNone(line, command)
            self.assertEqual(set(re.findall(r"--[a-z-]+", line[0])), options, command)

    def test_it_has_no_command_that_there_is_not(self):
        told = re.findall(r"^\.TP\n\.B ((?:(?:list|audit|backup|show) )?[a-z][a-z-]*)", self.page, re.M)
        self.assertEqual(sorted(told), sorted(COMMANDS))

    def test_every_common_option_stands_in_it(self):
        for option in COMMON:
            self.assertIn(option, self.page)

    @unittest.skipUnless(shutil.which("groff"), "groff is not at hand")
    def test_groff_has_nothing_against_it(self):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", PACKAGING / "parentconnect-relay.1"],
                              capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class Completion(unittest.TestCase):
    def complete(self, *words):
        script = ('source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _parentconnect_relay; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, PACKAGING / "parentconnect-relay.bash-completion",
                               "parentconnect-relay", *words], capture_output=True, text=True, timeout=30, check=True)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.split())

    def test_every_command_is_offered(self):
        offered = self.complete("admin", "")
        for command in COMMANDS:
            head, _, tail = command.partition(" ")
            self.assertIn(head, offered)
            if tail:
                self.assertIn(tail, self.complete("admin", head, ""))

    def test_every_command_is_offered_its_options_and_no_others(self):
        for command, options in COMMANDS.items():
            self.assertEqual(self.complete("admin", *command.split(), "--"), options | COMMON, command)

    def test_what_was_begun_is_ended(self):
        self.assertEqual(self.complete("admin", "create-cl"), {"create-class"})
        self.assertEqual(self.complete("admin", "--data", "/srv", "list", "pe"), {"people"})
        self.assertEqual(self.complete("admin", "create-invite", "--role", "gu"), {"guardian"})


class Unit(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not at hand")
    def test_it_exposes_no_more_than_it_must(self):
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager",
                               PACKAGING / "parentconnect-relay.service"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout[-400:] + done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
