// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveApi: the relay's routes for a person's archive and recovery sheet, one function a route; beside HttpApi, and as it. What is
// in the bytes is core/recovery's, and what the errors mean stands in core/relay/accounts/README.md.
//
// Thread: its own. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/link/address.h"
#include "core/link/archivevalues.h"
#include "core/link/httpcaller.h"

namespace pc::link {

class ArchiveApi
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// `network` and `clock` outlive this.
    ArchiveApi(const RelayAddress &relay, Network &network, Clock &clock)
        : m_relay(relay)
        , m_caller(network, clock)
    {
    }

    void archive(const QString &accessToken, Reply<ArchiveInfo> reply);

    /// Whether this person keeps one. Without, the relay takes out what there is. Error: Forbidden (this device is not in the list).
    void setKept(const QString &accessToken, bool isKept, Reply<void> reply);

    /// For a minute; again before it is over renews it. Another device's is no error. Error: Forbidden.
    void takeLease(const QString &accessToken, Reply<ArchiveLeaseInfo> reply);
    void endLease(const QString &accessToken, Reply<void> reply);

    /// The number of the next one then. The same segment may be sent again. Errors: Conflict (not the next one: ask archive()),
    /// Expired (no lease), NotFound (no archive is kept), TooLarge (no more room), Forbidden, Unavailable (later).
    void append(const QString &accessToken, const QByteArray &segment, Reply<quint32> reply);

    /// Some from a number on; none behind the last one. Errors: NotFound (another generation took its place), Forbidden.
    void segments(const QString &accessToken, quint32 generation, quint32 from, Reply<std::vector<QByteArray>> reply);

    /// Errors: Conflict (one of the two is not as known), Expired (no lease), Forbidden.
    void activate(const QString &accessToken, const ArchiveSwap &swap, Reply<void> reply);

    void recovery(const QString &accessToken, Reply<RecoveryInfo> reply);

    /// The new version. Errors: Conflict (another version is there: ask recovery()), Forbidden, Invalid.
    void changeRecovery(const QString &accessToken, const RecoveryUpdate &update, Reply<qint64> reply);

    /// A wrong proof is no error; it costs a try. Error: NotFound (there is no recovery).
    void openRecovery(const QString &accessToken, const QByteArray &proof, Reply<RecoveryOpened> reply);

    /// Error: Forbidden.
    void removeRecovery(const QString &accessToken, Reply<void> reply);

private:
    HttpQuestion question(
        const char *method, QLatin1StringView path, const QString &accessToken, QByteArray json = {}) const;

    RelayAddress m_relay;
    HttpCaller m_caller;
};

} // namespace pc::link
