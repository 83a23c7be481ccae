// SPDX-License-Identifier: GPL-3.0-or-later
// PageCipher: how one page lies on the disk. SQLite is told that the last 48 bytes of a page are not its own:
//
//   ciphertext (4,048) ‖ version (8) ‖ nonce (24) ‖ tag (16)        version = "PCS" ‖ 1 ‖ check of the key (4)
//
// XChaCha20-Poly1305 with a fresh random nonce each time a page is written. Associated data binds a page to its place:
//
//   in the database   'D' ‖ page number (u32)
//   in the log        'W' ‖ page number (u32) ‖ frame number (u32) ‖ salts of the log's own header (8)
//
// integers big-endian. The salts change whenever the log begins anew, so a frame of an earlier one does not open. The
// check of the key is no secret: 32 bits of a hash, which tell a wrong key from a damaged page.

#pragma once

#include "core/crypto/secret.h"

#include <array>
#include <span>

namespace pc::sql {

inline constexpr int kPageBytes = 4'096;
inline constexpr int kSealBytes = 48; ///< Of a page, for the seal.
inline constexpr int kPlainBytes = kPageBytes - kSealBytes;

using Page = std::array<quint8, kPageBytes>;
using PageView = std::span<const quint8, kPageBytes>;

/// The first eight bytes of a seal.
using SealVersion = std::array<quint8, 8>;

/// What a page's last bytes say of it, without any key.
enum class PageForm : quint8 {
    Sealed,
    SealedByNewer, ///< In a version that this program does not know.
    Foreign, ///< Anything else.
};
PageForm formOf(PageView page);

/// Where a page lies: what it is bound to.
class PagePlace
{
public:
    using Salts = std::array<quint8, 8>;

    static PagePlace inDatabase(quint32 page);
    static PagePlace inLog(quint32 page, quint32 frame, const Salts &salts);

    QByteArrayView associated() const { return { m_bytes.data(), m_size }; }

private:
    std::array<quint8, 17> m_bytes {};
    qsizetype m_size = 0;
};

class PageCipher
{
public:
    explicit PageCipher(const crypto::SecretBytes &storeKey);

    /// False when SQLite has put something where the seal goes: it believes in another format than we do.
    /// `out` lies elsewhere than `page`.
    [[nodiscard]] bool seal(std::span<quint8, kPageBytes> out, PageView page, const PagePlace &place) const;

    /// Where the seal was are zeros then. `out` lies elsewhere than `page`; when this is false it holds nothing of it.
    [[nodiscard]] bool open(std::span<quint8, kPageBytes> out, PageView page, const PagePlace &place) const;

    /// Whether a page, damaged or not, was sealed by this key.
    bool knows(PageView page) const;

private:
    crypto::SecretBytes m_key;
    SealVersion m_version {};
};

} // namespace pc::sql
