// SPDX-License-Identifier: GPL-3.0-or-later
// Links in plain text: found, never interpreted. Only http, https and mailto; anything else stays text.

#pragma once

#include <QString>
#include <QUrl>

#include <vector>

namespace pc::ui {

struct Link
{
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url;

    bool operator==(const Link &) const = default;
};

/// In the order of the text; no more than a hundred.
std::vector<Link> findLinks(const QString &text);

/// Where a link leads, in letters that cannot pass for others (Punycode): "school.example". For mailto the address.
QString linkTarget(const QUrl &url);

} // namespace pc::ui
