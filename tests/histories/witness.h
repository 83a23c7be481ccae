// SPDX-License-Identifier: GPL-3.0-or-later
// Witness: what people saw and what devices were told during a history, noted outside of all that is under test.

#pragma once

#include "core/chat/message.h"
#include "core/wire/frames.h"

#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace pc::histories {

/// What somebody wrote, and in which order a device did.
struct Written
{
    DeviceId device;
    ConversationId where;
    QString text;
};

class Witness
{
public:
    void wrote(MessageId message, const Written &written);

    /// A device was told by a relay of that epoch what has this seq.
    void told(const Uuid &epoch, ConversationId where, Seq seq, MessageId message);

    /// A device was told that its message is kept.
    void acknowledged(const Uuid &epoch, ConversationId where, Seq seq, MessageId message);

    /// A device's user was shown this, or that it changed.
    void shown(DeviceId device, const chat::Message &message, bool mayGoBack);

    void find(const QString &what);
    const QStringList &findings() const { return m_findings; }

    const std::map<MessageId, Written> &written() const { return m_written; }
    const std::vector<MessageId> &writtenBy(DeviceId device, ConversationId where)
    {
        return m_order[{ device, where }];
    }
    const std::set<MessageId> &acknowledgements() const { return m_acknowledged; }
    const std::map<std::pair<ConversationId, Seq>, MessageId> &toldBy(const Uuid &epoch) { return m_told[epoch]; }

    struct Shown
    {
        ConversationId where;
        int progress = 0; ///< How far it had come.
    };
    const std::map<MessageId, Shown> &shownTo(DeviceId device) { return m_shown[device]; }

private:
    std::map<MessageId, Written> m_written;
    std::map<std::pair<DeviceId, ConversationId>, std::vector<MessageId>> m_order;
    std::set<MessageId> m_acknowledged;
    std::map<Uuid, std::map<std::pair<ConversationId, Seq>, MessageId>> m_told;
    std::map<DeviceId, std::map<MessageId, Shown>> m_shown;
    QStringList m_findings;
};

/// An id that a failing history can be read by.
template<typename Id>
QString shortId(Id id)
{
    return id.raw().toShortString();
}

} // namespace pc::histories
