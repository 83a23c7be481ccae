// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/ledger.h"

#include "core/base/log.h"
#include "core/store/timeline.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr Milliseconds kProbeInterval { 5'000 };

} // namespace

bool isStoreFailure(Errc code)
{
    return code == Errc::Disk || code == Errc::DiskFull || code == Errc::Corrupt || code == Errc::Locked;
}

void Turn::filled(ConversationId conversation, store::Range range)
{
    const auto [place, isNew] = m_filled.try_emplace(conversation, range);
    if (!isNew)
        place->second = { std::min(place->second.first, range.first), std::max(place->second.last, range.last) };
}

void Turn::logged(ConversationId conversation)
{
    m_logged.insert(conversation);
    m_touched.insert(conversation);
}

Ledger::Ledger(store::Store &store, Clock &clock, Session &voice)
    : m_store(store)
    , m_voice(voice)
    , m_probe(clock.makeTimer([this] { probe(); }))
{
}

Result<void> Ledger::write(const Work &work)
{
    Turn turn;
    const auto written = m_store.transact([&] { return work(turn); });
    if (!written && m_hooks.undone)
        m_hooks.undone();
    settle(written);
    if (!written)
        return written;
    const qint64 place = ++m_commits;
    m_told.emplace(place, std::nullopt); // what follows from it waits for it
    if (m_hooks.regrouped && !turn.m_regrouped.empty())
        m_hooks.regrouped(turn.m_regrouped);
    for (const auto &[conversation, seq] : turn.m_badCommits) {
        if (m_hooks.badCommit)
            m_hooks.badCommit(conversation, seq);
    }
    for (const auto &action : turn.m_after)
        action();
    if (m_hooks.logged && !turn.m_logged.empty())
        m_hooks.logged(turn.m_logged);
    m_told[place] = std::move(turn);
    publishAll();
    if (m_hooks.written)
        m_hooks.written();
    return written;
}

/// In the order of their commits, also where one turn's consequences wrote another.
void Ledger::publishAll()
{
    if (m_isPublishing)
        return; // from within a signal: the loop below comes to it
    m_isPublishing = true;
    while (!m_told.empty() && m_told.begin()->second) {
        const Turn turn = std::move(*m_told.begin()->second);
        m_told.erase(m_told.begin());
        publish(turn);
    }
    m_isPublishing = false;
}

void Ledger::settle(const Result<void> &written)
{
    if (written) {
        if (!m_failing)
            return;
        m_failing = false;
        m_probe->stop();
        qCInfo(lcSession) << "the store takes writes again";
        if (m_hooks.recovered)
            m_hooks.recovered();
        return;
    }
    if (!isStoreFailure(written.code()) || m_failing)
        return;
    m_failing = true;
    m_probe->start(kProbeInterval);
    qCWarning(lcSession) << "the store refuses:" << wireName(written.code()) << written.error().detail;
    if (m_hooks.failed)
        m_hooks.failed(written.code());
}

void Ledger::probe()
{
    if (!m_failing)
        return;
    m_probe->start(kProbeInterval);
    const auto written
        = write([this](Turn &) { return m_store.settings.setValue(QStringLiteral("probe"), QByteArray(1, '\1')); });
    if (!written)
        qCInfo(lcSession) << "the store still refuses:" << wireName(written.code());
}

void Ledger::publish(const Turn &turn)
{
    for (const auto &[conversation, message] : turn.m_removed)
        Q_EMIT m_voice.messageRemoved(conversation, message);
    for (const chat::Message &message : turn.m_added)
        Q_EMIT m_voice.messageAdded(message);
    for (const chat::Message &message : turn.m_changed)
        Q_EMIT m_voice.messageChanged(message);
    for (const auto &[conversation, range] : turn.m_filled)
        Q_EMIT m_voice.historyFilled(conversation, range.first, range.last);
    for (const auto &[conversation, marks] : turn.m_marks)
        Q_EMIT m_voice.watermarksChanged(conversation, marks);
    publishConversations(turn);
    for (const ConversationId conversation : turn.m_regrouped)
        Q_EMIT m_voice.readersChanged(conversation);
    if (turn.m_isOlderStore && m_hooks.olderStoreFound)
        m_hooks.olderStoreFound();
}

void Ledger::publishConversations(const Turn &turn)
{
    store::Timeline timeline(m_store);
    for (const ConversationId conversation : turn.m_touched) {
        const auto summary = timeline.summary(conversation);
        if (!summary)
            qCWarning(lcSession) << "a conversation cannot be read:" << wireName(summary.code());
        else if (*summary)
            Q_EMIT m_voice.conversationChanged(**summary);
    }
}

} // namespace pc::session
