// SPDX-License-Identifier: GPL-3.0-or-later
// PaperLists: everybody's device lists as a relay that tells the truth would have them, for tests without its routes.

#pragma once

#include "core/crypto/qtbytes.h"
#include "core/groups/deviceidentity.h"
#include "core/identity/devicelist.h"

#include <QByteArray>

#include <map>
#include <vector>

namespace pc::test {

class PaperLists
{
public:
    /// Puts this device into its person's list as it is, unless it is there.
    void add(const groups::DeviceIdentity &device, UtcTime now)
    {
        add(device.certificate, device.accountKey, now, device.boxKey.publicKey);
    }

    void add(const identity::DeviceCertificate &certificate, const crypto::Ed25519Key &accountKey, UtcTime now,
        const crypto::X25519PublicKey &boxKey = {})
    {
        List &list = m_lists[certificate.user];
        identity::ListedDevice listed;
        listed.id = certificate.device;
        listed.leafKey = certificate.leafKey;
        listed.boxKey = boxKey;
        listed.sealedName = { 1 };
        const bool isOthers = list.whole.isEmpty() || list.whole.accountKey() != certificate.accountKey;
        const auto *known = list.whole.find(certificate.device);
        if (!isOthers && known && !known->revoked && known->leafKey == certificate.leafKey)
            return;
        if (!isOthers && known && known->revoked)
            return; // taken out for good
        say(list, certificate.user, isOthers ? identity::ListAct::Begin : identity::ListAct::Add, listed, now,
            accountKey);
    }

    void revoke(const groups::DeviceIdentity &by, DeviceId device, UtcTime now)
    {
        identity::ListedDevice listed;
        listed.id = device;
        const UserId user = by.certificate.user;
        say(m_lists[user], user, identity::ListAct::Revoke, listed, now, by.accountKey);
    }

    std::vector<QByteArray> entries(UserId of, quint32 after) const
    {
        const auto list = m_lists.find(of);
        if (list == m_lists.end() || after >= list->second.entries.size())
            return {};
        return { list->second.entries.begin() + after, list->second.entries.end() };
    }

private:
    struct List
    {
        identity::DeviceList whole;
        std::vector<QByteArray> entries;
    };

    static void say(List &list, UserId user, identity::ListAct act, const identity::ListedDevice &device, UtcTime now,
        const crypto::Ed25519Key &key)
    {
        const auto entry = identity::makeListEntry(list.whole, user, act, device, now, key);
        if (!list.whole.append(entry))
            qFatal("a device list does not go on");
        list.entries.push_back(crypto::toByteArray(entry));
    }

    std::map<UserId, List> m_lists;
};

} // namespace pc::test
