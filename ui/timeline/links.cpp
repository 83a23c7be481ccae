// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/links.h"

#include <QRegularExpression>

namespace pc::ui {

namespace {

constexpr size_t kMostLinks = 100;
constexpr qsizetype kLongestLink = 2'000;

bool isAllowed(const QUrl &url)
{
    if (!url.isValid())
        return false;
    if (url.scheme() == QLatin1StringView("mailto"))
        return url.path().contains(u'@');
    // A name before the host is there to deceive: https://school.example@evil.example/
    return !url.host().isEmpty() && url.userInfo().isEmpty();
}

// Punctuation behind a link belongs to the sentence, as does a closing bracket that the link did not open.
qsizetype withoutTail(QStringView link)
{
    qsizetype end = link.size();
    while (end > 0) {
        const QChar last = link[end - 1];
        const QStringView rest = link.first(end);
        if (last == u')' && rest.count(u'(') >= rest.count(u')'))
            break;
        if (last == u']' && rest.count(u'[') >= rest.count(u']'))
            break;
        if (!QStringView(u".,;:!?'\"”’»)]}>…،؛؟。").contains(last))
            break;
        --end;
    }
    return end;
}

} // namespace

std::vector<Link> findLinks(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "(?:https?://|mailto:)[^\\s<>\"\\p{Cc}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]+"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    std::vector<Link> links;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext() && links.size() < kMostLinks) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype start = match.capturedStart();
        if (start > 0 && text[start - 1].isLetterOrNumber())
            continue;
        const qsizetype length = withoutTail(match.capturedView());
        if (length > kLongestLink)
            continue;
        const QUrl url(text.mid(start, length), QUrl::StrictMode);
        if (isAllowed(url))
            links.push_back({ start, length, url });
    }
    return links;
}

QString linkTarget(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("mailto"))
        return url.path();
    return url.host(QUrl::FullyEncoded);
}

} // namespace pc::ui
