# SPDX-License-Identifier: GPL-3.0-or-later
"""A group of members that different libraries play: carries messages between them, and compares what they see.

The driver plays the delivery service of one log: every commit reaches every member before anything else happens."""

from peers import LITTLE_PATIENCE, OURS, SUITE, Refused, Unsupported

CREDENTIALS = ["basic", "x509"]  # core-crypto asks for both in every leaf
PRIVATE_EXTENSION = 0xF0A1  # of the private-use range of RFC 9420, section 17.3
COMPARED = ("group_id", "epoch", "epoch_authenticator", "tree_hash", "confirmed_transcript_hash")
EXPORT_LABEL = "exporter"  # the one that every peer can export with, in an empty context


class Disagreement(AssertionError):
    """Two libraries that should say the same do not."""


def require(claim, words):
    if not claim:
        raise Disagreement(words)


def hexed(text):
    return text.encode().hex()


def patiently(listener, places):
    """The order in which somebody hears what was said: any, or one in which nothing is overtaken twice."""
    if listener.kind not in LITTLE_PATIENCE:
        return places
    by_twos = [(start + 1, start) for start in range(0, len(places) - 1, 2)]
    return [place for two in by_twos for place in two] + list(range(len(places) & ~1, len(places)))


class Member:
    """One client; its identity has the form that core-crypto demands of everybody."""

    def __init__(self, peer, number, extensions=()):
        self.peer, self.kind, self.name = peer, peer.kind, f"{peer.kind}#{number}"
        identity = f"00000000-0000-4000-8000-{number:012x}:{number:x}@school.example"
        capabilities = {"credentials": CREDENTIALS, "extensions": list(extensions)}
        made = peer.call("init", identity=hexed(identity), suite=SUITE, capabilities=capabilities)
        self.identity, self.signature_key, self.view = made["identity"], made["signature_key"], None
        require(self.identity == hexed(identity), f"{self.name} took another identity")

    def call(self, op, **fields):
        answer = self.peer.call(op, **fields)
        if answer.get("view"):
            self.view = answer["view"]
        return answer

    def key_package(self):
        return self.call("key_package")["key_package"]

    def __repr__(self):
        return self.name


class Group:
    """A group and who is in it, oldest member first."""

    def __init__(self, creator, group_id, extensions=()):
        self.id, self.members, self.extensions = group_id, [creator], list(extensions)
        creator.call("create_group", group_id=group_id, extensions=self.extensions)

    def call(self, member, op, **fields):
        return member.call(op, group_id=self.id, **fields)

    def leaves(self):
        """Leaf indices by identity, out of any view that has them."""
        for member in self.members:
            leaves = {each["identity"]: each["leaf"] for each in member.view["members"] if "leaf" in each}
            if leaves:
                return leaves
        return {}

    def leaf(self, member):
        return self.leaves().get(member.identity)

    def comes_back(self, member):
        """Whether a rejoin by this member would bring its old leaf back, in core-crypto 10.3.0: there, the removal of the one
        leaf of the right half is forgotten when the same commit needs the right half again, because the left one is full."""
        others = [leaf for identity, leaf in self.leaves().items() if identity != member.identity]
        width = 1 << max(others).bit_length()
        return len(others) == width and self.leaf(member) > width

    def info(self, tree=True):
        """A GroupInfo of whoever can give one now."""
        for member in self.members:
            try:
                return self.call(member, "group_info", ratchet_tree=tree)["group_info"]
            except Unsupported:
                continue
        raise Unsupported("group_info: by nobody here")

    def others(self, *members):
        return [each for each in self.members if each not in members]

    # What members do; everybody else follows at once.

    def add(self, committer, *newcomers, tree="inside", **fields):
        packages = [each.key_package() for each in newcomers]
        inside = tree == "inside"
        answer = self.call(committer, "add", key_packages=packages, ratchet_tree_extension=inside, **fields)
        self.follow(committer, answer, newcomers=newcomers, inside=inside)
        return answer

    def remove(self, committer, *gone, **fields):
        leaves = self.leaves()
        answer = self.call(committer, "remove", leaves=[leaves.get(each.identity) for each in gone],
                           identities=[each.identity for each in gone], **fields)
        self.follow(committer, answer, gone=gone)
        return answer

    def update(self, committer, **fields):
        answer = self.call(committer, "update", **fields)
        self.follow(committer, answer)
        return answer

    def commit(self, committer, proposals=(), newcomers=(), gone=(), **fields):
        """Commits what was proposed, and these further proposals by value."""
        answer = self.call(committer, "commit", proposals=list(proposals), **fields)
        self.follow(committer, answer, newcomers=newcomers, gone=gone)
        return answer

    def propose(self, proposer, proposal, **fields):
        message = self.call(proposer, "propose", proposal=proposal, **fields)["message"]
        for member in self.others(proposer):
            self.hear_proposal(member, message)
        return message

    def hear_proposal(self, member, message):
        heard = self.call(member, "process", message=message)
        require(heard["kind"] == "proposal", f"{member} takes a proposal for {heard['kind']}")

    def follow(self, committer, answer, newcomers=(), gone=(), inside=True):
        """Takes a commit to everybody and a welcome to newcomers; the committer has merged it, or does now."""
        if "view" not in answer:
            self.call(committer, "merge")
        refusals = {str(each): refusal for each in self.others(committer) if (refusal := self.refusal(each, answer, gone))}
        require(not refusals, f"a commit of {committer} is refused: {refusals}\n{answer}\nleaves: {self.leaves()}")
        self.members = [each for each in self.members if each not in gone]
        require(("welcome" in answer) == bool(newcomers), "a welcome is there if, and only if, somebody was added")
        for newcomer in newcomers:
            beside = {} if inside else {"ratchet_tree": answer["ratchet_tree"]}
            newcomer.call("join", welcome=answer["welcome"], **beside)
            self.members.append(newcomer)
        self.agree()

    def refusal(self, member, answer, gone):
        """Why a member does not take a commit as it is meant; nothing when it does."""
        try:
            heard = self.call(member, "process", message=answer["commit"])
        except Unsupported:
            raise
        except Refused as reason:
            return str(reason)
        if heard["kind"] != "commit":
            return f"takes it for {heard['kind']}"
        if heard.get("removed", False) != (member in gone):
            return "stays in" if member in gone else "takes itself for removed"
        return None

    def join_from_outside(self, newcomer, info, tree=None, resync=False):
        beside = {} if tree is None else {"ratchet_tree": tree}
        answer = newcomer.call("external_join", group_info=info, resync=resync, **beside)
        if newcomer in self.members:
            self.members.remove(newcomer)
        self.members.append(newcomer)
        self.follow(newcomer, answer)

    # What they say.

    def say(self, speaker, data, aad=""):
        return self.call(speaker, "encrypt", data=data, aad=aad)["message"]

    def hear(self, listener, message, data, aad=""):
        heard = self.call(listener, "process", message=message)
        require(heard == {"kind": "application", "data": data, "aad": aad}, f"{listener} heard {heard}")

    def talk(self):
        """Everybody says something, and everybody else hears it."""
        for number, speaker in enumerate(self.members):
            data = hexed(f"{speaker} speaks, {number}")
            message = self.say(speaker, data)
            for listener in self.others(speaker):
                self.hear(listener, message, data)

    # What they see.

    def agree(self):
        """Every member sees the same; the exporter tells it also of those that show little else."""
        full = [each for each in self.members if "tree_hash" in each.view]
        for field in COMPARED:
            seen = {str(each): each.view[field] for each in self.members if field in each.view}
            require(len(set(seen.values())) <= 1, f"{field}: {seen}")
        trees = {str(each): each.view["members"] for each in full}
        for name, tree in trees.items():
            require(tree == next(iter(trees.values())), f"members: {trees}")
        for member in self.members:
            names = sorted(each["identity"] for each in member.view["members"])
            require(names == sorted(each.identity for each in self.members), f"{member} sees other members: {names}")
        for member in full:
            require(self.leaves()[member.identity] == member.view["own_leaf"], f"{member} takes another leaf for its own")
        secrets = {str(each): self.export(each) for each in self.members}
        require(len(set(secrets.values())) == 1, f"exported secrets: {secrets}")

    def export(self, member, label=EXPORT_LABEL, context="", length=32):
        secret = self.call(member, "export", label=label, context=context, length=length)["secret"]
        require(len(secret) == 2 * length, f"{member} exports {len(secret) // 2} bytes")
        return secret

    def refuses(self, member, message, words):
        """What is refused changes nothing."""
        if member.kind != OURS:
            return  # what others refuse is not for us to test
        try:
            heard = self.call(member, "process", message=message)
        except Refused:
            return
        raise Disagreement(f"{member} takes {words}: {heard}")
