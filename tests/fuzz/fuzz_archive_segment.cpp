// SPDX-License-Identifier: GPL-3.0-or-later
// Segments of an archive: what a relay may hand out as one, and what may be in one by a newer program. An input is taken as a whole
// segment, and as the items of one that is sealed as it should be. What is read is written again as the same bytes.

#include "core/recovery/segment.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::recovery;
using namespace pc::test;

namespace {

constexpr UserId kUser { Uuid { { 1 } } };

/// Always the same, so that a corpus opens.
class Counting final : public crypto::RandomSource
{
public:
    void fill(crypto::MutableByteView out) override
    {
        for (std::uint8_t &byte : out)
            byte = ++m_last;
    }

private:
    std::uint8_t m_last = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const ArchiveKeys keys = [] {
        Counting random;
        return ArchiveKeys::begin(random);
    }();
    if (const auto header = archive::readSegmentHeader(bytes))
        require(crypto::equal(archive::encode(*header), bytes.first(archive::kSegmentHeaderBytes)));
    SegmentReader reader(keys, archive::Chain(kUser, 1));
    if (const auto items = reader.take(bytes))
        require(reader.chain().next() == 2);
    else
        require(reader.chain().next() == 1);
    const auto items = readItems(bytes);
    if (!items)
        return 0;
    crypto::Bytes again;
    SegmentWriter writer(kMostSegmentItems);
    bool fits = true;
    for (const ArchiveItem &item : *items) {
        require(appendItem(again, item));
        fits = writer.add(item) == Added::Taken && fits;
    }
    require(crypto::equal(again, bytes));
    if (!fits)
        return 0;
    Counting random;
    const auto sealed = writer.seal(archive::Chain(kUser, 1), keys, random);
    require(sealed.size() <= archive::kMostSegmentBytes);
    const auto read = reader.chain().next() == 1 ? reader.take(sealed) : Result<std::vector<ArchiveItem>>(*items);
    require(read && *read == *items);
    return 0;
}
