// SPDX-License-Identifier: GPL-3.0-or-later
// ProxyLogins: where a connection gets the name and password that a proxy asks for. An interface, because they belong to
// the vault, which this room does not know; session implements it, tests script it.

#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace pc::link {

/// Plain strings on their short way between the vault and the network library, which copies them as it likes.
struct ProxyLogin
{
    QString userName;
    QString password;

    bool operator==(const ProxyLogin &) const = default;
};

class ProxyLogins
{
public:
    virtual ~ProxyLogins() = default;

    using Reply = std::function<void(std::optional<ProxyLogin>)>;

    /// What is known for that proxy ("host:port"), unless the proxy has refused it. Answers once, now or later, on the
    /// same thread.
    virtual void proxyLogin(const QString &proxy, Reply reply) = 0;

    /// The proxy wants a login, or another one than `used`.
    virtual void proxyRefused(const QString &proxy, const std::optional<ProxyLogin> &used) = 0;
};

} // namespace pc::link
