// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the proof of a receipt: no crash, what is read stands in them, and nobody who has not the key made it.

#include "core/groups/receiptproof.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace pc;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto proof = groups::readReceiptProof(bytes);
    if (!proof)
        return 0;
    const bool isInThere = size == (proof->before ? groups::kReceiptProofBytes : groups::kOldReceiptProofBytes)
        && std::ranges::equal(proof->device.raw().bytes, bytes.sliced(1, 16), {}, {}, [](char c) { return quint8(c); })
        && std::ranges::equal(
            proof->message.raw().bytes, bytes.sliced(17, 16), {}, {}, [](char c) { return quint8(c); });
    if (!isInThere)
        abort();
    const groups::ReceiptClaim claim { ConversationId { Uuid { { 1 } } }, chat::ReceiptKind::Read, Seq { 1 },
        proof->message, UserId { Uuid { { 2 } } }, proof->device, proof->before };
    static const auto kKey = crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    crypto::Ed25519PublicKey key {};
    std::ranges::copy(kKey->publicKey(), key.begin());
    if (groups::isReceiptOf(claim, *proof, key) != (groups::proveReceipt(claim, *kKey) == bytes))
        abort();
    return 0;
}
