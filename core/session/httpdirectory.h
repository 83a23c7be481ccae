// SPDX-License-Identifier: GPL-3.0-or-later
// HttpDirectory: the Directory over the relay's route for people, with one renewal when the token was refused.

#pragma once

#include "core/link/httpapi.h"
#include "core/link/tokens.h"
#include "core/session/directory.h"

#include <memory>

namespace pc::session {

class HttpDirectory final : public Directory
{
public:
    HttpDirectory(link::HttpApi &api, link::AccessTokens &tokens)
        : m_api(api)
        , m_tokens(tokens)
    {
    }

    void find(const QString &query, const QString &after, Reply reply) override;

private:
    void ask(link::AccessTokens::Wanted wanted, const QString &query, const QString &after, Reply reply);

    link::HttpApi &m_api;
    link::AccessTokens &m_tokens;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
