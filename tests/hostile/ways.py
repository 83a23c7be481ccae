# SPDX-License-Identifier: GPL-3.0-or-later
"""What all ways to misbehave share: what a relay remembers of those who talk through it, and numbers that it shifts for a victim."""
import copy
import os
import re
import struct
import time
import uuid

LOGGED = ("message", "handshake", "conversation")
SYNCED = ("first", "last", "head", "oldest")


def raw(text):
    """The bytes of an id."""
    return uuid.UUID(text).bytes


def fresh_id():
    """A UUIDv7, which the wire wants for frames."""
    stamp = int(time.time() * 1000).to_bytes(6, "big")
    rest = bytearray(os.urandom(10))
    rest[0], rest[2] = rest[0] & 0x0F | 0x70, rest[2] & 0x3F | 0x80
    return stamp + bytes(rest)


def frame(type_, /, **data):
    return {"id": fresh_id(), "type": type_, "timestamp": int(time.time() * 1000), "data": data}


def changed(one, **data):
    """A copy that says something else."""
    other = copy.deepcopy(one)
    other["data"].update(data)
    return other


def damaged(data, at=-1):
    """One bit of it is another."""
    spoiled = bytearray(data)
    spoiled[at] ^= 1
    return bytes(spoiled)


class Memory:
    """What passed, as far as ways want to show it again."""

    def __init__(self):
        self.head = {}  # by conversation
        self.log = {}  # by conversation and number: the frame
        self.packages = {}  # by user: what their devices put
        self.claims = []  # answers to who wanted packages
        self.group_infos = {}  # by conversation: GroupInfo and tree, as they were given out
        self.begun = {}  # by conversation: GroupInfo and tree that its group began with
        self.lists = {}  # by user: entries of their device list
        self.office_words = []  # what the office said of people, oldest first
        self.receipts = []  # what people confirmed, oldest first: who, and what their device said
        self.offers = {}  # by user: with which their devices asked to be linked, oldest first
        self.archives = {}  # by user: what was said of their archive, oldest first
        self.segments = {}  # by user: their segments by generation and number
        self.recoveries = {}  # by user: what their devices put there for a sheet, oldest first; each with all of it
        self.proofs = {}  # by user: those that opened something

    def raise_head(self, conversation, seq):
        self.head[conversation] = max(seq, self.head.get(conversation, 0))

    def up(self, session, one):
        data = one["data"]
        if one["type"] == "keys" and data["op"] == "putPackages" and session.user:
            self.packages.setdefault(session.user, []).extend(data["items"])
        if one["type"] == "handshake" and data["op"] == "create":
            self.begun[data["conversation"]] = [data["content"], data["tree"]]
        if one["type"] == "receipt":
            self.receipts.append((session.user, data))

    def down(self, session, one):
        data = one["data"]
        if one["type"] in LOGGED and data.get("seq"):
            self.log.setdefault(data["conversation"], {})[data["seq"]] = one
            self.raise_head(data["conversation"], data["seq"])
        for head in data.get("heads", []):
            self.raise_head(head[0], head[1])
        if one["type"] != "ack":
            return
        question = session.questions.get(one["id"], {"type": "", "data": {}})
        if question["type"] in LOGGED and data.get("seq"):
            self.raise_head(question["data"]["conversation"], data["seq"])
        if question["data"].get("op") == "groupInfo":
            self.group_infos[question["data"]["conversation"]] = data["items"]
        if question["data"].get("op") == "claimPackages":
            self.claims.append(data.get("items", []))

    def answered(self, call, status, said):
        if status not in (200, 201, 204):
            return
        if call.is_for("GET", "device-lists") and "entries" in said:
            after = int(call.query.get("after", 0))
            self.lists.setdefault(call.last, [])[after:] = said["entries"]
        if call.path == "/v1/links" and status == 201:
            self.offers.setdefault(call.user, []).append(call.body["message"])
        if call.is_for("POST", "office/words"):
            self.office_words.append(call.body["word"])
        if call.path == "/v1/device-list" and "entry" in call.body:
            self.lists.setdefault(call.user, []).append(call.body["entry"])
        self._answered_of_archives(call, said)

    def _answered_of_archives(self, call, said):
        if call.is_for("GET", "archive") and "kept" in said:
            self.archives.setdefault(call.user, []).append(said)
        if call.is_for("POST", "archive/segments"):
            self.segments.setdefault(call.user, {})[struct.unpack_from(">II", call.raw, 17)] = call.raw
        if call.path == "/v1/recovery" and call.method == "POST":
            before = self.recoveries.get(call.user, [{}])[-1]
            self.recoveries.setdefault(call.user, []).append({**before, **call.body, "version": said["version"]})
        if call.path == "/v1/recovery/open" and said.get("opened"):
            self.proofs[call.user] = call.body["proof"]


class Way:
    """One way to misbehave. It counts how often it really did."""

    def __init__(self, between, memory, **arguments):
        self.between, self.memory, self.arguments = between, memory, arguments
        self.struck = 0
        self.begin(**arguments)

    def begin(self):
        """With what the test gives it."""

    def down(self, session, one):
        """What a client gets instead of this frame."""
        return [one]

    def up(self, session, one):
        """What the relay gets instead of this frame."""
        return [one]

    def asked(self, call):
        """The status and body of an answer of its own, or between.NO_ANSWER; else the relay is asked."""
        return None

    def passes(self, call, body):
        """What the relay gets instead of this body; it may change what `call` asks for, too."""
        return body

    def answered(self, call, status, said):
        """What whoever asked gets instead; between.CUT_OFF is nothing at all."""
        return status, said

    def read(self, call, data):
        """What whoever asked for bytes gets instead of these."""
        return data

    def act(self, **_):
        """Something that it does unasked, when the test says so; what comes of it."""

    def answer(self, session, question, **data):
        session.tell({"id": question["id"], "type": "ack", "timestamp": int(time.time() * 1000), "data": data})
        session.questions.pop(question["id"], None)

    def refuse(self, session, question, code, **more):
        session.tell({"id": question["id"], "type": "error", "timestamp": int(time.time() * 1000),
                      "data": {"code": code, **more}})
        session.questions.pop(question["id"], None)


class InOne(Way):
    """A way that is about one conversation, and about some of those in it: all when none is named."""

    def begin(self, conversation, victims=(), **more):
        self.conversation, self.victims = raw(conversation), set(victims)
        self.start(**more)

    def start(self):
        """With what else the test gives it."""

    def is_victim(self, session):
        return not self.victims or session.user in self.victims

    def is_here(self, session, one, *kinds):
        return one["type"] in kinds and one["data"].get("conversation") == self.conversation and self.is_victim(session)

    def is_asked(self, session, one, *ops):
        """A question about keys in this conversation."""
        return self.is_here(session, one, "keys") and one["data"]["op"] in ops

    def question(self, session, one):
        return session.questions.get(one["id"], {"type": "", "data": {}})

    def is_answer(self, session, one, *ops):
        """A yes to such a question."""
        question = self.question(session, one)
        return one["type"] == "ack" and question["type"] == "keys" and self.is_asked(session, question, *ops)

    def sessions(self):
        return [session for session in self.between.sessions if session.user and self.is_victim(session)]


class Renumbered(InOne):
    """Whoever is deceived sees other numbers from `at` on: one more, where something was put in, or one less, where something
    was taken out. So no number tells of it, which is what a relay would do that means it."""

    at, by, put_in = None, 0, None

    def put(self, one):
        """Shows this as the conversation's next entry to those who are deceived."""
        self.at, self.by = self.memory.head[self.conversation] + 1, 1
        self.put_in = changed(one, conversation=self.conversation, seq=self.at)
        for session in self.sessions():
            self.struck += 1
            session.tell(self.put_in)

    def take_out(self, seq):
        self.at, self.by = seq, -1

    def shown(self, seq):
        if self.at is None:
            return seq
        if self.by < 0:
            return seq - 1 if seq >= self.at else seq
        return seq + 1 if seq >= self.at else seq

    def shown_head(self, seq):
        return seq + 1 if self.by > 0 and self.at is not None and seq >= self.at - 1 else self.shown(seq)

    def real(self, seq):
        """Of what a deceived client says."""
        if self.at is None or seq < self.at - (1 if self.by > 0 else 0):
            return seq
        return seq - 1 if self.by > 0 and seq >= self.at else seq + (1 if self.by < 0 and seq >= self.at else 0)

    def up(self, session, one):
        data, kind = one["data"], one["type"]
        if self.at is None or not self.is_victim(session):
            return [one]
        if kind == "sync" and data["conversation"] == self.conversation:
            upto = {"upTo": max(self.real(data["upTo"]), 1)} if "upTo" in data else {}
            return [changed(one, after=self.real(data["after"]), **upto)]
        if kind == "receipt" and data["conversation"] == self.conversation:
            return [changed(one, upTo=self.real(data["upTo"]))]
        if kind == "hello":
            return [changed(one, cursors=[[c[0], self.real(c[1]), *c[2:]] if c[0] == self.conversation else c
                                          for c in data.get("cursors", [])])]
        return [one]

    def down(self, session, one):
        if self.at is None or not self.is_victim(session):
            return [one]
        data, kind, more = one["data"], one["type"], {}
        question = self.question(session, one)
        where = data.get("conversation", question["data"].get("conversation"))
        for key in ("heads", "kept"):
            if key in data:
                more[key] = [[h[0], self.shown_head(h[1]), *h[2:]] if h[0] == self.conversation else h for h in data[key]]
        if where == self.conversation:
            if kind in (*LOGGED, "ack") and data.get("seq"):
                if self.by < 0 and data["seq"] == self.at and kind in LOGGED:
                    return []
                more["seq"] = self.shown(data["seq"])
            if kind == "receipt":
                more["upTo"] = self.shown_head(data["upTo"])
            if "head" in data:
                more["head"] = [data["head"][0], self.shown_head(data["head"][1]), *data["head"][2:]]
            if "synced" in data:
                more["synced"] = {k: self.shown_head(v) if k in ("head", "last") else self.shown(v) if k in SYNCED else v
                                  for k, v in data["synced"].items()}
        told = [changed(one, **more) if more else one]
        asks_for_it = kind == "ack" and "synced" in data and where == self.conversation
        return [self.put_in, *told] if asks_for_it and self.put_in else told


def name_of(way):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", way.__name__).lower()
