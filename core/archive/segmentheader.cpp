// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/archive/segmentheader.h"

#include "core/mls_public/codec.h"

namespace pc::archive {

namespace {

constexpr std::uint8_t kSegmentVersion = 1;

struct OpenPart
{
    std::uint8_t version = kSegmentVersion;
    std::array<std::uint8_t, 16> user {};
    std::uint32_t generation = 0;
    std::uint32_t number = 0;
    std::uint32_t key = 0;
    crypto::Digest previous {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.user, self.generation, self.number, self.key, self.previous);
    }
};

} // namespace

crypto::Bytes encode(const SegmentHeader &header)
{
    return mls::encode(OpenPart {
        kSegmentVersion, header.user.raw().bytes, header.generation, header.number, header.key, header.previous });
}

Result<SegmentHeader> readSegmentHeader(crypto::ByteView segment)
{
    if (!segment.empty() && segment.front() > kSegmentVersion)
        return { Errc::NewerVersion, QStringLiteral("a segment of a newer version") };
    if (segment.size() > kMostSegmentBytes)
        return { Errc::TooLarge, QStringLiteral("a segment that is too long") };
    if (segment.size() <= kSegmentHeaderBytes)
        return { Errc::Invalid, QStringLiteral("no segment of an archive") };
    const auto part = mls::decode<OpenPart>(segment.first(kSegmentHeaderBytes));
    const bool isOne = part && part->version == kSegmentVersion && part->generation > 0 && part->number > 0
        && !Uuid { part->user }.isNull();
    if (!isOne)
        return { Errc::Invalid, QStringLiteral("no segment of an archive") };
    return SegmentHeader { UserId { Uuid { part->user } }, part->generation, part->number, part->key, part->previous };
}

} // namespace pc::archive
