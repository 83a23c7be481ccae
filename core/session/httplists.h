// SPDX-License-Identifier: GPL-3.0-or-later
// HttpLists: the ListShelf over the relay's routes for device lists and the office, page by page, with one renewal when the token was refused.

#pragma once

#include "core/link/httpapi.h"
#include "core/link/tokens.h"
#include "core/session/listshelf.h"

#include <memory>

namespace pc::session {

class HttpLists final : public ListShelf
{
public:
    HttpLists(link::HttpApi &api, link::AccessTokens &tokens)
        : m_api(api)
        , m_tokens(tokens)
    {
    }

    void list(UserId of, quint32 after, Reply reply) override;
    void office(quint32 after, Reply reply) override;
    void appendToOffice(const QByteArray &entry, Done done) override;
    void sayForOffice(const QByteArray &word, Done done) override;

private:
    struct Question;

    void ask(const std::shared_ptr<Question> &question, link::AccessTokens::Wanted wanted);
    void onPage(const std::shared_ptr<Question> &question, const Result<link::DeviceListPage> &page);

    link::HttpApi &m_api;
    link::AccessTokens &m_tokens;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
