// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/framecipher.h"

#include "core/crypto/hash.h"

#include <QtEndian>

#include <algorithm>

namespace pc::sql {

namespace {

constexpr size_t kClearBytes = 8;
constexpr size_t kHalfBytes = 8;
constexpr size_t kLeft = kClearBytes;
constexpr size_t kRight = kClearBytes + kHalfBytes;

} // namespace

FrameCipher::FrameCipher(const crypto::SecretBytes &storeKey)
    : m_key(crypto::deriveKey("ParentConnect sealed store frames 1", storeKey))
{
}

void FrameCipher::hide(FrameHead head, quint32 frame) const
{
    round(0, frame, head, kLeft, kRight);
    round(1, frame, head, kRight, kLeft);
    round(2, frame, head, kLeft, kRight);
    round(3, frame, head, kRight, kLeft);
}

void FrameCipher::show(FrameHead head, quint32 frame) const
{
    round(3, frame, head, kRight, kLeft);
    round(2, frame, head, kLeft, kRight);
    round(1, frame, head, kRight, kLeft);
    round(0, frame, head, kLeft, kRight);
}

/// Its own inverse.
void FrameCipher::round(quint8 number, quint32 frame, FrameHead head, size_t into, size_t from) const
{
    std::array<quint8, 1 + 4 + kClearBytes + kHalfBytes> input {};
    input[0] = number;
    qToBigEndian(frame, input.data() + 1);
    std::copy_n(head.begin(), kClearBytes, input.begin() + 5);
    std::copy_n(head.begin() + ptrdiff_t(from), kHalfBytes, input.begin() + 5 + kClearBytes);
    std::array<quint8, 16> mask {};
    crypto::blake2b(mask, { input.data(), qsizetype(input.size()) }, m_key);
    for (size_t i = 0; i < kHalfBytes; ++i)
        head[into + i] = quint8(head[into + i] ^ mask[i]);
}

} // namespace pc::sql
