// SPDX-License-Identifier: GPL-3.0-or-later
// OfficeList: who speaks for a school's office, by the word of those who do: a chain of signed entries as DeviceList is one, of account
// keys instead of devices. The first one begins it; whoever is in it adds and removes others. The relay keeps and hands out the
// entries, and can neither make, change nor take out one. An entry is signed (Ed25519) over "pc/office-list/1" and what stands before
// the signature; layout: OfficeEntry in officelist.cpp, in the presentation language of RFC 9420 section 2.1.
//
// OfficeWord: what the office says of somebody whom it knows: this account key is theirs, and this is what they are at the school.
// The last word about a person counts; one counts for as long as its signer is in the list.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"

#include <QString>

#include <optional>
#include <vector>

namespace pc::identity {

inline constexpr std::size_t kMostOfficeEntryBytes = 512;
inline constexpr quint32 kMostOfficeEntries = 2'000;
inline constexpr std::size_t kMostOfficeMembers = 256; ///< With those who were removed.
inline constexpr std::size_t kMostOfficeWordBytes = 1'024;
inline constexpr std::size_t kMostOfficeTextBytes = 400; ///< Of UTF-8; of name and label each.

enum class OfficeAct : std::uint8_t {
    Begin = 1,
    Add = 2, ///< Or another key for who is in it.
    Remove = 3,
};

struct OfficeMember
{
    UserId user;
    crypto::Ed25519PublicKey accountKey {};
    UtcTime added;
    std::optional<UtcTime> removed;

    bool operator==(const OfficeMember &) const = default;
};

struct OfficeWord
{
    SchoolId school;
    UserId user;
    crypto::Ed25519PublicKey accountKey {};
    std::uint8_t role = 0; ///< As people::Role.
    QString name; ///< As people::Person has them.
    QString label;
    UtcTime issued; ///< By the relay's clock.
    crypto::Ed25519PublicKey signer {};

    bool operator==(const OfficeWord &) const = default;
};

class OfficeList
{
public:
    /// Of no school, and empty.
    OfficeList() = default;

    /// The list as encode() wrote it. Errors: Invalid, NewerVersion.
    static Result<OfficeList> decode(crypto::ByteView bytes);
    crypto::Bytes encode() const;

    /// Takes the next entry, or changes nothing. Errors: Invalid (no entry, or one that is not allowed), NewerVersion, Corrupt (not
    /// signed by who it says), Forbidden (signed by who is not in the list), Conflict (not the next one).
    Result<void> append(crypto::ByteView entry);

    bool isEmpty() const { return m_number == 0; }
    SchoolId school() const { return m_school; }
    quint32 number() const { return m_number; } ///< Of the last entry, from 1 on.
    const crypto::Digest &head() const { return m_head; } ///< The hash of the last entry.
    const std::vector<OfficeMember> &members() const { return m_members; } ///< With those who were removed.

    /// Whether that key speaks for the office now.
    bool speaks(const crypto::Ed25519PublicKey &accountKey) const;

    /// Whether that word counts now. Its signature was checked when it was read.
    bool stands(const OfficeWord &word) const { return word.school == m_school && speaks(word.signer); }

    bool operator==(const OfficeList &) const = default;

private:
    friend struct OfficeCodec;

    SchoolId m_school;
    quint32 m_number = 0;
    crypto::Digest m_head {};
    std::vector<OfficeMember> m_members;
};

/// The entry that would come next in `list`, signed by `signer`. `member` is all but its times.
crypto::Bytes makeOfficeEntry(const OfficeList &list, SchoolId school, OfficeAct act, const OfficeMember &member,
    UtcTime now, const crypto::Ed25519Key &signer);

/// `word.signer` is taken from the key that signs; a name or label that is too long is cut.
crypto::Bytes makeOfficeWord(OfficeWord word, const crypto::Ed25519Key &signer);

/// Errors: Invalid, NewerVersion, Corrupt (not signed by the key in it).
Result<OfficeWord> readOfficeWord(crypto::ByteView bytes);

} // namespace pc::identity
