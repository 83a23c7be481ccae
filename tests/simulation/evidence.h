// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence: what the devices of a run did and saw, noted where it happens, for the invariants to be judged by. What is
// wrong the moment it happens (I1, I3) is a finding at once.

#pragma once

#include "core/base/ids.h"
#include "core/crypto/sha256.h"
#include "core/mls/group.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace pc::sim {

enum class Invariant : quint8 {
    SameView = 1, ///< I1: members of an epoch agree on it.
    ShownOnce, ///< I2: what was acknowledged is shown once, or its place is.
    KeysOnce, ///< I3: no key seals two texts.
    RemovedReadNothing, ///< I4
    OnlyMembers, ///< I5: nobody else in a tree beyond the next commit.
    Reportable, ///< I6: what is shown can be reported, and nothing else can.
    Converges, ///< I7: within a minute of quiet.
    SecretsGone, ///< I8: what was used is not on the disk.
    RelayReadsNothing, ///< I9: neither texts nor keys at the relay.
};

struct Finding
{
    Invariant invariant = Invariant::SameView;
    QString what;
};

/// One epoch of a conversation's group.
struct EpochName
{
    ConversationId conversation;
    quint32 generation = 0;
    quint64 epoch = 0;

    auto operator<=>(const EpochName &) const = default;
};

/// What all members of an epoch must have in common.
struct EpochView
{
    crypto::Bytes authenticator;
    crypto::Bytes treeHash;
    std::vector<std::pair<quint32, DeviceId>> roster;

    bool operator==(const EpochView &) const = default;
};

/// A text as its writer gave it to the session.
struct Written
{
    ConversationId conversation;
    DeviceId device;
    QString text;
};

/// A message was sealed, by what its device had read until then.
struct Sealing
{
    ConversationId conversation;
    MessageId message;
    DeviceId device;
    Seq cursor;
};

class Evidence
{
public:
    void find(Invariant invariant, const QString &what);
    const std::vector<Finding> &findings() const { return m_findings; }

    /// Of a device that took part in that epoch, if only in a transaction that was never committed.
    void saw(DeviceId device, const EpochName &name, const EpochView &view);

    /// Its disk says so.
    void attended(DeviceId device, const EpochName &name) { m_attended.emplace(device, name); }
    bool wasIn(DeviceId device, const EpochName &name) const { return m_attended.contains({ device, name }); }

    /// The relay was put back: what was beyond `newest` of each conversation, by generation and epoch, will be something else.
    void forgetBeyond(const std::map<ConversationId, std::pair<quint32, quint64>> &newest);

    /// Sealed bytes left their device.
    void left(const crypto::Bytes &key, const crypto::Digest &text, DeviceId device);

    std::map<MessageId, Written> written;
    std::map<MessageId, Sealing> sealed; ///< The last one, if it was sealed anew.
    std::map<DeviceId, std::map<ConversationId, Seq>> revoked; ///< Where each conversation stood then.
    std::map<MessageId, QByteArray> firstTrees; ///< Of groups that were created, by their handshake.
    std::map<std::pair<ConversationId, Seq>, QByteArray> tags; ///< As the relay told them.
    bool spoilsNextCommit = false; ///< Whoever makes one makes it so that the relay takes it, and nobody else can.
    bool wasPutBack = false; ///< The relay, at least once.
    std::set<crypto::Bytes> secrets; ///< What devices drew as keys: the relay must hold none of it.

    /// The last state of each group that a device was in: what it would still have, had it kept everything.
    std::map<std::pair<DeviceId, ConversationId>, std::optional<mls::Group>> hoard;

private:
    std::vector<Finding> m_findings;
    std::map<EpochName, std::pair<DeviceId, EpochView>> m_epochs;
    std::set<std::pair<DeviceId, EpochName>> m_attended;
    std::map<crypto::Bytes, crypto::Digest> m_keys;
};

QString shortName(DeviceId device);
QString shortName(ConversationId conversation);

} // namespace pc::sim
