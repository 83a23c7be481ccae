// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/online.h"

#include "core/base/log.h"
#include "core/session/profile.h"

#include <QPointer>

#include <utility>

namespace pc::session {

Result<std::unique_ptr<Online>> Online::open(
    const OnlineParts &parts, const link::RelayAddress &relay, SignInRecord record, const store::Profile &self)
{
    Groups groups { std::make_unique<RelayClock>(parts.clock), std::make_unique<trust::AccountBook>(parts.store),
        nullptr };
    auto keeper = groups::GroupKeeper::open({ .store = parts.store,
        .clock = *groups.relayTime,
        .random = parts.random,
        .keys = crypto::systemRandom(),
        .accounts = *groups.accounts,
        .user = self.person.id,
        .device = self.device });
    if (!keeper)
        return keeper.error();
    groups.keeper = std::move(*keeper);
    return std::unique_ptr<Online>(new Online(parts, std::move(groups), relay, std::move(record), self));
}

Online::Online(const OnlineParts &parts, Groups groups, const link::RelayAddress &relay, SignInRecord record,
    const store::Profile &self)
    : m_api(relay, parts.network, parts.clock)
    , m_archiveApi(relay, parts.network, parts.clock)
    , m_letterApi(relay, parts.network, parts.clock)
    , m_historyApi(relay, parts.network, parts.clock)
    , m_tokens(parts.vault, m_api, parts.clock, std::move(record))
    , m_directory(m_api, m_tokens)
    , m_lists(m_api, m_tokens)
    , m_history(m_historyApi, m_tokens)
    , m_groups(std::move(groups))
    , m_greeter(parts.store, parts.clientVersion)
    , m_link(relay, m_greeter, m_tokens, parts.network, parts.clock, parts.random)
    , m_engine({ parts.store, m_link, m_greeter, *m_groups.keeper, *m_groups.accounts, *m_groups.relayTime, m_directory,
                   m_lists, parts.clock, parts.random, &m_archiveApi, &m_tokens, &m_history, &m_letterApi },
          self)
{
    connect(&m_link, &link::Link::welcomed, this, [this] { refreshSelf(link::AccessTokens::Wanted::Current); });
}

void Online::refreshSelf(link::AccessTokens::Wanted wanted)
{
    const QPointer<Online> self(this);
    m_tokens.accessToken(wanted, [self](const Result<QString> &token) {
        if (!self || !token)
            return; // the link meets the same refusal, and says so
        self->m_api.self(*token, [self](const Result<link::SelfInfo> &info) {
            if (self && info)
                self->m_engine.updateProfile(profileOf(*info));
            else if (!info)
                qCInfo(lcSession) << "the relay did not say who this is:" << wireName(info.code());
        });
    });
}

} // namespace pc::session
