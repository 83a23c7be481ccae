# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with what people write: who gets it, how often, where it stands, whose it is, and what becomes of it."""
import os
import time

from forging import Forger
from ways import InOne, LOGGED, Renumbered, Way, changed, damaged, fresh_id, frame, raw


def withheld(one):
    """What is left of it for somebody who is to learn of nothing new."""
    if one["type"] == "heartbeat":
        return [frame("heartbeat")]
    isNew = one["type"] in (*LOGGED, "receipt") or "synced" in one["data"]  # an answer alone would say that nothing was there
    return [] if isNew else [one]


class _OneMessage(InOne):
    """The first message that comes by is the one, wherever it is shown."""

    chosen = None

    def down(self, session, one):
        if not self.is_here(session, one, "message"):
            return [one]
        self.chosen = self.chosen or one["data"]["message"]
        if one["data"]["message"] != self.chosen:
            return [one]
        self.struck += 1
        return self.spoil(session, one)


class DropsWhatIsPushed(InOne):
    """What is sent to a member who is there does not arrive; who asks gets it."""

    def down(self, session, one):
        isPushed = not any(q["type"] == "sync" for q in session.questions.values())
        if isPushed and self.is_here(session, one, "message"):
            self.struck += 1
            return []
        return [one]


class WithholdsOpenly(_OneMessage):
    """A message is given to all but one, and to that one it is refused."""

    seq = None

    def spoil(self, session, one):
        self.seq = one["data"]["seq"]
        return []

    def up(self, session, one):
        if self.seq and self.is_here(session, one, "sync") and one["data"]["after"] < self.seq:
            self.struck += 1
            self.refuse(session, one, "unavailable", retryAfterMs=300)
            return []
        return [one]


class WithholdsAsIfNothingWereThere(_OneMessage):
    """A message is left out, and its number said to hold nothing to show."""

    def spoil(self, session, one):
        return []


class LeavesOut(Renumbered):
    """A message is left out, and what comes later is numbered as if it had never been."""

    def down(self, session, one):
        if self.at is None and self.is_here(session, one, "message"):
            self.take_out(one["data"]["seq"])
            self.struck += 1
        return super().down(session, one)


class DropsAcks(InOne):
    """Messages are stored, and who sent them is not told."""

    def down(self, session, one):
        question = self.question(session, one)
        if one["type"] == "ack" and self.is_here(session, question, "message") and not self.struck:
            self.struck += 1
            return []
        return [one]


class Doubles(InOne):
    """Each entry comes twice."""

    def down(self, session, one):
        if self.is_here(session, one, *LOGGED):
            self.struck += 1
            return [one, one]
        return [one]


class Reorders(InOne):
    """Each message waits until the next one has overtaken it."""

    held = None

    def down(self, session, one):
        if not self.is_here(session, one, "message"):
            return [one]
        if self.held is None:
            self.held = one
            return []
        self.struck += 1
        held, self.held = self.held, None
        return [one, held]


class ReplaysAsNew(Renumbered):
    """An old message comes once more at the end, as another one."""

    def act(self):
        old = next(one for one in self.memory.log[self.conversation].values() if one["type"] == "message")
        self.put(changed(old, message=fresh_id()))


class ReplaysUnderAnotherNumber(Renumbered):
    """An old message comes once more at the end, as itself."""

    def act(self):
        self.put(next(one for one in self.memory.log[self.conversation].values() if one["type"] == "message"))


class MovesToAnotherConversation(Renumbered):
    """What was said in one conversation is shown in another."""

    def start(self, source):
        self.source = raw(source)

    def act(self):
        said = [one for one in self.memory.log[self.source].values() if one["type"] == "message"]
        self.put(changed(said[-1], message=fresh_id()))


class ChangesAByte(_OneMessage):
    """One bit of what was sealed is another."""

    def spoil(self, session, one):
        return [changed(one, content=damaged(one["data"]["content"]))]


class ChangesTheSender(_OneMessage):
    """Says that somebody else wrote it: a person, a device, or both."""

    def start(self, sender=None, device=None):
        self.says = {key: raw(value) for key, value in (("sender", sender), ("device", device)) if value}

    def spoil(self, session, one):
        return [changed(one, **self.says)]


class ChangesTheTime(_OneMessage):
    """Says that it was written at another time."""

    def start(self, by):
        self.by = by

    def spoil(self, session, one):
        return [changed(one, sentAt=one["data"]["sentAt"] + self.by)]


class LeavesAHole(InOne):
    """Numbers go on as if three entries had been, which nobody ever shows."""

    def act(self):
        self.head = self.memory.head[self.conversation] + 3
        for session in self.sessions():
            self.struck += 1
            session.tell(frame("heartbeat", heads=[[self.conversation, self.head, 0]]))

    def up(self, session, one):
        if self.struck and self.is_here(session, one, "sync"):
            self.refuse(session, one, "internal")
            return []
        return [one]


class GivesOneNumberTwice(InOne):
    """Two messages get the same number."""

    number = None

    def down(self, session, one):
        if not self.is_here(session, one, "message"):
            return [one]
        if self.number is None:
            self.number = one["data"]["seq"]
            return [one]
        if one["data"]["seq"] == self.number + 1:
            self.struck += 1
            return [changed(one, seq=self.number)]
        return [one]


class InventsReceipts(InOne):
    """Says how far somebody has got or read: with no proof, with one by a key of its own, or with one that they gave for something
    else."""

    def start(self, shut_off=None):
        """Who gets nothing meanwhile, so that what is said of them is not true."""
        self.shut_off = shut_off

    def down(self, session, one):
        return withheld(one) if session.user == self.shut_off else [one]

    def act(self, user, kind, beyond=0, proof="none"):
        upto = self.memory.head[self.conversation] + beyond
        if proof == "turned":
            upto, shown = next((data["upTo"], data["proof"]) for data in self.given(user) if data["kind"] != kind)
        else:
            shown = self.proofs()[proof](user, kind, upto)
        for session in self.sessions():
            self.struck += 1
            session.tell(frame("receipt", conversation=self.conversation, kind=kind, user=raw(user), upTo=upto, revision=1_000_000,
                               at=int(time.time() * 1000), proof=shown))

    def proofs(self):
        return {
            "none": lambda user, kind, upto: b"",
            "own": lambda user, kind, upto: Forger().receipt_proof(self.conversation, kind, upto, self.there(upto), raw(user),
                                                                   next(self.given(user))["proof"][1:17]),
            "old": lambda user, kind, upto: next(self.given(user))["proof"],
            "elsewhere": lambda user, kind, upto: next(self.given(user, elsewhere=True))["proof"],
        }

    def given(self, user, elsewhere=False):
        """What this person confirmed, the last first."""
        return (data for who, data in reversed(self.memory.receipts)
                if who == user and (data["conversation"] == self.conversation) != elsewhere)

    def there(self, seq):
        entry = self.memory.log[self.conversation].get(seq)
        return entry["data"]["message"] if entry else fresh_id()


class AcksWithoutStoring(InOne):
    """Says that a message is stored, and throws it away."""

    def up(self, session, one):
        if self.is_here(session, one, "message"):
            self.struck += 1
            self.answer(session, one, message=one["data"]["message"], conversation=self.conversation,
                        seq=self.memory.head[self.conversation] + self.struck, sentAt=int(time.time() * 1000))
            return []
        return [one]


class AcksAnotherNumber(InOne):
    """Says that a message stands further on than it does."""

    def down(self, session, one):
        if one["type"] == "ack" and self.is_here(session, self.question(session, one), "message"):
            self.struck += 1
            return [changed(one, seq=one["data"]["seq"] + 5)]
        return [one]


class RefusesMessages(InOne):
    """Refuses them for a reason that is none."""

    def start(self, code, most=1_000_000):
        self.code, self.most = code, most

    def up(self, session, one):
        if self.is_here(session, one, "message") and self.struck < self.most:
            self.struck += 1
            more = {"epoch": 7} if self.code == "stale_epoch" else {}
            self.refuse(session, one, self.code, **more)
            return []
        return [one]


class WithholdsEverything(Way):
    """Somebody is connected and gets nothing that others do."""

    def begin(self, user):
        self.user = user

    def down(self, session, one):
        shown = withheld(one) if session.user == self.user else [one]
        self.struck += shown != [one]
        return shown


class ClaimsAHigherHead(InOne):
    """Says that there is more than there is, and then has nothing to show."""

    def act(self):
        head = self.memory.head[self.conversation] + 4
        for session in self.sessions():
            self.struck += 1
            session.tell(frame("heartbeat", heads=[[self.conversation, head, 0]]))


class ClaimsToBeRestored(InOne):
    """Says that it comes back from a backup in which the conversation ends earlier."""

    def start(self, kept):
        self.kept, self.epoch = kept, os.urandom(16)

    def down(self, session, one):
        if one["type"] == "welcome" and session.user in self.victims:
            self.struck += 1
            return [changed(one, logEpoch=self.epoch)]
        if one["type"] == "caughtUp" and session.user in self.victims:
            return [changed(one, kept=[[h[0], min(h[1], self.kept) if h[0] == self.conversation else h[1], *h[2:]]
                                       for h in one["data"].get("heads", [])])]
        return [one]


class SaysThatAllIsTooOld(Way):
    """Says that the school keeps nothing for longer than a day, and that ten years have passed."""

    def begin(self, user):
        self.user = user

    def down(self, session, one):
        if one["type"] == "welcome" and session.user == self.user:
            self.struck += 1
            return [changed(one, retentionDays=1, serverTime=one["data"]["serverTime"] + 3650 * 86_400_000)]
        return [one]


class LiesAboutTheTime(Way):
    """Says that it is another hour."""

    def begin(self, user, by):
        self.user, self.by = user, by

    def down(self, session, one):
        if one["type"] == "welcome" and session.user == self.user:
            self.struck += 1
            return [changed(one, serverTime=one["data"]["serverTime"] + self.by)]
        return [one]


class SaysThatSomebodyLeft(InOne):
    """Says to a member that they are in the conversation no more."""

    def down(self, session, one):
        if one["type"] == "caughtUp" and self.is_victim(session):
            self.struck += 1
            return [changed(one, heads=[h for h in one["data"].get("heads", []) if h[0] != self.conversation])]
        if self.is_here(session, one, *LOGGED):
            return []
        return [one]


class InventsARename(Renumbered):
    """Says that somebody gave the conversation another name."""

    def act(self, actor, title):
        self.put(frame("conversation", op="rename", message=fresh_id(), actor=raw(actor), device=fresh_id(), title=title,
                       sentAt=int(time.time() * 1000)))
