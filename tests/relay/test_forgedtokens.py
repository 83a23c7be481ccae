# SPDX-License-Identifier: GPL-3.0-or-later
"""Access tokens that npm's jose forged, shown to a real relay: none of them opens anything, over HTTP or a WebSocket's hello.

    test_forgedtokens.py RELAY FOLDER-FOR-NPM
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "linux"))
sys.path.insert(0, str(ROOT / "tests" / "support" / "npm"))
from install import Unavailable, install  # noqa: E402
from programs import Relay  # noqa: E402

RELAY, MODULES = sys.argv[1:3]
ENOUGH = 200


def ask(relay, path, token, body=None):
    """The status; the answer's JSON where there is one."""
    request = urllib.request.Request(relay.url + path, data=json.dumps(body).encode() if body else None)
    request.add_header("content-type", "application/json")
    if token:
        request.add_header("authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refusal:
        return refusal.code, None


class ForgedTokens(unittest.TestCase):
    def test_none_of_them_opens_anything(self):
        try:
            modules = install(HERE / "peers", MODULES) / "node_modules"
        except Unavailable as reason:
            self.skipTest(str(reason))
        with tempfile.TemporaryDirectory() as folder, Relay(RELAY, pathlib.Path(folder) / "data") as relay:
            school = relay.admin("create-school", "--name", "Lakeside")["id"]
            person = relay.admin("create-person", "--school", school, "--name", "Ada Okafor", "--role", "staff")["id"]
            code = relay.admin("create-invite", "--person", person)["code"]
            status, joined = ask(relay, "/v1/register", None, {
                "invite": code, "userName": "ada.test", "password": "correct horse battery", "deviceName": "d", "platform": "p"})
            self.assertEqual(status, 201)
            good = joined["accessToken"]
            self.assertEqual(ask(relay, "/v1/self", good)[0], 200)
            forged = subprocess.run(["node", HERE / "forge_tokens.mjs", good], capture_output=True, text=True, check=True,
                                    timeout=120, env={**os.environ, "NODE_PATH": str(modules)}).stdout
            tokens = [json.loads(line) for line in forged.splitlines()]
            self.assertGreaterEqual(len({one["token"] for one in tokens}), ENOUGH)
            for one in tokens:
                with self.subTest(name=one["name"]):
                    try:
                        status, _ = ask(relay, "/v1/self", one["token"])
                    except (ValueError, urllib.error.URLError):
                        continue  # Python itself sends no such field
                    self.assertIn(status, (400, 401))
            self.assertEqual(ask(relay, "/v1/self", good)[0], 200)
            print(f"{len(tokens)} forged tokens, none of them good")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
