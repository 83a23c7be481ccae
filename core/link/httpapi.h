// SPDX-License-Identifier: GPL-3.0-or-later
// HttpApi: the relay's HTTP routes beside the frames, one function a route. What a token is good for, and when to get
// another one, is its caller's business.
//
// Thread: its own. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/link/address.h"
#include "core/link/apivalues.h"
#include "core/link/httpcaller.h"

namespace pc::link {

class HttpApi
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// `network` and `clock` outlive this.
    HttpApi(const RelayAddress &relay, Network &network, Clock &clock)
        : m_relay(relay)
        , m_caller(network, clock)
    {
    }

    const RelayAddress &relay() const { return m_relay; }

    void logIn(const Credentials &credentials, Reply<Grant> reply);
    void registerByInvite(const QString &invite, const Credentials &credentials, Reply<Grant> reply);
    /// With the same `attempt` the same token may be used again, and answers the same successor.
    void refresh(const QString &refreshToken, const QString &attempt, Reply<Renewal> reply);
    void logOut(const QString &accessToken, Reply<void> reply);

    void self(const QString &accessToken, Reply<SelfInfo> reply);
    void people(const QString &accessToken, const QString &query, const QString &after, Reply<PeoplePage> reply);
    void devices(const QString &accessToken, const QString &after, Reply<DevicesPage> reply);
    void revokeDevice(const QString &accessToken, DeviceId device, Reply<void> reply);
    void changePassword(
        const QString &accessToken, const QString &oldPassword, const QString &newPassword, Reply<void> reply);

    // Device lists, and linking a device; what the bytes are is core/identity's and core/linking's.

    void appendToDeviceList(const QString &accessToken, const QByteArray &entry, Reply<quint32> reply);
    void office(const QString &accessToken, quint32 after, Reply<DeviceListPage> reply);
    void appendToOffice(const QString &accessToken, const QByteArray &entry, Reply<quint32> reply);
    void sayForOffice(const QString &accessToken, const QByteArray &word, Reply<void> reply);
    void deviceList(const QString &accessToken, UserId of, quint32 after, Reply<DeviceListPage> reply);
    void beginLink(const QString &accessToken, const QString &code, const QByteArray &message, Reply<void> reply);
    void readLink(const QString &accessToken, const QString &code, int after, Reply<std::vector<QByteArray>> reply);
    void writeLink(const QString &accessToken, const QString &code, const QByteArray &message, Reply<void> reply);
    void endLink(const QString &accessToken, const QString &code, Reply<void> reply);

private:
    QUrl pageUrl(const QString &path, const QString &query, const QString &after) const;

    RelayAddress m_relay;
    HttpCaller m_caller;
};

} // namespace pc::link
