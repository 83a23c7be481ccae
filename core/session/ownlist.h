// SPDX-License-Identifier: GPL-3.0-or-later
// OwnList: this person's device list as the relay has it, entry by entry. Fetches what is new, appends what this device says, and
// holds on to what it knows: a relay that shows less, or something else, is told apart from one that is behind.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/identity/devicelist.h"
#include "core/link/httpapi.h"

#include <memory>
#include <vector>

namespace pc::session {

class OwnList
{
public:
    using Reply = std::function<void(Result<void>)>;

    /// References outlive this.
    OwnList(link::HttpApi &api, UserId user)
        : m_api(api)
        , m_user(user)
    {
    }

    const identity::DeviceList &list() const { return m_list; }
    const std::vector<QByteArray> &entries() const { return m_entries; }

    /// From now on nothing is followed that another account key says: a list that begins anew is not this device's any more.
    void holdTo(const crypto::Ed25519PublicKey &accountKey) { m_accountKey = accountKey; }

    /// What this device kept of it. Errors: Corrupt (no list of this person).
    Result<void> restore(const std::vector<QByteArray> &entries);

    /// All that the relay has beyond what is known; and a relay that has less, since it came back from a backup, is told again what
    /// is known here. Errors: those of the relay and the way there; Corrupt (what it has does not follow what is known).
    void fetch(const QString &accessToken, Reply reply);

    /// One more entry, once it is at the relay. Errors: as fetch(); Conflict (somebody else appended first: fetch).
    void append(const QString &accessToken, const crypto::Bytes &entry, Reply reply);

private:
    void onPage(const QString &accessToken, const Result<link::DeviceListPage> &page, const Reply &reply);
    void offerAgain(const QString &accessToken, quint32 from, const Reply &reply);
    Result<void> follow(const QByteArray &entry);

    link::HttpApi &m_api;
    UserId m_user;
    std::optional<crypto::Ed25519PublicKey> m_accountKey;
    identity::DeviceList m_list;
    std::vector<QByteArray> m_entries;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
