# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the relay from outside, beside a reference in the same run where one is at hand, and prints a table.

    run_relay.py BIN WORK [--reference FOLDER] [--seconds S] [--quick]

The generator and the reference come from FOLDER (programs that know only WebSocket frames; our wire is
parentconnect_codec.h). Server on one core, generator on the other. Machines are noisy: compare messages per CPU-second
of the server, then ratios, then wall figures.
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
[connections]
upgrades_pending_per_address = 20000
[data]
write_queue = 100000
"""
FRAME_BYTES = 400  # about what a short text takes: padded, with signature, tags and commitment, in its frame


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def build_generator(reference, work):
    """A copy of the generator that knows our wire, and the reference relay, both in WORK."""
    work.mkdir(parents=True, exist_ok=True)
    source = (reference / "loadgen" / "loadgen.cpp").read_text()
    source = source.replace('#include "codec.h"', '#include "codec.h"\n#include "parentconnect_codec.h"')
    source = source.replace('cd = makeCodec(opt["codec"]);',
                            'cd = opt["codec"] == "parentconnect" ? std::make_unique<ParentConnectCodec>() : makeCodec(opt["codec"]);')
    # Our frames are binary; the reference's are text.
    source = source.replace("static void frame(std::string &o, std::string_view p, int op = 1) {",
                            "static int dataOp = 1;\nstatic void frame(std::string &o, std::string_view p, int op = 0) { if (!op) op = dataOp;")
    source = source.replace("static void queue(int i, std::string_view p, int op = 1)", "static void queue(int i, std::string_view p, int op = 0)")
    source = source.replace("if (!cd) return 2;", 'if (!cd) return 2;\n    if (opt["codec"] == "parentconnect") dataOp = 2;')
    if "dataOp = 2" not in source or "std::make_unique<ParentConnectCodec>" not in source:
        raise SystemExit("the generator has changed: its copy cannot be taught our wire")
    (work / "loadgen.cpp").write_text(source)
    flags = ["-O2", "-std=c++20", "-I", str(reference / "loadgen"), "-I", str(HERE)]
    subprocess.run(["g++", *flags, "-o", work / "loadgen", work / "loadgen.cpp"], check=True)
    subprocess.run(["g++", "-O2", "-std=c++20", "-o", work / "epoll_relay",
                    reference / "epoll-relay" / "epoll_relay.cpp", "-lsqlite3", "-lpthread"], check=True)


class Server:
    def __init__(self, command, port, log):
        self.port = port
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=log, stderr=log)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{command[0]} does not listen")

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = options.work
        self.log = open(self.work / "servers.log", "ab")
        self.rows = []
        (self.work / "relay.toml").write_text(CONFIG)

    def ours(self, people, group=0):
        data = self.work / "data"
        shutil.rmtree(data, ignore_errors=True)
        with open(self.work / "people.txt", "w") as out:
            subprocess.run([self.options.bin / "bench" / "pc_bench_prepare", data, str(people), str(group)], stdout=out, check=True)
        port = free_port()
        return Server([self.options.bin / "parentconnect-relay", "serve", "--data", data, "--port", port, "--config",
                       self.work / "relay.toml"], port, self.log)

    def reference(self, group=0):
        for path in self.work.glob("reference.db*"):
            path.unlink()
        port = free_port()
        command = [self.work / "epoll_relay", port, "--db", self.work / "reference.db", "--sync", "FULL", "--commit", "thread"]
        return Server(command + (["--group", group] if group else []), port, self.log)

    def load(self, server, codec, **arguments):
        command = ["taskset", "-c", "1", self.work / "loadgen", "--port", server.port, "--pid", server.process.pid, "--codec", codec,
                   "--size", FRAME_BYTES]
        for key, value in arguments.items():
            command += [f"--{key.replace('_', '-')}", value]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=True,
                              env={**os.environ, "PC_BENCH_PEOPLE": str(self.work / "people.txt")})
        self.log.write((done.stdout + done.stderr).encode())
        if "error for" in done.stderr:
            raise SystemExit(f"the relay refused a message: {done.stderr[:300]!r}")
        return done.stdout

    @staticmethod
    def number(text, pattern):
        found = re.search(pattern, text)
        return float(found.group(1)) if found else float("nan")

    def per_cpu_second(self, text):
        return self.number(text, r"delivered (\d+)/s") / (self.number(text, r"srv cpu (\d+)%") / 100)

    def row(self, what, value, must="", aim=""):
        self.rows.append((what, value, must, aim))
        print(f"  {what:<58} {value:>22}   must {must:<10} aim {aim}", flush=True)

    # ---- the figures

    def throughput(self):
        ours, theirs, rates = [], [], []
        seconds = self.options.seconds
        for _ in range(1 if self.options.quick else 3):
            with self.ours(100) as server:
                text = self.load(server, "parentconnect", conns=100, active=100, window=8, time=seconds, recv=1)
            ours.append(self.per_cpu_second(text))
            rates.append(self.number(text, r"delivered (\d+)/s"))
            with self.reference() as server:
                theirs.append(self.per_cpu_second(self.load(server, "json", conns=100, active=100, window=8, time=seconds, recv=1)))
        self.row("durable one to one, receipts on: messages/s", f"{statistics.median(rates):,.0f}", "20,000", "50,000")
        self.row("… messages per CPU-second", f"{statistics.median(ours):,.0f}")
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        self.row("… over the reference's", f"{ratio:.2f}x", "0.50x", "0.85x")
        return ratio

    def latency(self):
        for rate, must, aim in ((1000, "1 / 10", "0.6 / 3"), (5000, "2 / 20", "1 / 5")):
            with self.ours(1000) as server:
                text = self.load(server, "parentconnect", conns=1000, active=1000, rate=rate, time=self.options.seconds)
            p50, p99 = self.number(text, r"p50 ([\d.]+) p90"), self.number(text, r"p99 ([\d.]+) p99.9")
            self.row(f"p50 / p99 at {rate} messages/s, 1,000 connected (ms)", f"{p50:.2f} / {p99:.2f}", must, aim)

    def connections(self):
        for count in (1000,) if self.options.quick else (1000, 10000):
            with self.ours(count) as server:
                text = self.load(server, "parentconnect", conns=count, active=2, time=0, par=count, settle=2)
            ready = self.number(text, r"ready=(\d+)")
            seconds = self.number(text, r"/s \(([0-9.]+) s,")
            rate = self.number(text, r"handshake (\d+)/s")
            memory = self.number(text, r"= ([\d.]+) KB/conn")
            many = count == 10000
            self.row(f"{count:,} at once, signed in", f"{ready:,.0f} in {seconds:.2f} s", "3 s" if many else "", "1 s" if many else "")
            self.row("… handshakes/s", f"{rate:,.0f}")
            self.row("… memory a connection (KB)", f"{memory:.2f}", "10", "4")

    def fan_out(self):
        with self.ours(300, 300) as server:
            text = self.load(server, "parentconnect", conns=300, active=1, group=300, rate=50, time=self.options.seconds)
        p50 = self.number(text, r"whole group ms p50 ([0-9.]+)")
        p99 = self.number(text, r"whole group ms p50 [0-9.]+ p99 ([0-9.]+)")
        self.row("group of 300, whole group, p50 / p99 at 50 messages/s (ms)", f"{p50:.1f} / {p99:.1f}", "- / 25", "- / 12")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--reference", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if not options.reference or not options.reference.is_dir():
        print("SKIPPED: no load generator and reference are at hand (--reference FOLDER)")
        return 0
    build_generator(options.reference, options.work)
    bench = Bench(options)
    print(f"relay, {options.seconds} s a figure, server on core 0, generator on core 1", flush=True)
    ratio = bench.throughput()
    bench.latency()
    bench.connections()
    bench.fan_out()
    print(f"reference: {ratio:.2f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
