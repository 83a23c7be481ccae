// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/knownnames.h"

namespace pc::session {

namespace {

Result<void> tellEverywhere(Context &context, Turn &turn, UserId user)
{
    auto conversations = context.store.members.conversationsOf(user);
    if (!conversations)
        return conversations.error();
    for (const ConversationId conversation : *conversations) {
        turn.touched(conversation);
        turn.regrouped(conversation);
    }
    return {};
}

Result<void> noteChange(Context &context, Turn &turn, const people::Person &before, const people::Person &now)
{
    store::People &people = context.store.people;
    auto known = people.knownAs(now.id);
    if (!known)
        return known.error();
    if (*known && (*known)->name == now.name && (*known)->role == now.role) {
        if (auto forgotten = people.forgetKnownAs(now.id); !forgotten)
            return forgotten;
    } else if (!*known) {
        const auto account = context.accounts.account(now.id);
        if (!account || !*account)
            return account ? Result<void>() : account.error(); // nobody whom this device has met
        if (auto noted = people.saveKnownAs(now.id, { before.name, before.role }); !noted)
            return noted;
    }
    return tellEverywhere(context, turn, now.id);
}

} // namespace

Result<void> savePerson(Context &context, Turn &turn, const people::Person &person)
{
    auto before = context.store.people.find(person.id);
    if (!before)
        return before.error();
    const bool isOther = *before && ((*before)->name != person.name || (*before)->role != person.role);
    if (isOther && person.id != context.user()) {
        if (auto noted = noteChange(context, turn, **before, person); !noted)
            return noted;
    }
    return context.store.people.save(person);
}

Result<void> acceptName(Context &context, Turn &turn, UserId user)
{
    if (auto forgotten = context.store.people.forgetKnownAs(user); !forgotten)
        return forgotten;
    return tellEverywhere(context, turn, user);
}

} // namespace pc::session
