// SPDX-License-Identifier: GPL-3.0-or-later
// RelayAddress: where a relay is, from what a person typed or a profile remembers. TLS unless the text says otherwise:
// without a scheme only a loopback name means plain http; a written "http://" is believed, since a school may end TLS
// in front or test on a closed network, and isEncrypted() lets the interface say so. Nothing ever turns https into http.

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace pc::link {

class RelayAddress
{
public:
    /// http(s)://host[:port] or host[:port]; a path, a query, a user or a password in it is Invalid.
    static Result<RelayAddress> fromText(const QString &text);
    static Result<RelayAddress> fromUrl(const QUrl &url);

    /// scheme://host[:port], as a profile remembers it.
    QString text() const;
    QUrl url() const { return m_base; }

    QUrl socketUrl() const; ///< ws(s)://…/v1/socket
    QUrl apiUrl(const QString &path) const; ///< http(s)://…/v1/<path>

    bool isEncrypted() const;
    bool isLoopback() const;

    bool operator==(const RelayAddress &) const = default;

private:
    explicit RelayAddress(const QUrl &base)
        : m_base(base)
    {
    }

    QUrl m_base;
};

} // namespace pc::link
