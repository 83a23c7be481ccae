# SPDX-License-Identifier: GPL-3.0-or-later
"""How the relay's cost grows with connections and with what is stored; a table, a JSON file and a picture.

    relay_growth.py BIN WORK PICTURE.svg [--reference FOLDER] [--seconds S] [--stored N,N,...] [--connected N,N,...]

Each point is a relay of its own: throughput of 100 people with 8 messages in flight each, then latency at 1,000 messages/s,
then its memory.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import relay_peers

SCRIPT = r"""
set terminal svg size 960,600 font "sans,12" background "#ffffff"
set output "{picture}"
set multiplot layout 2,3 margins 0.07,0.98,0.1,0.94 spacing 0.07,0.22
set logscale x
set format x "10^{{%L}}"
set grid ytics lc "#dddddd"
set ytics autofreq
set format y "%.0f"
set border 3 lc "#444444"
set tics nomirror
unset key
set style line 1 lc "#1f6f5c" lw 2 pt 7 ps 0.6
{plots}
unset multiplot
"""
PLOTS = (("rate", "messages/s"), ("p99_ms", "p99 at 1,000 messages/s (ms)"), ("memory_mb", "memory of the relay (MB)"))


def point(peers, seconds, connected, stored):
    with peers.ours(connected, messages=stored) as server:
        full = peers.load(server, "parentconnect", conns=connected, active=100, window=8, time=seconds, recv=1, par=500)
        slow = peers.load(server, "parentconnect", conns=connected, active=min(connected, 1000), rate=1000, time=seconds, par=500)
        found = {"connected": connected, "stored": stored, "rate": full.delivered, "per_cpu_second": round(full.per_cpu_second),
                 "p50_ms": slow.p50, "p99_ms": slow.p99, "memory_mb": round(slow.number(r"RSS ([\d.]+) MB err"), 1)}
    found["disk_mb"] = round(sum(file.stat().st_size for file in (peers.work / "data").iterdir()) / 1e6)
    print("  " + "  ".join(f"{key} {value:,}" for key, value in found.items()), flush=True)
    return found


def draw(points, work, picture):
    plots = []
    for kind, label in (("connected", "connections"), ("stored", "messages stored")):
        rows = [found for found in points if found["varies"] == kind]
        (work / f"growth_{kind}.dat").write_text("".join(
            " ".join(str(found[key]) for key in (kind, *(name for name, _ in PLOTS))) + "\n" for found in rows))
        for column, (_, title) in enumerate(PLOTS, 2):
            plots.append(f'set title "{title}"\nset xlabel "{label}"\nset yrange [0:*]\n'
                         f'plot "{work}/growth_{kind}.dat" using 1:{column} with linespoints ls 1 title "{title}"')
    script = SCRIPT.format(picture=picture, plots="\n".join(plots))
    subprocess.run(["gnuplot"], input=script, text=True, check=True)


def main():
    numbers = lambda text: [int(one) for one in text.split(",")]  # noqa: E731
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("picture", type=pathlib.Path)
    parser.add_argument("--reference", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connected", type=numbers, default=[100, 1000, 5000, 10000, 19500])
    parser.add_argument("--stored", type=numbers, default=[10**4, 10**6, 10**7])
    options = parser.parse_args()
    if not options.reference or not options.reference.is_dir():
        print("SKIPPED: no load generator is at hand (--reference FOLDER)")
        return 0
    relay_peers.build(options.reference, options.work)
    peers = relay_peers.Peers(options.bin, options.work, options.reference)
    points = [{"varies": "connected"} | point(peers, options.seconds, connected, 0) for connected in options.connected]
    points += [{"varies": "stored"} | point(peers, options.seconds, 1000, stored) for stored in options.stored]
    (options.work / "growth.json").write_text(json.dumps(points, indent=1))
    draw(points, options.work, options.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
