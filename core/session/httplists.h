// SPDX-License-Identifier: GPL-3.0-or-later
// HttpLists: the ListSource over the relay's route for device lists, page by page, with one renewal when the token was refused.

#pragma once

#include "core/link/httpapi.h"
#include "core/link/tokens.h"
#include "core/session/listsource.h"

#include <memory>

namespace pc::session {

class HttpLists final : public ListSource
{
public:
    HttpLists(link::HttpApi &api, link::AccessTokens &tokens)
        : m_api(api)
        , m_tokens(tokens)
    {
    }

    void entries(UserId of, quint32 after, Reply reply) override;

private:
    struct Question;

    void ask(const std::shared_ptr<Question> &question, link::AccessTokens::Wanted wanted);
    void onPage(const std::shared_ptr<Question> &question, const Result<link::DeviceListPage> &page);

    link::HttpApi &m_api;
    link::AccessTokens &m_tokens;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
