// SPDX-License-Identifier: GPL-3.0-or-later
// Letters: invitations that an administrator's client writes and the school's office confirms by. The relay knows who is invited, and
// keeps what it cannot read: what was written, and what the invited person's device proves.

#pragma once

#include "core/relay/accounts/letterstore.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

inline constexpr int kMostLetters = 1'000; ///< Of one administrator.
inline constexpr int kLongestLetterPage = 50;
inline constexpr Milliseconds kLongestLetter { qint64(90) * 24 * 60 * 60 * 1'000 };

/// As a client asks for it, which chose ids and code itself: so asking again makes no second one.
struct NewLetter
{
    InviteId id;
    UserId person;
    QString name;
    std::optional<people::Role> role;
    QString label;
    Milliseconds life { 0 };
    QString code;
    QByteArray letter;
};

class Letters
{
public:
    explicit Letters(Registry &registry)
        : m_registry(registry)
    {
    }

    /// A person of the actor's school who has not joined yet, an invite for them alone, and the letter. Errors: Forbidden (no
    /// administrator); Invalid; Conflict (ids that are somebody else's); TooLarge (too many letters).
    void write(const Actor &actor, const NewLetter &request, Reply<LetterRecord> reply);

    /// The actor's own ones. Errors: Forbidden, Invalid (no cursor).
    void list(const Actor &actor, const QString &after, int limit, Reply<Page<LetterRecord>> reply);

    /// One's own; a person who has not joined by it does not any more. Errors: Forbidden, NotFound.
    void end(const Actor &actor, InviteId letter, Reply<void> reply);

    /// What the actor's device says by the secret of the letter that invited them. Errors: Invalid, NotFound (none did).
    void prove(const Actor &actor, const QByteArray &proof, Reply<void> reply);

private:
    Registry &m_registry;
};

} // namespace pc::relay::accounts
