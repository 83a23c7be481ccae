# SPDX-License-Identifier: GPL-3.0-or-later
"""A seeded walk: members of several libraries do whatever MLS allows, and after each step all of them must see the same.

The seed decides who does what; keys are fresh in each run. So a walk with the same seed takes the same steps again."""

import random

from group import PRIVATE_EXTENSION, Group, Member, hexed, patiently, require
from peers import CORE_CRYPTO, PROPOSES
from scenarios import BASIC_AND_X509, EXTERNAL_SENDERS, REQUIRED_CAPABILITIES, adds

MOST_MEMBERS = 9
FEWEST_MEMBERS = 3


class Walk:
    """One seed's group. With core-crypto among the kinds, the walk keeps to what its groups can hold."""

    def __init__(self, peers, kinds, seed, group_type=Group, client=None):
        """client: a member who joins at once, only listens, and stays."""
        self.peers, self.kinds, self.seed = peers, kinds, seed
        self.random, self.count, self.log = random.Random(seed), 0, []
        self.idle = []  # peers of members that left
        self.understands = understood(kinds)
        self.office = self.newcomer(self.pick([kind for kind in kinds if kind in PROPOSES]))
        self.key = self.office.call("signature_key")
        senders = self.office.call("external_senders", signature_key=self.key["signature_key"], identity=hexed("office"))
        require(senders["type"] == EXTERNAL_SENDERS, "the extension of external senders")
        self.base = [{"type": senders["type"], "data": senders["data"]}]
        creator = self.newcomer(self.pick(kinds))
        self.client, self.group = client, group_type(creator, hexed(f"walk {seed}"), self.base)
        self.group.add(creator, *[self.newcomer(kind) for kind in kinds], *([client] if client else []))

    # Choices; each is one draw, so that a step costs a walk no more draws than it shows.

    def pick(self, things):
        return things[self.random.randrange(len(things))]

    def some(self, things, most):
        return self.random.sample(things, self.random.randint(1, min(most, len(things))))

    def newcomer(self, kind):
        self.count += 1
        peer = next((each for each in self.idle if each.kind == kind), None)
        if peer:
            self.idle.remove(peer)
        else:
            peer = self.peers.lend(kind)
        return Member(peer, 1000 * self.seed + self.count, self.understands if kind != CORE_CRYPTO else ())

    def newcomers(self, most=3):
        room = MOST_MEMBERS - len(self.group.members)
        return [self.newcomer(self.pick(self.kinds)) for _ in range(self.random.randint(1, min(most, room)))]

    def actors(self):
        return self.group.others(self.client)

    def removable(self, *others):
        """Never the newest member that shows its leaves, or nobody could say any more who is at which."""
        keeper = [each for each in self.actors() if each.kind != CORE_CRYPTO][-1]
        return self.group.others(keeper, self.client, *others)

    def leave(self, gone):
        self.idle += [each.peer for each in gone]

    def says(self, words):
        self.log.append(f"{len(self.log) + 1}: {words}")

    def step(self):
        """One step of those that the group's size allows."""
        steps = [self.update, self.talk, self.external_rejoin, self.change_extensions, self.lose_a_commit, self.refuse, self.reload]
        weights = [3, 3, 1, 1, 1, 1, 1]
        size = len(self.group.members)
        if size < MOST_MEMBERS:
            steps += [self.add, self.external_join]
            weights += [4, 1]
        if size > FEWEST_MEMBERS:
            steps += [self.remove, self.propose, self.office_removes]
            weights += [3, 5, 1]
        if CORE_CRYPTO not in self.kinds:
            steps.append(self.pre_shared_keys)
            weights.append(1)
        self.random.choices(steps, weights)[0]()

    # Steps.

    def update(self):
        committer = self.pick(self.actors())
        self.says(f"{committer} updates")
        self.group.update(committer)

    def add(self):
        committer, newcomers = self.pick(self.actors()), self.newcomers()
        everybody = (committer, *newcomers)
        beside = self.random.random() < 0.5 and all(each.kind != CORE_CRYPTO for each in everybody)
        tree = "beside" if beside else "inside"
        self.says(f"{committer} adds {newcomers}, tree {tree}")
        self.group.add(committer, *newcomers, tree=tree)

    def remove(self):
        committer = self.pick(self.actors())
        gone = self.some(self.removable(committer), min(2, len(self.group.members) - FEWEST_MEMBERS))
        self.says(f"{committer} removes {gone}")
        self.group.remove(committer, *gone)
        self.leave(gone)

    def propose(self):
        """Proposals about different leaves by members who can, and a commit by anybody."""
        committer = self.pick(self.actors())
        public = CORE_CRYPTO in self.kinds or self.random.random() < 0.7
        free, removable = self.group.others(committer, self.client), self.removable(committer)
        newcomers, gone, made = [], [], 0
        proposers = [each for each in self.actors() if each.kind in PROPOSES]
        for _ in range(self.random.randint(1, 4)):
            proposer, kind = self.pick(proposers), self.pick(["add", "remove", "update"])
            whom = proposer
            if kind == "add" and len(self.group.members) + len(newcomers) < MOST_MEMBERS:
                whom = self.newcomer(self.pick(self.kinds))
                newcomers.append(whom)
                proposal = adds(whom)[0]
            elif kind == "remove" and len(self.group.members) - len(gone) > FEWEST_MEMBERS and set(free) & set(removable):
                whom = self.pick([each for each in free if each in removable])
                gone.append(whom)
                free.remove(whom)
                proposal = {"type": "remove", "leaf": self.group.leaf(whom)}
            elif kind == "update" and proposer in free:
                free.remove(proposer)
                proposal = {"type": "update"}
            else:
                continue
            self.says(f"{proposer} proposes to {kind} {whom}")
            self.group.propose(proposer, proposal, public=public)
            made += 1
        by_value = []
        if committer.kind != CORE_CRYPTO and len(self.group.members) + len(newcomers) < MOST_MEMBERS and self.random.random() < 0.3:
            newcomers.append(self.newcomer(self.pick(self.kinds)))
            by_value = adds(newcomers[-1])
        self.says(f"{committer} commits, {len(by_value)} by value, {newcomers} come, {gone} go, public {public}")
        if made + len(by_value) > 0:
            self.group.commit(committer, by_value, newcomers=newcomers, gone=gone, public=public)
        self.leave(gone)

    def office_removes(self):
        committer = self.pick(self.actors())
        gone = self.pick(self.removable(committer))
        self.says(f"the office proposes to remove {gone}, {committer} commits")
        self.group.update(self.pick(self.actors()))
        message = self.office.call("external_propose", group_info=self.group.info(), signature_priv=self.key["signature_priv"],
                                   sender_index=0, proposal={"type": "remove", "leaf": self.group.leaf(gone)})["message"]
        for member in self.group.members:
            self.group.hear_proposal(member, message)
        self.group.commit(committer, gone=[gone])
        self.leave([gone])

    def external_join(self):
        newcomer = self.newcomer(self.pick(self.kinds))
        self.from_outside(newcomer, resync=False)

    def external_rejoin(self):
        able = [each for each in self.actors() if CORE_CRYPTO not in self.kinds or not self.group.comes_back(each)]
        self.from_outside(self.pick(able), resync=True)

    def from_outside(self, newcomer, resync):
        giver = self.pick(self.group.others(newcomer, self.client))
        self.says(f"{newcomer} joins from outside with a GroupInfo of {giver}, resync {resync}")
        self.group.update(giver)
        info = self.group.call(giver, "group_info", ratchet_tree=True)["group_info"]
        if resync:
            self.group.call(newcomer, "forget")
        self.group.join_from_outside(newcomer, info, resync=resync)

    def change_extensions(self):
        committers = [each for each in self.actors() if each.kind != CORE_CRYPTO]
        extensions = list(self.base)
        if self.random.random() < 0.5:
            extensions.append({"type": REQUIRED_CAPABILITIES, "data": BASIC_AND_X509})
        if self.understands and self.random.random() < 0.5:
            extensions.append({"type": PRIVATE_EXTENSION, "data": hexed(f"value {len(self.log)}")})
        committer = self.pick(committers)
        self.says(f"{committer} sets the extensions {[each['type'] for each in extensions]}")
        self.group.commit(committer, [{"type": "group_context_extensions", "extensions": extensions}])

    def pre_shared_keys(self):
        names = [hexed(f"key {len(self.log)}.{number}") for number in range(self.random.randint(1, 2))]
        committer, newcomers = self.pick(self.actors()), []
        if len(self.group.members) < MOST_MEMBERS and self.random.random() < 0.5:
            newcomers = [self.newcomer(self.pick(self.kinds))]
        for member in (*self.group.members, *newcomers):
            for name in names:
                member.call("psk", psk_id=name, psk=(name * 32)[:64])
        self.says(f"{committer} brings in {len(names)} keys, and {newcomers}")
        keys = [{"type": "psk", "psk_id": name} for name in names]
        self.group.commit(committer, [*keys, *adds(*newcomers)], newcomers=newcomers)

    def talk(self):
        speaker = self.pick(self.actors())
        aad = "" if speaker.kind == CORE_CRYPTO else hexed("aad " * self.random.randrange(3))
        said = [(data, self.group.say(speaker, data, aad)) for data in (hexed("m" * n) for n in range(self.random.randint(1, 8)))]
        self.says(f"{speaker} says {len(said)} things")
        for listener in self.group.others(speaker):
            for place in patiently(listener, self.random.sample(range(len(said)), len(said))):
                self.group.hear(listener, said[place][1], said[place][0], aad)

    def lose_a_commit(self):
        loser, winner = self.random.sample(self.actors(), 2)
        self.says(f"{loser} commits, and loses to {winner}")
        self.group.call(loser, "update", merge=False)
        self.group.call(loser, "discard")
        self.group.update(winner)

    def refuse(self):
        committer = self.pick(self.actors())
        answer = self.group.call(committer, "update", merge=False)
        commit = bytearray.fromhex(answer["commit"])
        place, bit = self.random.randrange(len(commit)), self.random.randrange(8)
        self.says(f"{committer} commits, and of {len(commit)} bytes bit {bit} of byte {place} is changed on the way")
        commit[place] ^= 1 << bit
        for member in self.group.others(committer):
            self.group.refuses(member, commit.hex(), "a changed commit")
        self.group.follow(committer, answer)

    def reload(self):
        member = self.pick([each for each in self.actors() if each.kind != CORE_CRYPTO])
        self.says(f"{member} is saved and loaded")
        blob = self.group.call(member, "save")["blob"]
        self.group.call(member, "forget")
        member.call("load", blob=blob)
        self.group.agree()


def understood(kinds):
    """The extensions that every leaf of a walk names."""
    return [] if CORE_CRYPTO in kinds else [PRIVATE_EXTENSION]


def kinds_of(seed, kinds):
    """Every other walk is without core-crypto, and so with everything that the others can do together."""
    if seed % 2 == 0 and len(kinds) > 2:
        return [kind for kind in kinds if kind != CORE_CRYPTO]
    return kinds
