// SPDX-License-Identifier: GPL-3.0-or-later
// WipingBytes: a secret on the ordinary heap that is wiped when it goes. For secrets that are many and short-lived, as the
// key schedules of MLS make them; what lives as long as the program is a SecretBytes, which is locked and guarded
// besides but takes three pages. Move-only: a copy is a decision, made with copy(). No Qt.

#pragma once

#include "core/crypto/bytes.h"

#include <memory>

namespace pc::crypto {

class WipingBytes
{
public:
    WipingBytes() = default;

    /// `size` zero bytes, to be filled through mutableView().
    explicit WipingBytes(std::size_t size);

    WipingBytes(WipingBytes &&other) noexcept;
    WipingBytes &operator=(WipingBytes &&other) noexcept;
    WipingBytes(const WipingBytes &) = delete;
    WipingBytes &operator=(const WipingBytes &) = delete;
    ~WipingBytes() { clear(); }

    static WipingBytes copyOf(ByteView bytes);

    /// Takes the bytes over and wipes and empties `source`.
    static WipingBytes takeFrom(Bytes &source);

    WipingBytes copy() const { return copyOf(view()); }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Valid as long as this value is neither moved from nor assigned to.
    ByteView view() const { return { m_bytes.get(), m_size }; }
    MutableByteView mutableView() { return { m_bytes.get(), m_size }; }

    /// Wipes what lies behind `size`, which must not be more than there is, and forgets it.
    void truncate(std::size_t size);

    /// Wipes and empties this value now.
    void clear();

    /// Takes the same time wherever the bytes differ; lengths are no secret.
    bool operator==(const WipingBytes &other) const;

private:
    std::unique_ptr<std::uint8_t[]> m_bytes;
    std::size_t m_size = 0;
};

/// Overwrites bytes in a way that no optimiser takes out.
void wipe(MutableByteView bytes);

/// Takes the same time wherever the bytes differ; different lengths answer at once.
bool equalSecrets(ByteView a, ByteView b);

} // namespace pc::crypto
