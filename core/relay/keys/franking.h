// SPDX-License-Identifier: GPL-3.0-or-later
// FrankingKeys: the relay's seal on each message: who sent it, where and when, and to what its sender committed. The relay
// cannot read a message, but when somebody who can reports it, the seal proves that it is the one that was sent.
//
//   tag = key number (u32) ‖ BLAKE2b-256(key, "pc/tag/1" ‖ key number (u32) ‖ group id (20) ‖ seq (u64) ‖ epoch (u64) ‖
//         sent at, ms since 1970 (u64) ‖ user (16) ‖ device (16) ‖ commitment (32) ‖ content), big-endian
//
// Keyed BLAKE2b (RFC 7693) rather than HMAC: each message of the relay passes here, and nobody else makes or checks a tag.
// All before the content is of fixed length, so no two messages give the same bytes.
//
// Nothing of a tag is stored: it is made again from the entry. Immutable once loaded; any thread.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/wipingbytes.h"

#include <QByteArray>

#include <vector>

namespace pc::sql {
class Database;
}

namespace pc::relay::keys {

inline constexpr qsizetype kFrankingTagBytes = 4 + 32;
inline constexpr std::size_t kCommitmentBytes = 32;

/// What a tag is about.
struct TaggedMessage
{
    crypto::ByteView groupId;
    quint64 epoch = 0;
    crypto::ByteView commitment; ///< The authenticated data of the sender's PrivateMessage.
    Seq seq;
    UtcTime sentAt;
    UserId user;
    DeviceId device;
    QByteArrayView content; ///< The whole MLSMessage, as it is stored.
};

class FrankingKeys
{
public:
    /// Makes the first key, and a new one when the newest has sealed for a year. Writer's thread.
    static Result<FrankingKeys> load(sql::Database &database, UtcTime now);

    /// Under the key that was the newest at `sentAt`.
    QByteArray tag(const TaggedMessage &message) const;

    /// Whether this relay made that tag for that message.
    bool verify(const TaggedMessage &message, QByteArrayView tag) const;

private:
    struct Key
    {
        quint32 number = 0;
        UtcTime created;
        crypto::WipingBytes key;
    };

    const Key &keyAt(UtcTime time) const;

    std::vector<Key> m_keys; ///< Oldest first; never empty once loaded.
};

} // namespace pc::relay::keys
