// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/httpdirectory.h"

#include "core/session/profile.h"

#include <utility>

namespace pc::session {

using Wanted = link::AccessTokens::Wanted;

void HttpDirectory::find(const QString &query, const QString &after, Reply reply)
{
    ask(Wanted::Current, query, after, std::move(reply));
}

void HttpDirectory::ask(Wanted wanted, const QString &query, const QString &after, Reply reply)
{
    const std::weak_ptr<int> alive = m_alive;
    const auto onPage = [=, this](const Result<link::PeoplePage> &page) {
        if (alive.expired())
            return;
        if (page)
            reply(directoryPage(*page));
        else if (page.code() == Errc::Unauthenticated && wanted == Wanted::Current)
            ask(Wanted::Renewed, query, after, reply);
        else
            reply(page.error());
    };
    m_tokens.accessToken(wanted, [=, this](const Result<QString> &token) {
        if (alive.expired())
            return;
        if (token)
            m_api.people(*token, query, after, onPage);
        else
            reply(token.error());
    });
}

} // namespace pc::session
