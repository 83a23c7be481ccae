# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: a relay on loopback with a small school, some history, and two clients that talk.

    demo.py BIN [--headless]

With a display: two windows, a teacher's and a mother's, already signed in; ends when both are closed. Without one: the
same two people talk through headless clients, and what each sees is printed.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from programs import Client, Failed, Relay, School

PEOPLE = [
    ("Ada Okafor", "staff", "Teacher, 3B"),
    ("Jana Horáková", "guardian", "Mother of Mila, 3B"),
    ("School office", "administrator", "Office"),
    ("Luis Martínez", "guardian", "Father of Mateo, 3B"),
    ("Tom Becker", "staff", "Teacher, 1A"),
]


def say(text):
    print(text, flush=True)


class Demo:
    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        self.clients = {}
        self.relay = Relay(programs / "parentconnect-relay", folder / "relay", log=folder / "relay.log")

    def furnish(self):
        """People and two classes, made by the school, and a few words, written by clients as anybody would."""
        school = School(self.relay, self.programs / "parentconnect-headless", self.folder / "people",
                        log=self.folder / "clients.log")
        for name, role, label in PEOPLE:
            self.clients[name] = school.join(name, role, label)
            say(f"  {name} ({label}) has joined")
        ada, jana = self.clients["Ada Okafor"], self.clients["Jana Horáková"]
        luis, office, tom = (self.clients[name] for name in ("Luis Martínez", "School office", "Tom Becker"))
        self.class3b = school.make_class("Class 3B", ada, jana, luis, office)
        school.make_class("Class 1A", tom, jana)
        self.direct = ada.call("createDirect", user=jana.person)["conversation"]
        for client in (ada, luis, office):
            client.wait_event("conversationChanged", conversation=self.class3b)
        self.tell("Ada Okafor", self.class3b, "Good morning! On Thursday we visit the museum. Please bring a light meal and a rain jacket.")
        self.tell("Luis Martínez", self.class3b, "Mateo is at the dentist until nine. May I bring him straight to the museum?")
        self.tell("Ada Okafor", self.class3b, "Of course. We are at the entrance at 9:30.")
        self.tell("School office", self.class3b, "The tram tickets are paid.")
        jana.wait_for("message", text="The tram tickets are paid.")

    def tell(self, name, conversation, text):
        client = self.clients[name]
        client.call("send", conversation=conversation, text=text)
        client.wait_for("message", text=text, state="sent")

    def close_clients(self):
        for client in self.clients.values():
            client.quit()

    # ---- without windows

    def converse(self):
        names = {client.person: name for name, client in self.clients.items()}
        script = [
            ("Jana Horáková", "Does Mila need money for the tram?"),
            ("Ada Okafor", "No, the tickets are paid."),
            ("Jana Horáková", "Great, thank you!"),
        ]
        for writer, text in script:
            reader = "Ada Okafor" if writer.startswith("Jana") else "Jana Horáková"
            sender, receiver = self.clients[writer], self.clients[reader]
            receiver.call("active", active=True)
            sender.call("typing", conversation=self.direct, isTyping=True)
            receiver.wait_event("typingChanged", conversation=self.direct, users=[sender.person])
            say(f"{reader:>15} sees   {writer} is typing…")
            sender.call("send", conversation=self.direct, text=text)
            say(f"{writer:>15} writes {text}")
            received = receiver.wait_for("message", conversation=self.direct, text=text)
            say(f"{reader:>15} sees   {names[received['sender']]}: {received['text']}")
            for state in ("sent", "delivered", "read"):
                if state == "read":
                    receiver.call("markRead", conversation=self.direct, upTo=received["seq"])
                self.wait_state(sender, text, state)
                say(f"{writer:>15} sees   ✓ {state}")
        self.offline()

    def wait_state(self, sender, text, wanted):
        """Waits until the state was reached; a later one says so too."""
        order = ["sent", "delivered", "read"]
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for state in order[order.index(wanted):]:
                try:
                    sender.wait_for("message", 0.2, conversation=self.direct, text=text, state=state)
                    return
                except Failed:
                    continue
        raise Failed("timeout", f"never {wanted}")

    def offline(self):
        say("  … the relay is killed; Jana goes on writing …")
        self.relay.kill()
        text = "I am in the tunnel: does this still arrive?"
        self.clients["Jana Horáková"].call("send", conversation=self.direct, text=text)
        say(f"{'Jana Horáková':>15} writes {text}")
        say(f"{'Jana Horáková':>15} sees   ◷ sending")
        self.relay.start()
        say("  … the relay is back …")
        self.clients["Ada Okafor"].wait_for("message", 90, text=text)
        say(f"{'Ada Okafor':>15} sees   Jana Horáková: {text}")
        self.wait_state(self.clients["Jana Horáková"], text, "delivered")
        say(f"{'Jana Horáková':>15} sees   ✓ delivered")

    # ---- with windows

    def open_windows(self):
        self.close_clients()
        windows = []
        for name, place in (("Ada Okafor", "1100x760+40+60"), ("Jana Horáková", "420x760+1160+60")):
            client = self.clients[name]
            windows.append(subprocess.Popen([
                str(self.programs / "parentconnect"), "--profile", str(client.profile), "--passphrase-file",
                str(client.passphrase_file), "--geometry", place]))
        say("Two windows are open: Ada Okafor, teacher, and Jana Horáková, mother. Close both to end the demo.")
        try:
            for window in windows:
                window.wait()
        except KeyboardInterrupt:
            pass
        finally:
            for window in windows:
                if window.poll() is None:
                    window.terminate()
                    window.wait(timeout=20)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("--headless", action="store_true")
    options = parser.parse_args()
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="parentconnect-demo-"))
    demo = Demo(options.bin, folder)
    try:
        with demo.relay:
            say(f"The relay listens on 127.0.0.1 port {demo.relay.port}, with its data in {folder}/relay")
            demo.furnish()
            if options.headless or not has_display:
                if not options.headless:
                    say("There is no display here: the same conversation without windows.")
                demo.converse()
                demo.close_clients()
            else:
                demo.open_windows()
        say("The demo has ended.")
    except Failed as failed:
        say(f"demo: {failed}; logs are in {folder}")
        return 1
    finally:
        for client in demo.clients.values():
            if client.running:
                client.running.close()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
