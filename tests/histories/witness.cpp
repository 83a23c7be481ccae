// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/histories/witness.h"

namespace pc::histories {

namespace {

constexpr int kMostFindings = 8;

/// Of states, as far as they can be told from the message alone.
int progressOf(const chat::Message &message)
{
    return message.state == chat::DeliveryState::Sending || message.state == chat::DeliveryState::Failed ? 0 : 1;
}

} // namespace

void Witness::wrote(MessageId message, const Written &written)
{
    m_written.emplace(message, written);
    m_order[{ written.device, written.where }].push_back(message);
}

void Witness::told(const Uuid &epoch, ConversationId where, Seq seq, MessageId message)
{
    const auto [known, isNew] = m_told[epoch].try_emplace({ where, seq }, message);
    if (!isNew && known->second != message)
        find(QStringLiteral("number %1 was told as two messages").arg(seq.raw()));
}

void Witness::acknowledged(const Uuid &epoch, ConversationId where, Seq seq, MessageId message)
{
    m_acknowledged.insert(message);
    told(epoch, where, seq, message);
}

void Witness::shown(DeviceId device, const chat::Message &message, bool mayGoBack)
{
    const int progress = progressOf(message);
    const auto [known, isNew] = m_shown[device].try_emplace(message.id, Shown { message.conversation, progress });
    if (!isNew && progress < known->second.progress && !mayGoBack)
        find(QStringLiteral("%1: a status went backwards").arg(shortId(device)));
    known->second.progress = progress;
}

void Witness::find(const QString &what)
{
    if (m_findings.size() < kMostFindings && !m_findings.contains(what))
        m_findings.append(what);
}

} // namespace pc::histories
