# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with what members bring to somebody who lost everything."""
import forging
from ways import InOne, Way, changed, damaged, frame, raw


class ChangesWhatIsGiven(Way):
    """What a member gives is something else when it arrives."""

    def passes(self, call, body):
        if not call.is_for("POST", "history/"):
            return body
        self.struck += 1
        return damaged(body, len(body) // 2)


class KeepsWhatIsGiven(Way):
    """Whoever asked hears that there is nothing yet."""

    def asked(self, call):
        if not call.is_for("GET", "history/"):
            return None
        self.struck += 1
        return 204, b""


class AsksInAName(Way):
    """Shows members a request in somebody's name, for a key that is the relay's."""

    number = 900_000

    def begin(self, conversation, user, device):
        self.user, self.given = user, []
        self.request = forging.text(forging.Forger().history_request(raw(conversation), raw(user), raw(device), 1, 1_000))

    def answered(self, call, status, said):
        if status != 200 or call.path != "/v1/history" or call.user == self.user:
            return status, said
        self.struck += 1
        return status, {"wanted": [{"number": self.number, "request": self.request}]}

    def asked(self, call):
        if not call.path.endswith(f"/history/{self.number}"):
            return None
        self.given.append(call.method)
        return 204, b""

    def act(self):
        """Hints, and tells what came: POST gives, DELETE refuses."""
        for session in self.between.sessions:
            if session.user != self.user:
                session.tell(frame("keys", op="checkGroup"))
        return self.given


class ChangesCommitments(InOne):
    """Of what was said before somebody came, the log that they see has other commitments."""

    def down(self, session, one):
        if not self.is_here(session, one, "message"):
            return [one]
        body = one["data"]["content"]
        at = 4 + 1 + body[4] + 8 + 1 + 1  # version and format, group, epoch, kind, length: RFC 9420, section 6.3
        self.struck += 1
        return [changed(one, content=damaged(body, at))]
