# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the relay from outside, beside references in the same run where they are at hand, and prints a table.

    run_relay.py BIN WORK [--reference FOLDER] [--seconds S] [--quick]

Machines are noisy: compare messages per CPU-second of the server, then ratios of interleaved runs, then wall figures.
"""
import argparse
import pathlib
import statistics
import sys

import relay_peers

PATIENCE = 500  # TLS handshakes that the generator has under way: more than its one core can answer in time help nobody


class Bench:
    def __init__(self, options):
        self.options = options
        self.peers = relay_peers.Peers(options.bin, options.work, options.reference)
        self.peers.bun = relay_peers.install_bun(options.reference, options.work)

    def row(self, what, value, must="", aim=""):
        print(f"  {what:<62} {value:>22}   must {must:<10} aim {aim}", flush=True)

    # ---- the figures

    def throughput(self):
        """Everybody once a round, so that a slow moment of the machine is everybody's. Returns our ratio to the reference."""
        peers = self.peers
        servers = {"ours": lambda: peers.ours(100), "reference": peers.reference}
        if peers.bun:
            servers |= {"bun": lambda: peers.elysia(False), "bun grouped": lambda: peers.elysia(True)}
        runs = {name: [] for name in servers}
        for _ in range(1 if self.options.quick else 3):
            for name, start in servers.items():
                with start() as server:
                    runs[name].append(peers.load(server, "parentconnect" if name == "ours" else "json", conns=100, active=100,
                                                 window=8, time=self.options.seconds, recv=1))

        def median(name, value):
            return statistics.median(value(run) for run in runs[name])

        def ratio(name, value):
            return statistics.median(value(a) / value(b) for a, b in zip(runs["ours"], runs[name]))

        rate, cost = (lambda run: run.delivered), (lambda run: run.per_cpu_second)
        self.row("durable one to one, receipts on: messages/s", f"{median('ours', rate):,.0f}", "20,000", "50,000")
        self.row("… messages per CPU-second", f"{median('ours', cost):,.0f}")
        self.row("… the reference's messages/s, per CPU-second", f"{median('reference', rate):,.0f}, {median('reference', cost):,.0f}")
        for name, must, aim in (("bun", "10x", "20x"), ("bun grouped", "1x", "1.8x")) if peers.bun else ():
            self.row(f"… over Bun + Elysia, {'full sync' if name == 'bun' else 'its group commit'}: messages/s",
                     f"{ratio(name, rate):.1f}x", must, aim)
            self.row("    per CPU-second, and its messages/s", f"{ratio(name, cost):.1f}x, {median(name, rate):,.0f}")
        ours = ratio("reference", cost)
        self.row("… over the reference's, per CPU-second", f"{ours:.2f}x", "0.50x", "0.85x")
        return ours

    def latency(self):
        idle = 1000 if self.options.quick else 10000
        for rate, count, must, aim in ((1000, idle, "1 / 10", "0.6 / 3"), (5000, 1000, "2 / 20", "1 / 5")):
            with self.peers.ours(count) as server:
                run = self.peers.load(server, "parentconnect", conns=count, active=1000, rate=rate, time=self.options.seconds)
            self.row(f"p50 / p99 at {rate} messages/s, {count:,} connected (ms)", f"{run.p50:.2f} / {run.p99:.2f}", must, aim)

    def storms(self):
        for count, messages, tls, must, aim in (
                (1000, 0, False, "", ""), (10000, 0, False, "3 s", "1 s"), (10000, 50000, False, "", "3 s"),
                (10000, 0, True, "", "4 s"), (19500, 0, False, "", "")):
            if self.options.quick and count > 1000:
                continue
            with self.peers.ours(count, messages=messages, tls=tls) as server:
                run = self.peers.load(server, "parentconnect", {"PC_BENCH_TLS": "1"} if tls else None, conns=count, active=2,
                                      time=0, par=PATIENCE if tls else count, settle=2)
            ready = run.number(r"ready=(\d+)")
            what = f"{count:,} sign in at once" + (", TLS" if tls else "") + (", 5 messages wait for each" if messages else "")
            self.row(what, f"{ready:,.0f} in {run.number(r'/s .([0-9.]+) s,'):.2f} s", must, aim)
            self.row("… memory a connection (KB)", f"{run.number(r'= ([0-9.]+) KB/conn'):.2f}", "" if tls else "10", "" if tls else "4")

    def fan_out(self):
        with self.peers.ours(300, 300) as server:
            run = self.peers.load(server, "parentconnect", conns=300, active=1, group=300, rate=50, time=self.options.seconds)
        p50 = run.number(r"whole group ms p50 ([0-9.]+)")
        p99 = run.number(r"whole group ms p50 [0-9.]+ p99 ([0-9.]+)")
        self.row("group of 300, whole group, p50 / p99 at 50 messages/s (ms)", f"{p50:.1f} / {p99:.1f}", "- / 25", "- / 12")

    def pages(self):
        with self.peers.ours(100, messages=50000) as server:
            run = self.peers.load(server, "parentconnect", {"PC_BENCH_PAGES": "1"}, conns=100, active=100, rate=200,
                                  time=self.options.seconds)
        self.row("history page of 50, p50 / p99 at 200 pages/s (ms)", f"{run.p50:.2f} / {run.p99:.2f}", "- / 20", "- / 3")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--reference", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", help="one of throughput, latency, storms, fan_out, pages")
    options = parser.parse_args()
    if not options.reference or not options.reference.is_dir():
        print("SKIPPED: no load generator and reference are at hand (--reference FOLDER)")
        return 0
    relay_peers.build(options.reference, options.work)
    bench = Bench(options)
    print(f"relay, {options.seconds} s a figure, server on core 0, generator on core 1", flush=True)
    figures = ["latency", "storms", "fan_out", "pages", "throughput"]
    ratio = None
    for figure in [options.only] if options.only else figures:
        ratio = getattr(bench, figure)()
    if ratio:
        print(f"reference: {ratio:.2f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
