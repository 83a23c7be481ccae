// SPDX-License-Identifier: GPL-3.0-or-later
// HttpCaller: one JSON question, one bounded answer, with a deadline. No HTTP/2 (Debian 12's Qt carries open faults in
// it), no redirect, no cookie, no cache. Only a problem document (RFC 9457) counts as the relay's word: an error page of
// a proxy or of a hotel's network must never sign anybody out.
//
// Thread: its own. Destroying it drops the questions in flight; their replies are then not called.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/link/network.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace pc::link {

struct HttpQuestion
{
    QByteArray method;
    QUrl url;
    QString accessToken; ///< Sent as a bearer token when not empty; never part of an address.
    QByteArray json; ///< The body; none when empty.
    QByteArray contentType = "application/json"; ///< Of the body.
    QByteArray pollSession {}; ///< Which poll session it belongs to, when not empty.
    Milliseconds deadline { 20'000 }; ///< For everything.
    qint64 largestAnswer = 512 * 1024;
};

class HttpCaller : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(Result<QByteArray>)>;

    /// Both outlive this.
    HttpCaller(Network &network, Clock &clock);
    ~HttpCaller() override;

    /// Errors: the relay's code, or Network, Timeout, CertificateRefused, ProxyRefused, TooLarge (the answer), Unavailable
    /// (too many questions at once).
    void ask(const HttpQuestion &question, Reply reply);

    /// Hangs up on what is in flight; those replies are not called.
    void drop();

private:
    class Call;

    struct DeleteLater
    {
        void operator()(Call *call) const;
    };

    QNetworkReply *send(const HttpQuestion &question, const Way &way);
    void finish(Call *call, const Result<QByteArray> &result);

    Network &m_network;
    Clock &m_clock;
    QNetworkAccessManager m_manager;
    quint64 m_generation = 0; ///< Of the way that its connections were made on.
    std::vector<std::unique_ptr<Call, DeleteLater>> m_calls;
};

} // namespace pc::link
