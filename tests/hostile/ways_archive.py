# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with a person's archive, and with what their recovery sheet opens."""
import json
import os
import struct

import forging
from between import CUT_OFF, NO_ANSWER
from ways import Way, damaged

ARCHIVE, LEASE, SEGMENTS, ACTIVATE = (f"/v1/archive{end}" for end in ("", "/lease", "/segments", "/activate"))
RECOVERY, OPEN = "/v1/recovery", "/v1/recovery/open"
CONFLICT = {"type": "about:blank", "title": "Conflict", "status": 409, "code": "conflict"}
NOT_FOUND = {"type": "about:blank", "title": "Not Found", "status": 404, "code": "not_found"}


class _OfOnePerson(Way):
    """About what is one person's: for all of their devices, for `only` one, or for all `but` one."""

    def begin(self, user, only=None, but=None, **more):
        self.user, self.only, self.but = user, only, but
        self.start(**more)

    def start(self):
        """With what else the test gives it."""

    def is_it(self, call, method, path):
        return (call.user == self.user and call.method == method and call.path == path and self.only in (None, call.device)
                and call.device != self.but)


# ---- What is said of an archive


class _ShowsAnotherArchive(_OfOnePerson):
    """Where it stands is told otherwise, and a device that goes by that is not found out by the relay."""

    def answered(self, call, status, said):
        if status != 200 or not self.is_it(call, "GET", ARCHIVE):
            return status, said
        self.true = said
        told = self.instead(said)
        self.struck += told != said
        return status, told

    def passes(self, call, body):
        if self.is_it(call, "POST", ACTIVATE) and self.true["present"]:
            return json.dumps({**call.body, "presentNext": self.true["present"]["next"]}).encode()
        return body


class ShowsAnOldArchive(_ShowsAnotherArchive):
    """As it was told first after `at`; what came since is kept back."""

    def start(self, at=0):
        self.old = next(said for said in self.memory.archives[self.user] if said["present"] and said["present"]["next"] > at)

    def instead(self, said):
        return self.old


class ShowsAnOlderGeneration(_ShowsAnotherArchive):
    """The one before the present one, whose segments it has kept."""

    def start(self):
        self.before = self.memory.archives[self.user][-1]["present"]["generation"] - 1
        self.old = [said for said in self.memory.archives[self.user] if said["present"]
                    and said["present"]["generation"] == self.before][-1]

    def instead(self, said):
        return {**said, "present": self.old["present"], "beside": None}

    def asked(self, call):
        if not self.is_it(call, "GET", SEGMENTS) or int(call.query["generation"]) != self.before:
            return None
        kept, at = self.memory.segments[self.user], int(call.query["from"])
        return 200, _page([kept[self.before, number] for number in range(at, self.old["present"]["next"])])


class ThrowsAnArchiveAway(_ShowsAnotherArchive):
    """There never was what there is; only what is begun from now on is shown."""

    def start(self):
        self.thrown = self.memory.archives[self.user][-1]["present"]["generation"]

    def instead(self, said):
        there = [one for one in (said["present"], said["beside"]) if one and one["generation"] > self.thrown]
        return {**said, "present": there[0] if there else None, "beside": None}


class CutsTheBeginning(_ShowsAnotherArchive):
    """As if the oldest part were older than the school keeps."""

    def start(self, first):
        self.first = first

    def instead(self, said):
        return {**said, "present": {**said["present"], "first": self.first}}


class SaysThatNoneIsKept(_ShowsAnotherArchive):
    """As if this person had said that they want none."""

    def instead(self, said):
        return {**said, "kept": False, "present": None, "beside": None}


class CountsToTheEnd(_ShowsAnotherArchive):
    """There were as many generations as can be counted, and none of them is there."""

    def instead(self, said):
        return {**said, "last": 2 ** 32 - 1, "present": None, "beside": None}


class NeverSpeaksOfAnArchive(_OfOnePerson):
    """No answer at all."""

    def asked(self, call):
        if not self.is_it(call, "GET", ARCHIVE):
            return None
        self.struck += 1
        return NO_ANSWER


# ---- Segments that a device gets


def _page(segments):
    return b"".join(struct.pack(">I", len(segment)) + segment for segment in segments)


def _segments(page):
    found = []
    while page:
        [size] = struct.unpack_from(">I", page)
        found.append(page[4:4 + size])
        page = page[4 + size:]
    return found


class _ChangesSegments(_OfOnePerson):
    def read(self, call, data):
        if not self.is_it(call, "GET", SEGMENTS):
            return data
        told = _page(self.instead(_segments(data)))
        self.struck += told != data
        return told


class LeavesOutASegment(_ChangesSegments):
    """One of each page."""

    def start(self, at):
        self.at = at

    def instead(self, segments):
        return [segment for number, segment in enumerate(segments) if number != self.at % len(segments)]


class SwapsSegments(_ChangesSegments):
    """The last one of each page comes first."""

    def instead(self, segments):
        return segments[-1:] + segments[:-1]


class GivesAnothersSegments(_ChangesSegments):
    """Somebody else's, of the same numbers."""

    def start(self, other):
        self.other = other

    def instead(self, segments):
        theirs = list(self.memory.segments[self.other].values())
        return [theirs[number % len(theirs)] for number in range(len(segments))]


class GivesAnEarlierGeneration(_ChangesSegments):
    """Those of the first one, of the same numbers."""

    def instead(self, segments):
        first = [segment for (generation, _), segment in self.memory.segments[self.user].items() if generation == 1]
        return [first[number % len(first)] for number in range(len(segments))]


class ChangesASegment(_ChangesSegments):
    """One bit of the last one of each page: of what stands in clear before it, or of what is sealed."""

    def start(self, at):
        self.at = at

    def instead(self, segments):
        return segments[:-1] + [damaged(segments[-1], self.at)]


class GivesNoSegments(_ChangesSegments):
    """Pages with nothing in them."""

    def instead(self, segments):
        return []


# ---- Segments that a device brings


class TakesWithoutStoring(_OfOnePerson):
    """Says that it took a segment."""

    def asked(self, call):
        if not self.is_it(call, "POST", SEGMENTS):
            return None
        self.struck += 1
        [_, number] = struct.unpack_from(">II", call.raw, 17)
        return 200, {"next": number + 1}


class AlwaysConflicts(_OfOnePerson):
    """Says of each segment that another one is there."""

    def asked(self, call):
        if not self.is_it(call, "POST", SEGMENTS):
            return None
        self.struck += 1
        return 409, CONFLICT


class LosesAnAnswer(_OfOnePerson):
    """A segment is taken, and whoever brought it does not hear so, `times` times."""

    def start(self, times=1):
        self.left = times

    def answered(self, call, status, said):
        if self.left == 0 or not self.is_it(call, "POST", SEGMENTS):
            return status, said
        self.left -= 1
        self.struck += 1
        return status, CUT_OFF


class GrantsNoLease(_OfOnePerson):
    """Another device is always just writing."""

    def asked(self, call):
        if not self.is_it(call, "POST", LEASE):
            return None
        self.struck += 1
        return 200, {"granted": False, "leftMs": 100}


class GrantsEveryLease(_OfOnePerson):
    """Whoever asks may write, and nobody hears that somebody else does."""

    def answered(self, call, status, said):
        if not self.is_it(call, "POST", LEASE):
            return status, said
        told = {"granted": True, "leftMs": 60_000}
        self.struck += status != 200 or not said["granted"]
        return 200, told


# ---- What lies there for a sheet


class _ShowsAnotherRecovery(_OfOnePerson):
    """Before a sheet was typed, and for the proof that it gives, whichever that is."""

    opened = 0

    def recovery(self):
        """Version, parameters and blob."""

    def answered(self, call, status, said):
        asks, opens = self.is_it(call, "GET", RECOVERY), self.is_it(call, "POST", OPEN)
        if status != 200 or not (asks or opens):
            return status, said
        self.struck += 1
        self.opened += opens
        there = self.recovery()
        if opens:
            return status, {"triesLeft": 10, "retryAfterMs": 0, "opened": True, "blob": there["blob"]}
        told = {**said, **{key: there[key] for key in ("version", "parameters")}}
        if "blob" in said:
            told["blob"] = there["blob"]
        return status, told

    def act(self):
        """How often a proof was shown to it."""
        return self.opened


class GivesAnothersRecovery(_ShowsAnotherRecovery):
    """Somebody else's: a sheet that the relay has on its own table."""

    def start(self, other):
        self.other = other

    def recovery(self):
        return {**self.memory.recoveries[self.other][-1], "version": 7}


class GivesAnOldRecovery(_ShowsAnotherRecovery):
    """What was there first."""

    def recovery(self):
        return self.memory.recoveries[self.user][0]


class GivesADamagedRecovery(_ShowsAnotherRecovery):
    """One bit of it is another; or it is nothing at all."""

    def start(self, at=None):
        self.at = at

    def recovery(self):
        there = self.memory.recoveries[self.user][-1]
        blob = forging.data(there["blob"])
        spoiled = os.urandom(len(blob)) if self.at is None else damaged(blob, self.at)
        return {**there, "blob": forging.text(spoiled)}


class ChangesHowASheetIsStretched(_ShowsAnotherRecovery):
    """In another way than it was made with: cheap, so that guessing is; as dear as can be; or in no way at all."""

    def start(self, how):
        self.how = how

    def recovery(self):
        there = self.memory.recoveries[self.user][-1]
        true = forging.data(there["parameters"])  # version, kind, language, passes, memory in KiB, salt
        told = {"cheap": true[:3] + struct.pack(">II", 1, 8) + true[11:],
                "dear": true[:3] + struct.pack(">II", 2 ** 32 - 1, 2 ** 32 - 1) + true[11:],
                "long": true[:3] + struct.pack(">II", 17, 256 * 1024) + true[11:],
                "other_salt": damaged(true),
                "newer": b"\x09" + true[1:],
                "garbage": b"\x00" + os.urandom(len(true) - 1)}[self.how]
        return {**there, "parameters": forging.text(told)}


class OpensForAWrongProof(_OfOnePerson):
    """It has kept the proof that a sheet gave once, and shows it for whatever is typed."""

    def start(self):
        self.bodies = []

    def act(self):
        """All that it was shown."""
        return self.bodies

    def passes(self, call, body):
        self.bodies.append(body.decode("latin-1"))
        if not self.is_it(call, "POST", OPEN):
            return body
        self.struck += 1
        return json.dumps({"proof": self.memory.proofs[self.user]}).encode()


class SaysThatNoTriesAreLeft(_OfOnePerson):
    def answered(self, call, status, said):
        if status != 200 or not (self.is_it(call, "GET", RECOVERY) or self.is_it(call, "POST", OPEN)):
            return status, said
        self.struck += 1
        return status, {**said, "triesLeft": 0, "retryAfterMs": 7 * 86_400_000, **({"opened": False} if "opened" in said else {})}


class CountsTriesWrongly(_OfOnePerson):
    """There are always as many."""

    def start(self, left):
        self.left = left

    def answered(self, call, status, said):
        if status != 200 or not (self.is_it(call, "GET", RECOVERY) or self.is_it(call, "POST", OPEN)):
            return status, said
        self.struck += 1
        return status, {**said, "triesLeft": self.left, "retryAfterMs": 0}


class SaysThatThereIsNoSheet(_OfOnePerson):
    def asked(self, call):
        if self.is_it(call, "POST", OPEN):
            self.struck += 1
            return 404, NOT_FOUND
        if not self.is_it(call, "GET", RECOVERY):
            return None
        self.struck += 1
        return 200, {"version": 0, "triesLeft": 10, "retryAfterMs": 0}


class DropsASheet(_OfOnePerson):
    """Says that it has another one now, and keeps the one before."""

    def asked(self, call):
        if not self.is_it(call, "POST", RECOVERY):
            return None
        self.struck += 1
        return 200, {"version": call.body["replaces"] + 1}
