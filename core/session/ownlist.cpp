// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/ownlist.h"

#include "core/crypto/qtbytes.h"

namespace pc::session {

Result<void> OwnList::restore(const std::vector<QByteArray> &entries)
{
    m_list = {};
    m_entries.clear();
    for (const QByteArray &entry : entries) {
        if (auto followed = follow(entry); !followed)
            return { Errc::Corrupt, followed.error().detail };
    }
    return {};
}

Result<void> OwnList::follow(const QByteArray &entry)
{
    identity::DeviceList next = m_list;
    if (auto appended = next.append(crypto::viewOf(entry)); !appended)
        return appended;
    if (next.user() != m_user)
        return { Errc::Invalid, QStringLiteral("another person's device list") };
    if (m_accountKey && next.accountKey() != *m_accountKey)
        return { Errc::Corrupt, QStringLiteral("a device list of another account key") };
    m_list = std::move(next);
    m_entries.push_back(entry);
    return {};
}

void OwnList::fetch(const QString &accessToken, Reply reply)
{
    const std::weak_ptr<int> alive = m_alive;
    m_api.deviceList(accessToken, m_user, m_list.number(),
        [this, alive, accessToken, reply = std::move(reply)](const Result<link::DeviceListPage> &page) {
            if (!alive.expired())
                onPage(accessToken, page, reply);
        });
}

void OwnList::onPage(const QString &accessToken, const Result<link::DeviceListPage> &page, const Reply &reply)
{
    if (!page) {
        reply(page.error());
        return;
    }
    for (const QByteArray &entry : page->entries) {
        if (auto followed = follow(entry); !followed) {
            reply(Error { Errc::Corrupt, followed.error().detail });
            return;
        }
    }
    if (page->number < m_list.number())
        offerAgain(accessToken, page->number, reply);
    else if (page->number == m_list.number())
        reply({});
    else if (page->entries.empty())
        reply(Error { Errc::Corrupt, QStringLiteral("the relay holds back entries of a device list") });
    else
        fetch(accessToken, reply);
}

void OwnList::offerAgain(const QString &accessToken, quint32 from, const Reply &reply)
{
    if (from == m_list.number()) {
        reply({});
        return;
    }
    const std::weak_ptr<int> alive = m_alive;
    m_api.appendToDeviceList(
        accessToken, m_entries[from], [this, alive, accessToken, from, reply](const Result<quint32> &number) {
            if (alive.expired())
                return;
            if (number)
                offerAgain(accessToken, from + 1, reply);
            else if (number.code() == Errc::Conflict || number.code() == Errc::Invalid)
                reply(Error { Errc::Corrupt, QStringLiteral("the relay has another device list than this device") });
            else
                reply(number.error());
        });
}

void OwnList::append(const QString &accessToken, const crypto::Bytes &entry, Reply reply)
{
    const QByteArray bytes = crypto::toByteArray(entry);
    const std::weak_ptr<int> alive = m_alive;
    m_api.appendToDeviceList(
        accessToken, bytes, [this, alive, bytes, reply = std::move(reply)](const Result<quint32> &number) {
            if (alive.expired())
                return;
            if (!number)
                reply(number.error());
            else if (auto followed = follow(bytes); !followed)
                reply(Error { Errc::Corrupt, followed.error().detail });
            else
                reply({});
        });
}

} // namespace pc::session
