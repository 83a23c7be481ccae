# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with who people are: their devices, their names, what the school's office says of them, and linking."""
import copy
import json
import os

import forging
from ways import LOGGED, Way, changed, damaged, raw

PROBLEM = {"type": "about:blank", "title": "Not Found", "status": 404, "code": "not_found"}


class _OnePersonsList(Way):
    """What those who ask for one person's device list get. Their own devices get the true one."""

    def begin(self, user, own=False, **more):
        self.user, self.own = user, own
        self.start(**more)

    def start(self):
        """With what else the test gives it."""

    def is_about(self, call):
        return call.is_for("GET", "device-lists") and call.last == self.user and (call.user == self.user) == self.own

    def answered(self, call, status, said):
        if status != 200 or not self.is_about(call):
            return status, said
        told = self.instead(said, int(call.query.get("after", 0)))
        self.struck += told != said
        return status, told

    def all_entries(self):
        return [forging.data(entry) for entry in self.memory.lists[self.user]]


class ShowsAnOldList(_OnePersonsList):
    """The list as it was when this began."""

    def start(self):
        self.number = len(self.memory.lists[self.user])

    def instead(self, said, after):
        return {**said, "entries": said["entries"][:max(self.number - after, 0)], "number": self.number}


class ShowsNoList(_OnePersonsList):
    """That there is none."""

    def instead(self, said, after):
        return {"entries": [], "number": 0}


class ShowsAListBegunAnew(_OnePersonsList):
    """One more entry: the person lost everything, and goes on with a key that is the relay's."""

    def start(self, device):
        self.device, self.forger = raw(device), forging.Forger()
        self.entry = None

    def instead(self, said, after):
        true = self.all_entries()
        if self.entry is None:
            self.entry = self.forger.list_entry(raw(self.user), len(true) + 1, forging.hash_of(true[-1]), self.device)
        return {**said, "entries": [forging.text(entry) for entry in [*true, self.entry][after:]], "number": len(true) + 1}


class ShowsAFork(_OnePersonsList):
    """Instead of what came last, something else."""

    def start(self, device):
        self.device, self.forger = raw(device), forging.Forger()

    def instead(self, said, after):
        entry = self.forger.list_entry(raw(self.user), after + 1, os.urandom(32), self.device)
        return {**said, "entries": [forging.text(entry)], "number": after + 1}


class ShowsAnothersList(_OnePersonsList):
    """That of somebody else."""

    def start(self, other):
        self.other = other

    def instead(self, said, after):
        entries = self.memory.lists[self.other]
        return {"entries": entries, "number": after + len(entries)}


class ShowsGarbage(_OnePersonsList):
    """Something that is no list; or nothing that can be read at all."""

    def start(self, how):
        self.how = how

    def instead(self, said, after):
        return {"entries": {"entries": [forging.text(os.urandom(200))], "number": after + 1},
                "bytes": b"\xff\x00{{{", "types": {"entries": 7, "number": "many"}}[self.how]


class WithholdsARevocation(_OnePersonsList):
    """Nobody hears that a person took one of their devices out, from the list or otherwise."""

    def start(self):
        self.number = len(self.memory.lists[self.user])

    def instead(self, said, after):
        return {**said, "entries": said["entries"][:max(self.number - after, 0)], "number": self.number}

    def down(self, session, one):
        question = session.questions.get(one["id"], {"type": "", "data": {}})
        if session.user != self.user and question["data"].get("op") == "checkGroup" and one["type"] == "ack":
            return [{**one, "data": {key: value for key, value in one["data"].items() if key != "items"}}]
        return [one]


# ---- Names and roles


class SaysThatSomebodyIsSomebodyElse(Way):
    """Another name, role or label for a person, wherever they are named."""

    def begin(self, user, **says):
        self.user, self.says = user, says

    def down(self, session, one):
        members = one["data"].get("members", [])
        if session.user == self.user or one["type"] not in LOGGED or not any(m["user"] == raw(self.user) for m in members):
            return [one]
        self.struck += 1
        return [changed(one, members=[{**m, **self.says} if m["user"] == raw(self.user) else m for m in members])]

    def answered(self, call, status, said):
        if call.user == self.user or not call.is_for("GET", "people"):
            return status, said
        told = copy.deepcopy(said)
        for person in told.get("people", []):
            if person["userId"] == self.user:
                person.update(self.says)
        return status, told


class InventsAnAdministrator(SaysThatSomebodyIsSomebodyElse):
    """Says to who speaks for the office that a parent is an administrator, and keeps what they sign."""

    def begin(self, user):
        super().begin(user, role="administrator")
        self.signed = []

    def asked(self, call):
        if not call.is_for("POST", "office"):
            return None
        self.signed.append(forging.data(call.body.get("entry") or call.body["word"]))
        return 503, {**PROBLEM, "title": "Unavailable", "status": 503, "code": "unavailable"}

    def act(self):
        """Whether something was signed that lets the parent speak for the office."""
        return any(forging.is_addition(entry, raw(self.user)) for entry in self.signed)


# ---- Letters


class ChangesAProof(Way):
    """Puts a key of its own in the place of the one that somebody proves by their letter."""

    def begin(self):
        self.key = os.urandom(32)

    def passes(self, call, body):
        if not call.is_for("POST", "letter-proof"):
            return body
        self.struck += 1
        proof = forging.data(call.body["proof"])
        return json.dumps({"proof": forging.text(proof[:1] + self.key + proof[33:])}).encode()


# ---- The office


class SpeaksAsAnOffice(Way):
    """An office of its own, which says of somebody that they are somebody else."""

    def begin(self, school, speaker, user, role="administrator", name="Head", label="Head of school", keeps_true=False, viewer=None):
        self.forger, self.school, self.speaker, self.user = forging.Forger(), raw(school), raw(speaker), user
        self.says, self.keeps_true, self.viewer = (role, name, label), keeps_true, viewer
        self.chain = None

    def answered(self, call, status, said):
        if self.viewer not in (None, call.user):
            return status, said
        if status == 200 and call.is_for("GET", "office"):
            if self.keeps_true:
                return status, said
            after = int(call.query.get("after", 0))
            previous = os.urandom(32) if after else bytes(32)
            self.chain = self.chain or [forging.text(self.forger.office_entry(self.school, after + 1, previous, self.speaker))]
            return status, {"entries": self.chain, "number": after + 1}
        if status == 200 and call.is_for("GET", "device-lists") and call.last == self.user:
            self.struck += 1
            key = forging.account_key(forging.data(self.memory.lists[self.user][-1]))
            return status, {**said, "word": forging.text(self.forger.word(self.school, raw(self.user), key, *self.says))}
        return status, said


class GivesAnothersWord(Way):
    """What the office said last of somebody is said to be about another person."""

    def begin(self, user):
        self.user = user

    def answered(self, call, status, said):
        if status != 200 or not call.is_for("GET", "device-lists") or call.last != self.user:
            return status, said
        self.struck += 1
        return status, {**said, "word": self.memory.office_words[-1]}


class GivesAnOldWord(GivesAnothersWord):
    """What the office said of a person before it said something else."""

    def answered(self, call, status, said):
        if status != 200 or not call.is_for("GET", "device-lists") or call.last != self.user:
            return status, said
        about = [word for word in self.memory.office_words if raw(self.user) in forging.data(word)]
        self.struck += said.get("word") != about[0]
        return status, {**said, "word": about[0]}


# ---- Linking


class _Linking(Way):
    """What one of two devices reads of what the other one wrote."""

    reader = "old"  # or new

    def begin(self, old):
        self.old = old  # the device that lets the other one in

    def instead(self, messages, after):
        return messages

    def is_read_by(self, call):
        return call.is_for("GET", "links") and (call.device == self.old) == (self.reader == "old")

    def answered(self, call, status, said):
        if status != 200 or not self.is_read_by(call) or not said.get("messages"):
            return status, said
        told = self.instead(said["messages"], int(call.query.get("after", 0)))
        self.struck += told != said["messages"]
        return status, {**said, "messages": told}

    @staticmethod
    def spoiled(message, at):
        return forging.text(damaged(forging.data(message), at))


class ChangesTheOffer(_Linking):
    """The key by which the new device will speak is another one."""

    def instead(self, messages, after):
        return [self.spoiled(messages[0], 40), *messages[1:]] if after == 0 else messages


class ChangesTheAnswer(_Linking):
    """What the old device answered is something else."""

    reader = "new"

    def instead(self, messages, after):
        return [self.spoiled(messages[0], -1), *messages[1:]] if after == 0 else messages


class ChangesTheReveal(_Linking):
    """What the new device was bound to is something else."""

    def instead(self, messages, after):
        return messages if after == 0 else [self.spoiled(messages[0], -1), *messages[1:]]


class ChangesTheGift(_Linking):
    """What the new device is given is something else."""

    reader = "new"

    def instead(self, messages, after):
        return messages if after == 0 else [self.spoiled(messages[0], 20), *messages[1:]]


class ReplaysAnOffer(_Linking):
    """An offer of an earlier linking comes once more."""

    def begin(self, old, user):
        super().begin(old)
        self.earlier = self.memory.offers[user][0]

    def instead(self, messages, after):
        return [self.earlier, *messages[1:]] if after == 0 else messages


class KeepsACode(_Linking):
    """Whoever types a code is told that nobody waits there: somebody else was first."""

    def asked(self, call):
        if not self.is_read_by(call):
            return None
        self.struck += 1
        return 404, PROBLEM


class LeadsToAThief(_Linking):
    """Whoever types the code of their new device is led to another one, which has their password as well."""

    def begin(self, old, code, to):
        super().begin(old)
        self.code, self.to = code, to

    def passes(self, call, body):
        if call.device == self.old and call.path == f"/v1/links/{self.code}":
            self.struck += 1
            call.target = call.target.replace(self.code, self.to)
        return body


class HidesTheNewDevice(Way):
    """To a device that was just let in, the list is shown without it."""

    def begin(self, user):
        self.user, self.number = user, len(self.memory.lists[user])

    def answered(self, call, status, said):
        if status != 200 or not call.is_for("GET", "device-lists") or call.user != self.user or call.last != self.user \
                or len(self.memory.lists[self.user]) <= self.number:
            return status, said
        self.struck += 1
        after = int(call.query.get("after", 0))
        return status, {**said, "entries": said["entries"][:max(self.number - after, 0)], "number": self.number}
