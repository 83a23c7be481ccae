# SPDX-License-Identifier: GPL-3.0-or-later
"""The built programs as objects: a relay on loopback and clients without windows, for the demo and for journeys.

Everything that is started here ends with its object; every wait has a deadline.
"""
import json
import os
import pathlib
import queue
import secrets
import signal
import subprocess
import threading
import time


class Failed(Exception):
    """What a program answered instead of doing it."""

    def __init__(self, code, detail):
        super().__init__(f"{code}: {detail}")
        self.code = code


class Program:
    """A process whose output is read line by line; killed when it outlives its owner."""

    def __init__(self, command, env=None, stdin=subprocess.DEVNULL, log=None):
        self.command = [str(part) for part in command]
        self._log = open(log, "ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdin=stdin, stdout=subprocess.PIPE, stderr=self._log,
                                        env={**os.environ, **(env or {})})
        self.lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.decode("utf-8", "replace").rstrip("\n"))
        self.lines.put(None)

    def kill(self):
        """SIGKILL: what was not on the disk is lost."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self, deadline=20):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=deadline)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def close(self):
        self.stop()
        self._reader.join(timeout=20)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass  # what was left to write has nobody to read it
        if self._log is not subprocess.DEVNULL:
            self._log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Relay:
    """parentconnect-relay on a data directory; keeps its port over restarts."""

    def __init__(self, program, data, port=0, config=None, log=None, env=None):
        self.program, self.data, self.port = pathlib.Path(program), pathlib.Path(data), port
        self.config, self.log, self.env = config, log, env
        self.running = None

    def start(self, deadline=30):
        if self.running:
            self.running.close()
        options = ["--data", self.data, "--port", self.port]
        if self.config:
            options += ["--config", self.config]
        self.running = Program([self.program, "serve", *options], env=self.env, log=self.log)
        try:
            line = self.running.lines.get(timeout=deadline)
        except queue.Empty:
            line = None
        if not line or not line.startswith("listening"):
            self.running.close()
            raise Failed("relay", f"did not start: {line}")
        self.port = int(line.rsplit(" ", 1)[1])
        return self

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def kill(self):
        self.running.kill()

    def stop(self):
        return self.running.stop()

    def admin(self, *words):
        options = ["--data", str(self.data), "--json"]
        if self.config:
            options += ["--config", str(self.config)]
        done = subprocess.run([str(self.program), "admin", *options, *map(str, words)], capture_output=True, text=True,
                              timeout=60, check=False)
        try:
            answer = json.loads(done.stdout)
        except ValueError:
            raise Failed("admin", done.stderr.strip()) from None
        if not answer.get("ok"):
            raise Failed("admin", done.stdout.strip())
        return answer.get("result", {})

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.running:
            self.running.close()


class Client:
    """parentconnect-headless on a profile: calls go down as lines of JSON, events come back."""

    def __init__(self, program, profile, relay, log=None, vault="passphrase", env=None):
        self.program, self.profile, self.relay, self.log = program, pathlib.Path(profile), relay, log
        self.vault = vault  # for a new profile
        self.env = env
        self.events = []
        self.running = None
        self._calls = 0
        self._answers = {}
        self._changed = threading.Condition()

    @property
    def passphrase_file(self):
        return self.profile.parent / f"{self.profile.name}.passphrase"

    def start(self):
        self.profile.parent.mkdir(parents=True, exist_ok=True)
        if not self.passphrase_file.exists():
            descriptor = os.open(self.passphrase_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(descriptor, secrets.token_urlsafe(24).encode() + b"\n")
            os.close(descriptor)
        if self.running:
            self.running.close()
        with self._changed:
            self._answers.clear()
            self.running = None
        command = [self.program, "--profile", self.profile, "--relay", self.relay, "--vault", self.vault]
        if self.vault == "passphrase":
            command += ["--passphrase-file", self.passphrase_file]
        running = Program(command, env=self.env, stdin=subprocess.PIPE, log=self.log)
        with self._changed:
            self.running = running
        threading.Thread(target=self._listen, args=(running,), daemon=True).start()
        return self

    def _listen(self, running):
        while (line := running.lines.get()) is not None:
            message = json.loads(line)
            with self._changed:
                if "event" in message:
                    self.events.append(message)
                else:
                    self._answers[message.get("id")] = message
                self._changed.notify_all()
        with self._changed:
            if running is not self.running:
                return  # an earlier life: the answers are those of the next one
            self._answers["end"] = {"ok": False, "error": {"code": "ended", "detail": "the client is gone"}}
            self._changed.notify_all()

    def post(self, do, **arguments):
        """Sends a command and does not wait."""
        self._calls += 1
        line = json.dumps({"id": self._calls, "do": do, **arguments}) + "\n"
        try:
            self.running.process.stdin.write(line.encode())
            self.running.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            raise Failed("ended", "the client is gone") from None
        return self._calls

    def answer(self, call, deadline=60):
        end = time.monotonic() + deadline
        with self._changed:
            while call not in self._answers and "end" not in self._answers:
                if not self._changed.wait(end - time.monotonic()):
                    break
            answer = self._answers.pop(call, None) or self._answers.get("end")
        if answer is None:
            raise Failed("timeout", f"no answer within {deadline} s")
        if not answer["ok"]:
            raise Failed(answer["error"]["code"], answer["error"]["detail"])
        return answer

    def call(self, do, deadline=60, **arguments):
        return self.answer(self.post(do, **arguments), deadline)

    def wait_for(self, what, deadline=120, **arguments):
        return self.call("waitFor", deadline + 5, what=what, timeoutMs=int(deadline * 1000), **arguments)

    def heard(self, event, **fields):
        with self._changed:
            return [e for e in self.events if e["event"] == event and all(e.get(k) == v for k, v in fields.items())]

    def wait_event(self, event, deadline=90, **fields):
        end = time.monotonic() + deadline
        while True:
            found = self.heard(event, **fields)
            if found:
                return found[-1]
            with self._changed:
                if not self._changed.wait(max(0.0, end - time.monotonic())):
                    raise Failed("timeout", f"no {event} {fields} within {deadline} s")

    def open(self, state="ready", deadline=60):
        self.call("open")
        return self.wait_for("state", deadline, state=state)

    def kill(self):
        self.running.kill()

    def has_ended(self):
        """Whether the process is gone; its closed output says so before the system does."""
        with self._changed:
            closed = "end" in self._answers
        if closed:
            self.running.process.wait(timeout=20)
        return self.running.process.poll() is not None

    def quit(self):
        """An orderly end, as when a window is closed for good."""
        try:
            self.call("quit", 20)
        except Failed:
            pass
        self.running.process.stdin.close()
        self.running.process.wait(timeout=20)
        self.running.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.running:
            self.running.close()


class School:
    """Makes people at a relay and lets them join, each with a client of their own."""

    def __init__(self, relay, headless, folder, name="Lakeside School", log=None):
        self.relay, self.headless, self.folder, self.log = relay, headless, pathlib.Path(folder), log
        self.id = relay.admin("create-school", "--name", name)["id"]

    def person(self, name, role="guardian", label=""):
        words = ["create-person", "--school", self.id, "--name", name, "--role", role]
        if label:
            words += ["--label", label]
        return self.relay.admin(*words)["id"]

    def profile(self, name):
        return self.folder / name.lower().replace(" ", "-")

    def join(self, name, role="guardian", label="", address=None, vault="passphrase"):
        """A new person with a running, signed-in client, which finds the relay at `address`."""
        person = self.person(name, role, label)
        code = self.relay.admin("create-invite", "--person", person)["code"]
        client = Client(self.headless, self.profile(name), address or self.relay.url, self.log, vault).start()
        client.open("needsSignIn")
        client.user_name = name.lower().replace(" ", ".")
        client.password = secrets.token_urlsafe(12)
        client.person = person
        client.call("join", invite=code, userName=client.user_name, password=client.password,
                    deviceName=f"{name}'s computer")
        client.wait_for("state", state="ready")
        client.wait_for("upToDate")
        return client

    def make_class(self, name, *clients):
        """A class of the school with these people in it."""
        words = ["create-class", "--school", self.id, "--name", name]
        for client in clients:
            words += ["--member", client.person]
        return self.relay.admin(*words)["id"]

    def another_device(self, of, name):
        """A second computer of somebody who has joined."""
        client = Client(self.headless, self.folder / name, self.relay.url, self.log).start()
        client.open("needsSignIn")
        client.user_name, client.password, client.person = of.user_name, of.password, of.person
        client.call("signIn", userName=of.user_name, password=of.password, deviceName=name)
        self.link(of, client)
        client.wait_for("state", state="ready")
        client.wait_for("upToDate")
        return client

    def link(self, old, new):
        """What a person does with a code and four words on two screens."""
        code = new.wait_event("linkOffered")["code"]
        found = old.call("findDevice", code=code)
        new.wait_event("linkOffered", words=found["words"])
        old.call("linkDevice")
        new.call("confirmLink")
