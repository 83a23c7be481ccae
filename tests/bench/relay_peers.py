# SPDX-License-Identifier: GPL-3.0-or-later
"""The relay, what it is measured beside, and the generator that drives each of them: started, loaded, read.

The generator and the references come from a folder of programs that know only WebSocket frames; our wire is
parentconnect_codec.h, and TLS tls_transport.h. Server on one core, generator on the other.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
[connections]
upgrades_pending_per_address = 20000
per_address = 20000
[data]
write_queue = 100000
"""
FRAME_BYTES = 400  # about what a short text takes: padded, with signature, tags and commitment, in its frame

# What the generator's copy is taught: our codec, binary frames, and a transport that may be TLS.
LESSONS = [
    ('#include "codec.h"', '#include "codec.h"\n#include "parentconnect_codec.h"\n#include "tls_transport.h"'),
    ('cd = makeCodec(opt["codec"]);',
     'cd = opt["codec"] == "parentconnect" ? std::make_unique<ParentConnectCodec>() : makeCodec(opt["codec"]);'),
    ("static void frame(std::string &o, std::string_view p, int op = 1) {",
     "static int dataOp = 1;\nstatic void frame(std::string &o, std::string_view p, int op = 0) { if (!op) op = dataOp;"),
    ("static void queue(int i, std::string_view p, int op = 1)", "static void queue(int i, std::string_view p, int op = 0)"),
    ("if (!cd) return 2;", 'if (!cd) return 2;\n    if (opt["codec"] == "parentconnect") dataOp = 2;'),
    ("send(c.fd, c.out.data(), c.out.size(), MSG_NOSIGNAL)", "net::send(c.fd, c.out.data(), c.out.size())"),
    ("c.out.erase(0, r); mod(i, true);", "c.out.erase(0, r); mod(i, net::waitsToWrite(c.fd));"),
    ("recv(c.fd, buf.data(), buf.size(), 0);",
     "net::recv(c.fd, buf.data(), buf.size());\n            if (net::isOn() && !c.out.empty() && !c.dirty) { c.dirty = true; dirtyL.push_back(i); }"),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def build(reference, work):
    """A copy of the generator that knows our wire, and the reference relay, both in WORK."""
    work.mkdir(parents=True, exist_ok=True)
    source = (reference / "loadgen" / "loadgen.cpp").read_text()
    for known, taught in LESSONS:
        if known not in source:
            raise SystemExit(f"the generator has changed: its copy cannot be taught our wire ({known})")
        source = source.replace(known, taught)
    (work / "loadgen.cpp").write_text(source)
    flags = ["-O2", "-std=c++20", "-I", str(reference / "loadgen"), "-I", str(HERE)]
    subprocess.run(["g++", *flags, "-o", work / "loadgen", work / "loadgen.cpp", "-lssl", "-lcrypto"], check=True)
    subprocess.run(["g++", "-O2", "-std=c++20", "-o", work / "epoll_relay",
                    reference / "epoll-relay" / "epoll_relay.cpp", "-lsqlite3", "-lpthread"], check=True)


def install_bun(reference, work):
    """The folder of a Bun server that can be started, or None where npm has none."""
    folder = work / "bun"
    # npm puts the program in its own package, or leaves it in that of the system when it runs no scripts.
    places = [folder / "node_modules" / place for place in ("bun/bin/bun.exe", "@oven/bun-linux-x64/bin/bun")]

    def find():
        return next((place for place in places if place.exists() and place.stat().st_size > 1_000_000), None)

    if not find():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true}')
        subprocess.run(["npm", "install", "--silent", "bun", "elysia"], cwd=folder, capture_output=True)
    program = find()
    if not program:
        print("  SKIPPED: npm gave no Bun; nothing is measured beside it", flush=True)
        return None
    shutil.copy(reference / "bun-elysia" / "server.ts", folder / "server.ts")
    return program


class Server:
    """A process on core 0 that listens on `port` until it is closed."""

    def __init__(self, command, port, log, env=None):
        self.port = port
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=log, stderr=log,
                                        env={**os.environ, **(env or {})})
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.close()
        raise SystemExit(f"{command[0]} does not listen")

    def memory_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Load:
    """What the generator said of one run."""

    def __init__(self, text):
        self.text = text

    def number(self, pattern):
        found = re.search(pattern, self.text)
        return float(found.group(1)) if found else float("nan")

    @property
    def delivered(self):
        return self.number(r"delivered (\d+)/s")

    @property
    def per_cpu_second(self):
        return self.delivered / (self.number(r"srv cpu (\d+)%") / 100)

    @property
    def p50(self):
        return self.number(r"lat ms p50 ([\d.]+)")

    @property
    def p99(self):
        return self.number(r"lat ms .*?p99 ([\d.]+) ")


class Peers:
    """Starts what is measured. `bin` is a build's folder of programs."""

    def __init__(self, bin_folder, work, reference):
        self.bin, self.work, self.folder = bin_folder, work, reference
        self.log = open(work / "servers.log", "ab")
        self.bun = None

    def ours(self, people, group=0, messages=0, tls=False):
        data = self.work / "data"
        shutil.rmtree(data, ignore_errors=True)
        with open(self.work / "people.txt", "w") as out:
            subprocess.run([self.bin / "bench" / "pc_bench_prepare", data, str(people), str(group), str(messages)],
                           stdout=out, check=True)
        config = CONFIG
        if tls:
            self.certify()
            config += f'[tls]\ncertificate = "{self.work}/tls.pem"\nkey = "{self.work}/tls.key"\n'
        (self.work / "relay.toml").write_text(config)
        port = free_port()
        return Server([self.bin / "parentconnect-relay", "serve", "--data", data, "--port", port, "--config",
                       self.work / "relay.toml"], port, self.log)

    def certify(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-keyout", self.work / "tls.key", "-out", self.work / "tls.pem", "-subj", "/CN=localhost", "-days", "2"],
                       check=True, capture_output=True)
        os.chmod(self.work / "tls.key", 0o600)

    def reference(self, group=0):
        for path in self.work.glob("reference.db*"):
            path.unlink()
        port = free_port()
        command = [self.work / "epoll_relay", port, "--db", self.work / "reference.db", "--sync", "FULL", "--commit", "thread"]
        return Server(command + (["--group", group] if group else []), port, self.log)

    def elysia(self, batch):
        for path in self.work.glob("bun.db*"):
            path.unlink()
        port = free_port()
        return Server([self.bun, self.work / "bun" / "server.ts"], port, self.log,
                      {"PORT": str(port), "DB": str(self.work / "bun.db"), "SYNC": "FULL", "BATCH": "1" if batch else "0"})

    def load(self, server, codec, env=None, **arguments):
        command = ["taskset", "-c", "1", self.work / "loadgen", "--port", server.port, "--pid", server.process.pid, "--codec", codec,
                   "--size", FRAME_BYTES]
        for key, value in arguments.items():
            command += [f"--{key.replace('_', '-')}", value]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=True,
                              env={**os.environ, "PC_BENCH_PEOPLE": str(self.work / "people.txt"), **(env or {})})
        self.log.write((done.stdout + done.stderr).encode())
        if "error for" in done.stderr:
            raise SystemExit(f"the relay refused a message: {done.stderr[:300]!r}")
        return Load(done.stdout)
