// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/httplists.h"

#include "core/identity/devicelist.h"

#include <utility>

namespace pc::session {

using Wanted = link::AccessTokens::Wanted;

struct HttpLists::Question
{
    UserId of;
    quint32 after = 0;
    Reply reply;
    std::vector<QByteArray> entries;
    bool hasRenewed = false;
};

void HttpLists::entries(UserId of, quint32 after, Reply reply)
{
    ask(std::make_shared<Question>(Question { of, after, std::move(reply), {}, false }), Wanted::Current);
}

void HttpLists::ask(const std::shared_ptr<Question> &question, Wanted wanted)
{
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(wanted, [this, alive, question](const Result<QString> &token) {
        if (alive.expired())
            return;
        if (!token) {
            question->reply(token.error());
            return;
        }
        const quint32 after = question->after + quint32(question->entries.size());
        m_api.deviceList(*token, question->of, after, [this, alive, question](const auto &page) {
            if (!alive.expired())
                onPage(question, page);
        });
    });
}

void HttpLists::onPage(const std::shared_ptr<Question> &question, const Result<link::DeviceListPage> &page)
{
    if (!page && page.code() == Errc::Unauthenticated && !question->hasRenewed) {
        question->hasRenewed = true;
        return ask(question, Wanted::Renewed);
    }
    if (!page)
        return question->reply(page.error());
    std::vector<QByteArray> &entries = question->entries;
    entries.insert(entries.end(), page->entries.begin(), page->entries.end());
    const std::size_t known = question->after + entries.size();
    if (known > identity::kMostListEntries)
        return question->reply(Error { Errc::TooLarge, QStringLiteral("a device list without end") });
    if (page->entries.empty() || known >= page->number)
        return question->reply(std::move(entries));
    ask(question, Wanted::Current);
}

} // namespace pc::session
