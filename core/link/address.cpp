// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/address.h"

#include "core/link/network.h"

namespace pc::link {

namespace {

constexpr qsizetype kLongestAddress = 300;

} // namespace

Result<RelayAddress> RelayAddress::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > kLongestAddress)
        return Error { Errc::Invalid, QStringLiteral("relay address is empty or too long") };
    if (trimmed.contains(QLatin1StringView("://")))
        return fromUrl(QUrl(trimmed, QUrl::StrictMode));
    const QUrl guess(QStringLiteral("https://") + trimmed, QUrl::StrictMode);
    const auto encrypted = fromUrl(guess);
    if (!encrypted || !encrypted->isLoopback())
        return encrypted;
    return fromUrl(QUrl(QStringLiteral("http://") + trimmed, QUrl::StrictMode));
}

Result<RelayAddress> RelayAddress::fromUrl(const QUrl &url)
{
    const bool isWeb = url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    const bool isBare = (url.path().isEmpty() || url.path() == QLatin1StringView("/")) && !url.hasQuery()
        && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !isBare || url.port() == 0)
        return Error { Errc::Invalid, QStringLiteral("not a relay address") };
    QUrl base = url;
    base.setPath(QString());
    return RelayAddress(base);
}

QString RelayAddress::text() const
{
    return m_base.toString(QUrl::FullyEncoded);
}

QUrl RelayAddress::socketUrl() const
{
    QUrl url = m_base;
    url.setScheme(isEncrypted() ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setPath(QStringLiteral("/v1/socket"));
    return url;
}

QUrl RelayAddress::apiUrl(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(QStringLiteral("/v1/") + path);
    return url;
}

bool RelayAddress::isEncrypted() const
{
    return m_base.scheme() == QLatin1StringView("https");
}

bool RelayAddress::isLoopback() const
{
    return isLoopbackHost(m_base.host());
}

} // namespace pc::link
