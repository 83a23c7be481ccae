// SPDX-License-Identifier: GPL-3.0-or-later
// FrameCipher: hides what the head of a log's frame says of its page. SQLite's checksums in there run over plain text, so
// they would let anybody try guesses at a page. The last 16 of a head's 24 bytes (salts and checksums) therefore pass a
// keyed permutation: four Feistel rounds of keyed BLAKE2b, tweaked by the frame's number and the head's first 8 bytes
// (page number, and size of the database after a commit), which stay readable.
//
// A head that was changed anywhere comes out as noise, which SQLite's own checks then refuse.

#pragma once

#include "core/crypto/secret.h"

#include <array>
#include <span>

namespace pc::sql {

inline constexpr int kFrameHeadBytes = 24;

using FrameHead = std::span<quint8, kFrameHeadBytes>;

class FrameCipher
{
public:
    explicit FrameCipher(const crypto::SecretBytes &storeKey);

    /// In place.
    void hide(FrameHead head, quint32 frame) const;
    void show(FrameHead head, quint32 frame) const;

private:
    void round(quint8 number, quint32 frame, FrameHead head, size_t into, size_t from) const;

    crypto::SecretBytes m_key;
};

} // namespace pc::sql
