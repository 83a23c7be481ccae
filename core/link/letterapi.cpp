// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/letterapi.h"

#include "core/link/apifields.h"

#include <QUrlQuery>

#include <utility>

namespace pc::link {

namespace {

constexpr qsizetype kMostLetterOnWire = 2'048;
constexpr qsizetype kMostProofOnWire = 128;

HttpCaller::Reply whetherDone(LetterApi::Reply<void> reply)
{
    return [reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? Result<void>() : Result<void>(body.error())); };
}

} // namespace

QByteArray letterJson(const LetterWriting &letter)
{
    return compact(
        { { QStringLiteral("id"), letter.id.toString() }, { QStringLiteral("userId"), letter.person.raw().toString() },
            { QStringLiteral("name"), letter.name }, { QStringLiteral("role"), letter.role },
            { QStringLiteral("label"), letter.label }, { QStringLiteral("seconds"), letter.seconds },
            { QStringLiteral("code"), letter.code }, { QStringLiteral("letter"), base64Url(letter.letter) } });
}

Result<LettersPage> parseLetters(const QByteArray &json)
{
    ApiFields fields = parseObject(json);
    LettersPage page;
    for (const QJsonValue &item : fields.array(QLatin1StringView("letters"))) {
        fields.require(item.isObject());
        ApiFields one(item.toObject());
        LetterInfo letter;
        letter.id = one.id<UserId>(QLatin1StringView("id")).raw();
        letter.person = one.id<UserId>(QLatin1StringView("userId"));
        letter.letter = one.bytes(QLatin1StringView("letter"), kMostLetterOnWire);
        if (one.has(QLatin1StringView("proof")))
            letter.proof = one.bytes(QLatin1StringView("proof"), kMostProofOnWire);
        fields.require(one.ok());
        page.letters.push_back(std::move(letter));
    }
    page.next = fields.optionalText(QLatin1StringView("next"));
    return fields.ok() ? Result<LettersPage>(std::move(page)) : Result<LettersPage>(malformed());
}

void LetterApi::write(const QString &accessToken, const LetterWriting &letter, Reply<void> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("letters")), accessToken, letterJson(letter) },
        whetherDone(std::move(reply)));
}

void LetterApi::letters(const QString &accessToken, const QString &after, Reply<LettersPage> reply)
{
    QUrl url = m_relay.apiUrl(QStringLiteral("letters"));
    if (!after.isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("after"), QString::fromLatin1(QUrl::toPercentEncoding(after)));
        url.setQuery(query);
    }
    m_caller.ask({ "GET", url, accessToken, {} }, [reply = std::move(reply)](const Result<QByteArray> &body) {
        reply(body ? parseLetters(*body) : Result<LettersPage>(body.error()));
    });
}

void LetterApi::end(const QString &accessToken, const Uuid &letter, Reply<void> reply)
{
    const QUrl url = m_relay.apiUrl(QStringLiteral("letters/") + letter.toString());
    m_caller.ask({ "DELETE", url, accessToken, {} }, whetherDone(std::move(reply)));
}

void LetterApi::prove(const QString &accessToken, const QByteArray &proof, Reply<void> reply)
{
    const QByteArray json = compact({ { QStringLiteral("proof"), base64Url(proof) } });
    m_caller.ask(
        { "POST", m_relay.apiUrl(QStringLiteral("letter-proof")), accessToken, json }, whetherDone(std::move(reply)));
}

} // namespace pc::link
