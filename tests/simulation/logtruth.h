// SPDX-License-Identifier: GPL-3.0-or-later
// LogTruth: what the relay's log says, read straight from its file and followed with mls::PublicGroup, apart from how the
// relay and the devices read it: who was in each conversation when, who had a leaf in which epoch, what was said.

#pragma once

#include "core/relay/keys/franking.h"
#include "core/relay/log/entry.h"
#include "core/relay/log/sealedmessage.h"
#include "tests/simulation/evidence.h"

#include <optional>

namespace pc::sql {
class Database;
}

namespace pc::sim {

struct TruthEpoch
{
    Seq began;
    bool fromOutside = false; ///< Begun by who came in.
    std::map<DeviceId, UserId> leaves;
};

struct TruthMessage
{
    relay::log::Entry entry;
    relay::log::SealedMessage sealed;
};

struct TruthMember
{
    UserId user;
    Seq first;
    Seq last; ///< The head for who is present.
    bool isPresent = false;
};

struct TruthConversation
{
    ConversationId id;
    Seq head;
    std::vector<TruthMember> members; ///< As the relay says they may see it.
    std::vector<relay::log::Entry> entries;
    std::vector<TruthMessage> messages;
    std::map<std::pair<quint32, quint64>, TruthEpoch> epochs; ///< By generation and epoch.

    const TruthMember *find(UserId user) const;

    /// By the entries up to `seq`, which is included.
    std::set<UserId> membersAt(Seq seq) const;

    /// Where somebody left for good, by the entries; nothing while they are there, or never were.
    std::optional<Seq> leftAt(UserId user) const;

    const TruthEpoch *epochOf(const TruthMessage &message) const;
    const TruthEpoch *newest() const { return epochs.empty() ? nullptr : &epochs.rbegin()->second; }
    std::optional<quint64> epoch() const
    {
        return epochs.empty() ? std::nullopt : std::optional(epochs.rbegin()->first.second);
    }
};

class LogTruth
{
public:
    /// Of a relay that may be running. `firstTrees`: of the groups that were created.
    static LogTruth read(const QString &relayDatabase, const std::map<MessageId, QByteArray> &firstTrees);

    std::vector<TruthConversation> conversations;
    Uuid logEpoch;

    const TruthConversation *find(ConversationId id) const;

private:
    static void readMembers(sql::Database &database, qint64 row, TruthConversation &conversation);
    static void readEntries(sql::Database &database, qint64 row, TruthConversation &conversation);
    static void follow(TruthConversation &conversation, const std::map<MessageId, QByteArray> &firstTrees);
};

} // namespace pc::sim
