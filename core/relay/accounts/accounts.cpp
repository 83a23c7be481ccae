// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/accounts.h"

#include <utility>

namespace pc::relay::accounts {

Accounts::Accounts(sql::Writer &writer, sql::Reader &reader, const Clock &clock, Random &random, RegistryHooks hooks,
    const AccountsOptions &options)
    : m_registry(writer, reader, clock, random, std::move(hooks))
    , m_hashes(options.hashes)
    , m_signIn(m_registry, m_hashes, options.limits)
    , m_self(m_registry)
    , m_deviceLists(m_registry)
    , m_offices(m_registry)
    , m_letters(m_registry)
    , m_links(options.linking, clock)
    , m_archives(m_registry, options.archives)
    , m_recoveries(m_registry)
    , m_histories(m_registry, options.histories)
    , m_administration(m_registry, m_hashes)
{
}

Result<std::unique_ptr<Accounts>> Accounts::start(sql::Writer &writer, sql::Reader &reader, const Clock &clock,
    Random &random, RegistryHooks hooks, const AccountsOptions &options)
{
    auto accounts = std::unique_ptr<Accounts>(new Accounts(writer, reader, clock, random, std::move(hooks), options));
    if (auto loaded = accounts->m_registry.load(); !loaded)
        return loaded.error();
    return accounts;
}

Result<Actor> Accounts::actorOf(QByteArrayView accessToken)
{
    const auto claims = m_registry.tokens().verify(accessToken);
    if (!claims)
        return claims.error();
    return m_registry.roster().actor(*claims);
}

} // namespace pc::relay::accounts
