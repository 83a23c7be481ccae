// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/catchup.h"

#include "core/base/log.h"
#include "core/session/gaps.h"
#include "core/session/receipts.h"
#include "core/session/restore.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr size_t kMostHeads = 100'000;

} // namespace

Result<void> CatchUp::welcomed(const wire::Welcome &welcome)
{
    lost();
    auto known = m_context.store.settings.logEpoch();
    if (!known)
        return known.error();
    m_epoch = welcome.logEpoch;
    m_state = *known && **known != welcome.logEpoch ? CatchUpState::Reconciling : CatchUpState::Catching;
    if (m_state == CatchUpState::Reconciling)
        qCWarning(lcSession) << "the relay was restored from a backup";
    if (*known)
        return {};
    return m_context.ledger.write([&](Turn &) { return m_context.store.settings.setLogEpoch(m_epoch); });
}

void CatchUp::lost()
{
    m_state = CatchUpState::Away;
    m_heads.clear();
    m_kept.clear();
    m_passed.clear();
    m_mentioned.clear();
    m_allHeads = false;
}

Result<void> CatchUp::heartbeat(Turn &turn, const wire::Heartbeat &frame)
{
    if (m_state == CatchUpState::Live)
        return noteHeads(turn, frame.heads);
    for (const wire::Head &head : frame.heads)
        goesBy(head);
    return {};
}

void CatchUp::goesBy(const wire::Head &head)
{
    if (m_passed.size() >= kMostHeads && !m_passed.contains(head.conversation))
        return;
    wire::Head &passed = m_passed.try_emplace(head.conversation, head).first->second;
    passed.seq = std::max(passed.seq, head.seq);
    passed.revision = std::max(passed.revision, head.revision);
}

Result<void> CatchUp::caughtUp(const wire::CaughtUp &frame)
{
    if (m_state == CatchUpState::Away || m_state == CatchUpState::Live)
        return {};
    if (m_heads.size() + frame.heads.size() > kMostHeads)
        return { Errc::TooLarge, QStringLiteral("more conversations than anybody has") };
    m_heads.insert(m_heads.end(), frame.heads.begin(), frame.heads.end());
    for (const wire::Head &kept : frame.kept)
        m_kept[kept.conversation] = kept;
    m_allHeads = !frame.more;
    return m_allHeads ? close() : Result<void>();
}

void CatchUp::resume()
{
    if (!m_allHeads)
        return;
    const auto done = m_state == CatchUpState::Live
        ? m_context.ledger.write([this](Turn &turn) { return notePassed(turn); })
        : close();
    if (!done)
        qCInfo(lcSession) << "heads were not kept:" << wireName(done.code());
    else
        m_passed.clear();
}

Result<void> CatchUp::close()
{
    const auto written = m_context.ledger.write([this](Turn &turn) -> Result<void> {
        if (m_state == CatchUpState::Reconciling) {
            if (auto reconciled = reconcile(turn); !reconciled)
                return reconciled;
        }
        if (auto noted = noteHeads(turn, m_heads); !noted)
            return noted;
        if (auto noted = notePassed(turn); !noted)
            return noted;
        return markLeft(turn);
    });
    if (!written)
        return written;
    m_state = CatchUpState::Live;
    m_heads.clear();
    m_kept.clear();
    m_passed.clear();
    m_mentioned.clear();
    m_gaps.caughtUp();
    m_receipts.connected();
    return {};
}

Result<void> CatchUp::noteHeads(Turn &turn, const std::vector<wire::Head> &heads)
{
    for (const wire::Head &head : heads) {
        if (auto ensured = m_context.store.conversations.ensure(head.conversation); !ensured)
            return ensured;
        auto row = m_context.store.conversations.find(head.conversation);
        if (!row)
            return row.error();
        m_receipts.noteHead(head.conversation, head.revision);
        if ((*row)->head >= head.seq && (*row)->revision >= head.revision)
            continue;
        if (auto raised = m_context.store.conversations.raiseHead(head.conversation, head.seq); !raised)
            return raised;
        turn.logged(head.conversation);
    }
    return {};
}

Result<void> CatchUp::notePassed(Turn &turn)
{
    std::vector<wire::Head> passed;
    for (const auto &[conversation, head] : m_passed)
        passed.push_back(head);
    return noteHeads(turn, passed);
}

Result<void> CatchUp::markLeft(Turn &turn)
{
    std::set<ConversationId> present = m_mentioned;
    for (const wire::Head &head : m_heads)
        present.insert(head.conversation);
    auto rows = m_context.store.conversations.list();
    if (!rows)
        return rows.error();
    for (const store::ConversationRow &row : *rows) {
        if (row.left || present.contains(row.id))
            continue;
        if (auto left = m_context.store.conversations.setLeft(row.id, true); !left)
            return left;
        turn.touched(row.id);
        turn.regrouped(row.id);
    }
    return {};
}

Result<void> CatchUp::describes(const wire::Conversation &state)
{
    const wire::Head &head = state.head;
    if (auto lowered = m_context.store.conversations.restoreMarks(state.conversation, head.seq, head.revision);
        !lowered)
        return lowered;
    return m_context.store.members.restoreMarks(state.conversation, head.seq);
}

Result<void> CatchUp::reconcile(Turn &turn)
{
    auto rows = m_context.store.conversations.list();
    if (!rows)
        return rows.error();
    m_receipts.forgetHeads();
    Restore restore(m_context);
    for (const store::ConversationRow &row : *rows) {
        wire::Head head { row.id, {}, {} };
        const auto known = std::find_if(
            m_heads.begin(), m_heads.end(), [&](const wire::Head &h) { return h.conversation == row.id; });
        if (known != m_heads.end())
            head = *known;
        // Others may have been here before: the log has grown again, with other entries.
        if (const auto kept = m_kept.find(row.id); kept != m_kept.end()) {
            head.seq = std::min(head.seq, kept->second.seq);
            head.revision = std::min(head.revision, kept->second.revision);
        }
        if (auto done = restore.reconcile(turn, head); !done)
            return done;
    }
    return m_context.store.settings.setLogEpoch(m_epoch);
}

} // namespace pc::session
