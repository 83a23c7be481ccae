// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/httplists.h"

#include "core/identity/devicelist.h"

#include <optional>
#include <utility>

namespace pc::session {

using Wanted = link::AccessTokens::Wanted;

struct HttpLists::Question
{
    std::optional<UserId> of; ///< Else the office.
    quint32 after = 0;
    Reply reply;
    Entries found;
    bool hasRenewed = false;
};

void HttpLists::list(UserId of, quint32 after, Reply reply)
{
    ask(std::make_shared<Question>(Question { of, after, std::move(reply), {}, false }), Wanted::Current);
}

void HttpLists::office(quint32 after, Reply reply)
{
    ask(std::make_shared<Question>(Question { {}, after, std::move(reply), {}, false }), Wanted::Current);
}

void HttpLists::appendToOffice(const QByteArray &entry, Done done)
{
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(Wanted::Current, [this, alive, entry, done](const Result<QString> &token) {
        if (alive.expired())
            return;
        if (!token)
            return done(token.error());
        m_api.appendToOffice(*token, entry, [alive, done](const Result<quint32> &number) {
            if (!alive.expired())
                done(number ? Result<void>() : number.error());
        });
    });
}

void HttpLists::sayForOffice(const QByteArray &word, Done done)
{
    const std::weak_ptr<int> alive = m_alive;
    m_tokens.accessToken(Wanted::Current, [this, alive, word, done](const Result<QString> &token) {
        if (alive.expired())
            return;
        if (!token)
            return done(token.error());
        m_api.sayForOffice(*token, word, [alive, done](const Result<void> &said) {
            if (!alive.expired())
                done(said);
        });
    });
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
        const quint32 after = question->after + quint32(question->found.entries.size());
        const auto onAnswer = [this, alive, question](const Result<link::DeviceListPage> &page) {
            if (!alive.expired())
                onPage(question, page);
        };
        if (question->of)
            m_api.deviceList(*token, *question->of, after, onAnswer);
        else
            m_api.office(*token, after, onAnswer);
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
    std::vector<QByteArray> &entries = question->found.entries;
    question->found.word = page->word;
    entries.insert(entries.end(), page->entries.begin(), page->entries.end());
    const std::size_t known = question->after + entries.size();
    if (known > identity::kMostListEntries)
        return question->reply(Error { Errc::TooLarge, QStringLiteral("a device list without end") });
    if (page->entries.empty() || known >= page->number)
        return question->reply(std::move(question->found));
    ask(question, Wanted::Current);
}

} // namespace pc::session
