// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/historyapi.h"

#include "core/link/apifields.h"

#include <limits>
#include <utility>

namespace pc::link {

namespace {

constexpr double kMostHistoryNumber = double(std::numeric_limits<quint32>::max());
constexpr qsizetype kMostHistoryRequestBytes = 2'048;
constexpr qsizetype kMostHistoryWanted = 16;

/// An answer goes up and down on slow networks, too.
constexpr Milliseconds kHistoryDeadline { 60'000 };

HttpCaller::Reply heedless(HistoryApi::Reply<void> reply)
{
    return [reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? Result<void>() : Result<void>(body.error())); };
}

} // namespace

Result<quint32> parseHistoryNumber(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    const auto number = quint32(fields.number(QLatin1StringView("number"), kMostHistoryNumber));
    fields.require(number > 0);
    return fields.ok() ? Result<quint32>(number) : Result<quint32>(malformed());
}

Result<std::vector<WantedHistory>> parseWantedHistory(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    const QJsonArray array = fields.array(QLatin1StringView("wanted"));
    fields.require(array.size() <= kMostHistoryWanted);
    if (!fields.ok())
        return malformed();
    std::vector<WantedHistory> wanted;
    for (const auto &value : array) {
        ApiFields one(value.toObject());
        WantedHistory item;
        item.number = quint32(one.number(QLatin1StringView("number"), kMostHistoryNumber));
        item.request = one.bytes(QLatin1StringView("request"), kMostHistoryRequestBytes);
        if (!one.ok() || item.number == 0)
            return malformed();
        wanted.push_back(std::move(item));
    }
    return wanted;
}

HttpQuestion HistoryApi::question(const char *method, const QString &accessToken, quint32 number) const
{
    const QByteArray path = number == 0 ? QByteArray("history") : "history/" + QByteArray::number(number);
    HttpQuestion asked { method, m_relay.apiUrl(QLatin1StringView(path)), accessToken, {} };
    asked.deadline = kHistoryDeadline;
    return asked;
}

void HistoryApi::ask(
    const QString &accessToken, ConversationId conversation, const QByteArray &request, Reply<quint32> reply)
{
    HttpQuestion asked = question("POST", accessToken);
    asked.json = compact({ { QLatin1StringView("conversation"), conversation.raw().toString() },
        { QLatin1StringView("request"), base64Url(request) } });
    m_caller.ask(asked, [reply = std::move(reply)](const Result<QByteArray> &body) {
        reply(body ? parseHistoryNumber(*body) : Result<quint32>(body.error()));
    });
}

void HistoryApi::read(const QString &accessToken, quint32 number, Reply<QByteArray> reply)
{
    m_caller.ask(question("GET", accessToken, number), std::move(reply));
}

void HistoryApi::wanted(const QString &accessToken, Reply<std::vector<WantedHistory>> reply)
{
    m_caller.ask(question("GET", accessToken), [reply = std::move(reply)](const Result<QByteArray> &body) {
        reply(body ? parseWantedHistory(*body) : Result<std::vector<WantedHistory>>(body.error()));
    });
}

void HistoryApi::give(const QString &accessToken, quint32 number, const QByteArray &answer, Reply<void> reply)
{
    HttpQuestion asked = question("POST", accessToken, number);
    asked.json = answer;
    asked.contentType = "application/octet-stream";
    m_caller.ask(asked, heedless(std::move(reply)));
}

void HistoryApi::drop(const QString &accessToken, quint32 number, Reply<void> reply)
{
    m_caller.ask(question("DELETE", accessToken, number), heedless(std::move(reply)));
}

} // namespace pc::link
