// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/httphistory.h"

#include <utility>

namespace pc::session {

template<typename T, typename Ask>
void HttpHistory::with(Reply<T> reply, Ask ask)
{
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(
        link::AccessTokens::Wanted::Current, [alive, reply = std::move(reply), ask](const Result<QString> &token) {
            if (alive.expired())
                return;
            if (!token)
                return reply(token.error());
            ask(*token, [alive, reply](const Result<T> &answer) {
                if (!alive.expired())
                    reply(answer);
            });
        });
}

void HttpHistory::ask(ConversationId conversation, const QByteArray &request, Reply<quint32> reply)
{
    with<quint32>(std::move(reply), [this, conversation, request](const QString &token, Reply<quint32> answered) {
        m_api.ask(token, conversation, request, std::move(answered));
    });
}

void HttpHistory::read(quint32 number, Reply<QByteArray> reply)
{
    with<QByteArray>(std::move(reply), [this, number](const QString &token, Reply<QByteArray> answered) {
        m_api.read(token, number, std::move(answered));
    });
}

void HttpHistory::wanted(Reply<std::vector<link::WantedHistory>> reply)
{
    using Wanted = std::vector<link::WantedHistory>;
    with<Wanted>(std::move(reply),
        [this](const QString &token, Reply<Wanted> answered) { m_api.wanted(token, std::move(answered)); });
}

void HttpHistory::give(quint32 number, const QByteArray &answer, Reply<void> reply)
{
    with<void>(std::move(reply), [this, number, answer](const QString &token, Reply<void> answered) {
        m_api.give(token, number, answer, std::move(answered));
    });
}

void HttpHistory::drop(quint32 number)
{
    with<void>([](const Result<void> &) {},
        [this, number](const QString &token, Reply<void> answered) { m_api.drop(token, number, std::move(answered)); });
}

} // namespace pc::session
