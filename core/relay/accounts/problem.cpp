// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/problem.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace pc::relay::accounts {

namespace {

constexpr int kRetryAfterSeconds = 5;

struct Kind
{
    int status;
    Errc code;
    const char *title;
};

Kind kindOf(Errc code)
{
    switch (code) {
    case Errc::Invalid:
        return { 400, code, "The request cannot be understood" };
    case Errc::Unauthenticated:
        return { 401, code, "Sign in first" };
    case Errc::Forbidden:
        return { 403, code, "Not allowed" };
    case Errc::NotFound:
        return { 404, code, "There is no such thing" };
    case Errc::Conflict:
    case Errc::StaleEpoch:
        return { 409, code, "This is taken or was done otherwise" };
    case Errc::Expired:
        return { 410, code, "This is over" };
    case Errc::TooLarge:
        return { 413, code, "Too large" };
    case Errc::Unsupported:
        return { 501, code, "Not supported here" };
    case Errc::RateLimited:
        return { 429, code, "Too many attempts" };
    case Errc::Unavailable:
    case Errc::Timeout:
    case Errc::Cancelled:
    case Errc::Network:
    case Errc::Disk:
    case Errc::DiskFull:
    case Errc::Locked:
        return { 503, Errc::Unavailable, "Not available at the moment" };
    case Errc::Internal:
    case Errc::CertificateRefused:
    case Errc::ProxyRefused:
    case Errc::Corrupt:
    case Errc::NewerVersion:
    case Errc::NotSealed:
    case Errc::Sealed:
    case Errc::EngineMismatch:
    case Errc::KeyMissing:
    case Errc::KeyMismatch:
    case Errc::KeychainUnavailable:
        break;
    }
    return { 500, Errc::Internal, "Something went wrong here" };
}

} // namespace

front::HttpResponse problem(const Error &error)
{
    const Kind kind = kindOf(error.code);
    front::HttpResponse response = problem(kind.status, kind.code, kind.title);
    if (kind.status == 429 || kind.status == 503)
        response.fields.emplace_back("retry-after", std::to_string(kRetryAfterSeconds));
    if (kind.status == 401)
        response.fields.emplace_back("www-authenticate", "Bearer");
    return response;
}

front::HttpResponse problem(int status, Errc code, const char *title)
{
    const QJsonObject body {
        { QStringLiteral("type"), QStringLiteral("about:blank") },
        { QStringLiteral("title"), QString::fromLatin1(title) },
        { QStringLiteral("status"), status },
        { QStringLiteral("code"), QString(wireName(code)) },
    };
    front::HttpResponse response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    response.fields.emplace_back("cache-control", "no-store");
    return response;
}

} // namespace pc::relay::accounts
