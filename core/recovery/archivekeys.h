// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveKeys: the keys that seal a person's archive, by their numbers. The newest seals; those before it open what was not sealed
// anew yet. A device that is revoked knows the keys up to then, so the next segment is sealed by another one.

#pragma once

#include "core/base/result.h"
#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"

#include <vector>

namespace pc::recovery {

inline constexpr qsizetype kArchiveKeyBytes = 32;

/// At once: few, so that all of them fit what one device gives another. Whoever seals their archive anew after each rotation has two.
inline constexpr std::size_t kMostArchiveKeys = 16;

/// Of encode().
inline constexpr std::size_t kMostArchiveKeysBytes = 2 + kMostArchiveKeys * (4 + std::size_t(kArchiveKeyBytes));

class ArchiveKeys
{
public:
    /// None: nothing is archived yet.
    ArchiveKeys() = default;

    /// The first one, with number 1.
    static ArchiveKeys begin(crypto::RandomSource &random);

    /// As encode() wrote them. Errors: Invalid, NewerVersion.
    static Result<ArchiveKeys> decode(crypto::ByteView bytes);
    crypto::WipingBytes encode() const;

    ArchiveKeys copy() const;

    bool isEmpty() const { return m_keys.empty(); }
    std::size_t count() const { return m_keys.size(); }
    quint32 newest() const { return isEmpty() ? 0 : m_keys.back().number; }
    quint32 oldest() const { return isEmpty() ? 0 : m_keys.front().number; }

    /// Null when it is not, or no longer, held. Valid until the keys change.
    const crypto::SecretBytes *find(quint32 number) const;

    /// From now on another key seals; its number. Where as many are held as may be, the oldest goes, and what it alone opens with it:
    /// a device that was revoked is worth more than history which nobody sealed anew fifteen times.
    quint32 rotate(crypto::RandomSource &random);

    /// Takes over what another device gives; where both have a number, it is theirs that counts. Of more than may be held the oldest go.
    void adopt(const ArchiveKeys &given);

    /// Everything is sealed by this one or a later one. The newest stays.
    void forgetBelow(quint32 number);

    bool operator==(const ArchiveKeys &) const = default;

private:
    struct Key
    {
        quint32 number = 0;
        crypto::SecretBytes secret;

        bool operator==(const Key &) const = default;
    };

    void add(quint32 number, crypto::RandomSource &random);

    std::vector<Key> m_keys; ///< Numbers ascend.
};

} // namespace pc::recovery
