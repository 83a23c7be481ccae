// SPDX-License-Identifier: GPL-3.0-or-later
// Linking: how a person's account key comes to a further device of theirs, over a relay that carries four messages and must not
// learn or steer anything. Both ends as values, without a clock or a network:
//
//   new device                                          old device, once its user has typed the code (or shown the picture)
//     offer   its keys, name, a commitment       ──▶
//             to an ephemeral key                ◀──    answer   an ephemeral key
//     reveal  its ephemeral key                  ──▶
//             both show four words out of all that was said; a person compares them and agrees on both
//                                                ◀──    gift     the account key, sealed between the ephemeral keys
//
// The new device is bound to its key before it sees the old one's, and the old one answers before it sees the new one's: whoever
// stands between them gets the same words on both screens in one of 2^44 cases, and has one try. The picture holds the commitment
// besides, so that with it nobody can stand between. Layouts: linking.cpp.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/crypto/sha256.h"
#include "core/crypto/wipingbytes.h"
#include "core/crypto/x25519.h"
#include "core/identity/devicename.h"
#include "core/linking/wordlist.h"

#include <array>

namespace pc::linking {

inline constexpr int kLinkCodeDigits = 9;
inline constexpr std::size_t kMostLinkMessageBytes = 1'024;
inline constexpr std::size_t kLinkWords = 4;
inline constexpr std::size_t kMostGiftArchiveKeysBytes = 600;

using LinkWords = std::array<quint16, kLinkWords>; ///< Each below kWords.

/// A device that wants to be one of its person's.
struct OfferedDevice
{
    DeviceId id;
    crypto::Ed25519PublicKey leafKey {};
    crypto::X25519PublicKey boxKey {};
    QString name; ///< At most identity::kMostDeviceName.

    bool operator==(const OfferedDevice &) const = default;
};

/// What one device of a person gives to another.
struct LinkGift
{
    crypto::WipingBytes accountSeed; ///< Of an Ed25519 key.
    crypto::WipingBytes
        archiveKeys; ///< As core/recovery's ArchiveKeys writes them, at most kMostGiftArchiveKeysBytes; or none.
    quint32 listNumber
        = 0; ///< Of the device list that has the new device in it, and its hash: the relay shows no less.
    crypto::Digest listHead {};
};

/// What the picture says.
struct LinkPicture
{
    QString code;
    crypto::Digest commitment {};

    QString text() const;

    /// Nothing for any other text.
    static std::optional<LinkPicture> fromText(QStringView text);
};

class NewDeviceLink
{
public:
    /// `language`: of the words on both screens.
    NewDeviceLink(UserId user, const OfferedDevice &device, WordLanguage language, crypto::RandomSource &random);

    const QString &code() const { return m_code; } ///< Nine digits, by which the old device finds the offer.
    QString picture() const { return LinkPicture { m_code, m_commitment }.text(); }
    const crypto::Bytes &offer() const { return m_offer; }

    /// The reveal, once. Errors: Invalid; Conflict (there was an answer already).
    Result<crypto::Bytes> takeAnswer(crypto::ByteView answer);

    /// After takeAnswer().
    LinkWords words() const { return m_words; }
    WordLanguage language() const { return m_language; }

    /// Whether it is from who has the same words the person says, before. Errors: Invalid, Corrupt (it does not open).
    Result<LinkGift> open(crypto::ByteView gift) const;

private:
    QString m_code;
    WordLanguage m_language;
    crypto::X25519KeyPair m_key;
    crypto::Bytes m_nonce;
    crypto::Digest m_commitment {};
    crypto::Bytes m_offer;
    crypto::Digest m_transcript {};
    crypto::WipingBytes m_secret;
    LinkWords m_words {};
};

class OldDeviceLink
{
public:
    /// `picture` where one was read. Errors: Invalid, NewerVersion, Conflict (the offer is another person's, or not the picture's).
    static Result<OldDeviceLink> take(
        UserId user, crypto::ByteView offer, const std::optional<LinkPicture> &picture, crypto::RandomSource &random);

    /// As it describes itself.
    const OfferedDevice &device() const { return m_device; }
    WordLanguage language() const { return m_language; }
    const crypto::Bytes &answer() const { return m_answer; }

    /// Errors: Invalid; Corrupt (not what the offer was bound to: somebody stands between); Conflict (there was one).
    Result<void> takeReveal(crypto::ByteView reveal);

    /// After takeReveal().
    LinkWords words() const { return m_words; }

    /// After the person agreed, once. Error: Conflict (too early, or given already).
    Result<crypto::Bytes> give(const LinkGift &gift);

private:
    OldDeviceLink() = default;

    OfferedDevice m_device;
    WordLanguage m_language = WordLanguage::English;
    UserId m_user;
    crypto::Digest m_commitment {};
    crypto::X25519KeyPair m_key;
    crypto::Bytes m_offer;
    crypto::Bytes m_answer;
    crypto::Digest m_transcript {};
    crypto::WipingBytes m_secret;
    LinkWords m_words {};
};

/// As people read them.
QStringList textOf(const LinkWords &words, WordLanguage language);

} // namespace pc::linking
