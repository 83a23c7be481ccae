// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/retention.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

const QString kDays = QStringLiteral("kept-days");
const QString kComing = QStringLiteral("kept-days-to-come"); // days, then since when in milliseconds

bool isShorter(int days, int other)
{
    return days > 0 && (other == 0 || days < other);
}

} // namespace

Retention::Retention(Context &context, const Clock &relayTime, std::function<void()> changed)
    : m_context(context)
    , m_relayTime(relayTime)
    , m_timer(context.clock.makeTimer([this] { turn(); }))
    , m_changed(std::move(changed))
{
    load();
}

/// What cannot be read is what was never said.
void Retention::load()
{
    const auto days = m_context.store.settings.value(kDays);
    if (days && *days)
        m_days = (*days)->toInt();
    const auto coming = m_context.store.settings.value(kComing);
    const QList<QByteArray> parts = coming && *coming ? (*coming)->split(' ') : QList<QByteArray>();
    if (parts.size() == 2)
        m_coming = ShorterKeeping { parts[0].toInt(), utcFromMilliseconds(parts[1].toLongLong()) };
}

void Retention::hold(std::optional<int> days, std::optional<ShorterKeeping> coming)
{
    if (days == m_days && coming == m_coming)
        return;
    const auto written = m_context.ledger.write([&](Turn &) -> Result<void> {
        auto &settings = m_context.store.settings;
        if (auto kept = settings.setValue(kDays, QByteArray::number(days.value_or(0))); !kept)
            return kept;
        if (!coming)
            return settings.removeValue(kComing);
        return settings.setValue(
            kComing, QByteArray::number(coming->days) + ' ' + QByteArray::number(toMilliseconds(coming->from)));
    });
    if (!written) {
        qCInfo(lcSession) << "how long messages are kept was not noted:" << wireName(written.code());
        return; // the next greeting says it again
    }
    const bool isNews = coming != m_coming;
    m_days = days;
    m_coming = coming;
    if (isNews)
        m_changed();
}

void Retention::told(int days)
{
    if (!m_days || !isShorter(days, *m_days))
        hold(days, {});
    else if (!m_coming || isShorter(days, m_coming->days))
        hold(m_days, ShorterKeeping { days, m_context.clock.utcNow() + kNotice });
    else
        hold(m_days, ShorterKeeping { days, m_coming->from });
    if (m_days.value_or(0) > 0 || m_coming)
        m_timer->start(kFirst); // those who come back catch up first
    else
        m_timer->stop();
}

/// A relay's clock that runs ahead must not make messages old, and no more must this computer's.
UtcTime Retention::now() const
{
    return std::min(m_relayTime.utcNow(), m_context.clock.utcNow());
}

void Retention::turn()
{
    if (m_coming && m_context.clock.utcNow() >= m_coming->from)
        hold(m_coming->days, {});
    if (m_days.value_or(0) <= 0) {
        m_timer->start(kEvery);
        return;
    }
    const Milliseconds day = std::chrono::hours(24);
    const Milliseconds passed { toMilliseconds(now()) };
    // Whole days: on one day there is something to take once.
    const auto more = drop(utcFromMilliseconds((passed - passed % day - *m_days * day).count()));
    if (!more)
        qCInfo(lcSession) << "what is too old was not taken:" << wireName(more.code());
    m_timer->start(more && *more ? kSoon : kEvery);
    if (more && !*more)
        finish();
}

/// Of one conversation; false when there is none left to take from.
Result<bool> Retention::drop(UtcTime before)
{
    const auto due = m_context.store.expiry.due(before);
    if (!due)
        return due.error();
    for (const ConversationId conversation : *due) {
        int taken = 0;
        const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
            auto expired = m_context.store.expiry.drop(conversation, before, kMessagesAtOnce);
            if (!expired)
                return expired.error();
            taken = expired->messages;
            if (taken > 0) {
                turn.filled(conversation, expired->range);
                turn.logged(conversation);
            }
            return {};
        });
        if (!written)
            return written.error();
        if (taken > 0) {
            m_hasDropped = true;
            return true;
        }
    }
    return false;
}

/// The file gives back the room, and its log what was deleted.
void Retention::finish()
{
    if (!std::exchange(m_hasDropped, false))
        return;
    if (const auto tidied = m_context.store.giveBackRoom(); !tidied)
        qCInfo(lcSession) << "the store was not tidied:" << wireName(tidied.code());
}

} // namespace pc::session
