// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/proxykeeper.h"

#include "core/base/log.h"
#include "core/vault/blocks.h"

#include <QPointer>

#include <utility>

namespace pc::session {

namespace {

constexpr char kProxyRecordVersion = 1;
constexpr size_t kMostProxyQuestions = 64;

/// The blocks of version 1, in order.
enum ProxyBlock : size_t {
    ProxyVersionBlock,
    ProxyNameBlock,
    ProxyUserBlock,
    ProxyPasswordBlock,
    ProxyBlockCount,
};

crypto::SecretBytes encodeProxyLogin(const QString &proxy, const link::ProxyLogin &login)
{
    QByteArray password = login.password.toUtf8();
    const auto secret = crypto::SecretBytes::takeFrom(password);
    return vault::joinBlocks(
        { QByteArrayView(&kProxyRecordVersion, 1), proxy.toUtf8(), login.userName.toUtf8(), secret.toByteArrayView() });
}

} // namespace

void ProxyKeeper::proxyLogin(const QString &proxy, Reply reply)
{
    if (m_isRead || m_waiting.size() >= kMostProxyQuestions) {
        reply(known(proxy));
        return;
    }
    m_waiting.push_back({ proxy, std::move(reply) });
    if (m_waiting.size() > 1)
        return;
    const QPointer<ProxyKeeper> self(this);
    m_vault.read(kProxyEntry, [self](const Result<crypto::SecretBytes> &read) {
        if (self)
            self->onRead(read);
    });
}

void ProxyKeeper::onRead(const Result<crypto::SecretBytes> &read)
{
    // A vault that does not answer is as one that knows nothing: a person can still be asked.
    m_isRead = true;
    if (read && m_record.isEmpty())
        m_record = read->copy();
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        waiting.reply(known(waiting.proxy));
}

std::optional<link::ProxyLogin> ProxyKeeper::known(const QString &proxy) const
{
    const auto blocks = vault::splitBlocks(m_record.toByteArrayView());
    if (!blocks || blocks->size() != ProxyBlockCount
        || (*blocks)[ProxyVersionBlock] != QByteArrayView(&kProxyRecordVersion, 1)
        || QString::fromUtf8((*blocks)[ProxyNameBlock]) != proxy)
        return std::nullopt;
    return link::ProxyLogin { QString::fromUtf8((*blocks)[ProxyUserBlock]),
        QString::fromUtf8((*blocks)[ProxyPasswordBlock]) };
}

void ProxyKeeper::proxyRefused(const QString &proxy, const std::optional<link::ProxyLogin> &used)
{
    const auto now = known(proxy);
    if (now && now != used) {
        // A login came while that connection was under way without it.
        QMetaObject::invokeMethod(this, &ProxyKeeper::answered, Qt::QueuedConnection);
        return;
    }
    if (now)
        forget();
    if (m_askedBy == proxy)
        return;
    m_askedBy = proxy;
    qCInfo(lcSession) << "a proxy asks for a login," << (used ? "again" : "for the first time");
    Q_EMIT asked(proxy, used.has_value());
}

void ProxyKeeper::forget()
{
    m_record.clear();
    m_vault.remove(kProxyEntry, [](const Result<void> &) {}); // at worst it is refused once more
}

void ProxyKeeper::answer(const link::ProxyLogin &login)
{
    if (m_askedBy.isEmpty())
        return;
    m_isRead = true;
    m_record = encodeProxyLogin(std::exchange(m_askedBy, {}), login);
    m_vault.write(kProxyEntry, m_record.copy(), [](const Result<void> &written) {
        if (!written)
            qCWarning(lcSession) << "the vault did not take the proxy's login:" << wireName(written.code());
    });
    Q_EMIT answered();
}

} // namespace pc::session
