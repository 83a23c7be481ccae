// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/segment.h"

#include "core/crypto/aead.h"
#include "core/crypto/padding.h"
#include "core/recovery/keynote.h"

#include <algorithm>

namespace pc::recovery {

namespace {

using archive::kSegmentHeaderBytes;
using crypto::Bytes;
using crypto::ByteView;

constexpr std::string_view kSegmentLabel = "pc/archive/segment/1";
constexpr std::size_t kNonceBytes = std::size_t(crypto::kAeadNonceBytes);
constexpr std::size_t kTagBytes = std::size_t(crypto::kAeadTagBytes);
constexpr std::size_t kSealedAt = kSegmentHeaderBytes + kNonceBytes;
static_assert(kSealedAt + kMostSegmentItems + 1 + kTagBytes <= archive::kMostSegmentBytes);

QByteArrayView qtView(ByteView bytes)
{
    return { bytes.data(), qsizetype(bytes.size()) };
}

Bytes boundTo(ByteView header)
{
    return crypto::concat({ crypto::bytesOf(kSegmentLabel), header });
}

/// Nothing when it does not open.
std::optional<crypto::WipingBytes> opened(ByteView segment, const crypto::SecretBytes &key)
{
    const ByteView sealed = segment.subspan(kSealedAt);
    crypto::WipingBytes padded(sealed.size() - kTagBytes);
    const Bytes bound = boundTo(segment.first(kSegmentHeaderBytes));
    const ByteView nonce = segment.subspan(kSegmentHeaderBytes, kNonceBytes);
    if (!crypto::aeadDecrypt(padded.mutableView(), qtView(sealed), qtView(bound), qtView(nonce), key))
        return std::nullopt;
    return padded;
}

} // namespace

SegmentWriter::SegmentWriter(std::size_t most)
    : m_most(std::min(most, kMostSegmentItems))
{
    m_items.reserve(kMostSegmentItems);
}

SegmentWriter::~SegmentWriter()
{
    crypto::wipe(m_items);
}

Added SegmentWriter::add(const ArchiveItem &item)
{
    Bytes one;
    if (!appendItem(one, item))
        return Added::TooLarge;
    static_assert(kMostItemBytes + 8 <= kMostSegmentItems); // alone it always fits
    const bool fits = isEmpty() || m_items.size() + one.size() <= m_most;
    if (fits)
        crypto::append(m_items, one);
    crypto::wipe(one);
    return fits ? Added::Taken : Added::Full;
}

Bytes SegmentWriter::seal(const archive::Chain &chain, const ArchiveKeys &keys, crypto::RandomSource &random)
{
    const crypto::SecretBytes *key = keys.find(keys.newest());
    Q_ASSERT(key);
    const crypto::WipingBytes padded = crypto::pad(m_items);
    crypto::wipe(m_items);
    m_items.clear();
    Bytes segment = archive::encode(chain.nextHeader(keys.newest()));
    const Bytes bound = boundTo(segment);
    segment.resize(kSealedAt + padded.size() + kTagBytes);
    const auto nonce = crypto::MutableByteView(segment).subspan(kSegmentHeaderBytes, kNonceBytes);
    random.fill(nonce);
    crypto::aeadEncrypt(
        crypto::MutableByteView(segment).subspan(kSealedAt), qtView(padded.view()), qtView(bound), qtView(nonce), *key);
    return segment;
}

Result<std::vector<ArchiveItem>> SegmentReader::take(ByteView segment)
{
    archive::Chain next = m_chain;
    const auto header = next.follow(segment);
    if (!header)
        return header.error();
    if (m_known && m_known->generation == header->generation && m_known->number == header->number
        && next.head()->hash != m_known->hash)
        return { Errc::Conflict, QStringLiteral("another segment than the one that was seen there") };
    if (isKeyNote(*header)) {
        if (const auto note = readKeyNote(segment); !note)
            return note.error();
        m_chain = next;
        return std::vector<ArchiveItem>();
    }
    const crypto::SecretBytes *key = m_keys.find(header->key);
    if (!key)
        return { Errc::KeyMissing, QStringLiteral("a segment under an archive key that is not held") };
    if (segment.size() < kSealedAt + kTagBytes)
        return { Errc::Invalid, QStringLiteral("a segment that is cut off") };
    const auto padded = opened(segment, *key);
    if (!padded)
        return { Errc::Corrupt, QStringLiteral("a segment that does not open") };
    const auto plain = crypto::unpad(padded->view());
    auto items = plain ? readItems(plain->view()) : std::nullopt;
    if (!items)
        return { Errc::Invalid, QStringLiteral("a segment without items") };
    m_chain = next;
    return *std::move(items);
}

Result<void> SegmentReader::finish() const
{
    const bool endsEarly = m_known && m_known->generation == m_chain.generation() && m_chain.next() <= m_known->number;
    if (endsEarly || (m_known && m_known->generation > m_chain.generation()))
        return { Errc::Conflict, QStringLiteral("an archive that ends before what was seen of it") };
    return {};
}

} // namespace pc::recovery
