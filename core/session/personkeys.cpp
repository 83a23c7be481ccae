// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/personkeys.h"

#include "core/crypto/qtbytes.h"

#include <algorithm>

namespace pc::session {

static_assert(int(KeysConfirmedBy::OwnUser) == int(store::ConfirmedBy::OwnUser));
static_assert(int(KeysConfirmedBy::Office) == int(store::ConfirmedBy::Office));

Result<PersonKeys> personKeysOf(Context &context, UserId user)
{
    const auto account = context.accounts.account(user);
    if (!account)
        return account.error();
    if (!*account)
        return { Errc::NotFound, QStringLiteral("no keys of this person were seen") };
    const trust::Account &known = **account;
    return PersonKeys { user, known.firstSeen, KeysConfirmedBy(known.confirmedBy), known.confirmedAt, known.isInDoubt(),
        crypto::toByteArray(known.changedKey.value_or(known.key)) };
}

Result<void> confirmKeys(Context &context, PeerLists &lists, UserId user, const QByteArray &shown)
{
    crypto::Ed25519PublicKey key {};
    if (std::size_t(shown.size()) != key.size())
        return { Errc::Conflict, QStringLiteral("nothing that could be confirmed") };
    std::ranges::copy(crypto::viewOf(shown), key.begin());
    return context.ledger.write([&](Turn &turn) -> Result<void> {
        if (auto confirmed = context.accounts.confirm(user, key, store::ConfirmedBy::OwnUser, context.clock.utcNow());
            !confirmed)
            return confirmed;
        return lists.regroup(turn, user);
    });
}

} // namespace pc::session
