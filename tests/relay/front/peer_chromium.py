# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium: a page of a listed origin talks with the relay's front, the same page of another origin is refused
(HARDENING W5). The two pages differ in nothing but the port that they came from."""

import contextlib
import http.server
import json
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading

from echorelay import DEADLINE, echo_relay, require, skip

PAGE = pathlib.Path(__file__).with_name("peer_chromium.html").read_text()


class Site:
    """Serves the page on a port of its own and collects what it reports."""

    def __init__(self):
        self.reports = queue.Queue()
        self.page = ""
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.page.encode() if self.path == "/" else b"")

            def do_POST(self):
                site.reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@contextlib.contextmanager
def browser(program, address):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
             "--remote-debugging-port=0", f"--user-data-dir={profile}", address],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def report_of(program, site, relay_port):
    site.page = PAGE.replace("@RELAY@", f"127.0.0.1:{relay_port}")
    with browser(program, site.origin + "/"):
        return site.reports.get(timeout=DEADLINE)


def main():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        skip("chromium is not installed")
    listed, foreign = Site(), Site()
    with echo_relay(sys.argv[1], "--origin", listed.origin) as port:
        report = report_of(program, listed, port)
        print(report, flush=True)
        require(report["opened"], "a page of the listed origin opens a socket")
        require(report["protocol"] == "parentconnect.v1.json", "the subprotocol is agreed")
        require(report["extensions"] == "", "no compression is agreed to, although the browser offers it")
        require(report["echoes"] == report["sent"], "texts and bytes of every size come back")
        require(report["closeCode"] == 3210 and report["wasClean"], "the close is clean")
        report = report_of(program, foreign, port)
        print(report, flush=True)
        require(not report["opened"] and report["closeCode"] == 1006, "a page of a foreign origin gets no socket")
        require(report["fetched"] == "refused", "and may read no answer over HTTP")


main()
