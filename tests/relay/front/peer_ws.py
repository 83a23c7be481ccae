# SPDX-License-Identifier: GPL-3.0-or-later
"""npm's ws as a client of the relay's front: installs it (../peers) and runs peer_ws.js."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "support" / "npm"))

from echorelay import DEADLINE, echo_relay, require, skip  # noqa: E402
from install import Unavailable, install  # noqa: E402

program, folder = sys.argv[1:3]
try:
    modules = install(HERE.parent / "peers", folder) / "node_modules"
except Unavailable as reason:
    skip(str(reason))

with echo_relay(program, "--origin", "http://good.example") as port:
    node = subprocess.run(["node", str(HERE / "peer_ws.js"), str(port)], timeout=DEADLINE,
                          env={**os.environ, "NODE_PATH": str(modules)})
    require(node.returncode == 0, "peer_ws.js")
