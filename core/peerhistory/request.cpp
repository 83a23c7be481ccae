// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/peerhistory/request.h"

#include "core/mls_public/codec.h"

#include <algorithm>
#include <cassert>

namespace pc::peerhistory {

namespace {

using RequestId = std::array<std::uint8_t, 16>;

constexpr std::uint8_t kRequestVersion = 1;
constexpr std::string_view kRequestLabel = "pc/history-request/1";
constexpr std::uint64_t kHighestSeq = std::uint64_t(1) << 53U;
constexpr std::uint64_t kLastAskedMillisecond = 253'402'300'799'999; ///< Of the year 9999.

struct RangeFields
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    static void fields(auto &io, auto &self) { io(self.first, self.last); }
};

struct RequestFields
{
    std::uint8_t version = kRequestVersion;
    RequestId conversation {};
    RequestId user {};
    RequestId device {};
    std::uint64_t asked = 0;
    crypto::X25519PublicKey boxKey {};
    std::vector<RangeFields> ranges;
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.conversation, self.user, self.device, self.asked, self.boxKey, self.ranges,
            self.signature);
    }
};

Error noRequest(const char *why)
{
    return { Errc::Invalid, QLatin1StringView(why) };
}

crypto::Bytes signedRequest(crypto::ByteView bytes)
{
    return crypto::concat(
        { crypto::bytesOf(kRequestLabel), bytes.first(bytes.size() - crypto::kEd25519SignatureBytes) });
}

bool areInOrder(const std::vector<RangeFields> &ranges)
{
    std::uint64_t below = 0;
    for (const RangeFields &range : ranges) {
        if (range.first <= below || range.last < range.first || range.last > kHighestSeq)
            return false;
        below = range.last + 1; // else both would be one
    }
    return !ranges.empty() && ranges.size() <= kMostRanges;
}

} // namespace

crypto::Bytes sign(const HistoryRequest &request, const crypto::Ed25519Key &leafKey)
{
    RequestFields fields;
    fields.conversation = request.conversation.raw().bytes;
    fields.user = request.user.raw().bytes;
    fields.device = request.device.raw().bytes;
    fields.asked = std::uint64_t(std::max(toMilliseconds(request.asked), qint64(0)));
    fields.boxKey = request.boxKey;
    for (const SeqRange &range : request.ranges)
        fields.ranges.push_back({ std::uint64_t(range.first.raw()), std::uint64_t(range.last.raw()) });
    assert(areInOrder(fields.ranges));
    fields.signature = leafKey.sign(signedRequest(mls::encode(fields)));
    return mls::encode(fields);
}

Result<HistoryRequest> readRequest(crypto::ByteView bytes)
{
    if (bytes.size() > kMostRequestBytes)
        return Errc::TooLarge;
    if (!bytes.empty() && bytes.front() > kRequestVersion)
        return { Errc::NewerVersion, QStringLiteral("a request of a newer version") };
    const auto fields = mls::decode<RequestFields>(bytes, { kMostRequestBytes, kMostRanges, 2 });
    if (!fields || fields->version != kRequestVersion)
        return noRequest("no request for history");
    if (!areInOrder(fields->ranges) || fields->asked > kLastAskedMillisecond)
        return noRequest("a request for history that asks for nothing");
    HistoryRequest request;
    request.conversation = ConversationId { Uuid { fields->conversation } };
    request.user = UserId { Uuid { fields->user } };
    request.device = DeviceId { Uuid { fields->device } };
    if (request.conversation.raw().isNull() || request.user.raw().isNull() || request.device.raw().isNull())
        return noRequest("a request for history of nobody");
    request.asked = utcFromMilliseconds(qint64(fields->asked));
    request.boxKey = fields->boxKey;
    for (const RangeFields &range : fields->ranges)
        request.ranges.push_back({ Seq { qint64(range.first) }, Seq { qint64(range.last) } });
    return request;
}

bool isSignedBy(crypto::ByteView request, crypto::ByteView leafKey)
{
    return request.size() > crypto::kEd25519SignatureBytes
        && crypto::ed25519Verify(leafKey, signedRequest(request), request.last(crypto::kEd25519SignatureBytes));
}

std::vector<SeqRange> rangesOf(const std::vector<Seq> &ascending)
{
    std::vector<SeqRange> ranges;
    for (const Seq seq : ascending) {
        if (!ranges.empty() && seq == next(ranges.back().last))
            ranges.back().last = seq;
        else
            ranges.push_back({ seq, seq });
    }
    if (ranges.size() > kMostRanges)
        ranges.erase(ranges.begin(), ranges.end() - qsizetype(kMostRanges));
    return ranges;
}

} // namespace pc::peerhistory
