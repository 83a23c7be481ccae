# SPDX-License-Identifier: GPL-3.0-or-later
"""What senders saw, kept outside every program under test, and the verdict over what is on the disks afterwards."""
import shutil
import sqlite3

SEQ_MASK = (1 << 32) - 1


def read(path, sql, *values):
    """Rows of a plain database, also of one that a program has open."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def conclude(folder, has_faults, is_planted):
    """The exit code: 0 when there are no faults, or when there are and one was planted. Keeps the folder for a look at what went
    wrong."""
    if is_planted:
        print("the planted fault was found" if has_faults else "the planted fault was NOT found")
    if has_faults == is_planted:
        shutil.rmtree(folder, ignore_errors=True)
        return 0
    print(f"everything is kept in {folder}")
    return 1


def relay_log(path):
    """conversation id -> [(seq, kind, message id)], ascending."""
    rows = read(path, "SELECT c.id, e.place, e.kind, e.message FROM entries e "
                       "JOIN conversations c ON c.row = e.place >> 32 ORDER BY e.place")
    log = {}
    for conversation, place, kind, message in rows:
        log.setdefault(conversation, []).append((place & SEQ_MASK, kind, message))
    return log


def client_store(path):
    """conversation id -> [(seq, message id, text, outgoing)], in the order of the timeline; unsent ones last."""
    rows = read(path, "SELECT conversation, seq, id, text, outgoing FROM messages WHERE kind = 0 "
                       "ORDER BY conversation, order_key")
    store = {}
    for conversation, seq, message, text, outgoing in rows:
        store.setdefault(conversation, []).append((seq, message, text, bool(outgoing)))
    return store


def outbox_size(path):
    return read(path, "SELECT count(*) FROM outbox")[0][0]


class Ledger:
    """One line a message: who wrote it, in which order, and whether its sender was shown 'sent'."""

    def __init__(self):
        self.written = {}  # sender -> [text], in the order in which the client said it was stored
        self.sent = set()  # texts whose sender saw them leave

    def wrote(self, sender, text):
        self.written.setdefault(sender, []).append(text)

    def saw(self, events):
        """Takes in what one client showed: a message with a seq is 'sent'."""
        for event in events:
            if event["event"] in ("messageAdded", "messageChanged") and event["kind"] == "text" and event["outgoing"] \
                    and event["state"] == "sent" and event["seq"] > 0:
                self.sent.add(event["text"])

    def faults(self, relay_path, store_paths):
        """Every broken promise, as a sentence; empty when all are kept."""
        log = relay_log(relay_path)
        stores = {}
        for name, path in store_paths.items():
            try:
                stores[name] = client_store(path)
            except sqlite3.DatabaseError as error:  # a page is not there, or a text is none any more
                yield f"{name}: the store cannot be read: {error}"
        yield from self.log_faults(log)
        yield from self._loss(stores)
        for name, store in stores.items():
            yield from self._store_faults(name, store, log)
        yield from self._order_faults(stores)

    @staticmethod
    def log_faults(log):
        for conversation, entries in log.items():
            seqs = [seq for seq, _, _ in entries]
            if seqs != list(range(1, len(seqs) + 1)):
                yield f"relay: {conversation.hex()[:8]} is not numbered 1..n"
            ids = [message for _, _, message in entries]
            if len(ids) != len(set(ids)):
                yield f"relay: {conversation.hex()[:8]} holds a message twice"

    def _loss(self, stores):
        for name, store in stores.items():
            texts = {text for messages in store.values() for _, _, text, _ in messages}
            missing = self.sent - texts
            if missing:
                yield f"{name}: {len(missing)} messages that were seen leaving are lost, such as {sorted(missing)[0]}"
            unsent = {t for written in self.written.values() for t in written} - texts
            if unsent:
                yield f"{name}: {len(unsent)} written messages are not there, such as {sorted(unsent)[0]}"

    @staticmethod
    def _store_faults(name, store, log):
        for conversation, messages in store.items():
            expected = [(seq, message) for seq, kind, message in log.get(conversation, []) if kind == 0]
            found = [(seq, message) for seq, message, _, _ in messages]
            if found != expected:
                yield (f"{name}: {conversation.hex()[:8]} differs from the relay's log "
                       f"({len(found)} messages here, {len(expected)} there)")
            texts = [text for _, _, text, _ in messages]
            if len(texts) != len(set(texts)):
                yield f"{name}: {conversation.hex()[:8]} shows a message twice"

    def _order_faults(self, stores):
        store = next(iter(stores.values()), {})
        for sender, written in self.written.items():
            place = {text: index for index, text in enumerate(written)}
            for messages in store.values():
                shown = [place[text] for _, _, text, _ in messages if text in place]
                if shown != sorted(shown):
                    yield f"{sender}: messages are shown in another order than they were written in"
