// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/linking/linking.h"

#include "core/crypto/aeadcipher.h"
#include "core/crypto/base64url.h"
#include "core/crypto/hkdf.h"
#include "core/crypto/qtbytes.h"
#include "core/mls_public/codec.h"

#include <algorithm>

namespace pc::linking {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kCommitLabel = "pc/link/commit/1";
constexpr std::string_view kTranscriptLabel = "pc/link/transcript/1";
constexpr std::string_view kWordsLabel = "pc/link/words/1";
constexpr std::string_view kKeyLabel = "pc/link/key/1";
constexpr QLatin1StringView kPictureStart("PCLINK1.");
constexpr std::size_t kNonceBytes = 32;
constexpr std::size_t kWordBits = 11;
using Nonce = std::array<std::uint8_t, kNonceBytes>;

struct Offer
{
    std::uint8_t version = kVersion;
    std::array<std::uint8_t, 16> user {};
    std::array<std::uint8_t, 16> device {};
    crypto::Ed25519PublicKey leafKey {};
    crypto::X25519PublicKey boxKey {};
    Bytes name;
    WordLanguage language = WordLanguage::English;
    crypto::Digest commitment {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.user, self.device, self.leafKey, self.boxKey, self.name, self.language, self.commitment);
    }
};

/// Answer and reveal: an ephemeral key, and a nonce so that no two are alike.
struct Half
{
    std::uint8_t version = kVersion;
    crypto::X25519PublicKey key {};
    Nonce nonce {};

    static void fields(auto &io, auto &self) { io(self.version, self.key, self.nonce); }
};

Error invalid()
{
    return { Errc::Invalid, QStringLiteral("nothing of a linking") };
}

template<typename T>
Result<T> decodeVersioned(ByteView bytes)
{
    if (bytes.empty())
        return invalid();
    if (bytes.front() > kVersion)
        return { Errc::NewerVersion, QStringLiteral("a linking of a newer version") };
    auto value = mls::decode<T>(bytes, { kMostLinkMessageBytes, 16, 2 });
    if (!value || value->version != kVersion)
        return invalid();
    return *std::move(value);
}

crypto::Digest commitmentTo(const crypto::X25519PublicKey &key, ByteView nonce)
{
    return crypto::Sha256().update(crypto::bytesOf(kCommitLabel)).update(key).update(nonce).finish();
}

/// All three messages, each with its length: what both ends saw.
crypto::Digest transcriptOf(ByteView offer, ByteView answer, ByteView reveal)
{
    mls::Writer all;
    all(crypto::bytesOf(kTranscriptLabel), offer, answer, reveal);
    return crypto::sha256Of(all.bytes());
}

Half freshHalf(const crypto::X25519PublicKey &key, crypto::RandomSource &random)
{
    Half half { kVersion, key, {} };
    random.fill(half.nonce);
    return half;
}

/// What words and key come from. Nothing for a key that no honest device has.
std::optional<crypto::WipingBytes> secretOf(
    const crypto::X25519KeyPair &own, ByteView other, const crypto::Digest &transcript)
{
    const auto shared = crypto::x25519(own.privateKey.view(), other);
    if (!shared)
        return std::nullopt;
    return crypto::hkdfExtract(transcript, shared->view());
}

LinkWords wordsOf(const crypto::WipingBytes &secret)
{
    const auto bytes = crypto::hkdfExpand(secret.view(), crypto::bytesOf(kWordsLabel), 8);
    quint64 bits = 0;
    for (const std::uint8_t byte : bytes.view())
        bits = bits << 8 | byte;
    LinkWords words {};
    for (quint16 &word : words) {
        word = quint16(bits % kWords);
        bits >>= kWordBits;
    }
    return words;
}

// The gift, of one length: version ‖ account seed ‖ list number (u32) ‖ list head ‖ length of the archive keys (u16) ‖ archive keys ‖
// zeros.
constexpr std::size_t kSeedAt = 1;
constexpr std::size_t kNumberAt = kSeedAt + crypto::kEd25519SeedBytes;
constexpr std::size_t kHeadAt = kNumberAt + 4;
constexpr std::size_t kLengthAt = kHeadAt + crypto::kDigestBytes;
constexpr std::size_t kArchiveKeysAt = kLengthAt + 2;
constexpr std::size_t kGiftBytes = kArchiveKeysAt + kMostGiftArchiveKeysBytes;

crypto::WipingBytes encodeGift(const LinkGift &gift)
{
    crypto::WipingBytes bytes(kGiftBytes);
    const crypto::MutableByteView out = bytes.mutableView();
    out[0] = kVersion;
    std::ranges::copy(gift.accountSeed.view(), out.begin() + kSeedAt);
    for (std::size_t i = 0; i < 4; ++i)
        out[kNumberAt + i] = std::uint8_t(gift.listNumber >> (24 - 8 * i));
    std::ranges::copy(gift.listHead, out.begin() + kHeadAt);
    out[kLengthAt] = std::uint8_t(gift.archiveKeys.size() >> 8U);
    out[kLengthAt + 1] = std::uint8_t(gift.archiveKeys.size());
    std::ranges::copy(gift.archiveKeys.view(), out.begin() + kArchiveKeysAt);
    return bytes;
}

Result<LinkGift> decodeGift(const crypto::WipingBytes &bytes)
{
    const ByteView in = bytes.view();
    const std::size_t length = in.size() == kGiftBytes ? std::size_t(in[kLengthAt] << 8U | in[kLengthAt + 1]) : 0;
    if (in.size() != kGiftBytes || in[0] != kVersion || length > kMostGiftArchiveKeysBytes)
        return invalid();
    LinkGift gift;
    gift.accountSeed = crypto::WipingBytes::copyOf(in.subspan(kSeedAt, crypto::kEd25519SeedBytes));
    gift.archiveKeys = crypto::WipingBytes::copyOf(in.subspan(kArchiveKeysAt, length));
    for (std::size_t i = 0; i < 4; ++i)
        gift.listNumber = gift.listNumber << 8 | in[kNumberAt + i];
    std::ranges::copy(in.subspan(kHeadAt, crypto::kDigestBytes), gift.listHead.begin());
    return gift;
}

crypto::WipingBytes giftKey(const crypto::WipingBytes &secret)
{
    return crypto::hkdfExpand(secret.view(), crypto::bytesOf(kKeyLabel), crypto::chaCha20Poly1305().keyBytes());
}

/// The key seals one gift and nothing else.
Bytes giftNonce()
{
    return Bytes(crypto::chaCha20Poly1305().nonceBytes());
}

QString makeCode(crypto::RandomSource &random)
{
    std::array<std::uint8_t, 8> bytes {};
    random.fill(bytes);
    quint64 number = 0;
    for (const std::uint8_t byte : bytes)
        number = number << 8 | byte;
    quint64 most = 1;
    for (int i = 0; i < kLinkCodeDigits; ++i)
        most *= 10;
    return QString::number(number % most).rightJustified(kLinkCodeDigits, u'0');
}

} // namespace

QString LinkPicture::text() const
{
    return kPictureStart + code + u'.' + QLatin1StringView(crypto::toBase64Url(crypto::toByteArray(commitment)));
}

std::optional<LinkPicture> LinkPicture::fromText(QStringView text)
{
    if (!text.startsWith(kPictureStart))
        return std::nullopt;
    const QStringView rest = text.sliced(kPictureStart.size());
    if (rest.size() <= kLinkCodeDigits || rest[kLinkCodeDigits] != u'.')
        return std::nullopt;
    LinkPicture picture { rest.first(kLinkCodeDigits).toString(), {} };
    const bool isCode
        = std::all_of(picture.code.begin(), picture.code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const auto commitment = crypto::fromBase64Url(rest.sliced(kLinkCodeDigits + 1).toUtf8());
    if (!isCode || !commitment || std::size_t(commitment->size()) != crypto::kDigestBytes)
        return std::nullopt;
    std::ranges::copy(crypto::viewOf(*commitment), picture.commitment.begin());
    return picture;
}

// ---- The new device

NewDeviceLink::NewDeviceLink(
    UserId user, const OfferedDevice &device, WordLanguage language, crypto::RandomSource &random)
    : m_code(makeCode(random))
    , m_language(language)
    , m_key(crypto::X25519KeyPair::generate(random))
{
    const Half half = freshHalf(m_key.publicKey, random);
    m_nonce = crypto::toBytes(half.nonce);
    m_commitment = commitmentTo(half.key, m_nonce);
    const QByteArray name = device.name.toUtf8();
    m_offer = mls::encode(Offer { kVersion, user.raw().bytes, device.id.raw().bytes, device.leafKey, device.boxKey,
        { name.begin(), name.end() }, language, m_commitment });
}

Result<Bytes> NewDeviceLink::takeAnswer(ByteView answer)
{
    if (!m_secret.isEmpty())
        return { Errc::Conflict, QStringLiteral("there was an answer already") };
    const auto half = decodeVersioned<Half>(answer);
    if (!half)
        return half.error();
    Half own { kVersion, m_key.publicKey, {} };
    std::ranges::copy(m_nonce, own.nonce.begin());
    Bytes reveal = mls::encode(own);
    m_transcript = transcriptOf(m_offer, answer, reveal);
    auto secret = secretOf(m_key, half->key, m_transcript);
    if (!secret)
        return invalid();
    m_secret = *std::move(secret);
    m_words = wordsOf(m_secret);
    return reveal;
}

Result<LinkGift> NewDeviceLink::open(ByteView gift) const
{
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    if (m_secret.isEmpty() || gift.size() != kGiftBytes + aead.tagBytes())
        return invalid();
    crypto::WipingBytes plain(kGiftBytes);
    if (!aead.open(plain.mutableView(), gift, m_transcript, giftNonce(), giftKey(m_secret).view()))
        return { Errc::Corrupt, QStringLiteral("what was given does not open") };
    return decodeGift(plain);
}

// ---- The old device

Result<OldDeviceLink> OldDeviceLink::take(
    UserId user, ByteView offer, const std::optional<LinkPicture> &picture, crypto::RandomSource &random)
{
    auto said = decodeVersioned<Offer>(offer);
    if (!said)
        return said.error();
    auto name = identity::deviceNameOf(said->name);
    const bool hasLanguage = said->language == WordLanguage::English || said->language == WordLanguage::Spanish;
    if (!name || !hasLanguage)
        return invalid();
    if (UserId { Uuid { said->user } } != user)
        return { Errc::Conflict, QStringLiteral("another person's device") };
    if (picture && picture->commitment != said->commitment)
        return { Errc::Conflict, QStringLiteral("not the device that showed the picture") };
    OldDeviceLink link;
    link.m_device = { DeviceId { Uuid { said->device } }, said->leafKey, said->boxKey, *std::move(name) };
    link.m_language = said->language;
    link.m_user = user;
    link.m_commitment = said->commitment;
    link.m_key = crypto::X25519KeyPair::generate(random);
    link.m_offer = crypto::toBytes(offer);
    link.m_answer = mls::encode(freshHalf(link.m_key.publicKey, random));
    return link;
}

Result<void> OldDeviceLink::takeReveal(ByteView reveal)
{
    if (!m_secret.isEmpty())
        return { Errc::Conflict, QStringLiteral("it was revealed already") };
    const auto half = decodeVersioned<Half>(reveal);
    if (!half)
        return half.error();
    if (commitmentTo(half->key, half->nonce) != m_commitment)
        return { Errc::Corrupt, QStringLiteral("not the key that the device was bound to") };
    m_transcript = transcriptOf(m_offer, m_answer, reveal);
    auto secret = secretOf(m_key, half->key, m_transcript);
    if (!secret)
        return invalid();
    m_secret = *std::move(secret);
    m_words = wordsOf(m_secret);
    return {};
}

Result<Bytes> OldDeviceLink::give(const LinkGift &gift)
{
    if (m_secret.isEmpty())
        return { Errc::Conflict, QStringLiteral("nothing was agreed on") };
    const bool isWhole
        = gift.accountSeed.size() == crypto::kEd25519SeedBytes && gift.archiveKeys.size() <= kMostGiftArchiveKeysBytes;
    if (!isWhole)
        return invalid();
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    Bytes sealed(kGiftBytes + aead.tagBytes());
    aead.seal(sealed, encodeGift(gift).view(), m_transcript, giftNonce(), giftKey(m_secret).view());
    m_secret.clear();
    return sealed;
}

QStringList textOf(const LinkWords &words, WordLanguage language)
{
    const WordList list(language);
    QStringList text;
    for (const quint16 word : words)
        text.append(list.word(word));
    return text;
}

} // namespace pc::linking
