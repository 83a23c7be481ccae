// SPDX-License-Identifier: GPL-3.0-or-later
// The safety code of two people: 60 digits that are the same on both screens when each has the other's account key, and others when
// somebody gave them a key of their own. And the same as a picture, which one side shows and the other reads. Values.
//
// After Signal's numeric fingerprints: of each person a SHA-512 that is iterated 5,200 times over their key, so that a look-alike
// costs as much for each key that is tried; its first 30 bytes give 30 digits, and the lesser half stands first. The picture holds
// the whole hashes, so that reading it says more than the digits do. Layouts: safetycode.cpp.

#pragma once

#include "core/base/ids.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha512.h"

#include <QStringList>

namespace pc::identity {

inline constexpr qsizetype kSafetyDigits = 60;
inline constexpr qsizetype kSafetyGroups = 12;

/// A person, and the account key that this device has of them.
struct SafetyParty
{
    UserId user;
    crypto::Ed25519PublicKey accountKey {};

    bool operator==(const SafetyParty &) const = default;
};

enum class SafetyCheck : quint8 {
    Match, ///< Their device shows their key as this one has it, and has this person's as it is.
    NotThisPair, ///< A safety code's picture, but not what the other one shows in this conversation: one's own is none either.
    Mismatch, ///< Of this pair, with another key of one of them or of both: somebody may stand between.
    NotACode, ///< Anything else.
    NewerVersion, ///< A safety code's picture of a newer program.
};

class SafetyCode
{
public:
    /// Takes a few milliseconds. `mine`: the person whose device this is.
    SafetyCode(const SafetyParty &mine, const SafetyParty &theirs);

    const QString &digits() const { return m_digits; } ///< kSafetyDigits, the same on both sides.
    QStringList groups() const; ///< kSafetyGroups of five, as people read them out.
    QString picture() const; ///< What this person's screen shows: less than 230 letters of ASCII.

    /// Of what was read from the other person's screen.
    SafetyCheck check(QStringView scanned) const;

    bool operator==(const SafetyCode &) const = default;

private:
    UserId m_me;
    UserId m_them;
    crypto::LongDigest m_mine {};
    crypto::LongDigest m_theirs {};
    QString m_digits;
};

} // namespace pc::identity
