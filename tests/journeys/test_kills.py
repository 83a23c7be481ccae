# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that a sender saw leave is lost, doubled or out of order, whatever is killed.

    test_kills.py BIN SCRATCH [--messages N] [--seed S] [--preload LIBRARY] [--expect-faults]

Four clients of four people write into one group while the relay and the clients are killed at random moments. A ledger
in this process, which is none of those under test, judges what is on the disks afterwards.
"""
import argparse
import pathlib
import random
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging" / "linux"))
from damage import SealedStore  # noqa: E402
from ledger import Ledger, conclude, outbox_size  # noqa: E402
from programs import Client, Failed, Program, Relay, School  # noqa: E402

CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
"""


class Writer(threading.Thread):
    """Writes numbered messages through one client that may die at any moment; only what the client confirmed counts."""

    looks_back = 500  # messages, for what it wrote last

    def __init__(self, name, client, conversation, count, ledger, lock):
        super().__init__(daemon=True)
        self.name, self.client, self.conversation, self.count = name, client, conversation, count
        self.ledger, self.lock = ledger, lock
        self.next = 0
        self.restarting = threading.RLock()

    def text(self):
        return f"{self.name} {self.next}"

    def run(self):
        while self.next < self.count:
            text = self.text()
            try:
                with self.restarting:
                    self.client.call("send", 60, conversation=self.conversation, text=text)
            except Failed:
                self.resume_until_alive()
                continue
            with self.lock:
                self.ledger.wrote(self.name, text)
            self.next += 1

    def resume_until_alive(self):
        """It may be killed again while it starts."""
        for _ in range(20):
            try:
                self.resume()
                return
            except Failed as failed:
                last = failed
        raise last

    def resume(self):
        """After a death: whether the last text was stored is asked of the client itself."""
        with self.restarting:
            self.revive()
            page = self.client.call("page", conversation=self.conversation, anchor="newest", limit=self.looks_back)
            own = {m["text"] for m in page["messages"] if m["outgoing"]}
            text = self.text()
            if text in own:
                with self.lock:
                    self.ledger.wrote(self.name, text)
                self.next += 1

    def revive(self):
        if self.client.has_ended():
            with self.lock:
                self.ledger.saw(self.client.events)
            self.client.start()
            self.client.open()

    def die(self):
        """Killed while it writes; comes back by itself."""
        self.client.kill()


def play(programs, folder, options):
    config = folder / "relay.toml"
    config.write_text(CONFIG)
    chance = random.Random(options.seed)
    relay = Relay(programs / "parentconnect-relay", folder / "relay", config=config, log=folder / "relay.log",
                  env={"LD_PRELOAD": str(options.preload), "PC_EARLYACK": str(folder / "plant")}
                  if options.preload else None)
    ledger, lock = Ledger(), threading.Lock()
    with relay:
        school = School(relay, programs / "parentconnect-headless", folder / "people", log=folder / "clients.log")
        names = ["Ada", "Ben", "Cleo", "Dan"]
        clients = {name: school.join(name, "staff") for name in names}
        group = clients["Ada"].call("createGroup", title="All four",
                                    users=[clients[name].person for name in names[1:]])["conversation"]
        for client in clients.values():
            client.wait_event("conversationChanged", conversation=group)
        if options.preload:
            (folder / "plant").touch()
        writers = [Writer(name, clients[name], group, options.messages // 4, ledger, lock) for name in names]
        for writer in writers:
            writer.start()
        kills = {"relay": 0, "client": 0}
        end = time.monotonic() + options.seconds
        while any(writer.is_alive() for writer in writers) and time.monotonic() < end:
            time.sleep(chance.uniform(0.05, 0.6))
            if chance.random() < 0.7:
                relay.kill()
                kills["relay"] += 1
                time.sleep(chance.uniform(0.0, 0.3))
                relay.start()
            else:
                chance.choice(writers).die()
                kills["client"] += 1
        for writer in writers:
            writer.join(max(1.0, end - time.monotonic()))
            if writer.is_alive():
                raise Failed("timeout", f"{writer.name} still writes number {writer.next}")
        settle(writers, relay, options)
        stores = {}
        for writer in writers:
            with lock:
                ledger.saw(writer.client.events)
            writer.client.quit()
            stores[writer.name] = SealedStore(programs, writer.client).copy(folder / f"{writer.name}.plain")
        relay.stop()
    print(f"{sum(map(len, ledger.written.values()))} messages written, {len(ledger.sent)} seen leaving; "
          f"{kills['relay']} kills of the relay, {kills['client']} of clients", flush=True)
    faults = list(ledger.faults(folder / "relay" / "relay.db", stores))
    faults += [f"{name}: the outbox is not empty" for name, path in stores.items() if outbox_size(path)]
    return faults, kills


def settle(writers, relay, options):
    """Waits until every client has sent and fetched everything; with the planted fault that never comes."""
    last = [f"{writer.name} {writer.count - 1}" for writer in writers]
    deadline = 15 if options.expect_faults else 180
    for writer in writers:
        writer.revive()  # all of them first: the others wait for what a dead one has not sent yet
    for writer in writers:
        try:
            writer.client.wait_for("outboxEmpty", deadline)
            writer.client.wait_for("upToDate", deadline)
            for text in last:
                wait_stored(writer, text, deadline)
        except Failed:
            if not options.expect_faults:
                raise


def wait_stored(writer, text, deadline):
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        page = writer.client.call("page", conversation=writer.conversation, anchor="newest", limit=500)
        if any(m["text"] == text for m in page["messages"]):
            return
        if len(page["messages"]) == 500:
            return  # pushed out of the page by the others; the verdict looks at everything
        time.sleep(0.1)
    raise Failed("timeout", f"{writer.name} never saw {text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--seconds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preload", type=pathlib.Path)
    parser.add_argument("--expect-faults", action="store_true")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kills-", dir=options.scratch))
    faults, kills = play(options.bin, folder, options)
    for fault in faults:
        print("FAULT", fault)
    if not options.expect_faults and not (kills["relay"] and kills["client"]):
        faults.append("nobody was killed")
        print("FAULT", faults[-1])
    return conclude(folder, bool(faults), options.expect_faults)


if __name__ == "__main__":
    sys.exit(main())
