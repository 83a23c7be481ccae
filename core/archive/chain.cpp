// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/archive/chain.h"

namespace pc::archive {

QLatin1StringView faultText(ChainFault fault)
{
    switch (fault) {
    case ChainFault::OtherUser:
        return QLatin1StringView("a segment of another person's archive");
    case ChainFault::OtherGeneration:
        return QLatin1StringView("a segment of another generation");
    case ChainFault::OtherNumber:
        return QLatin1StringView("not the next segment of this archive");
    case ChainFault::OtherPrevious:
        return QLatin1StringView("a segment that follows another one");
    }
    return {};
}

std::optional<ArchiveHead> Chain::head() const
{
    if (!m_last)
        return std::nullopt;
    return ArchiveHead { m_generation, m_next - 1, *m_last };
}

SegmentHeader Chain::nextHeader(quint32 key) const
{
    return { m_user, m_generation, m_next, key, m_last.value_or(crypto::Digest {}) };
}

std::optional<ChainFault> Chain::faultOf(const SegmentHeader &header) const
{
    if (header.user != m_user)
        return ChainFault::OtherUser;
    if (header.generation != m_generation)
        return ChainFault::OtherGeneration;
    if (header.number != m_next)
        return ChainFault::OtherNumber;
    if (m_last && header.previous != *m_last)
        return ChainFault::OtherPrevious;
    return std::nullopt;
}

Result<SegmentHeader> Chain::follow(crypto::ByteView segment)
{
    auto header = readSegmentHeader(segment);
    if (!header)
        return header;
    if (const auto fault = faultOf(*header))
        return { Errc::Conflict, faultText(*fault) };
    m_last = crypto::sha256Of(segment);
    ++m_next;
    return header;
}

} // namespace pc::archive
