// SPDX-License-Identifier: GPL-3.0-or-later
// GroupDevice: a device with real keys that makes what a client sends about groups, for tests of the relay. It trusts
// everybody: what is to be refused, the relay must refuse.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/identity/devicecertificate.h"
#include "core/mls/externaljoin.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace pc::test {

/// What goes into a `handshake` frame.
struct MadeHandshake
{
    quint64 epoch = 0;
    QByteArray content;
    QByteArray tree;
    QByteArray welcome;
    QByteArray groupInfo;
};

/// A change of the group that its maker has not taken itself yet.
struct MadeCommit
{
    MadeHandshake handshake;
    mls::Group next;
};

class GroupDevice
{
public:
    GroupDevice(UserId user, DeviceId device, UtcTime now);

    /// A whole MLSMessage; what belongs to it is kept.
    QByteArray keyPackage(bool lastResort = false);

    /// Begins the group of that id with itself alone.
    MadeHandshake create(const mls::Bytes &groupId);

    MadeCommit add(const std::vector<QByteArray> &packages);
    MadeCommit remove(mls::LeafIndex leaf);
    MadeCommit update();
    void take(MadeCommit made) { m_group.emplace(std::move(made.next)); }

    MadeHandshake proposeToLeave();

    /// By what the relay hands to who joins. Whether it worked.
    bool join(const QByteArray &welcome, const QByteArray &tree);

    /// In the place of the leaf that is there for this device, if one is, or of `replaces`.
    MadeCommit joinFromOutside(
        const QByteArray &groupInfo, const QByteArray &tree, std::optional<mls::LeafIndex> replaces = {});

    /// A sealed application message with a commitment that opens nothing.
    QByteArray seal(const QByteArray &text);

    /// What others sent: the text of a message, nothing for a change or for what is refused.
    std::optional<QByteArray> process(const QByteArray &message);

    std::optional<mls::LeafIndex> leafOf(DeviceId device) const;

    mls::Group &group() { return *m_group; }
    UserId user() const { return m_user; }
    DeviceId device() const { return m_device; }
    pc::identity::DeviceCertificate certificate() const;
    const crypto::Ed25519Key &accountKey() const { return m_accountKey; }
    const mls::Rules &rules() const { return m_rules; }

private:
    class Trust;

    mls::LeafIdentity identity() const;
    MadeCommit made(mls::Result<mls::PendingCommit> pending);

    UserId m_user;
    DeviceId m_device;
    UtcTime m_now;
    crypto::Ed25519Key m_accountKey;
    crypto::Ed25519Key m_leafKey;
    std::shared_ptr<const Trust> m_trust; ///< At the same place however this value moves: the rules refer to it.
    mls::Rules m_rules;
    std::map<mls::Bytes, mls::KeyPackageBundle> m_packages;
    std::optional<mls::Group> m_group;
};

} // namespace pc::test
