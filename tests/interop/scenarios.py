# SPDX-License-Identifier: GPL-3.0-or-later
"""What is tried between two libraries, by name. In each scenario the actor's library does it and the other one watches, in a
group that either of them created; so each runs four times for a pair."""

from group import PRIVATE_EXTENSION, Group, Member, hexed, patiently, require
from peers import CORE_CRYPTO, PROPOSES

EXTERNAL_SENDERS = 5
REQUIRED_CAPABILITIES = 3
BASIC_AND_X509 = "00000400010002"  # no extensions, no proposals, two credentials


class Stage:
    """One scenario's people: who created the group, whose turn it is, and who watches."""

    def __init__(self, peers, creator, actor, watcher, number=0):
        self.peers, self.creator, self.actor, self.watcher = peers, creator, actor, watcher
        self.number, self.count = number, 0

    def newcomer(self, kind, understands=()):
        self.count += 1
        return Member(self.peers.lend(kind), 100 * self.number + self.count, understands)

    def group(self, extensions=(), understands=()):
        """The creator adds two of the actor's kind and one of the watcher's; gives the group, an actor, and a watcher."""
        group = Group(self.newcomer(self.creator, understands), hexed(f"group {self.number}"), extensions)
        people = [self.newcomer(kind, understands) for kind in (self.actor, self.watcher, self.actor)]
        group.add(group.members[0], *people)
        return group, people[0], people[1]

    def proposer(self, group, committer):
        """The watcher, or else whoever can propose to the committer."""
        return min((each for each in group.others(committer) if each.kind in PROPOSES), key=lambda m: m.kind != self.watcher)

    def office(self):
        """Somebody outside of the group who makes what an external sender needs."""
        return self.newcomer(self.actor if self.actor in PROPOSES else self.watcher)


def adds(*newcomers):
    return [{"type": "add", "key_package": each.key_package()} for each in newcomers]


def add_with_the_tree_inside(stage):
    group, actor, _ = stage.group()
    group.add(actor, stage.newcomer(stage.watcher))
    group.talk()


def add_with_the_tree_beside(stage):
    group, actor, _ = stage.group()
    group.add(actor, stage.newcomer(stage.watcher), tree="beside")
    group.talk()


def add_without_a_path(stage):
    """Then the newcomers are unmerged leaves until somebody's path covers them."""
    group, actor, watcher = stage.group()
    newcomers = [stage.newcomer(kind) for kind in (stage.watcher, stage.actor)]
    group.add(actor, *newcomers, path=False)
    group.update(watcher)
    group.add(actor, stage.newcomer(stage.watcher), path=False)
    group.update(newcomers[0])
    group.update(newcomers[1])
    group.talk()


def add_five_at_once(stage):
    group, actor, _ = stage.group()
    newcomers = [stage.newcomer(kind) for kind in (stage.watcher, stage.actor) * 2 + (stage.watcher,)]
    group.add(actor, *newcomers)
    group.update(newcomers[0])
    group.update(newcomers[1])
    group.talk()


def commit_by_each_in_turn(stage):
    group, actor, _ = stage.group()
    for committer in [actor, *group.others(actor), actor]:
        group.update(committer)
    group.talk()


def remove_one_and_then_two(stage):
    group, actor, watcher = stage.group()
    group.remove(actor, watcher)
    last = stage.newcomer(stage.watcher)
    group.add(actor, last, stage.newcomer(stage.watcher))
    group.remove(actor, *group.members[-2:])
    group.add(actor, stage.newcomer(stage.watcher))
    group.talk()


def who_was_removed_hears_nothing(stage):
    group, actor, watcher = stage.group()
    group.remove(actor, watcher)
    message = group.say(actor, hexed("without you"))
    group.refuses(watcher, message, "what came after its removal")


def shrink_and_grow(stage):
    """From the right, so that the tree loses half of its width, and back."""
    group, actor, _ = stage.group()
    for _ in range(2):
        newcomers = [stage.newcomer(kind) for kind in (stage.watcher, stage.actor, stage.watcher)]
        group.add(actor, *newcomers)
        group.update(newcomers[1])
        for gone in reversed(newcomers):
            group.remove(actor, gone)
    group.talk()


def empty_the_left_half(stage):
    """Paths then end below the root, which stays blank."""
    group, actor, watcher = stage.group()
    newcomers = [stage.newcomer(kind) for kind in (stage.actor, stage.watcher, stage.actor, stage.watcher)]
    group.add(watcher, *newcomers)
    group.update(newcomers[1])
    group.remove(newcomers[0], *group.members[:4])
    group.update(newcomers[1])
    group.remove(newcomers[2], newcomers[0])
    group.add(newcomers[2], stage.newcomer(stage.watcher))
    group.talk()


def join_from_outside(stage):
    group, actor, watcher = stage.group()
    group.update(watcher)
    info = group.call(watcher, "group_info", ratchet_tree=True)["group_info"]
    newcomer = stage.newcomer(stage.actor)
    group.join_from_outside(newcomer, info)
    group.update(newcomer)
    group.update(actor)
    group.talk()


def join_from_outside_with_the_tree_beside(stage):
    group, _, watcher = stage.group()
    info = group.call(watcher, "group_info", ratchet_tree=False)["group_info"]
    tree = group.call(watcher, "ratchet_tree")["ratchet_tree"]
    group.join_from_outside(stage.newcomer(stage.actor), info, tree)
    group.talk()


def join_anew_from_outside(stage):
    """Resync: the leaf that was lost is removed by the same commit."""
    group, actor, watcher = stage.group()
    group.update(watcher)
    before = len(group.members)
    info = group.call(watcher, "group_info", ratchet_tree=True)["group_info"]
    group.call(actor, "forget")
    group.join_from_outside(actor, info, resync=True)
    require(len(group.members) == before, "nobody came or went")
    group.update(watcher)
    group.talk()


def propose_add(stage):
    group, actor, watcher = stage.group()
    newcomer = stage.newcomer(stage.watcher)
    group.propose(actor, adds(newcomer)[0])
    group.commit(watcher, newcomers=[newcomer])
    group.talk()


def propose_remove(stage):
    group, actor, watcher = stage.group()
    gone = group.members[-1]
    group.propose(actor, {"type": "remove", "leaf": group.leaf(gone)})
    group.commit(watcher, gone=[gone])
    group.talk()


def propose_update(stage):
    group, actor, watcher = stage.group()
    before = next(each for each in actor.view["members"] if each["identity"] == actor.identity)
    group.propose(actor, {"type": "update"})
    group.commit(watcher)
    after = next(each for each in actor.view["members"] if each["identity"] == actor.identity)
    require(before["encryption_key"] != after["encryption_key"], "the leaf has a new key")
    group.update(actor)
    group.talk()


def commit_what_others_proposed(stage):
    """The proposals come from whoever can propose; the actor commits them all."""
    group, actor, _ = stage.group()
    proposer = stage.proposer(group, actor)
    newcomer, gone = stage.newcomer(stage.watcher), next(each for each in group.members if each not in (actor, proposer))
    group.propose(proposer, adds(newcomer)[0])
    group.propose(proposer, {"type": "remove", "leaf": group.leaf(gone)})
    group.propose(proposer, {"type": "update"})
    group.commit(actor, newcomers=[newcomer], gone=[gone])
    group.talk()


def commit_by_value_beside_references(stage):
    group, actor, _ = stage.group()
    proposed, added, gone = stage.newcomer(stage.watcher), stage.newcomer(stage.actor), group.members[-1]
    group.propose(stage.proposer(group, actor), adds(proposed)[0])
    by_value = [*adds(added), {"type": "remove", "leaf": group.leaf(gone)}]
    group.commit(actor, by_value, newcomers=[proposed, added], gone=[gone])
    group.talk()


def proposals_die_with_their_epoch(stage):
    """A proposal that a commit does not take is gone: an external commit cannot take a member's proposals."""
    group, actor, watcher = stage.group()
    group.update(actor)
    info = group.info()
    group.propose(stage.proposer(group, actor), {"type": "remove", "leaf": group.leaf(group.members[-1])})
    group.join_from_outside(stage.newcomer(stage.watcher), info)
    group.update(actor)
    group.update(watcher)
    group.talk()


def private_handshake(stage):
    group, actor, watcher = stage.group()
    newcomer, gone = stage.newcomer(stage.watcher), group.members[-1]
    group.update(actor, public=False)
    group.propose(actor, {"type": "remove", "leaf": group.leaf(gone)}, public=False)
    group.propose(actor, adds(newcomer)[0], public=False)
    group.commit(actor, newcomers=[newcomer], gone=[gone], public=False)
    group.propose(actor, {"type": "update"}, public=False)
    group.update(watcher)
    group.talk()


def authenticated_data_of_handshakes(stage):
    group, actor, _ = stage.group()
    group.update(actor, aad=hexed("of a commit"))
    group.propose(actor, {"type": "remove", "leaf": group.leaf(group.members[-1])}, aad=hexed("of a proposal"))
    group.commit(actor, gone=[group.members[-1]], aad=hexed("of another"))
    group.talk()


def change_extensions(stage):
    group, actor, watcher = stage.group()
    required = {"type": REQUIRED_CAPABILITIES, "data": BASIC_AND_X509}
    group.commit(actor, [{"type": "group_context_extensions", "extensions": [required]}])
    group.add(watcher, stage.newcomer(stage.actor))
    group.talk()


def propose_other_extensions(stage):
    group, actor, watcher = stage.group()
    office, required = stage.office(), {"type": REQUIRED_CAPABILITIES, "data": BASIC_AND_X509}
    key = office.call("signature_key")["signature_key"]
    senders = office.call("external_senders", signature_key=key, identity=hexed("office"))
    extensions = [{"type": senders["type"], "data": senders["data"]}, required]
    group.propose(actor, {"type": "group_context_extensions", "extensions": extensions})
    group.commit(watcher)
    group.talk()


def change_and_clear_extensions_of_ours(stage):
    """An extension of the private range, which every leaf must name; later none at all."""
    first = [{"type": PRIVATE_EXTENSION, "data": hexed("first")}]
    group, actor, watcher = stage.group(first, understands=[PRIVATE_EXTENSION])
    later = [{"type": PRIVATE_EXTENSION, "data": hexed("second")}]
    group.commit(actor, [{"type": "group_context_extensions", "extensions": later}])
    group.add(watcher, stage.newcomer(stage.watcher, understands=[PRIVATE_EXTENSION]))
    group.commit(actor, [{"type": "group_context_extensions", "extensions": []}])
    group.add(actor, stage.newcomer(stage.watcher))
    group.talk()


def external_sender_removes(stage):
    """The office proposes from outside; a member commits."""
    office = stage.office()
    key = office.call("signature_key")
    senders = office.call("external_senders", signature_key=key["signature_key"], identity=hexed("office"))
    group, actor, watcher = stage.group([{"type": senders["type"], "data": senders["data"]}])
    for committer in (watcher, actor):
        gone = next(each for each in reversed(group.members) if each not in (actor, watcher))
        message = office.call("external_propose", group_info=group.info(), signature_priv=key["signature_priv"], sender_index=0,
                              proposal={"type": "remove", "leaf": group.leaf(gone)})["message"]
        for member in group.members:
            group.hear_proposal(member, message)
        group.commit(committer, gone=[gone])
    group.talk()


def ask_to_be_added(stage):
    """A client outside of the group proposes its own Add, which a member commits."""
    group, actor, watcher = stage.group()
    newcomer = stage.newcomer(stage.actor)
    message = newcomer.call("join_request", group_info=group.info())["message"]
    for member in group.members:
        group.hear_proposal(member, message)
    group.commit(watcher, newcomers=[newcomer])
    group.talk()


def resumption_key(stage):
    """The group's own key of this epoch."""
    group, actor, watcher = stage.group()
    group.commit(actor, [{"type": "resumption_psk", "group_id": group.id, "epoch": actor.view["epoch"]}])
    group.update(watcher)
    group.talk()


def pre_shared_key(stage):
    group, actor, watcher = stage.group()
    newcomer = stage.newcomer(stage.watcher)
    for number in (1, 2):
        for member in (*group.members, newcomer):
            member.call("psk", psk_id=hexed(f"key {number}"), psk=f"{number:02x}" * 32)
    keys = [{"type": "psk", "psk_id": hexed(f"key {number}")} for number in (1, 2)]
    group.commit(actor, keys[:1])
    group.propose(actor, keys[1])
    group.commit(watcher)
    group.commit(actor, [*keys, *adds(newcomer)], newcomers=[newcomer])
    group.talk()


def say_with_authenticated_data(stage):
    group, actor, _ = stage.group()
    for data, aad in ((hexed("text"), hexed("a commitment")), ("", hexed("no text")), ("00" * 5000, "ff" * 300)):
        message = group.say(actor, data, aad)
        for listener in group.others(actor):
            group.hear(listener, message, data, aad)


def say_and_hear_out_of_order(stage):
    group, actor, _ = stage.group()
    said = [(data, group.say(actor, data)) for data in (hexed(f"number {number}") for number in range(6))]
    for listener in group.others(actor):
        for place in patiently(listener, (3, 0, 5, 1, 4, 2)):
            group.hear(listener, said[place][1], said[place][0])
        for _, message in said:
            group.refuses(listener, message, "a message for the second time")


def export_secrets(stage):
    group, actor, watcher = stage.group()
    cases = [("label", "", 16), ("another", hexed("context"), 32), ("", hexed("c") * 200, 64)]
    first = [group.export(actor, *case) for case in cases]
    require(first == [group.export(watcher, *case) for case in cases], "both export the same")
    group.update(watcher)
    require(not set(first) & {group.export(actor, *case) for case in cases}, "the next epoch exports others")


def discard_what_lost(stage):
    """Two commit at once; the log takes the other one's."""
    group, actor, watcher = stage.group()
    group.call(actor, "update", merge=False)
    group.call(actor, "discard")
    group.update(watcher)
    group.update(actor, merge=False)
    group.talk()


def refuse_what_was_changed(stage):
    """A bit of a commit is another one: refused, and the true one is still taken."""
    group, actor, watcher = stage.group()
    answer = group.call(actor, "update", merge=False)
    commit = bytearray.fromhex(answer["commit"])
    for place in range(0, len(commit), 29):
        commit[place] ^= 0x10
        group.refuses(watcher, commit.hex(), f"a commit with a change at byte {place}")
        commit[place] ^= 0x10
    group.follow(actor, answer)
    group.talk()


def save_and_load(stage):
    group, actor, watcher = stage.group()
    group.update(actor)
    said = [(data, group.say(watcher, data)) for data in (hexed("first"), hexed("second"))]
    group.hear(actor, said[1][1], said[1][0])
    blob = group.call(actor, "save")["blob"]
    group.call(actor, "forget")
    actor.call("load", blob=blob)
    group.hear(actor, said[0][1], said[0][0])
    group.agree()
    group.update(watcher)
    group.update(actor)
    group.talk()


SCENARIOS = [
    add_with_the_tree_inside, add_with_the_tree_beside, add_without_a_path, add_five_at_once,
    commit_by_each_in_turn, remove_one_and_then_two, who_was_removed_hears_nothing, shrink_and_grow, empty_the_left_half,
    join_from_outside, join_from_outside_with_the_tree_beside, join_anew_from_outside,
    propose_add, propose_remove, propose_update, commit_what_others_proposed, commit_by_value_beside_references,
    proposals_die_with_their_epoch, private_handshake, authenticated_data_of_handshakes, ask_to_be_added,
    change_extensions, propose_other_extensions, change_and_clear_extensions_of_ours, external_sender_removes,
    pre_shared_key, resumption_key, say_with_authenticated_data, say_and_hear_out_of_order, export_secrets,
    discard_what_lost, refuse_what_was_changed, save_and_load,
]

# What core-crypto has no call for, as actor or at all. Whatever else it cannot do, or can after all, fails the test.
NOT_AS_ACTOR = {
    propose_add, propose_remove, propose_update, commit_by_value_beside_references, authenticated_data_of_handshakes,
    change_extensions, propose_other_extensions, say_with_authenticated_data, save_and_load, ask_to_be_added, resumption_key,
}
NOT_AT_ALL = {
    add_with_the_tree_beside, join_from_outside_with_the_tree_beside, private_handshake,
    change_and_clear_extensions_of_ours, pre_shared_key, export_secrets,
}


def is_beyond(scenario, creator, actor, watcher):
    """Whether a scenario is known to ask more of core-crypto than it can do."""
    if scenario in NOT_AT_ALL:
        return CORE_CRYPTO in (creator, actor, watcher)
    return scenario in NOT_AS_ACTOR and actor == CORE_CRYPTO
