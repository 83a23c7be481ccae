// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicename.h"

#include "core/crypto/aeadcipher.h"
#include "core/crypto/hkdf.h"

#include <QStringDecoder>

#include <algorithm>

namespace pc::identity {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::string_view kKeyLabel = "pc/device-name/1";
constexpr std::size_t kMostNameBytes = 3 * std::size_t(kMostDeviceName);

crypto::WipingBytes nameKey(const crypto::Ed25519Key &accountKey)
{
    const auto secret = crypto::hkdfExtract({}, accountKey.seed());
    return crypto::hkdfExpand(secret.view(), crypto::bytesOf(kKeyLabel), crypto::chaCha20Poly1305().keyBytes());
}

} // namespace

std::optional<QString> deviceNameOf(ByteView utf8)
{
    if (utf8.size() > kMostNameBytes)
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString name = decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
    const bool isPrintable
        = std::all_of(name.begin(), name.end(), [](QChar c) { return c.category() != QChar::Other_Control; });
    if (decoder.hasError() || name.size() > kMostDeviceName || !isPrintable)
        return std::nullopt;
    return name;
}

Bytes sealDeviceName(const QString &name, const crypto::Ed25519Key &accountKey, crypto::RandomSource &random)
{
    const QByteArray utf8 = name.left(kMostDeviceName).toUtf8();
    Bytes padded(utf8.begin(), utf8.end());
    padded.resize(kMostNameBytes); // no name holds a zero
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    Bytes nonce(aead.nonceBytes());
    random.fill(nonce);
    Bytes sealed(padded.size() + aead.tagBytes());
    aead.seal(sealed, padded, {}, nonce, nameKey(accountKey).view());
    return crypto::concat({ nonce, sealed });
}

std::optional<QString> openDeviceName(ByteView sealed, const crypto::Ed25519Key &accountKey)
{
    const crypto::AeadCipher &aead = crypto::chaCha20Poly1305();
    if (sealed.size() != aead.nonceBytes() + kMostNameBytes + aead.tagBytes())
        return std::nullopt;
    Bytes padded(kMostNameBytes);
    if (!aead.open(
            padded, sealed.subspan(aead.nonceBytes()), {}, sealed.first(aead.nonceBytes()), nameKey(accountKey).view()))
        return std::nullopt;
    const auto end = std::ranges::find(padded, std::uint8_t(0));
    return deviceNameOf(ByteView(padded.begin(), end));
}

} // namespace pc::identity
