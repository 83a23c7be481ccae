// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/appender.h"

#include "core/relay/log/place.h"

namespace pc::relay::log {

Appender::Appender(sql::Database &database, ConversationCache &cache, const keys::FrankingKeys &franking)
    : m_cache(cache)
    , m_franking(franking)
    , m_insert(database,
          "INSERT INTO entries(place, kind, sender, device, message, sent_at, body) VALUES(?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT DO NOTHING")
    , m_find(database,
          "SELECT c.id, e.place, e.kind, e.sender, e.sent_at, e.body FROM entries e "
          "JOIN conversations c ON c.row = e.place >> 32 WHERE e.message = ? AND e.device = ?")
{
}

Result<Appended> Appender::append(
    const accounts::Actor &actor, const wire::Message &message, const std::optional<SealedMessage> &sealed, UtcTime now)
{
    auto found = m_cache.find(message.conversation);
    if (!found)
        return found.error();
    ConversationState *state = *found;
    const auto object = Roster::objectFor(state ? state->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, accounts::Action::SendMessage, object); !allowed)
        return refuse(actor, message, allowed.code());
    if (!sealed)
        return refuse(actor, message, Errc::Invalid);
    if (!state->group)
        return refuse(actor, message, Errc::StaleEpoch);
    if (*state->group != GroupEpoch { sealed->generation, sealed->epoch })
        return refuse(actor, message, Errc::StaleEpoch, state->group->epoch);
    Entry entry { message.conversation, m_cache.takeSeq(*state), EntryKind::Message, actor.user, actor.device,
        message.message, now, message.content, {} };
    auto inserted = m_insert.run(placeOf(state->row, entry.seq), entry.kind, entry.sender, entry.device, entry.message,
        entry.sentAt, entry.body);
    if (!inserted)
        return inserted.error();
    if (*inserted == 0) {
        m_cache.giveBackSeq(*state);
        auto repeat = answerRepeat(message.conversation, message.message, actor.device, entry.kind, message.content);
        if (!repeat)
            return repeat.error();
        if (!*repeat)
            return { Errc::Corrupt, QStringLiteral("a seq was taken twice") };
        return **repeat;
    }
    Appended appended;
    appended.entry = std::move(entry);
    appended.entry.tag = tagOf(m_franking, appended.entry, *sealed);
    appended.roster = state->roster;
    return appended;
}

/// Unless it was stored before: who has left, or fell behind since, may still be waiting for the answer.
Result<Appended> Appender::refuse(
    const accounts::Actor &actor, const wire::Message &message, Errc why, std::optional<quint64> epoch)
{
    auto repeat
        = answerRepeat(message.conversation, message.message, actor.device, EntryKind::Message, message.content);
    if (!repeat)
        return repeat.error();
    if (*repeat)
        return **repeat;
    Appended appended;
    appended.refusal = why;
    appended.epoch = epoch;
    return appended;
}

Result<std::optional<Appended>> Appender::answerRepeat(
    ConversationId conversation, MessageId message, DeviceId device, EntryKind kind, const QByteArray &body)
{
    auto stored = findMessage(message, device);
    if (!stored)
        return stored.error();
    if (!*stored)
        return std::optional<Appended>();
    Appended appended;
    if ((*stored)->conversation != conversation || (*stored)->kind != kind || (*stored)->body != body) {
        appended.refusal = Errc::Conflict;
        return std::optional(appended);
    }
    appended.repeated = true;
    appended.entry = std::move(**stored);
    appended.entry.body.clear();
    return std::optional(appended);
}

Result<Entry> Appender::appendChecked(ConversationState &state, EntryKind kind, const accounts::Actor &actor,
    MessageId message, const QByteArray &body, UtcTime now)
{
    const Seq seq = m_cache.takeSeq(state);
    auto inserted = m_insert.run(placeOf(state.row, seq), kind, actor.user, actor.device, message, now, body);
    if (!inserted)
        return inserted.error();
    if (*inserted == 0)
        return { Errc::Conflict, QStringLiteral("the id was used before") };
    return Entry { state.id, seq, kind, actor.user, actor.device, message, now, body, {} };
}

Result<std::optional<Entry>> Appender::findMessage(MessageId message, DeviceId device)
{
    auto rows = m_find.query(message, device);
    if (!rows)
        return rows.error();
    if (!rows->next()) {
        if (auto end = rows->finish(); !end)
            return end.error();
        return std::optional<Entry>();
    }
    Entry entry;
    entry.conversation = rows->id<ConversationId>(0);
    entry.seq = seqOf(rows->integer(1));
    entry.kind = EntryKind(rows->number(2));
    entry.sender = rows->id<UserId>(3);
    entry.device = device;
    entry.message = message;
    entry.sentAt = rows->time(4);
    entry.body = rows->bytes(5);
    return std::optional(entry);
}

} // namespace pc::relay::log
