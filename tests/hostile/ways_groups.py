# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with groups and their keys: changes, ways in, packages, and who is in a conversation."""
import copy

from ways import InOne, Renumbered, changed, damaged, fresh_id, frame, raw


def _is_commit(one):
    return one["type"] == "handshake" and one["data"]["op"] == "commit"


def _is_members(one):
    """Whether a commit is one by a member, not by somebody who comes in by it (RFC 9420, section 6: what stands before the sender)."""
    content = one["data"]["content"]
    return content[5 + content[4] + 8] == 1


# ---- Changes of the group


class _BeforeTheVictim(InOne):
    """Whoever is deceived is told to wait with own changes, so that it is others who make them."""

    def up(self, session, one):
        if self.victims and self.is_here(session, one, "handshake") and _is_commit(one) and _is_members(one):
            self.refuse(session, one, "unavailable", retryAfterMs=200)
            return []
        return [one]


class WithholdsAChange(_BeforeTheVictim):
    """The next change of the group is not shown, and its number said to hold nothing."""

    hidden = None

    def down(self, session, one):
        if not self.is_here(session, one, "handshake") or not _is_commit(one):
            return [one]
        self.hidden = self.hidden or one["data"]["seq"]
        if one["data"]["seq"] != self.hidden:
            return [one]
        self.struck += 1
        return []


class ReplaysAChange(Renumbered):
    """An old change of the group comes once more at the end."""

    def act(self):
        self.put(changed(next(one for one in self.memory.log[self.conversation].values() if _is_commit(one)), message=fresh_id()))


class SpoilsChanges(_BeforeTheVictim):
    """One bit of a change is another: of the first one, or of so many."""

    def start(self, most=1):
        self.most, self.spoiled = most, set()

    def down(self, session, one):
        if not self.is_here(session, one, "handshake") or not _is_commit(one):
            return [one]
        seq = one["data"]["seq"]
        if len(self.spoiled) < self.most:
            self.spoiled.add(seq)
        if seq not in self.spoiled:
            return [one]
        self.struck += 1
        return [changed(one, content=damaged(one["data"]["content"]))]


class SwapsTwoChanges(_BeforeTheVictim):
    """Of two changes the later one is shown first."""

    def start(self):
        self.two = {}

    def down(self, session, one):
        if one["data"].get("conversation") != self.conversation or not _is_commit(one):
            return [one]
        seq = one["data"]["seq"]
        if len(self.two) < 2:
            self.two.setdefault(seq, one)
        if seq not in self.two or not self.is_victim(session):
            return [one]
        if len(self.two) < 2:
            return []
        self.struck += 1
        [other] = [o for s, o in self.two.items() if s != seq]
        return [changed(other, seq=seq)]


class ForksTheGroup(InOne):
    """Two changes of one epoch both win: one for the victim, another for everybody else."""

    def start(self):
        self.held = []
        self.taken = None

    def up(self, session, one):
        if one["data"].get("conversation") != self.conversation or not _is_commit(one):
            return [one]
        if not self.is_victim(session):
            if self.taken is None:
                self.held.append((session, one))
                return []
            return [one]
        self.taken = self.memory.head[self.conversation] + 1
        self.struck += 1
        self.answer(session, one, message=one["data"]["message"], conversation=self.conversation, seq=self.taken,
                    sentAt=one["timestamp"])
        for other, kept in self.held:
            other.ask(kept)
        return []

    def down(self, session, one):
        return [] if self.is_here(session, one, "handshake") else [one]


# ---- Ways in


class WithholdsWelcomes(InOne):
    """Says that no Welcome waits."""

    def down(self, session, one):
        question = self.question(session, one)
        if one["type"] == "ack" and question["data"].get("op") == "nextWelcome" and self.is_victim(session) \
                and one["data"].get("conversation") == self.conversation:
            self.struck += 1
            return [{**one, "data": {}}]
        return [one]


class GivesAWelcomeElsewhere(InOne):
    """Says that a Welcome leads into another conversation."""

    def start(self, other):
        self.other = raw(other)

    def down(self, session, one):
        if one["type"] == "ack" and self.question(session, one)["data"].get("op") == "nextWelcome" \
                and one["data"].get("conversation") == self.conversation and not self.struck:
            self.struck += 1
            return [changed(one, conversation=self.other)]
        return [one]


class GivesAWelcomeTwice(InOne):
    """Hands a Welcome out once more after it was taken."""

    kept = None

    def down(self, session, one):
        if one["type"] != "ack" or self.question(session, one)["data"].get("op") != "nextWelcome" or not self.is_victim(session):
            return [one]
        if one["data"].get("conversation") == self.conversation:
            self.kept = copy.deepcopy(one["data"])
        elif self.kept and not one["data"].get("items") and not self.struck:
            self.struck += 1
            return [{**one, "data": self.kept}]
        return [one]


class _OtherGroupInfo(WithholdsWelcomes):
    """Whoever wants in finds no Welcome, and another state of the group than there is."""

    def down(self, session, one):
        if self.is_answer(session, one, "groupInfo"):
            self.struck += 1
            return [changed(one, items=self.instead(one["data"]["items"]))]
        before = self.struck
        told = super().down(session, one)
        self.struck = before
        return told


class GivesAnOldGroupInfo(_OtherGroupInfo):
    """The group as it began."""

    def instead(self, _):
        return self.memory.begun[self.conversation]


class GivesAnothersGroupInfo(_OtherGroupInfo):
    """The group of another conversation."""

    def start(self, other):
        self.other = raw(other)

    def instead(self, _):
        return self.memory.begun[self.other]


class GivesADamagedTree(_OtherGroupInfo):
    """A tree in which one bit of a key is another."""

    def instead(self, items):
        return [items[0], damaged(items[1], len(items[1]) // 2)]


class SaysThereIsNoGroup(WithholdsWelcomes):
    """Says that the conversation has no group."""

    def up(self, session, one):
        if self.is_asked(session, one, "groupInfo"):
            self.struck += 1
            self.refuse(session, one, "not_found")
            return []
        return [one]


class GivesNoLease(InOne):
    """Nobody may change the group now."""

    def up(self, session, one):
        if self.is_asked(session, one, "takeLease"):
            self.struck += 1
            self.refuse(session, one, "unavailable", retryAfterMs=200)
            return []
        return [one]


# ---- Key packages


class GivesAnothersPackage(InOne):
    """Asked for somebody's keys, hands out a stranger's."""

    def start(self, stranger):
        self.stranger = stranger

    def down(self, session, one):
        if self.is_answer(session, one, "claimPackages"):
            self.struck += 1
            return [changed(one, items=[self.memory.packages[self.stranger][-1]])]
        return [one]


class GivesADamagedPackage(InOne):
    """One bit of somebody's keys is another."""

    def down(self, session, one):
        if self.is_answer(session, one, "claimPackages") and one["data"].get("items"):
            self.struck += 1
            return [changed(one, items=[damaged(item, len(item) // 2) for item in one["data"]["items"]])]
        return [one]


class GivesAnOldPackage(InOne):
    """Hands out keys of somebody that were handed out before."""

    def start(self, user):
        self.old = next(item for items in self.memory.claims for item in items if raw(user) in item)

    def down(self, session, one):
        if self.is_answer(session, one, "claimPackages") and one["data"].get("items"):
            self.struck += 1
            return [changed(one, items=[self.old])]
        return [one]


# ---- Who is in it


class ActsInAName(InOne):
    """Adds or removes members by a request that it makes up in a member's own session."""

    def act(self, actor, op, user):
        made_up = frame("conversation", conversation=self.conversation, op=op, message=fresh_id(), members=[{"user": raw(user)}])
        self.made_up = made_up["id"]
        [session] = self.between.of(actor)
        self.struck += 1
        session.ask(made_up)

    def down(self, session, one):
        return [] if one["id"] == getattr(self, "made_up", None) else [one]


class HidesAMember(ActsInAName):
    """The same, and nobody else is shown the line that tells of it. Whether lists of members have the stranger is another matter."""

    def start(self, stranger, lists=True):
        self.stranger, self.has_lists, self.state = raw(stranger), lists, {}

    def down(self, session, one):
        data = one["data"]
        if session.user and raw(session.user) != self.stranger and self.is_here(session, one, "conversation"):
            members = data.get("members", [])
            if data["op"] == "addMembers" and any(m["user"] == self.stranger for m in members):
                self.struck += 1
                return []
            if data["op"] == "state":
                return [changed(one, members=[m for m in members if m["user"] != self.stranger])] if not self.has_lists else [one]
        elif self.is_here(session, one, "conversation") and data["op"] == "state":
            self.state = one["data"]
        return super().down(session, one)

    def act(self, **request):
        """Lists of members come later than the request, when the stranger has one."""
        if request:
            return super().act(**request)
        told = {key: self.state[key] for key in ("conversation", "op", "kind", "title", "members", "head") if key in self.state}
        for session in self.between.sessions:
            if session.user and raw(session.user) != self.stranger:
                session.tell(frame("conversation", **{**told, "first": 1}))


# ---- What is said of a group


class _SaysOfAGroup(InOne):
    """Tells members to look at the group, and then what is not so."""

    def act(self):
        for session in self.sessions():
            session.tell(frame("keys", op="checkGroup", conversation=self.conversation))

    def down(self, session, one):
        if not self.is_answer(session, one, "checkGroup"):
            return [one]
        self.struck += 1
        return [changed(one, **self.says(one["data"]))]


class SaysThatADeviceIsGone(_SaysOfAGroup):
    """That a device was signed out for good, which is there."""

    def start(self, user, device):
        self.item = raw(user) + raw(device)

    def says(self, _):
        return {"items": [self.item]}


class SaysThatAGroupIsFrozen(_SaysOfAGroup):
    """That members cannot take the last change, which they did."""

    def says(self, _):
        return {"frozen": True}
