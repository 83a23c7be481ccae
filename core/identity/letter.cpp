// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/letter.h"

#include "core/crypto/aeadcipher.h"
#include "core/crypto/base64url.h"
#include "core/crypto/hkdf.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/wipingbytes.h"
#include "core/mls_public/codec.h"

#include <QStringConverter>

#include <algorithm>
#include <span>
#include <utility>

namespace pc::identity {

namespace {

constexpr std::uint8_t kLetterVersion = 1;
constexpr std::string_view kProofLabel = "pc/invite/1";
constexpr std::string_view kLetterLabel = "pc/letter/1";
constexpr std::size_t kTokenBytes = 1 + kLetterSecretBytes + kOfficeMarkBytes;
constexpr std::uint8_t kLastRole = 2;
constexpr std::uint64_t kLastLetterMillisecond = 253'402'300'799'999; ///< Of the year 9999.

using LetterUuid = std::array<std::uint8_t, 16>;

struct LetterFields
{
    std::uint8_t version = kLetterVersion;
    LetterUuid school {};
    LetterUuid person {};
    std::uint8_t role = 0;
    crypto::Bytes name;
    crypto::Bytes label;
    std::array<std::uint8_t, std::size_t(kLetterCodeLength)> code {};
    std::array<std::uint8_t, kLetterSecretBytes> secret {};
    OfficeMark office {};
    std::uint64_t written = 0; ///< ms since 1970.
    std::uint64_t expires = 0;

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.school, self.person, self.role, self.name, self.label, self.code, self.secret,
            self.office, self.written, self.expires);
    }

    LetterFields() = default;
    LetterFields(const LetterFields &) = default;
    LetterFields &operator=(const LetterFields &) = default;
    ~LetterFields()
    {
        crypto::wipe(code);
        crypto::wipe(secret);
    }
};

Error noLetter()
{
    return { Errc::Invalid, QStringLiteral("no letter") };
}

crypto::Digest proofOf(crypto::ByteView secret, SchoolId school, UserId person, crypto::ByteView accountKey)
{
    return crypto::hmacSha256(
        secret, crypto::concat({ crypto::bytesOf(kProofLabel), school.raw().bytes, person.raw().bytes, accountKey }));
}

crypto::WipingBytes letterKey(const crypto::Ed25519Key &writer)
{
    const auto secret = crypto::hkdfExtract({}, writer.seed());
    return crypto::hkdfExpand(secret.view(), crypto::bytesOf(kLetterLabel), crypto::chaCha20Poly1305().keyBytes());
}

/// Cut where it is too long.
crypto::Bytes letterUtf8(QString text)
{
    while (std::size_t(text.toUtf8().size()) > kMostLetterTextBytes)
        text.chop(1);
    const QByteArray utf8 = text.toUtf8();
    return { utf8.begin(), utf8.end() };
}

std::optional<QString> letterText(const crypto::Bytes &utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
    return decoder.hasError() || utf8.size() > kMostLetterTextBytes ? std::nullopt : std::optional(text);
}

Result<Letter> letterOf(const LetterFields &fields, LetterId id)
{
    auto name = letterText(fields.name);
    auto label = letterText(fields.label);
    if (!name || name->isEmpty() || !label || fields.role > kLastRole || fields.written > kLastLetterMillisecond
        || fields.expires > kLastLetterMillisecond)
        return noLetter();
    return Letter { id, SchoolId { Uuid { fields.school } }, UserId { Uuid { fields.person } }, fields.role,
        *std::move(name), *std::move(label), crypto::SecretBytes::copyOf(std::span<const quint8>(fields.code)),
        { crypto::SecretBytes::copyOf(std::span<const quint8>(fields.secret)), fields.office },
        utcFromMilliseconds(qint64(fields.written)), utcFromMilliseconds(qint64(fields.expires)) };
}

} // namespace

QString officeCodeOf(crypto::ByteView mark)
{
    constexpr std::size_t kBlocks = 6;
    constexpr std::size_t kBlockBytes = 5;
    const crypto::Digest digest = crypto::sha256Of(crypto::concat({ crypto::bytesOf("pc/office-code/1"), mark }));
    QString code;
    for (std::size_t block = 0; block < kBlocks; ++block) {
        quint64 number = 0;
        for (const std::uint8_t byte : crypto::ByteView(digest).subspan(block * kBlockBytes, kBlockBytes))
            number = number << 8 | byte;
        code += QString::number(number % 100'000).rightJustified(5, u'0');
    }
    return code;
}

OfficeMark officeMarkOf(crypto::ByteView firstEntry)
{
    OfficeMark mark {};
    std::ranges::copy_n(crypto::sha256Of(firstEntry).begin(), kOfficeMarkBytes, mark.begin());
    return mark;
}

QString letterTokenText(const LetterToken &token)
{
    const auto bytes = crypto::WipingBytes::copyOf(
        crypto::concat({ crypto::Bytes { kLetterVersion }, token.secret.view(), token.office }));
    return QString::fromLatin1(
        crypto::toBase64Url(QByteArrayView(bytes.view().data(), qsizetype(bytes.view().size()))));
}

Result<LetterToken> readLetterToken(QStringView text)
{
    if (text.size() != kLetterTokenLength)
        return noLetter();
    auto bytes = crypto::fromBase64Url(text.toLatin1());
    if (!bytes || std::size_t(bytes->size()) != kTokenBytes)
        return noLetter();
    const auto version = std::uint8_t(bytes->front());
    if (version != kLetterVersion)
        return version > kLetterVersion ? Error { Errc::NewerVersion, QStringLiteral("a letter of a newer version") }
                                        : noLetter();
    LetterToken token;
    token.secret = crypto::SecretBytes::copyOf(QByteArrayView(*bytes).sliced(1, qsizetype(kLetterSecretBytes)));
    std::ranges::copy(crypto::viewOf(*bytes).last(kOfficeMarkBytes), token.office.begin());
    crypto::wipe(*bytes);
    return token;
}

crypto::Bytes makeLetterProof(
    const crypto::SecretBytes &secret, SchoolId school, UserId person, const crypto::Ed25519PublicKey &accountKey)
{
    return crypto::concat(
        { crypto::Bytes { kLetterVersion }, accountKey, proofOf(secret.view(), school, person, accountKey) });
}

Result<crypto::Ed25519PublicKey> readLetterProof(
    crypto::ByteView proof, const crypto::SecretBytes &secret, SchoolId school, UserId person)
{
    if (proof.empty())
        return noLetter();
    if (proof.front() > kLetterVersion)
        return { Errc::NewerVersion, QStringLiteral("a proof of a newer version") };
    if (proof.front() != kLetterVersion || proof.size() != kLetterProofBytes)
        return noLetter();
    crypto::Ed25519PublicKey key {};
    std::ranges::copy(proof.subspan(1, key.size()), key.begin());
    if (!crypto::equalSecrets(proof.last(crypto::kDigestBytes), proofOf(secret.view(), school, person, key)))
        return { Errc::Forbidden, QStringLiteral("not by who has the letter") };
    return key;
}

crypto::Bytes sealLetter(const Letter &letter, const crypto::Ed25519Key &writer, crypto::RandomSource &random)
{
    LetterFields fields;
    fields.school = letter.school.raw().bytes;
    fields.person = letter.person.raw().bytes;
    fields.role = letter.role;
    fields.name = letterUtf8(letter.name);
    fields.label = letterUtf8(letter.label);
    std::ranges::copy_n(letter.code.view().begin(), kLetterCodeLength, fields.code.begin());
    std::ranges::copy_n(letter.token.secret.view().begin(), kLetterSecretBytes, fields.secret.begin());
    fields.office = letter.token.office;
    fields.written = std::uint64_t(toMilliseconds(letter.written));
    fields.expires = std::uint64_t(toMilliseconds(letter.expires));
    crypto::Bytes encoded = mls::encode(fields);
    const auto plain = crypto::WipingBytes::takeFrom(encoded);
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    crypto::Bytes nonce(aead.nonceBytes());
    random.fill(nonce);
    crypto::Bytes sealed(plain.size() + aead.tagBytes());
    aead.seal(sealed, plain.view(), letter.id.raw().bytes, nonce, letterKey(writer).view());
    return crypto::concat({ crypto::Bytes { kLetterVersion }, nonce, sealed });
}

Result<Letter> openLetter(crypto::ByteView sealed, LetterId id, const crypto::Ed25519Key &writer)
{
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    const std::size_t least = 1 + aead.nonceBytes() + aead.tagBytes();
    if (sealed.empty())
        return noLetter();
    if (sealed.front() > kLetterVersion)
        return { Errc::NewerVersion, QStringLiteral("a letter of a newer version") };
    if (sealed.front() != kLetterVersion || sealed.size() <= least || sealed.size() > kMostLetterBytes)
        return noLetter();
    crypto::WipingBytes plain(sealed.size() - least);
    if (!aead.open(plain.mutableView(), sealed.subspan(1 + aead.nonceBytes()), id.raw().bytes,
            sealed.subspan(1, aead.nonceBytes()), letterKey(writer).view()))
        return { Errc::Forbidden, QStringLiteral("a letter by another key") };
    const auto fields = mls::decode<LetterFields>(plain.view(), { kMostLetterBytes, 1, 4 });
    if (!fields || fields->version != kLetterVersion)
        return noLetter();
    return letterOf(*fields, id);
}

} // namespace pc::identity
