// SPDX-License-Identifier: GPL-3.0-or-later
// Offices: keeps who speaks for a school's office and what they say of people, and hands it to everybody in the school. The relay can
// refuse an entry or a word; it cannot make one.

#pragma once

#include "core/identity/officelist.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

inline constexpr int kLongestOfficePage = 200;

/// Entries of a school's office, and its number as a whole.
struct OfficePage
{
    std::vector<QByteArray> entries;
    quint32 number = 0; ///< Of the last entry that there is; 0 when nobody began it.
};

class Offices
{
public:
    explicit Offices(Registry &registry)
        : m_registry(registry)
    {
    }

    /// The next entry of the actor's school, signed by the actor's account key; the list's number. Whoever is added has the role for
    /// it and that account key by their device list. A repeat of the last entry is answered as it was. Errors: Forbidden (no
    /// administrator, or another key); Invalid; Conflict (not the next one); NotFound (nobody to add); Unsupported.
    void append(const Actor &actor, const QByteArray &entry, Reply<quint32> reply);

    /// Of the actor's school.
    void read(const Actor &actor, quint32 after, Reply<OfficePage> reply);

    /// What the office says of somebody in its school, instead of what it said before. Errors: Forbidden (no administrator, or who
    /// signed does not speak for the office); Invalid; NotFound (nobody whom it could be about); Unsupported.
    void say(const Actor &actor, const QByteArray &word, Reply<void> reply);

private:
    Result<quint32> appendNow(sql::Database &database, const Actor &actor, const QByteArray &entry);
    Result<void> sayNow(sql::Database &database, const Actor &actor, const QByteArray &word);

    Registry &m_registry;
};

} // namespace pc::relay::accounts
