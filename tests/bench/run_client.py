# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the desktop client over a profile with 200,000 messages, on a virtual display, and prints a table.

    run_client.py BIN WORK [--messages N] [--rounds N] [--seconds S] [--json FILE] [--quick] [--only PART…]

A relay, a person who has signed in (her keys in a keyring), and her store filled with history; then the real program is started and watched
from outside, cold and warm, beside a bare Qt window in the same run. Machines are noisy: each figure is the median of
several, the best stands beside it. Ends with 1 when a figure is worse than it must be.
"""
import argparse
import ctypes
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "packaging" / "linux"))
from programs import Failed, Relay, School  # noqa: E402

CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
"""
DROP_CACHES = pathlib.Path("/proc/sys/vm/drop_caches")
PARTS = ("starting", "memory", "opening", "typing", "timeline")
HERE_PER_SECOND, ELSEWHERE_PER_SECOND = 50, 100


class Display:
    """A bare X server of our own, which ends with the object."""

    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = ":" + answer.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(timeout=10)


class Keyring:
    """A message bus and an unlocked keyring of our own, as a desktop has them; both end with the object."""

    def __init__(self, home):
        home.mkdir(parents=True)
        home.chmod(0o700)
        self.processes = [subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"],
                                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                           env={**os.environ, "HOME": str(home)})]
        self.env = {"DBUS_SESSION_BUS_ADDRESS": self.processes[0].stdout.readline().strip(), "HOME": str(home),
                    "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        keyring = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock",
                                    f"--control-directory={home}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, env={**os.environ, **self.env})
        self.processes.append(keyring)
        keyring.stdin.write("a keyring's password")
        keyring.stdin.close()
        keyring.stdout.readline()  # it tells where it listens once it is unlocked

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=10)


def mapped_files(command, env):
    """What a program maps while it starts: with its profile, all that a cold start must read."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(3)
    maps = pathlib.Path(f"/proc/{process.pid}/maps").read_text()
    process.terminate()
    process.wait(timeout=20)
    return sorted({line.split(None, 5)[5].strip() for line in maps.splitlines() if "/" in line and "(deleted)" not in line})


def forget(files):
    """Makes the next start a cold one. Returns how."""
    os.sync()
    try:
        DROP_CACHES.write_text("3\n")
        return "drop_caches"
    except OSError:
        pass
    libc = ctypes.CDLL(None)
    for path in files:
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        libc.posix_fadvise(descriptor, ctypes.c_long(0), ctypes.c_long(0), 4)  # POSIX_FADV_DONTNEED
        os.close(descriptor)
    return "posix_fadvise"


class Bench:
    def __init__(self, options):
        self.options = options
        self.bin, self.work = options.bin.resolve(), options.work.resolve()
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        (self.work / "relay.toml").write_text(CONFIG)
        self.relay = Relay(self.bin / "parentconnect-relay", self.work / "relay", config=self.work / "relay.toml",
                           log=self.work / "relay.log")
        self.env = dict(os.environ, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="xcb", XDG_CURRENT_DESKTOP="")
        self.rows, self.missed = [], []

    def row(self, what, measured, must=None, aim=None, best=None, unit="ms", most=True):
        reached = must is None or (measured <= must if most else measured >= must)
        if not reached:
            self.missed.append(what)
        self.rows.append({"what": what, "measured": measured, "best": best, "must": must, "aim": aim, "unit": unit,
                          "reached": None if must is None else reached})
        shown = f"{measured:,.1f} {unit}" + ("" if best is None else f" (best {best:,.1f})")
        verdict = "" if must is None else "yes" if reached else "NO"
        print(f"  {what:<58} {shown:>26}   must {'' if must is None else must:<6} aim {'' if aim is None else aim:<6} {verdict}",
              flush=True)

    # ---- What is measured on

    def furnish(self):
        school = School(self.relay, self.bin / "parentconnect-headless", self.work, log=self.work / "clients.log")
        reader = school.join("Ada Reader", "staff", "Teacher, 3B", vault="keychain")
        self.near, self.far = school.join("Near Parent"), school.join("Far Parent")
        self.profile = reader.profile
        self.here = self.near.call("createDirect", user=reader.person)["conversation"]
        self.elsewhere = self.far.call("createDirect", user=reader.person)["conversation"]
        for client, conversation in ((self.near, self.here), (self.far, self.elsewhere)):
            client.call("send", conversation=conversation, text="Good morning")
        reader.wait_for("message", text="Good morning", conversation=self.elsewhere)
        reader.wait_for("upToDate")
        reader.quit()
        begun = time.monotonic()
        subprocess.run([self.bin / "bench" / "pc_bench_fill", self.profile, str(self.options.messages)], check=True)
        size = (self.profile / "store.sqlite").stat().st_size / 1e6
        print(f"  {self.options.messages:,} messages in 62 conversations, {size:.0f} MB, written in "
              f"{time.monotonic() - begun:.0f} s", flush=True)

    def client(self):
        return [self.bin / "parentconnect", "--profile", self.profile, "--geometry", "1100x720+0+0"]

    # ---- Starting

    def start(self, command, *options):
        done = subprocess.run([self.bin / "bench" / "pc_bench_firstpaint", *options, "--", *command], env=self.env,
                              capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise Failed("start", f"{command[0]}: {done.stdout} {done.stderr}")
        return json.loads(done.stdout)

    def starting(self):
        bare = [self.bin / "bench" / "bench_barewindow"]
        files = mapped_files(self.client(), self.env) + [str(p) for p in self.profile.iterdir() if p.is_file()]
        for kind, must, aim in (("cold", 600, 350), ("warm", 250, 120)):
            ours, theirs, lists = [], [], []
            for _ in range(self.options.rounds):
                for command, wanted, times in ((bare, (), theirs), (self.client(), ("--list",), ours)):
                    if kind == "cold":
                        how = forget(files)
                    seen = self.start(command, *wanted)
                    times.append(seen["painted"])
                    if wanted:
                        lists.append(seen["list"])
            name = f"{kind}, by {how}" if kind == "cold" else kind
            self.row(f"start to first paint, {name}", statistics.median(ours), must, aim, min(ours))
            self.row("… a bare Qt window", statistics.median(theirs), best=min(theirs))
            self.row("… ratio", statistics.median(a / b for a, b in zip(ours, theirs)), unit="x")
            self.row("… its list of conversations painted", statistics.median(lists), best=min(lists))

    def memory(self):
        found = [self.start(self.client(), "--list", "--settle", "5")["pss"] / 1024 for _ in range(3)]
        self.row("memory (PSS), signed in, a conversation open", statistics.median(found), 90, 55, min(found), "MB")

    # ---- Inside

    def inside(self, *words, during=None):
        process = subprocess.Popen([self.bin / "bench" / "bench_client", self.profile, *map(str, words)], env=self.env,
                                   stdout=subprocess.PIPE, stderr=open(self.work / "bench_client.log", "ab"), text=True)
        try:
            if during:
                if process.stdout.readline().strip() != "ready":
                    raise Failed("bench_client", "did not get ready; see bench_client.log")
                during()
            out, _ = process.communicate(timeout=180)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            raise Failed("bench_client", "failed; see bench_client.log")
        return json.loads(out)

    def opening(self):
        runs = [self.inside("open") for _ in range(self.options.rounds)]
        self.row("open a conversation of 10,000 to first paint, p50", statistics.median(r["p50"] for r in runs), 150, 60,
                 min(r["best"] for r in runs))
        self.row("… p99", statistics.median(r["p99"] for r in runs), 150, 60)

    def typing(self):
        seconds = self.options.seconds

        def send(client, conversation, rate):
            end, due, number = time.monotonic() + seconds + 1, time.monotonic(), 0
            while time.monotonic() < end and not done.is_set():
                client.post("send", conversation=conversation, text=f"Message {number} of the load, a few words long")
                number, due = number + 1, due + 1 / rate
                time.sleep(max(0.0, due - time.monotonic()))

        def load():
            for client, conversation, rate in ((self.near, self.here, HERE_PER_SECOND),
                                               (self.far, self.elsewhere, ELSEWHERE_PER_SECOND)):
                loads.append(threading.Thread(target=send, args=(client, conversation, rate)))
                loads[-1].start()

        done, loads = threading.Event(), []
        quiet = self.inside("keys", self.here, seconds, during=lambda: None)
        self.row("key press to paint, nothing else happening, p99", quiet["p99"])
        try:
            busy = self.inside("keys", self.here, seconds, during=load)
        finally:
            done.set()
            for thread in loads:
                thread.join()
        self.row(f"… {busy['here']:.0f}/s arriving here, {busy['elsewhere']:.0f}/s elsewhere, p50", busy["p50"])
        self.row("… p99", busy["p99"], 16, 8)
        self.row("… longest", busy["max"])
        self.row("… most work in one turn of the window's loop", busy["longestTurn"], 16, 8, unit="ms CPU")

    def timeline(self):
        done = subprocess.run([self.bin / "bench" / "bench_timeline", str(self.options.messages)], capture_output=True,
                              text=True, timeout=600, check=False, env={**self.env, "QT_QPA_PLATFORM": "offscreen"})
        for name, p99 in re.findall(r"^(.*?): \d+ times, .*? p99 ([\d.]+)", done.stdout, re.M):
            opens = name.startswith(("open", "drag"))
            self.row(f"frame: {name}, p99", float(p99), 150 if opens else 12, 60 if opens else 6)

    def run(self):
        print(f"client, {self.options.rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        with Keyring(self.work / "home") as keyring, Display() as display:
            self.env.update(keyring.env, DISPLAY=display.name)
            os.environ.update(keyring.env)  # the clients without windows ask the same keyring
            self.measure()

    def measure(self):
        with self.relay:
            try:
                self.furnish()
                for part in self.options.only or PARTS:
                    getattr(self, part)()
            finally:
                for client in (getattr(self, "near", None), getattr(self, "far", None)):
                    if client and client.running:
                        client.running.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS)
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 3, 5
    bench = Bench(options)
    bench.run()
    if options.json:
        options.json.write_text(json.dumps(bench.rows, indent=1) + "\n")
    if bench.missed:
        print(f"worse than it must be: {', '.join(bench.missed)}")
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
