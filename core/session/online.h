// SPDX-License-Identifier: GPL-3.0-or-later
// Online: one signed-in session with everything under it, made and ended together: tokens, link, directory, Engine.
// It works from the store alone until a connection comes.

#pragma once

#include "core/link/websocketlink.h"
#include "core/session/engine.h"
#include "core/session/httpdirectory.h"
#include "core/session/tokenkeeper.h"

#include <QObject>

namespace pc::session {

struct OnlineParts
{
    store::Store &store;
    vault::Vault &vault;
    Clock &clock;
    Random &random;
    QString clientVersion;
};

class Online : public QObject
{
    Q_OBJECT

public:
    Online(const OnlineParts &parts, const link::RelayAddress &relay, SignInRecord record, const store::Profile &self);

    Engine &engine() { return m_engine; }
    link::WebSocketLink &link() { return m_link; }
    link::HttpApi &api() { return m_api; }
    TokenKeeper &tokens() { return m_tokens; }

private:
    /// Names, labels and the school's policy may have changed since the last connection.
    void refreshSelf(link::AccessTokens::Wanted wanted);

    link::HttpApi m_api;
    TokenKeeper m_tokens;
    HttpDirectory m_directory;
    ClearCipher m_cipher;
    StoreGreeter m_greeter;
    link::WebSocketLink m_link;
    Engine m_engine;
};

} // namespace pc::session
