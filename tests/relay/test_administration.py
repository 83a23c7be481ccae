# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator reads and types says the same as the program: manual page, completion, service unit.

    test_administration.py RELAY PACKAGING
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
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


class Answers(unittest.TestCase):
    """What commands answer and how they end, as golden/answers.txt keeps it. PC_WRITE_GOLDEN=1 writes it anew."""
    GOLDEN = pathlib.Path(__file__).parent / "golden" / "answers.txt"
    MASKS = ((r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"), (r"\b[0-9a-f]{64}\b", "HASH"),
             (r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "TIME"), (r'("(?:code|password)":")[A-Za-z0-9_-]{16,}', r"\1SECRET"),
             (r"\d+ MiB", "N MiB"), (r"open \d+ files", "open N files"), (r'("(?:bytes|pages)":)\d+', r"\1N"))

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.told = []

    def run_relay(self, *words):
        environment = {**os.environ, "PARENTCONNECT_RELAY_BACKUP_KEY_FILE": f"{self.folder.name}/key",
                       "QT_LOGGING_RULES": "*=false"}
        done = subprocess.run([RELAY, "--data", f"{self.folder.name}/data", *words] if words[0].startswith("-") else
                              [RELAY, *words, "--data", f"{self.folder.name}/data"],
                              capture_output=True, text=True, timeout=60, env=environment)
        told = f"$ {' '.join(words)}\n{done.stdout}{done.stderr}exit {done.returncode}\n"
        for pattern, word in self.MASKS:
            told = re.sub(pattern, word, told.replace(self.folder.name, "DIR"))
        self.told.append(told)
        found = re.search(r'"id":"([^"]+)"', done.stdout)
        return found and found[1]

    def test_they_are_what_they_were(self):
        school = self.run_relay("admin", "create-school", "--name", "Lakeside", "--json")
        ana = self.run_relay("admin", "create-person", "--school", school, "--name", "Ana", "--role", "staff", "--json")
        invite = self.run_relay("admin", "create-invite", "--person", ana, "--json")
        nobody = "00000000-0000-4000-8000-000000000000"
        for words in (("list", "schools"), ("list", "people", "--school", school), ("show", "person", "--person", ana),
                      ("show", "person", "--person", nobody), ("list", "invites", "--school", school),
                      ("withdraw-invite", "--invite", invite), ("withdraw-invite", "--invite", nobody),
                      ("list", "devices", "--person", ana), ("revoke-device", "--device", nobody),
                      ("disable-person", "--person", ana), ("enable-person", "--person", ana),
                      ("reset-password", "--person", ana), ("limits",), ("ready",),
                      ("set-retention", "--school", school, "--days", "30"),
                      ("set-retention", "--school", school, "--days", "0"),
                      ("set-retention", "--school", school), ("set-retention", "--school", nobody, "--days", "30"),
                      ("set-retention", "--school", school, "--days", "many"),
                      ("place-hold",), ("place-hold", "--person", ana, "--school", school),
                      ("place-hold", "--person", nobody), ("place-hold", "--person", ana), ("list", "holds"),
                      ("erase", "--person", ana), ("erase", "--person", ana, "--yes"),
                      ("release-hold", "--person", ana), ("release-hold", "--person", ana),
                      ("export", "--person", ana), ("export", "--person", nobody, "--to", f"{self.folder.name}/nobody"),
                      ("export", "--person", ana, "--to", f"{self.folder.name}/ana"),
                      ("erase", "--person", nobody, "--yes"), ("erase", "--person", ana, "--yes"),
                      ("list", "people", "--school", school), ("compact",), ("audit", "list", "--limit", "3"),
                      ("audit", "head"), ("audit", "verify"), ("audit", "verify", "--head", "00" * 32),
                      ("audit", "verify", "--head", "12"), ("audit", "verify", "--head", "ff" * 32),
                      ("backup", "create", "--file", f"{self.folder.name}/b"),
                      ("backup", "key", "--file", f"{self.folder.name}/key"),
                      ("backup", "key", "--file", f"{self.folder.name}/key"),
                      ("backup", "create", "--file", f"{self.folder.name}/b"),
                      ("backup", "create", "--file", f"{self.folder.name}/b"),
                      ("backup", "verify", "--file", f"{self.folder.name}/b"),
                      ("backup", "verify", "--file", f"{self.folder.name}/key"),
                      ("backup", "restore", "--file", f"{self.folder.name}/b"), ("backup", "create"),
                      ("doctor",), ("list", "nothing"), ("statistics", "--unknown")):
            self.run_relay(*words, "--json")
            if words[0] in ("show", "audit", "doctor", "export", "erase", "place-hold"):  # as people read them
                self.run_relay(*words)
        told = "\n".join(self.told)
        if os.environ.get("PC_WRITE_GOLDEN"):
            self.GOLDEN.write_text(told)
        self.maxDiff = None
        self.assertEqual(told, self.GOLDEN.read_text())

    def test_statistics_name_every_table(self):
        self.run_relay("admin", "create-school", "--name", "Lakeside")
        done = subprocess.run([RELAY, "statistics", "--json", "--data", f"{self.folder.name}/data"], capture_output=True,
                              text=True, timeout=60, check=True)
        result = json.loads(done.stdout)["result"]
        self.assertEqual(result["rows"]["schools"], 1)
        self.assertEqual(set(result["rows"]), set(result["bytes"]))
        self.assertTrue(all(size > 0 for size in result["bytes"].values()))
        self.assertGreaterEqual(set(result["rows"]), {"people", "devices", "entries", "audit"})


class Unit(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not at hand")
    def test_it_exposes_no_more_than_it_must(self):
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager",
                               PACKAGING / "parentconnect-relay.service"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout[-400:] + done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
