// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryApi: the relay's routes by which members bring history to each other, one function a route; beside HttpApi, and as it. What is
// in the bytes is core/peerhistory's, and what the errors mean stands in core/relay/accounts/README.md.
//
// Thread: its own. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/base/ids.h"
#include "core/link/address.h"
#include "core/link/httpcaller.h"

#include <functional>
#include <vector>

namespace pc::link {

/// Something that this device is to answer.
struct WantedHistory
{
    quint32 number = 0;
    QByteArray request;

    bool operator==(const WantedHistory &) const = default;
};

class HistoryApi
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// `network` and `clock` outlive this.
    HistoryApi(const RelayAddress &relay, Network &network, Clock &clock)
        : m_relay(relay)
        , m_caller(network, clock)
    {
    }

    /// The request's number. Errors: NotFound, Forbidden (of two), RateLimited.
    void ask(const QString &accessToken, ConversationId conversation, const QByteArray &request, Reply<quint32> reply);

    /// What was given; empty while nothing was. Errors: NotFound (over), Expired (nobody is left who could).
    void read(const QString &accessToken, quint32 number, Reply<QByteArray> reply);

    void wanted(const QString &accessToken, Reply<std::vector<WantedHistory>> reply);

    /// Errors: NotFound (it is another device's turn, or over), TooLarge, Unavailable.
    void give(const QString &accessToken, quint32 number, const QByteArray &answer, Reply<void> reply);

    /// By who asked or who is to answer: not any more.
    void drop(const QString &accessToken, quint32 number, Reply<void> reply);

private:
    HttpQuestion question(const char *method, const QString &accessToken, quint32 number = 0) const;

    RelayAddress m_relay;
    HttpCaller m_caller;
};

Result<quint32> parseHistoryNumber(const QByteArray &json);
Result<std::vector<WantedHistory>> parseWantedHistory(const QByteArray &json);

} // namespace pc::link
