#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes copies of our sources with bugs in them that a test switches on, one at a time.

    plant.py ROOT OUT FILE...       copies of these files, planted or not, and bugs.h with the list of bugs

A bug is a place in a source, as it stands there, and what stands there instead; BUG(name) is whether it is switched on. A
place that is no longer there fails the build: then the bug has to be thought of anew.
"""
import pathlib
import re
import sys

LOG = "core/relay/log/"
SESSION = "core/session/"

# (name, file, [(what stands there, what stands there instead)])
BUGS = [
    # The relay.
    ("AcknowledgesBeforeCommit", LOG + "conversationlog.cpp", [
        ("        m_outcome = std::move(*result);\n        return {};\n",
         "        m_outcome = std::move(*result);\n"
         "        if (BUG(AcknowledgesBeforeCommit) && m_reply) {\n"
         "            m_log.answerLater(m_mailbox, [reply = std::exchange(m_reply, nullptr), outcome = m_outcome]() mutable {\n"
         "                reply(std::move(outcome));\n"
         "            });\n"
         "            m_log.batchCommitted();\n"
         "        }\n"
         "        return {};\n"),
        ("        if (!result) {\n            m_log.answerLater(\n",
         "        if (!m_reply)\n            return result ? m_publish(m_outcome) : void();\n"
         "        if (!result) {\n            m_log.answerLater(\n"),
    ]),
    ("DeliversBeforeCommit", LOG + "conversationlog.cpp", [
        ("        m_outcome = std::move(*result);\n",
         "        m_outcome = std::move(*result);\n"
         "        if (BUG(DeliversBeforeCommit)) {\n            m_publish(m_outcome);\n            m_log.batchCommitted();\n"
         "        }\n"),
        ("        m_publish(m_outcome);\n        m_log.answerLater(m_mailbox,\n",
         "        if (!BUG(DeliversBeforeCommit))\n            m_publish(m_outcome);\n        m_log.answerLater(m_mailbox,\n"),
    ]),
    ("AcknowledgesAfterFailure", "core/sql/writer.cpp", [
        ("        if (!outcome)\n            enterFailed(", "        if (!outcome && !BUG(AcknowledgesAfterFailure))\n            enterFailed("),
    ]),
    ("HeadIsNotStored", LOG + "conversationcache.cpp", [
        ("    for (ConversationState *state : m_dirty) {\n",
         "    for (ConversationState *state : m_dirty) {\n        if (BUG(HeadIsNotStored)) {\n            state->dirty = false;\n"
         "            continue;\n        }\n"),
    ]),
    ("SeqOfARepeatIsLost", LOG + "appender.cpp", [
        ("        m_cache.giveBackSeq(*state);\n", "        if (!BUG(SeqOfARepeatIsLost))\n            m_cache.giveBackSeq(*state);\n"),
    ]),
    ("RepeatIsForgotten", LOG + "appender.cpp", [
        ("    if (*inserted == 0) {\n        if (!BUG(",
         "    if (*inserted == 0 && BUG(RepeatIsForgotten)) {\n        Uuid other = entry.message.raw();\n"
         "        other.bytes[0] ^= 0x80;\n        entry.message = MessageId { other };\n"
         "        inserted = m_insert.run(placeOf(state->row, entry.seq), entry.kind, entry.sender, entry.device, entry.message,\n"
         "            entry.sentAt, entry.body);\n        if (!inserted)\n            return inserted.error();\n    }\n"
         "    if (*inserted == 0) {\n        if (!BUG("),
    ]),
    ("RepeatIsAnsweredWithAnotherSeq", LOG + "appender.cpp", [
        ("    appended.entry = std::move(**stored);\n",
         "    appended.entry = std::move(**stored);\n    if (BUG(RepeatIsAnsweredWithAnotherSeq))\n"
         "        appended.entry.seq = next(appended.entry.seq);\n"),
    ]),
    ("ReceiptsAreLowered", LOG + "receiptwriter.cpp", [
        ("    if (receipt.upTo <= mark.upTo)\n", "    if (receipt.upTo <= mark.upTo && !BUG(ReceiptsAreLowered))\n"),
    ]),
    ("ReceiptsAreToldToNobody", LOG + "receiptwriter.cpp", [
        ("    std::vector<UserId> users { self };\n",
         "    std::vector<UserId> users { self };\n    if (BUG(ReceiptsAreToldToNobody))\n        return users;\n"),
    ]),
    ("ProofIsNotStored", LOG + "receiptwriter.cpp", [
        ("receipt.at, receipt.proof);", "receipt.at,\n            BUG(ProofIsNotStored) ? QByteArray() : receipt.proof);"),
    ]),
    ("PageSaysOneTooMany", LOG + "logreader.cpp", [
        ("        answer.synced.last = page->back().seq;\n",
         "        answer.synced.last = BUG(PageSaysOneTooMany) ? next(page->back().seq) : page->back().seq;\n"),
    ]),
    ("PageSkipsItsFirst", LOG + "logreader.cpp", [
        ("std::max(after.raw(), std::max(", "std::max(after.raw() + (BUG(PageSkipsItsFirst) && after.raw() > 0 ? 1 : 0), std::max("),
    ]),
    ("HeartbeatsHaveNoHeads", LOG + "conversationlog.cpp", [
        ("    delivery.head = wire::Head { appended.entry.conversation, appended.entry.seq, {} };\n",
         "    if (!BUG(HeartbeatsHaveNoHeads))\n"
         "        delivery.head = wire::Head { appended.entry.conversation, appended.entry.seq, {} };\n"),
    ]),
    ("KeptIsTheWholeLog", LOG + "logreader_restored.cpp", [
        ("    if (!rows->flag(2))\n",
         "    if (BUG(KeptIsTheWholeLog))\n        return wire::Head { of.conversation, of.last, of.revision };\n    if (!rows->flag(2))\n"),
    ]),
    ("EpochStaysAfterARestore", LOG + "logwriter.cpp", [
        ("    const Uuid begun = ", "    if (BUG(EpochStaysAfterARestore))\n        return transaction->commit();\n    const Uuid begun = "),
    ]),
    # The client's outbox.
    ("RowGoesWhenSent", SESSION + "outbox.cpp", [
        ("    lane.message = row.message;\n",
         "    lane.message = row.message;\n    if (BUG(RowGoesWhenSent))\n"
         "        (void)m_context.ledger.write([&](Turn &) { return m_context.store.outbox.remove(row.message); });\n"),
    ]),
    ("RowStaysAfterTheAnswer", SESSION + "outbox.cpp", [
        ("    if (auto removed = store.outbox.remove(id); !removed)\n",
         "    if (auto removed = BUG(RowStaysAfterTheAnswer) ? Result<void>() : store.outbox.remove(id); !removed)\n"),
    ]),
    ("RepeatHasANewId", SESSION + "outbox.cpp", [
        ("    message.message = row.message;\n",
         "    message.message = row.message;\n    if (BUG(RepeatHasANewId) && m_context.random.below(4) == 0)\n"
         "        message.message = MessageId { makeUuid7(m_context.clock.utcNow(), m_context.random) };\n"),
    ]),
    ("AnswerIsTakenForAnother", SESSION + "outbox.cpp", [
        ("    const auto [conversation, message] = flight->second;\n",
         "    const auto [conversation, message]\n"
         "        = BUG(AnswerIsTakenForAnother) ? m_flights.begin()->second : flight->second;\n"),
    ]),
    ("PatienceIsTakenForARefusal", SESSION + "outbox.cpp", [
        ("    if (reply.code == Errc::RateLimited || reply.code == Errc::Unavailable) {\n",
         "    if (!BUG(PatienceIsTakenForARefusal) && (reply.code == Errc::RateLimited || reply.code == Errc::Unavailable)) {\n"),
        ("    if (isFinalRefusal(reply.code)) {\n",
         "    if (isFinalRefusal(reply.code) || (BUG(PatienceIsTakenForARefusal) && reply.code == Errc::Unavailable)) {\n"),
    ]),
    # What comes in.
    ("OrderIsTheClocks", SESSION + "inbox.cpp", [
        ("    message.order = store::loggedKey(seq);\n",
         "    message.order = store::loggedKey(BUG(OrderIsTheClocks) ? Seq { toMilliseconds(message.time) } : seq);\n"),
    ]),
    ("KnownOnesAreTakenAgain", SESSION + "inbox.cpp", [
        ("    if (*known)\n        return knownMessage(", "    if (*known && !BUG(KnownOnesAreTakenAgain))\n        return knownMessage("),
    ]),
    ("CursorMovesBeforeTheMessage", SESSION + "services.cpp", [
        ("void Services::writeBatch(const std::vector<Input> &batch)\n{\n",
         "void Services::writeBatch(const std::vector<Input> &batch)\n{\n"
         "    (void)m_ledger.write([&](Turn &) -> Result<void> {\n"
         "        for (const Input &input : batch) {\n"
         "            const auto *frame = std::get_if<wire::Frame>(&input);\n"
         "            const auto *message = frame ? std::get_if<wire::Message>(&frame->data) : nullptr;\n"
         "            if (!message || !BUG(CursorMovesBeforeTheMessage) || catchUp.state() == CatchUpState::Reconciling)\n"
         "                continue;\n"
         "            if (auto held = context.store.held.holdSilently(\n"
         "                    message->conversation, { message->seq, message->seq }, store::Silence::NotShown);\n"
         "                !held)\n"
         "                return held;\n"
         "        }\n"
         "        return {};\n"
         "    });\n"),
    ]),
    ("GapsAreSkipped", SESSION + "gaps.cpp", [
        ("    auto gaps = store::Timeline(m_context.store).gaps(conversation);\n",
         "    auto gaps = store::Timeline(m_context.store).gaps(conversation);\n"
         "    if (gaps && !gaps->empty() && BUG(GapsAreSkipped)) {\n"
         "        (void)m_context.ledger.write([&](Turn &) -> Result<void> {\n"
         "            for (const store::Range &gap : *gaps) {\n"
         "                if (auto held = m_context.store.held.holdSilently(conversation, gap, store::Silence::NotShown); !held)\n"
         "                    return held;\n"
         "            }\n"
         "            return {};\n"
         "        });\n"
         "        gaps->clear();\n"
         "    }\n"),
    ]),
    ("AnswerOfAGapSaysOneTooMany", SESSION + "gaps.cpp", [
        ("store::clipped(asked, { synced.first, synced.last })",
         "store::clipped(asked, { synced.first, BUG(AnswerOfAGapSaysOneTooMany) ? next(synced.last) : synced.last })"),
    ]),
    ("HeadsAreIgnored", SESSION + "catchup.cpp", [
        ("        if ((*row)->head >= head.seq && ", "        if (BUG(HeadsAreIgnored))\n            continue;\n        if ((*row)->head >= head.seq && "),
    ]),
    # Receipts.
    ("ConfirmsWhatIsNotHeld", SESSION + "receipts.cpp", [
        ("    // Own messages and events ask for no receipt",
         "    if (BUG(ConfirmsWhatIsNotHeld))\n        cursor = (*row)->head;\n    // Own messages and events ask for no receipt"),
    ]),
    ("JumpsOverReceipts", SESSION + "receipts.cpp", [
        ("    if (frame.revision.raw() != (*row)->revision.raw() + 1)\n",
         "    if (frame.revision.raw() != (*row)->revision.raw() + 1 && !BUG(JumpsOverReceipts))\n"),
    ]),
    ("ReceiptsWaitForEver", SESSION + "receipts_weighing.cpp", [
        ("    if (ripe.empty())\n", "    if (ripe.empty() || BUG(ReceiptsWaitForEver))\n"),
    ]),
    # A relay that was put back.
    ("EpochIsIgnored", SESSION + "catchup.cpp", [
        ("    m_state = *known && **known != welcome.logEpoch ?",
         "    m_state = *known && **known != welcome.logEpoch && !BUG(EpochIsIgnored) ?"),
    ]),
    ("KeptIsIgnored", SESSION + "catchup.cpp", [
        ("kept != m_kept.end()) {\n", "kept != m_kept.end() && !BUG(KeptIsIgnored)) {\n"),
    ]),
    ("WhatGoesByIsForgotten", SESSION + "catchup.cpp", [
        ("void CatchUp::goesBy(const wire::Head &head)\n{\n",
         "void CatchUp::goesBy(const wire::Head &head)\n{\n    if (BUG(WhatGoesByIsForgotten))\n        return;\n"),
    ]),
    ("OwnAreNotOfferedAgain", SESSION + "restore.cpp", [
        ("    return message.outgoing && ", "    return !BUG(OwnAreNotOfferedAgain) && message.outgoing && "),
    ]),
    ("WaitingStayInFront", SESSION + "restore.cpp", [
        ("    if (auto moved = moveBehind(turn, *waiting); !moved)\n",
         "    if (auto moved = BUG(WaitingStayInFront) ? Result<void>() : moveBehind(turn, *waiting); !moved)\n"),
    ]),
    ("RangesStay", SESSION + "restore.cpp", [
        ("    if (auto truncated = store.held.truncate(id, head.seq); !truncated)\n",
         "    if (auto truncated = BUG(RangesStay) ? Result<void>() : store.held.truncate(id, head.seq); !truncated)\n"),
    ]),
    ("MarksStay", SESSION + "restore.cpp", [
        ("    if (auto lowered = store.conversations.restoreMarks(id, head.seq, head.revision); !lowered)\n",
         "    if (auto lowered\n        = BUG(MarksStay) ? Result<void>() : store.conversations.restoreMarks(id, head.seq, head.revision);\n"
         "        !lowered)\n"),
    ]),
    ("OthersStayWhereTheyWere", SESSION + "restore.cpp", [
        ("    auto key = m_context.store.messages.nextForgottenKey(",
         "    if (BUG(OthersStayWhereTheyWere))\n        return {};\n    auto key = m_context.store.messages.nextForgottenKey("),
    ]),
]

HEADER = """// SPDX-License-Identifier: GPL-3.0-or-later
// Made by tests/histories/plant.py.

#pragma once

#include "core/base/uuid.h"

#include <array>

namespace pc::histories {{

enum class Bug : quint8 {{
    None,
{names}}};

inline constexpr std::array kBugs {{
{rows}}};

bool planted(Bug bug);
void plant(Bug bug);

}} // namespace pc::histories
"""


def header():
    return HEADER.format(names="".join(f"    {name},\n" for name, _, _ in BUGS),
                         rows="".join(f'    std::pair {{ Bug::{name}, "{name}" }},\n' for name, _, _ in BUGS))


def planted(text, path, places):
    for old, new in places:
        if text.count(old) != 1:
            sys.exit(f"{path}: a bug's place is there {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    return text


def write(path, text):
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main():
    root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    paths = [str(pathlib.Path(path).relative_to(root)) for path in sys.argv[3:]]
    strays = {path for _, path, _ in BUGS} - set(paths)
    if strays:
        sys.exit(f"planted nowhere: {sorted(strays)}")
    write(out / "bugs.h", header())
    for path in paths:
        text = (root / path).read_text()
        for _, where, places in BUGS:
            if where == path:
                text = planted(text, path, places)
        text = re.sub(r"\bBUG\((\w+)\)", r"pc::histories::planted(pc::histories::Bug::\1)", text)
        write(out / path, f'#include "bugs.h"\n{text}')


if __name__ == "__main__":
    main()
