// SPDX-License-Identifier: GPL-3.0-or-later
// What members' devices ask each other for and give: requests and answers as a relay may hand them out. The first byte says which: an
// answer's contents are sealed and signed here, so that what lies behind both is looked at. What is read is written again as the same.

#include "core/crypto/hpke.h"
#include "core/peerhistory/answer.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::peerhistory;
using namespace pc::test;

namespace {

const crypto::Ed25519Key &key()
{
    static const auto kKey = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    return kKey;
}

crypto::X25519KeyPair box()
{
    crypto::X25519KeyPair pair { crypto::WipingBytes::copyOf(crypto::Bytes(crypto::kX25519Bytes, 9)), {} };
    pair.publicKey = *crypto::x25519PublicKey(pair.privateKey.view());
    return pair;
}

void asRequest(crypto::ByteView bytes)
{
    const auto request = readRequest(bytes);
    if (!request) {
        require(!sealAnswer(bytes, {}, {}, key(), crypto::systemRandom()));
        return;
    }
    require(!request->ranges.empty() && request->ranges.size() <= kMostRanges);
    const crypto::Bytes again = sign(*request, key());
    require(isSignedBy(again, key().publicKey()) && again.size() == bytes.size());
    require(crypto::equal(crypto::ByteView(again).first(again.size() - 64), bytes.first(bytes.size() - 64)));
}

/// The contents of an answer: sealed and signed as a member would.
void asPage(crypto::ByteView contents)
{
    static const crypto::X25519KeyPair kBox = box();
    HistoryRequest asked;
    asked.conversation = ConversationId { Uuid { { 1 } } };
    asked.user = UserId { Uuid { { 2 } } };
    asked.device = DeviceId { Uuid { { 3 } } };
    asked.boxKey = kBox.publicKey;
    asked.ranges = { { Seq { 1 }, Seq { 100 } } };
    static const crypto::Bytes kRequest = sign(asked, key());
    const crypto::Digest digest = crypto::sha256Of(kRequest);
    const crypto::Bytes ids(32, 5);
    const auto label = crypto::bytesOf("pc/history-answer/1");
    const auto sealed = crypto::hpkeSeal({ crypto::chaCha20Poly1305(), crypto::concat({ label, digest, ids }) },
        kBox.publicKey, {}, contents, crypto::systemRandom());
    const auto size = std::uint32_t(sealed->ciphertext.size());
    const crypto::Bytes length { std::uint8_t(0x80U | size >> 24U), std::uint8_t(size >> 16U), std::uint8_t(size >> 8U),
        std::uint8_t(size) };
    crypto::Bytes shortest = length;
    if (size < 64)
        shortest = { std::uint8_t(size) };
    else if (size < 16'384)
        shortest = { std::uint8_t(0x40U | size >> 8U), std::uint8_t(size) };
    crypto::Bytes answer = crypto::concat({ crypto::Bytes { 1 }, ids, sealed->enc, shortest, sealed->ciphertext });
    crypto::append(answer, key().sign(crypto::concat({ label, digest, answer })));
    require(answer.size() > kMostAnswerBytes || bool(giverOf(answer)));
    const auto page = openAnswer(answer, kRequest, key().publicKey(), kBox);
    if (!page)
        return;
    require(page->items().size() <= kMostAnswerItems);
    Seq above { std::numeric_limits<qint64>::max() };
    for (const HistoryItem &item : page->items()) {
        require(item.seq < above && item.seq >= page->downTo() && item.content.size() <= kMostItemContent);
        above = item.seq;
    }
    const auto again = sealAnswer(kRequest, *page, *giverOf(answer), key(), crypto::systemRandom());
    require(again && *openAnswer(*again, kRequest, key().publicKey(), kBox) == *page);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    if (data[0] % 3 == 0)
        asRequest(bytes);
    else if (data[0] % 3 == 1)
        asPage(bytes);
    else
        (void)giverOf(bytes);
    return 0;
}
