// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/archiveapi.h"

#include "core/link/archivejson.h"

#include <QUrlQuery>

#include <utility>

namespace pc::link {

namespace {

/// A segment goes up and down on slow networks, too.
constexpr Milliseconds kSegmentDeadline { 60'000 };

template<typename T>
HttpCaller::Reply readBy(Result<T> (*parse)(const QByteArray &), ArchiveApi::Reply<T> reply)
{
    return [parse, reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? parse(*body) : Result<T>(body.error())); };
}

HttpCaller::Reply unread(ArchiveApi::Reply<void> reply)
{
    return [reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? Result<void>() : Result<void>(body.error())); };
}

} // namespace

HttpQuestion ArchiveApi::question(
    const char *method, QLatin1StringView path, const QString &accessToken, QByteArray json) const
{
    return { method, m_relay.apiUrl(path), accessToken, std::move(json) };
}

void ArchiveApi::archive(const QString &accessToken, Reply<ArchiveInfo> reply)
{
    m_caller.ask(
        question("GET", QLatin1StringView("archive"), accessToken), readBy(parseArchiveInfo, std::move(reply)));
}

void ArchiveApi::setKept(const QString &accessToken, bool isKept, Reply<void> reply)
{
    m_caller.ask(
        question(isKept ? "POST" : "DELETE", QLatin1StringView("archive"), accessToken, isKept ? "{}" : QByteArray()),
        unread(std::move(reply)));
}

void ArchiveApi::takeLease(const QString &accessToken, Reply<ArchiveLeaseInfo> reply)
{
    m_caller.ask(question("POST", QLatin1StringView("archive/lease"), accessToken, "{}"),
        readBy(parseArchiveLease, std::move(reply)));
}

void ArchiveApi::endLease(const QString &accessToken, Reply<void> reply)
{
    m_caller.ask(question("DELETE", QLatin1StringView("archive/lease"), accessToken), unread(std::move(reply)));
}

void ArchiveApi::append(const QString &accessToken, const QByteArray &segment, Reply<quint32> reply)
{
    HttpQuestion asked = question("POST", QLatin1StringView("archive/segments"), accessToken, segment);
    asked.contentType = "application/octet-stream";
    asked.deadline = kSegmentDeadline;
    m_caller.ask(asked, readBy(parseNextSegment, std::move(reply)));
}

void ArchiveApi::segments(
    const QString &accessToken, quint32 generation, quint32 from, Reply<std::vector<QByteArray>> reply)
{
    HttpQuestion asked = question("GET", QLatin1StringView("archive/segments"), accessToken);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("generation"), QString::number(generation));
    query.addQueryItem(QStringLiteral("from"), QString::number(from));
    asked.url.setQuery(query);
    asked.deadline = kSegmentDeadline;
    asked.largestAnswer = kLargestSegmentPage;
    m_caller.ask(asked, readBy(parseSegments, std::move(reply)));
}

void ArchiveApi::activate(const QString &accessToken, const ArchiveSwap &swap, Reply<void> reply)
{
    m_caller.ask(
        question("POST", QLatin1StringView("archive/activate"), accessToken, swapJson(swap)), unread(std::move(reply)));
}

void ArchiveApi::recovery(const QString &accessToken, Reply<RecoveryInfo> reply)
{
    m_caller.ask(
        question("GET", QLatin1StringView("recovery"), accessToken), readBy(parseRecoveryInfo, std::move(reply)));
}

void ArchiveApi::changeRecovery(const QString &accessToken, const RecoveryUpdate &update, Reply<qint64> reply)
{
    m_caller.ask(question("POST", QLatin1StringView("recovery"), accessToken, recoveryUpdateJson(update)),
        readBy(parseRecoveryVersion, std::move(reply)));
}

void ArchiveApi::openRecovery(const QString &accessToken, const QByteArray &proof, Reply<RecoveryOpened> reply)
{
    m_caller.ask(question("POST", QLatin1StringView("recovery/open"), accessToken, proofJson(proof)),
        readBy(parseRecoveryOpened, std::move(reply)));
}

void ArchiveApi::removeRecovery(const QString &accessToken, Reply<void> reply)
{
    m_caller.ask(question("DELETE", QLatin1StringView("recovery"), accessToken), unread(std::move(reply)));
}

} // namespace pc::link
