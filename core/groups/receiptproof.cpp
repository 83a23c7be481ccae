// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/receiptproof.h"

#include "core/crypto/qtbytes.h"

#include <algorithm>

namespace pc::groups {

namespace {

constexpr std::uint8_t kProofVersion = 2;
constexpr std::uint8_t kOldProofVersion = 1;
constexpr std::string_view kReceiptLabel = "pc/receipt/2";
constexpr std::string_view kOldReceiptLabel = "pc/receipt/1";
constexpr std::size_t kIdBytes = sizeof(Uuid::bytes);

// They are signed and travel: a change of their order would take every receipt for another.
static_assert(int(chat::ReceiptKind::Delivered) == 0 && int(chat::ReceiptKind::Read) == 1);

crypto::ByteView viewOf(const std::optional<PlacesBefore> &before)
{
    return before ? crypto::ByteView(*before) : crypto::ByteView();
}

crypto::Bytes signedPart(const ReceiptClaim &claim, const std::optional<PlacesBefore> &before)
{
    crypto::Bytes place { std::uint8_t(claim.kind) };
    for (int shift = 56; shift >= 0; shift -= 8)
        place.push_back(std::uint8_t(quint64(claim.upTo.raw()) >> shift));
    return crypto::concat({ crypto::bytesOf(before ? kReceiptLabel : kOldReceiptLabel), claim.conversation.raw().bytes,
        place, claim.message.raw().bytes, claim.user.raw().bytes, claim.device.raw().bytes, viewOf(before) });
}

template<typename Id>
Id idAt(crypto::ByteView bytes)
{
    Uuid raw;
    std::ranges::copy(bytes.first(kIdBytes), raw.bytes.begin());
    return Id { raw };
}

} // namespace

QByteArray proveReceipt(const ReceiptClaim &claim, const crypto::Ed25519Key &leafKey)
{
    const crypto::Bytes version { claim.before ? kProofVersion : kOldProofVersion };
    return crypto::toByteArray(crypto::concat({ version, claim.device.raw().bytes, claim.message.raw().bytes,
        viewOf(claim.before), leafKey.sign(signedPart(claim, claim.before)) }));
}

std::optional<ReceiptProof> readReceiptProof(const QByteArray &bytes)
{
    const crypto::ByteView all = crypto::viewOf(bytes);
    const bool isOld = all.size() == kOldReceiptProofBytes && all.front() == kOldProofVersion;
    if (!isOld && (all.size() != kReceiptProofBytes || all.front() != kProofVersion))
        return std::nullopt;
    ReceiptProof proof;
    proof.device = idAt<DeviceId>(all.subspan(1));
    proof.message = idAt<MessageId>(all.subspan(1 + kIdBytes));
    if (!isOld)
        std::ranges::copy(all.subspan(1 + 2 * kIdBytes, sizeof(PlacesBefore)), proof.before.emplace().begin());
    std::ranges::copy(all.last(crypto::kEd25519SignatureBytes), proof.signature.begin());
    if (proof.device.raw().isNull() || proof.message.raw().isNull())
        return std::nullopt;
    return proof;
}

bool isReceiptOf(const ReceiptClaim &claim, const ReceiptProof &proof, const crypto::Ed25519PublicKey &leafKey)
{
    return claim.device == proof.device && claim.message == proof.message
        && crypto::ed25519Verify(leafKey, signedPart(claim, proof.before), proof.signature);
}

} // namespace pc::groups
