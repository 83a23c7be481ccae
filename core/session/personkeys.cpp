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
    PersonKeys keys;
    keys.user = user;
    keys.firstSeen = known.firstSeen;
    keys.confirmedBy = KeysConfirmedBy(known.confirmedBy);
    keys.confirmedAt = known.confirmedAt;
    keys.isInDoubt = known.isInDoubt();
    keys.shown = crypto::toByteArray(known.changedKey.value_or(known.key));
    if (known.word && known.word->role <= std::uint8_t(people::Role::Administrator)) {
        keys.role = people::Role(known.word->role);
        keys.name = known.word->name;
        keys.label = known.word->label;
    }
    return keys;
}

Result<SafetyView> safetyViewOf(Context &context, UserId user)
{
    const auto mine = context.accounts.account(context.user());
    const auto theirs = context.accounts.account(user);
    if (!mine || !theirs)
        return mine ? theirs.error() : mine.error();
    if (!*mine || !*theirs || user == context.user())
        return { Errc::NotFound, QStringLiteral("no keys of this person were seen") };
    const auto person = context.store.people.find(user);
    if (!person)
        return person.error();
    const crypto::Ed25519PublicKey shown = (*theirs)->changedKey.value_or((*theirs)->key);
    if (!*person)
        return { Errc::NotFound, QStringLiteral("this person is not known here") };
    return SafetyView { **person, identity::SafetyCode({ context.user(), (*mine)->key }, { user, shown }),
        (*theirs)->confirmedBy == store::ConfirmedBy::OwnUser && !(*theirs)->isInDoubt(), crypto::toByteArray(shown) };
}

Result<void> confirmKeys(Context &context, PeerLists &lists, UserId user, const QByteArray &shown)
{
    crypto::Ed25519PublicKey key {};
    if (std::size_t(shown.size()) != key.size())
        return { Errc::Conflict, QStringLiteral("nothing that could be confirmed") };
    std::ranges::copy(crypto::viewOf(shown), key.begin());
    return context.ledger.write([&](Turn &turn) -> Result<void> {
        if (auto confirmed = context.accounts.confirm(user, key, context.clock.utcNow()); !confirmed)
            return confirmed;
        return lists.regroup(turn, user);
    });
}

} // namespace pc::session
