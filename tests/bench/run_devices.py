# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a person's further devices cost: linking one, coming back by the recovery sheet, the archive's growth, taking one out.

    run_devices.py BIN WORK [--messages N] [--conversations N] [--month N] [--groups N] [--json FILE] [--only PART…]

Real clients without windows and a real relay on loopback, with everything written, sealed and sent as people do; only faster. History
is made once and serves both for the device that is linked and for the one that comes back by the sheet. What is timed ends when the
person could read: the new device is asked for its pages, like a window would. Ends with 1 when something is missing afterwards.
"""
import argparse
import json
import pathlib
import shutil
import sqlite3
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "packaging" / "linux"))
from programs import Client, Failed, Relay, School  # noqa: E402

CONFIG = """
[protocol]
messages_per_minute = 60000
message_burst = 10000
"""
PARTS = ("link", "recover", "growth", "revoke")
WRITERS = 4
AT_ONCE = 100  # messages that are given to an outbox, which is bounded, before it is looked at
SITTING = 4  # messages that come together; then a quiet minute, and they are brought to the archive
PAGE = 50
PATIENCE = 3600
STILL = 12  # seconds
TEXTS = ("Good morning! Please remember the rain jackets.", "Thank you.",
         "On Thursday the class visits the museum. We meet at the entrance at half past nine and are back for lunch; the tickets are "
         "paid.", "Mateo has a fever and stays at home today.", "¿A qué hora termina la reunión? Llegaré unos minutos tarde.",
         "شكرا جزيلا، سنكون هناك في الموعد.", "See https://school.example/menu for next week's lunch 🍎")


def text_of(number):
    return f"{TEXTS[number % len(TEXTS)]} {number}"


def until(holds, what, pause=0.02):
    """Asks again and again; how long that took."""
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > PATIENCE:
            raise Failed("bench", f"{what}: not within {PATIENCE} s")
        time.sleep(pause)
    return time.monotonic() - begun


def at_once(*jobs):
    """Runs these beside each other; the first failure is everybody's."""
    failures = []

    def run(job):
        try:
            job()
        except Exception as error:  # told below
            failures.append(error)
    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


class Bench:
    def __init__(self, bin_folder, work):
        self.work = work
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        (work / "relay.toml").write_text(CONFIG)
        self.relay = Relay(bin_folder / "parentconnect-relay", work / "relay", config=work / "relay.toml", log=work / "relay.log").start()
        self.school = School(self.relay, bin_folder / "parentconnect-headless", work / "people", log=work / "clients.log")
        self.clients = []
        self.writers = [self.join(f"Teacher {number}", "staff") for number in range(WRITERS)]

    def close(self):
        for client in self.clients:
            client.running.close()
        self.relay.running.close()

    def join(self, name, role="guardian"):
        client = self.school.join(name, role)
        self.clients.append(client)
        return client

    # ---- What people do

    def conversations(self, person, count):
        """Each with one of the writers, and sealed."""
        made = []
        for number in range(count):
            writer = self.writers[number % WRITERS]
            made.append((writer.call("createGroup", title=f"Conversation {number}", users=[person.person])["conversation"], writer))
        for where, writer in made:
            until(lambda where=where, writer=writer: devices_of(writer, where, person) == 1, "a group is sealed")
        return made

    def talk(self, person, made, count):
        """Messages in these, every fifth of them by the person; until both sides have all."""
        numbers = [range(at, count, len(made)) for at in range(len(made))]

        def write(writer):
            mine = [(where, number) for (where, by), of in zip(made, numbers) for number in of
                    if (person if number // len(made) % 5 == 4 else by) is writer]
            mine.sort(key=lambda one: one[1])
            for at in range(0, len(mine), AT_ONCE):
                calls = [writer.post("send", conversation=where, text=text_of(number)) for where, number in mine[at:at + AT_ONCE]]
                for call in calls:
                    writer.answer(call, PATIENCE)
                until(lambda: writer.call("linkStatus", PATIENCE)["outgoing"] <= AT_ONCE, "some is sent")
                writer.events.clear()
            until(lambda: writer.call("linkStatus", PATIENCE)["outgoing"] == 0, "everything is sent", 0.2)
        at_once(*[lambda writer=writer: write(writer) for writer in (*self.writers, person)])
        for (where, _), of in zip(made, numbers):
            if of:
                until(lambda where=where, of=of: total_of(person, where) > len(of), "everything came", 0.1)  # and that it was begun
        person.events.clear()
        return [len(of) for of in numbers]

    def archive_rows(self, person):
        """How many segments there are of a person's archive, and of how many bytes."""
        database = sqlite3.connect(f"file:{self.relay.data / 'relay.db'}?mode=ro", uri=True)
        try:
            return database.execute("SELECT count(*), coalesce(sum(length(segment)), 0) FROM archive_segments WHERE person = ?",
                                    (bytes.fromhex(person.person.replace("-", "")),)).fetchone()
        finally:
            database.close()

    def fresh(self, of, name):
        client = Client(of.program, self.work / name, self.relay.url, self.work / "clients.log").start()
        self.clients.append(client)
        client.open("needsSignIn")
        client.call("signIn", userName=of.user_name, password=of.password, deviceName=name)
        client.wait_for("state", state="needsLink")
        client.user_name, client.password, client.person = of.user_name, of.password, of.person
        return client


def devices_of(client, where, person):
    """With how many devices somebody reads there; 0 unless it is sealed."""
    seen = client.call("readers", PATIENCE, conversation=where)
    if seen["secrecy"] != "sealed":
        return 0
    return next((len(one["devices"]) for one in seen["people"] if one["person"]["user"] == person.person), 0)


def total_of(client, where):
    return client.call("page", PATIENCE, conversation=where, limit=1)["total"]


def ends_with(client, where, text):
    """Whether this is the last message that it shows."""
    messages = client.call("page", conversation=where, limit=1)["messages"]
    return bool(messages) and messages[-1]["text"] == text


def save(client):
    """Brings to the archive what waits."""
    before = client.call("recovery")["archive"].get("lastSaved", 0)

    def is_saved():
        client.call("saveArchive")
        archive = client.call("recovery", PATIENCE)["archive"]
        return archive["waiting"] == 0 and archive.get("lastSaved", 0) > before
    return until(is_saved, "the archive is up to date")


def newest_is_readable(client, made, counts):
    """Whether the conversation that stands first in the list shows a page of messages that can be read."""
    listed = client.call("conversations", PATIENCE)["conversations"]
    known = {where: count for (where, _), count in zip(made, counts)}
    first = next((one["conversation"] for one in listed if one["conversation"] in known), None)
    if not first:
        return False
    messages = client.call("page", PATIENCE, conversation=first, limit=PAGE)["messages"]
    said = [message for message in messages if message["kind"] != "event"]
    return len(said) >= min(PAGE, known[first]) - len(messages) + len(said) and all(m["kind"] == "text" for m in said)


def count_readable(client, made):
    """How many messages can be read in each."""
    counts = []
    for where, _ in made:
        found, order = 0, None
        while True:
            anchor = {"anchor": "newest"} if order is None else {"anchor": "before", "order": order}
            page = client.call("page", PATIENCE, conversation=where, limit=500, **anchor)
            found += sum(message["kind"] == "text" for message in page["messages"])
            if not page["messages"] or page["atStart"]:
                break
            order = page["messages"][0]["order"]
        counts.append(found)
    return counts


def comes_in(client, begin, made, counts):
    """The seconds from `begin` until a new device is ready, shows its first conversation, and all there is."""
    begun = time.monotonic()
    begin()
    client.wait_for("state", 600, state="ready")
    figures = {"ready_s": time.monotonic() - begun}
    until(lambda: newest_is_readable(client, made, counts), "the first conversation")
    figures["first_conversation_s"] = time.monotonic() - begun

    last, changed = None, time.monotonic()
    while True:  # as long as more comes; an archive is looked at each few seconds while a device is new
        archive = client.call("recovery", PATIENCE)["archive"]
        if archive["isRestoring"] or archive["restored"] != last:
            last, changed = archive["restored"], time.monotonic()
        elif time.monotonic() - changed > STILL:
            break
        elif time.monotonic() - begun > PATIENCE:
            raise Failed("bench", "it does not come to an end")
        time.sleep(0.1)
    figures["all_s"] = changed - begun
    figures["messages_per_s"] = sum(counts) / figures["all_s"]
    if count_readable(client, made) != counts:
        raise Failed("bench", "not all of it can be read")
    return figures


# ---- The parts


def measure_devices(bench, arguments):
    figures = {}
    person = bench.join("Ana with history")
    made = bench.conversations(person, arguments.conversations)
    begun = time.monotonic()
    counts = bench.talk(person, made, arguments.messages)
    wrote = time.monotonic() - begun
    save(person)
    segments, size = bench.archive_rows(person)
    figures["history"] = {"messages": sum(counts), "conversations": len(made), "written_s": wrote, "segments": segments,
                          "bytes": size, "bytes_a_message": size / sum(counts)}
    words = " ".join(person.call("makeSheet")["words"])
    person.call("keepSheet")
    if "link" in arguments.only:
        tablet = bench.fresh(person, "tablet")
        found = person.call("findDevice", code=tablet.wait_event("linkOffered")["code"])
        tablet.wait_event("linkOffered", words=found["words"])

        def confirm():
            person.post("linkDevice")
            tablet.call("confirmLink")
        figures["link"] = comes_in(tablet, confirm, made, counts)
        tablet.kill()
    person.kill()
    if "recover" in arguments.only:
        found = bench.fresh(person, "found")

        def type_sheet():
            if not found.call("recover", 600, typed=words)["isRight"]:
                raise Failed("bench", "the sheet is not right")
        figures["recover"] = comes_in(found, type_sheet, made, counts)
        found.kill()
    return figures


def measure_growth(bench, arguments):
    """A month of a busy parent: sittings of a few messages in one conversation, one of them their own, each brought to the archive."""
    person = bench.join("Ben with a busy month")
    made = bench.conversations(person, arguments.conversations)
    bench.talk(person, made, len(made))
    save(person)
    before, content, number = bench.archive_rows(person), 0, 0
    while number < arguments.month:
        where, writer = made[number // SITTING % len(made)]
        for _ in range(min(SITTING, arguments.month - number)):
            by = person if number % SITTING == SITTING - 1 else writer
            said = text_of(number)
            by.call("send", conversation=where, text=said)
            content += len(said.encode())
            number += 1
            until(lambda said=said, where=where: ends_with(person, where, said), "it came", 0.005)
        until(lambda: person.call("linkStatus")["outgoing"] == 0, "it is sent", 0.005)
        last = person.call("page", conversation=where, limit=1)["messages"][-1]
        person.call("markRead", conversation=where, upTo=last["seq"])
        save(person)
        for client in (person, writer):
            client.events.clear()
    after = bench.archive_rows(person)
    segments, size = (now - then for now, then in zip(after, before))
    person.kill()
    return {"growth": {"messages": number, "conversations": len(made), "text_bytes": content, "segments": segments, "bytes": size,
                       "bytes_a_message": size / number}}


def measure_revoke(bench, arguments):
    """A second device in so many groups is taken out."""
    person = bench.join("Cem with many groups")
    made = bench.conversations(person, arguments.groups)
    lost = bench.school.another_device(person, "lost")
    bench.clients.append(lost)

    def wait_for_devices(count):
        left = list(made)

        def is_so():
            left[:] = [(where, writer) for where, writer in left if devices_of(writer, where, person) != count]
            return not left
        return until(is_so, f"{count} devices in every group")
    joined = wait_for_devices(2)
    [device] = [one["device"] for one in person.call("devices")["devices"] if not one["isThis"]]
    ended = lost.post("waitFor", what="state", state="needsSignIn", timeoutMs=600_000)
    times = {}
    begun = time.monotonic()

    def watch():
        lost.answer(ended, 600)
        times["service_ends_s"] = time.monotonic() - begun

    def remove():
        person.call("removeDevice", 600, device=device)
        times["answered_s"] = time.monotonic() - begun
        wait_for_devices(1)
        times["out_of_all_groups_s"] = time.monotonic() - begun
    at_once(watch, remove)
    for client in (person, lost):
        client.kill()
    return {"revoke": {"groups": len(made), "in_all_groups_after_linking_s": joined, **times}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--conversations", type=int, default=60)
    parser.add_argument("--month", type=int, default=3_333)
    parser.add_argument("--groups", type=int, default=200)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    arguments = parser.parse_args()
    figures = {}
    for part, names in ((measure_devices, {"link", "recover"}), (measure_growth, {"growth"}), (measure_revoke, {"revoke"})):
        if not names & set(arguments.only):
            continue
        bench = Bench(arguments.bin, arguments.work)
        try:
            figures |= part(bench, arguments)
        finally:
            bench.close()
    for name, measured in figures.items():
        print(f"{name}:", ", ".join(f"{key} {value:,.2f}" if isinstance(value, float) else f"{key} {value:,}" for key, value in measured.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")
    shutil.rmtree(arguments.work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
