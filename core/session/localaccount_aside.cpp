// SPDX-License-Identifier: GPL-3.0-or-later
// LocalAccount's way on from a store that cannot be opened: it is set aside, under another name, and one starts afresh.

#include "core/base/log.h"
#include "core/session/localaccount.h"
#include "core/session/promised.h"
#include "core/session/storekey.h"

#include <utility>

namespace pc::session {

QFuture<Result<QString>> LocalAccount::setStoreAside()
{
    return promised<QString>(this, [this](const AsideReply &reply) { setStoreAsideNow(reply); });
}

void LocalAccount::setStoreAsideNow(AsideReply reply)
{
    const AccountState now = m_state;
    const bool isForgotten = now == AccountState::NeedsPassphrase;
    const bool mayDo = now == AccountState::StoreUnreadable || now == AccountState::KeyLost
        || now == AccountState::NeedsSignIn || isForgotten;
    if (!mayDo || !m_folder || m_isOpening) {
        reply(notInThisState());
        return;
    }
    if (isForgotten && m_vault->isKeychain()) {
        setLockedStoreAside(std::move(reply));
        return;
    }
    // A vault that lost the key, or that nobody can open, is of no more use than the store, and may be what is damaged.
    auto aside = moveStoreAside(m_folder->asideName(m_clock.utcNow()), now == AccountState::KeyLost || isForgotten);
    if (aside)
        startAfresh();
    reply(std::move(aside));
}

/// The app lock's key first gets the name that the store will have, so that the two can be brought together again; the
/// old entry goes last, for without a store it is the only thing that still asks for the passphrase.
void LocalAccount::setLockedStoreAside(AsideReply reply)
{
    m_isOpening = true;
    const QString name = m_folder->asideName(m_clock.utcNow());
    const auto onForgotten = [this, reply](const QString &path, const Result<void> &forgotten) {
        m_isOpening = false;
        if (forgotten)
            startAfresh();
        reply(forgotten ? Result<QString>(path) : Result<QString>(forgotten.error()));
    };
    m_lock->setAside(name, [this, name, reply, onForgotten](const Result<void> &kept) {
        auto aside = kept ? moveStoreAside(name, false) : Result<QString>(kept.error());
        if (!aside && aside.code() == Errc::NotFound)
            aside = QString(); // it went the last time, when this was cut off
        if (!aside) {
            m_isOpening = false;
            reply(aside.error());
            return;
        }
        m_lock->forget([onForgotten, path = *aside](const Result<void> &done) { onForgotten(path, done); });
    });
}

Result<QString> LocalAccount::moveStoreAside(const QString &name, bool vaultToo)
{
    m_online.reset();
    m_held.reset();
    m_entrance.reset();
    m_desk->close();
    m_store.reset();
    auto aside = m_folder->setAside(name, vaultToo);
    if (!aside)
        return aside;
    if (const auto forgotten = forgetFingerprint(*m_folder); !forgotten)
        return forgotten.error();
    qCWarning(lcSession) << "the store was set aside";
    return aside;
}

void LocalAccount::startAfresh()
{
    m_state = AccountState::Opening;
    open();
}

} // namespace pc::session
