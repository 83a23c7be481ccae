// SPDX-License-Identifier: GPL-3.0-or-later
// Online: one signed-in session with everything under it, made and ended together: tokens, link, directory, Engine.
// It works from the store alone until a connection comes.

#pragma once

#include "core/link/archiveapi.h"
#include "core/link/letterapi.h"
#include "core/link/relaylink.h"
#include "core/session/engine.h"
#include "core/session/httpdirectory.h"
#include "core/session/httphistory.h"
#include "core/session/httplists.h"
#include "core/session/tokenkeeper.h"

#include <QObject>

namespace pc::session {

struct OnlineParts
{
    store::Store &store;
    vault::Vault &vault;
    link::Network &network;
    Clock &clock;
    Random &random;
    QString clientVersion;
};

class Online : public QObject
{
    Q_OBJECT

public:
    /// Errors: the store's; KeyMissing (the device is not enrolled).
    static Result<std::unique_ptr<Online>> open(
        const OnlineParts &parts, const link::RelayAddress &relay, SignInRecord record, const store::Profile &self);

    Engine &engine() { return m_engine; }
    link::RelayLink &link() { return m_link; }
    link::HttpApi &api() { return m_api; }
    link::ArchiveApi &archives() { return m_archiveApi; }
    TokenKeeper &tokens() { return m_tokens; }
    Clock &relayTime() { return *m_groups.relayTime; }

private:
    /// What is dated by the relay's time, and that time.
    struct Groups
    {
        std::unique_ptr<RelayClock> relayTime;
        std::unique_ptr<trust::AccountBook> accounts;
        std::unique_ptr<groups::GroupKeeper> keeper;
    };

    Online(const OnlineParts &parts, Groups groups, const link::RelayAddress &relay, SignInRecord record,
        const store::Profile &self);

    /// Names, labels and the school's policy may have changed since the last connection.
    void refreshSelf(link::AccessTokens::Wanted wanted);

    link::HttpApi m_api;
    link::ArchiveApi m_archiveApi;
    link::LetterApi m_letterApi;
    link::HistoryApi m_historyApi;
    TokenKeeper m_tokens;
    HttpDirectory m_directory;
    HttpLists m_lists;
    HttpHistory m_history;
    Groups m_groups;
    StoreGreeter m_greeter;
    link::RelayLink m_link;
    Engine m_engine;
};

} // namespace pc::session
