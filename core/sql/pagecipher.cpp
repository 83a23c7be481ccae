// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/pagecipher.h"

#include "core/crypto/aead.h"
#include "core/crypto/hash.h"
#include "core/crypto/random.h"

#include <QtEndian>

#include <algorithm>

namespace pc::sql {

namespace {

constexpr std::array<quint8, 3> kSealedMagic { 'P', 'C', 'S' };
constexpr quint8 kVersion = 1;
constexpr size_t kCheckAt = kSealedMagic.size() + 1;

constexpr size_t kVersionAt = kPlainBytes;
constexpr size_t kNonceAt = kVersionAt + sizeof(SealVersion);
constexpr size_t kTagAt = kNonceAt + crypto::kAeadNonceBytes;
static_assert(kTagAt + crypto::kAeadTagBytes == kPageBytes);

SealVersion versionOf(const crypto::SecretBytes &storeKey)
{
    SealVersion version {};
    std::ranges::copy(kSealedMagic, version.begin());
    version[kSealedMagic.size()] = kVersion;
    std::array<quint8, 16> check {};
    crypto::blake2b(check, "ParentConnect sealed store check 1", storeKey);
    std::copy_n(check.begin(), version.size() - kCheckAt, version.begin() + kCheckAt);
    return version;
}

QByteArrayView view(std::span<const quint8> bytes)
{
    return { bytes.data(), qsizetype(bytes.size()) };
}

} // namespace

PageForm formOf(PageView page)
{
    const auto version = page.subspan(kVersionAt, sizeof(SealVersion));
    if (!std::equal(kSealedMagic.begin(), kSealedMagic.end(), version.begin()))
        return PageForm::Foreign;
    if (version[kSealedMagic.size()] == kVersion)
        return PageForm::Sealed;
    return version[kSealedMagic.size()] > kVersion ? PageForm::SealedByNewer : PageForm::Foreign;
}

PagePlace PagePlace::inDatabase(quint32 page)
{
    PagePlace place;
    place.m_bytes[0] = 'D';
    qToBigEndian(page, place.m_bytes.data() + 1);
    place.m_size = 5;
    return place;
}

PagePlace PagePlace::inLog(quint32 page, quint32 frame, const Salts &salts)
{
    PagePlace place;
    place.m_bytes[0] = 'W';
    qToBigEndian(page, place.m_bytes.data() + 1);
    qToBigEndian(frame, place.m_bytes.data() + 5);
    std::ranges::copy(salts, place.m_bytes.begin() + 9);
    place.m_size = qsizetype(place.m_bytes.size());
    return place;
}

PageCipher::PageCipher(const crypto::SecretBytes &storeKey)
    : m_key(crypto::deriveKey("ParentConnect sealed store pages 1", storeKey))
    , m_version(versionOf(storeKey))
{
}

bool PageCipher::seal(std::span<quint8, kPageBytes> out, PageView page, const PagePlace &place) const
{
    if (std::ranges::any_of(page.last<kSealBytes>(), [](quint8 byte) { return byte != 0; }))
        return false;
    const auto nonce = out.subspan<kNonceAt, crypto::kAeadNonceBytes>();
    crypto::fillRandom(nonce);
    std::ranges::copy(m_version, out.begin() + kVersionAt);
    crypto::aeadEncryptDetached(out.first<kPlainBytes>(), out.last<crypto::kAeadTagBytes>(),
        view(page.first<kPlainBytes>()), place.associated(), view(nonce), m_key);
    return true;
}

bool PageCipher::open(std::span<quint8, kPageBytes> out, PageView page, const PagePlace &place) const
{
    if (!knows(page))
        return false;
    const auto nonce = page.subspan<kNonceAt, crypto::kAeadNonceBytes>();
    const bool opened = crypto::aeadDecryptDetached(out.first<kPlainBytes>(), view(page.first<kPlainBytes>()),
        view(page.last<crypto::kAeadTagBytes>()), place.associated(), view(nonce), m_key);
    std::ranges::fill(out.last<kSealBytes>(), quint8(0));
    return opened;
}

bool PageCipher::knows(PageView page) const
{
    return std::equal(m_version.begin(), m_version.end(), page.begin() + kVersionAt);
}

} // namespace pc::sql
