// SPDX-License-Identifier: GPL-3.0-or-later
// A request and what answers it, with keys that are the same each time.

#pragma once

#include "core/peerhistory/answer.h"

namespace pc::test {

inline crypto::Ed25519Key leafKey(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

inline crypto::X25519KeyPair boxOf(std::uint8_t number)
{
    crypto::X25519KeyPair box { crypto::WipingBytes::copyOf(crypto::Bytes(crypto::kX25519Bytes, number)), {} };
    box.publicKey = *crypto::x25519PublicKey(box.privateKey.view());
    return box;
}

inline peerhistory::HistoryRequest sampleRequest()
{
    return { ConversationId { Uuid { { 1 } } }, UserId { Uuid { { 2 } } }, DeviceId { Uuid { { 3 } } },
        utcFromMilliseconds(1'795'000'000'000), boxOf(9).publicKey,
        { { Seq { 3 }, Seq { 7 } }, { Seq { 12 }, Seq { 12 } }, { Seq { 20 }, Seq { 400 } } } };
}

inline peerhistory::Giver sampleGiver()
{
    return { UserId { Uuid { { 5 } } }, DeviceId { Uuid { { 6 } } } };
}

inline peerhistory::HistoryItem sampleItem(qint64 seq, std::size_t bytes = 20)
{
    peerhistory::HistoryItem item { Seq { seq }, UserId { Uuid { { 7 } } }, {}, crypto::Bytes(bytes, 'x') };
    item.frankingKey.fill(std::uint8_t(seq));
    return item;
}

inline peerhistory::HistoryPage samplePage()
{
    peerhistory::HistoryPage page;
    for (const qint64 seq : { 30, 21, 12, 4 })
        (void)page.add(sampleItem(seq));
    page.lookedDownTo(Seq { 3 });
    return page;
}

} // namespace pc::test
