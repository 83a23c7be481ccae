// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/peerhistory/answer.h"

#include "core/crypto/hpke.h"
#include "core/mls_public/codec.h"

#include <utility>

namespace pc::peerhistory {

namespace {

using AnswerId = std::array<std::uint8_t, 16>;

constexpr std::uint8_t kAnswerVersion = 1;
constexpr std::string_view kAnswerLabel = "pc/history-answer/1";
constexpr std::uint64_t kHighestItemSeq = std::uint64_t(1) << 53U;
constexpr std::size_t kItemOverhead = 8 + 16 + 32 + 4;
constexpr std::size_t kAnswerOverhead = 512; ///< All around the items, generously.

struct ItemFields
{
    std::uint64_t seq = 0;
    AnswerId sender {};
    FrankingKey frankingKey {};
    crypto::Bytes content;

    static void fields(auto &io, auto &self) { io(self.seq, self.sender, self.frankingKey, self.content); }
};

struct PageFields
{
    std::uint64_t downTo = 0;
    std::vector<ItemFields> items;

    static void fields(auto &io, auto &self) { io(self.downTo, self.items); }
};

struct AnswerFields
{
    std::uint8_t version = kAnswerVersion;
    AnswerId user {};
    AnswerId device {};
    crypto::X25519PublicKey enc {};
    crypto::Bytes sealed;
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.user, self.device, self.enc, self.sealed, self.signature);
    }
};

Error noAnswer(const char *why)
{
    return { Errc::Invalid, QLatin1StringView(why) };
}

/// What both sides say of it: it opens for this request and as this giver's alone.
crypto::Bytes infoOf(const crypto::Digest &request, const AnswerId &user, const AnswerId &device)
{
    return crypto::concat({ crypto::bytesOf(kAnswerLabel), request, user, device });
}

crypto::Bytes signedAnswer(const crypto::Digest &request, crypto::ByteView bytes)
{
    return crypto::concat(
        { crypto::bytesOf(kAnswerLabel), request, bytes.first(bytes.size() - crypto::kEd25519SignatureBytes) });
}

Result<AnswerFields> decodeAnswer(crypto::ByteView bytes)
{
    if (bytes.size() > kMostAnswerBytes)
        return Errc::TooLarge;
    if (!bytes.empty() && bytes.front() > kAnswerVersion)
        return { Errc::NewerVersion, QStringLiteral("an answer of a newer version") };
    auto fields = mls::decode<AnswerFields>(bytes, { kMostAnswerBytes, kMostAnswerBytes, 2 });
    if (!fields || fields->version != kAnswerVersion)
        return noAnswer("no answer to who asked for history");
    return *std::move(fields);
}

Result<HistoryPage> decodePage(crypto::ByteView bytes)
{
    auto fields = mls::decode<PageFields>(bytes, { kMostAnswerBytes, kMostAnswerBytes, 4 });
    if (!fields || fields->downTo > kHighestItemSeq || fields->items.size() > kMostAnswerItems)
        return noAnswer("no history");
    HistoryPage page;
    page.lookedDownTo(Seq { qint64(fields->downTo) });
    std::uint64_t above = kHighestItemSeq + 1;
    for (ItemFields &item : fields->items) {
        if (item.seq == 0 || item.seq >= above || item.seq < fields->downTo || item.content.size() > kMostItemContent)
            return noAnswer("history that is out of order");
        above = item.seq;
        HistoryItem read { Seq { qint64(item.seq) }, UserId { Uuid { item.sender } }, item.frankingKey,
            std::move(item.content) };
        if (!page.add(std::move(read)))
            return noAnswer("more history than fits");
    }
    return page;
}

crypto::Bytes encodePage(const HistoryPage &page)
{
    PageFields fields;
    fields.downTo = std::uint64_t(page.downTo().raw());
    for (const HistoryItem &item : page.items())
        fields.items.push_back(
            { std::uint64_t(item.seq.raw()), item.sender.raw().bytes, item.frankingKey, item.content });
    return mls::encode(fields);
}

} // namespace

bool HistoryPage::add(HistoryItem item)
{
    const std::size_t bytes = m_bytes + kItemOverhead + item.content.size();
    if (m_items.size() >= kMostAnswerItems || bytes > kMostAnswerBytes - kAnswerOverhead)
        return false;
    m_bytes = bytes;
    m_items.push_back(std::move(item));
    return true;
}

std::optional<crypto::Bytes> sealAnswer(crypto::ByteView request, const HistoryPage &page, const Giver &giver,
    const crypto::Ed25519Key &leafKey, crypto::RandomSource &random)
{
    const auto asked = readRequest(request);
    if (!asked)
        return std::nullopt;
    AnswerFields fields;
    fields.user = giver.user.raw().bytes;
    fields.device = giver.device.raw().bytes;
    const crypto::Digest digest = crypto::sha256Of(request);
    const crypto::HpkeAgreement agreement(crypto::chaCha20Poly1305(), infoOf(digest, fields.user, fields.device));
    auto sealed = crypto::hpkeSeal(agreement, asked->boxKey, {}, encodePage(page), random);
    if (!sealed)
        return std::nullopt;
    fields.enc = sealed->enc;
    fields.sealed = std::move(sealed->ciphertext);
    fields.signature = leafKey.sign(signedAnswer(digest, mls::encode(fields)));
    return mls::encode(fields);
}

Result<Giver> giverOf(crypto::ByteView answer)
{
    const auto fields = decodeAnswer(answer);
    if (!fields)
        return fields.error();
    return Giver { UserId { Uuid { fields->user } }, DeviceId { Uuid { fields->device } } };
}

Result<HistoryPage> openAnswer(
    crypto::ByteView answer, crypto::ByteView request, crypto::ByteView leafKey, const crypto::X25519KeyPair &box)
{
    const auto fields = decodeAnswer(answer);
    if (!fields)
        return fields.error();
    const crypto::Digest digest = crypto::sha256Of(request);
    if (!crypto::ed25519Verify(leafKey, signedAnswer(digest, answer), fields->signature))
        return { Errc::Corrupt, QStringLiteral("an answer that its giver did not sign for this request") };
    const crypto::HpkeAgreement agreement(crypto::chaCha20Poly1305(), infoOf(digest, fields->user, fields->device));
    const auto opened = crypto::hpkeOpen(agreement, box, fields->enc, {}, fields->sealed);
    if (!opened)
        return { Errc::Corrupt, QStringLiteral("an answer that was sealed for somebody else") };
    return decodePage(opened->view());
}

} // namespace pc::peerhistory
