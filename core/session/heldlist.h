// SPDX-License-Identifier: GPL-3.0-or-later
// HeldList: the own device list as the relay has it now, held to the account key that this device has, and kept in its store. Where
// a relay shows a list that began anew under another key, nothing of it is taken.
//
// Thread: the session's loop. Each reply is called once, later; whoever asks sees to it that what it calls still lives.

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/link/tokens.h"
#include "core/session/ownlist.h"
#include "core/store/store.h"

#include <memory>

namespace pc::session {

struct LinkerParts
{
    store::Store &store;
    link::HttpApi &api;
    link::AccessTokens &tokens;
    Clock &clock;
    crypto::RandomSource &keys;
    std::function<void(std::function<void()>)>
        saveThen {}; ///< What a further device will want is brought to the archive first.
    std::function<void()> said {}; ///< After each entry that this device said, if anybody wants to hear of it.
};

class HeldList : public std::enable_shared_from_this<HeldList>
{
public:
    using Reply = std::function<void(Result<void>)>;
    using Opened = std::function<void(Result<std::shared_ptr<HeldList>>)>;

    /// `parts` outlive what is asked here. Errors: KeyMissing, the store's, and as OwnList::fetch().
    static void open(const LinkerParts &parts, UserId user, const Opened &opened);

    /// One more entry by this device's key, once it is at the relay and in the store. Errors: as OwnList::append(), the store's.
    void say(identity::ListAct act, const identity::ListedDevice &device, const Reply &reply);

    const identity::DeviceList &list() const { return m_list.list(); }
    const crypto::Ed25519Key &accountKey() const { return m_identity.accountKey; }
    const QString &accessToken() const { return m_token; } ///< Good now.

private:
    HeldList(const LinkerParts &parts, UserId user, groups::DeviceIdentity identity);

    void fetch(const QString &accessToken, const Opened &opened);
    Result<void> save();

    LinkerParts m_parts;
    UserId m_user;
    groups::DeviceIdentity m_identity;
    OwnList m_list;
    QString m_token;
};

} // namespace pc::session
