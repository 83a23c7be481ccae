// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/networksettings.h"

#include <QUrl>

namespace pc::link {

namespace {

constexpr QLatin1StringView kSystem("system");
constexpr QLatin1StringView kNone("none");
constexpr QLatin1StringView kHttp("http");
constexpr QLatin1StringView kSocks5("socks5");
constexpr qsizetype kLongestEntry = 300;

} // namespace

Result<ProxyChoice> proxyFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed == kSystem)
        return ProxyChoice {};
    if (trimmed == kNone)
        return ProxyChoice { ProxyKind::None, {}, 0 };
    const Error invalid { Errc::Invalid, QStringLiteral("not a proxy: system, none, http://… or socks5://…") };
    if (trimmed.size() > kLongestEntry)
        return invalid;
    const QUrl url(trimmed, QUrl::StrictMode);
    const bool isBare = (url.path().isEmpty() || url.path() == QLatin1StringView("/")) && !url.hasQuery()
        && !url.hasFragment() && url.userInfo().isEmpty();
    const bool isKnown = url.scheme() == kHttp || url.scheme() == kSocks5;
    if (!url.isValid() || !isKnown || !isBare || url.host().isEmpty() || url.port() < 1)
        return invalid;
    return ProxyChoice { url.scheme() == kHttp ? ProxyKind::Http : ProxyKind::Socks5, url.host(QUrl::FullyEncoded),
        quint16(url.port()) };
}

QString textOf(const ProxyChoice &proxy)
{
    switch (proxy.kind) {
    case ProxyKind::System:
        return QString(kSystem);
    case ProxyKind::None:
        return QString(kNone);
    case ProxyKind::Http:
    case ProxyKind::Socks5:
        break;
    }
    QUrl url;
    url.setScheme(proxy.kind == ProxyKind::Http ? QString(kHttp) : QString(kSocks5));
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace pc::link
