// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/invitelink.h"

#include <algorithm>

namespace pc::account {
namespace {

constexpr QLatin1StringView kPrefix("parentconnect://join/");
constexpr qsizetype kLongestLink = 400;
constexpr qsizetype kLongestHost = 253;
constexpr qsizetype kLongestLabel = 63;
constexpr qsizetype kShortestCode = 16;
constexpr qsizetype kLongestCode = 128;
constexpr qsizetype kLetterLength = 44;

bool isLowerOrDigit(QChar c)
{
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
}

bool isCodeCharacter(QChar c)
{
    return isLowerOrDigit(c) || (c >= QLatin1Char('A') && c <= QLatin1Char('Z')) || c == QLatin1Char('-')
        || c == QLatin1Char('_');
}

bool isLabel(QStringView label)
{
    const auto allowed = [](QChar c) { return isLowerOrDigit(c) || c == QLatin1Char('-'); };
    return !label.isEmpty() && label.size() <= kLongestLabel && std::all_of(label.cbegin(), label.cend(), allowed)
        && label.front() != QLatin1Char('-') && label.back() != QLatin1Char('-');
}

bool isHost(QStringView host)
{
    if (host.isEmpty() || host.size() > kLongestHost)
        return false;
    const auto labels = host.split(QLatin1Char('.'));
    return std::all_of(labels.cbegin(), labels.cend(), isLabel);
}

bool isThisComputer(QStringView host)
{
    return host == QLatin1StringView("localhost") || host == QLatin1StringView("127.0.0.1");
}

std::optional<int> parsePort(QStringView text)
{
    const bool digits = !text.isEmpty() && text.size() <= 5 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return c >= QLatin1Char('0') && c <= QLatin1Char('9');
    });
    if (!digits || text.front() == QLatin1Char('0'))
        return std::nullopt;
    const int port = text.toInt();
    return port <= 65'535 ? std::optional(port) : std::nullopt;
}

// host [":" port], with the scheme that goes with it.
std::optional<QUrl> parseAuthority(QStringView text, QStringView wantedScheme)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const QStringView host = colon < 0 ? text : text.left(colon);
    if (!isHost(host))
        return std::nullopt;
    const bool local = isThisComputer(host);
    if (wantedScheme == QLatin1StringView("http") && !local)
        return std::nullopt;
    QUrl url;
    url.setScheme(wantedScheme.isEmpty() ? QString(local ? QStringLiteral("http") : QStringLiteral("https"))
                                         : wantedScheme.toString());
    url.setHost(host.toString());
    // QUrl takes other writings of an IPv4 address ("127.1", "0x7f.0.0.1") for the address: here a host is what it says.
    if (url.host(QUrl::FullyEncoded) != host)
        return std::nullopt;
    if (colon >= 0) {
        const auto port = parsePort(text.mid(colon + 1));
        if (!port)
            return std::nullopt;
        url.setPort(*port);
    }
    return url.isValid() ? std::optional(url) : std::nullopt;
}

} // namespace

std::optional<InviteLink> parseInviteLink(QStringView text)
{
    if (text.size() > kLongestLink || !text.startsWith(kPrefix))
        return std::nullopt;
    const QStringView rest = text.mid(kPrefix.size());
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    if (slash < 0)
        return std::nullopt;
    const qsizetype hash = rest.indexOf(QLatin1Char('#'), slash);
    const QStringView code = hash < 0 ? rest.mid(slash + 1) : rest.mid(slash + 1, hash - slash - 1);
    const QStringView letter = hash < 0 ? QStringView() : rest.mid(hash + 1);
    if (!isInviteCode(code) || (hash >= 0 && !isLetter(letter)))
        return std::nullopt;
    const auto relay = parseAuthority(rest.left(slash), {});
    if (!relay)
        return std::nullopt;
    return InviteLink { *relay, code.toString(), letter.toString() };
}

QString inviteLinkText(const InviteLink &link)
{
    const QString port = link.relay.port() < 0 ? QString() : QStringLiteral(":%1").arg(link.relay.port());
    const QString text = kPrefix + link.relay.host(QUrl::FullyEncoded) + port + QLatin1Char('/') + link.code;
    return link.letter.isEmpty() ? text : text + QLatin1Char('#') + link.letter;
}

std::optional<QUrl> parseRelayAddress(QStringView text)
{
    QString typed = text.trimmed().toString().toLower();
    if (typed.endsWith(QLatin1Char('/')))
        typed.chop(1);
    for (const auto scheme : { QLatin1StringView("https"), QLatin1StringView("http") }) {
        const QString prefix = QString(scheme) + QStringLiteral("://");
        if (typed.startsWith(prefix))
            return parseAuthority(QStringView(typed).mid(prefix.size()), QString(scheme));
    }
    return parseAuthority(typed, {});
}

QString shownAddress(const QUrl &relay)
{
    const QString host = relay.host(QUrl::FullyEncoded);
    const bool plain = relay.scheme() == QStringLiteral("http");
    const QString port = relay.port() < 0 ? QString() : QStringLiteral(":%1").arg(relay.port());
    return (plain ? QStringLiteral("http://") : QString()) + host + port;
}

bool isInviteCode(QStringView text)
{
    return text.size() >= kShortestCode && text.size() <= kLongestCode
        && std::all_of(text.cbegin(), text.cend(), isCodeCharacter);
}

bool isLetter(QStringView text)
{
    return text.size() == kLetterLength && std::all_of(text.cbegin(), text.cend(), isCodeCharacter);
}

} // namespace pc::account
