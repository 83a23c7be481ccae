# SPDX-License-Identifier: GPL-3.0-or-later
"""THREATS.md is true: no row is missing, every proof exists, and so many bad inputs have names.

    test_threats.py BUILD        the folder to ask CTest about
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
PAGE = (TESTS / "relay" / "THREATS.md").read_text()
BUILD = pathlib.Path(sys.argv[1])
WANTED = [f"W{i}" for i in range(1, 15)] + [f"A{i}" for i in range(1, 9)] + [f"D{i}" for i in range(1, 10)]
NAMED_INPUTS = 800


def rows():
    return re.findall(r"^\| ([WAD]\d+) \|.*\| (.*) \|$", PAGE, re.M)


def sources(pattern):
    return {path.name: path.read_text() for path in TESTS.rglob(pattern)}


class Threats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        listed = subprocess.run(["ctest", "--show-only=json-v1"], cwd=BUILD, capture_output=True, text=True, check=True, timeout=60)
        cls.programs = {test["name"]: test["command"][0] for test in json.loads(listed.stdout)["tests"] if "command" in test}
        cls.qt, cls.python = sources("tst_*.cpp"), sources("*.py")

    def test_every_threat_has_a_row(self):
        self.assertEqual([one for one, _ in rows()], WANTED)

    def test_every_proof_exists(self):
        for threat, proofs in rows():
            named = [one for one in re.findall(r"`([^`]+)`", proofs) if not one.startswith("packaging/")]
            self.assertTrue(named, threat)
            for proof in named:
                with self.subTest(threat=threat, proof=proof):
                    program, _, claim = proof.partition("::")
                    self.assertIn(program, self.programs)
                    if not claim:
                        continue
                    if program.startswith("tst_"):
                        self.assertRegex(self.qt[f"{program}.cpp"], rf"\bvoid {claim}\(\)")
                    else:
                        self.assertTrue(any(re.search(rf"def {claim}\(", text) for text in self.python.values()))

    def test_so_many_bad_inputs_have_names(self):
        total = 0
        for program, claims in re.findall(r"^\| `(tst_\w+)` \| (.*) \|$", PAGE, re.M):
            tags = subprocess.run([self.programs[program], "-datatags"], capture_output=True, text=True, check=True,
                                  timeout=60, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).stdout
            for claim in re.findall(r"`(\w+)`", claims):
                found = len(re.findall(rf"^\S+ {claim} \S", tags, re.M))
                print(f"{found:5} {program}::{claim}")
                self.assertGreater(found, 1, f"{program}::{claim} has no rows")
                total += found
        print(f"{total:5} in all")
        self.assertGreaterEqual(total, NAMED_INPUTS)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
