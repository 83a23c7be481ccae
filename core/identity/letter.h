// SPDX-License-Identifier: GPL-3.0-or-later
// Letter: an invitation by which the school's office confirms somebody without seeing them again. The letter carries a secret that the
// relay never has, and the mark of the school's office. Whoever comes with it proves by the secret which account key they made;
// the device of the administrator who wrote it checks that, and the office says its word of the name, role and class in the letter.
//
//   proof    = 0x01 ‖ account key (32) ‖ HMAC-SHA256(secret, "pc/invite/1" ‖ school (16) ‖ person (16) ‖ account key)
//   token    = base64url(0x01 ‖ secret (16) ‖ mark of the office (16)): 44 characters, behind "#" in a link
//   mark     = the first 16 bytes of SHA-256 of the office's first entry
//
// What was written is sealed for all devices of who wrote it, by a key that comes of their account key, and lies at the relay:
// LetterFields in letter.cpp, in the presentation language of RFC 9420 section 2.1.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"

#include <QString>

#include <array>
#include <optional>

namespace pc::identity {

using LetterId = StrongId<struct LetterTag, Uuid>;

inline constexpr std::size_t kLetterSecretBytes = 16;
inline constexpr std::size_t kOfficeMarkBytes = 16;
inline constexpr std::size_t kLetterProofBytes = 65;
inline constexpr std::size_t kMostLetterBytes = 2'048; ///< Sealed.
inline constexpr std::size_t kMostLetterTextBytes = 400; ///< Of UTF-8; of name and label each.
inline constexpr qsizetype kLetterTokenLength = 44;
inline constexpr qsizetype kLetterCodeLength = 22; ///< Of 16 random bytes, as base64url.

using OfficeMark = std::array<std::uint8_t, kOfficeMarkBytes>;

OfficeMark officeMarkOf(crypto::ByteView firstEntry);

/// 30 digits of a mark, for two people who compare which office their computers follow.
QString officeCodeOf(crypto::ByteView mark);

/// What the invited person's device needs of a letter, beside the invite's code.
struct LetterToken
{
    crypto::SecretBytes secret;
    OfficeMark office {};
};

QString letterTokenText(const LetterToken &token);

/// Errors: Invalid, NewerVersion.
Result<LetterToken> readLetterToken(QStringView text);

crypto::Bytes makeLetterProof(
    const crypto::SecretBytes &secret, SchoolId school, UserId person, const crypto::Ed25519PublicKey &accountKey);

/// The account key that was proved. Errors: Invalid, NewerVersion, Forbidden (without the secret, or of somebody else).
Result<crypto::Ed25519PublicKey> readLetterProof(
    crypto::ByteView proof, const crypto::SecretBytes &secret, SchoolId school, UserId person);

/// As its administrator wrote it.
struct Letter
{
    LetterId id;
    SchoolId school;
    UserId person; ///< Who will be.
    std::uint8_t role = 0; ///< As people::Role.
    QString name;
    QString label;
    crypto::SecretBytes code; ///< Of the invite, as text.
    LetterToken token;
    UtcTime written; ///< By the relay's clock, as the next one.
    UtcTime expires;
};

/// `writer`: the account key of who wrote it. A name or label that is too long is cut.
crypto::Bytes sealLetter(const Letter &letter, const crypto::Ed25519Key &writer, crypto::RandomSource &random);

/// Errors: Invalid; Forbidden (sealed by another key, or as another letter than `id`); NewerVersion.
Result<Letter> openLetter(crypto::ByteView sealed, LetterId id, const crypto::Ed25519Key &writer);

} // namespace pc::identity
