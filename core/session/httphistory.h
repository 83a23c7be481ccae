// SPDX-License-Identifier: GPL-3.0-or-later
// HttpHistory: the HistoryPost over the relay's routes.

#pragma once

#include "core/link/tokens.h"
#include "core/session/historypost.h"

#include <memory>

namespace pc::session {

class HttpHistory final : public HistoryPost
{
public:
    /// Both outlive this.
    HttpHistory(link::HistoryApi &api, link::AccessTokens &tokens)
        : m_api(api)
        , m_tokens(tokens)
    {
    }

    void ask(ConversationId conversation, const QByteArray &request, Reply<quint32> reply) override;
    void read(quint32 number, Reply<QByteArray> reply) override;
    void wanted(Reply<std::vector<link::WantedHistory>> reply) override;
    void give(quint32 number, const QByteArray &answer, Reply<void> reply) override;
    void drop(quint32 number) override;

private:
    /// Asks with a token; the reply's way back ends with this.
    template<typename T, typename Ask>
    void with(Reply<T> reply, Ask ask);

    link::HistoryApi &m_api;
    link::AccessTokens &m_tokens;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
