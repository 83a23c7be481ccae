// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/groupcheck.h"

namespace pc::session {

namespace {

constexpr qsizetype kIdBytes = 16;
constexpr size_t kMostUnderWay = 100;

Uuid uuidOf(QByteArrayView bytes)
{
    Uuid id;
    std::copy_n(bytes.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

} // namespace

void GroupCheck::open()
{
    m_isOpen = true;
    ask(wire::KeysOp::CheckGroup, {});
}

void GroupCheck::close()
{
    m_isOpen = false;
    m_flights.clear();
    m_gone.clear();
    m_frozen.clear();
}

void GroupCheck::check(ConversationId conversation)
{
    ask(wire::KeysOp::CheckGroup, conversation);
}

void GroupCheck::report(ConversationId conversation, Seq seq)
{
    ask(wire::KeysOp::BadCommit, conversation, seq);
}

void GroupCheck::ask(wire::KeysOp op, std::optional<ConversationId> conversation, std::optional<Seq> seq)
{
    if (!m_isOpen || !m_context.isReady() || m_flights.size() >= kMostUnderWay)
        return; // all is asked again after the next catch-up
    wire::Keys keys;
    keys.op = op;
    keys.conversation = conversation;
    keys.seq = seq;
    m_flights.emplace(m_context.link.request(keys), conversation);
}

Result<void> GroupCheck::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto flight = m_flights.extract(frame);
    const auto *ack = std::get_if<wire::Ack>(&answer);
    if (!flight || !ack)
        return {};
    turn.then([this, conversation = flight.mapped(), ack = *ack] {
        if (conversation)
            return found(*conversation, ack);
        for (const QByteArray &item : ack.items) {
            if (item.size() == kIdBytes)
                check(ConversationId { uuidOf(item) });
        }
    });
    return {};
}

void GroupCheck::found(ConversationId conversation, const wire::Ack &ack)
{
    for (const QByteArray &item : ack.items) { // user, device
        if (item.size() == 2 * kIdBytes)
            m_gone[conversation].insert(DeviceId { uuidOf(QByteArrayView(item).sliced(kIdBytes)) });
    }
    if (ack.frozen)
        m_frozen.insert_or_assign(conversation, generationOf(conversation));
    if (m_found && (ack.frozen || !ack.items.empty()))
        m_found(conversation);
}

quint32 GroupCheck::generationOf(ConversationId conversation) const
{
    const auto standing = m_context.groups.standing(conversation);
    return standing ? standing->generation : 0;
}

/// No longer, once the log shows that somebody has begun it anew: then everybody may come in.
bool GroupCheck::isFrozen(ConversationId conversation)
{
    const auto frozen = m_frozen.find(conversation);
    if (frozen == m_frozen.end())
        return false;
    if (generationOf(conversation) <= frozen->second)
        return true;
    m_frozen.erase(frozen);
    return false;
}

std::vector<quint32> GroupCheck::leavesToRemove(ConversationId conversation)
{
    std::vector<quint32> leaves;
    const auto gone = m_gone.find(conversation);
    if (gone == m_gone.end())
        return leaves;
    const auto readers = m_context.groups.readers(conversation);
    if (!readers)
        return leaves;
    for (const groups::Reader &reader : *readers) {
        const DeviceId device = reader.certificate.device;
        if (gone->second.contains(device) && device != m_context.self.device)
            leaves.push_back(reader.leaf);
    }
    if (leaves.empty())
        m_gone.erase(gone);
    return leaves;
}

} // namespace pc::session
