// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/seal.h"

#include "core/crypto/aead.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/random.h"

#include <QtEndian>

#include <limits>

namespace pc::crypto {

namespace {

constexpr QByteArrayView kMagic("PCP1");
constexpr qsizetype kSaltBytes = kPasswordSaltBytes;
constexpr qsizetype kHeaderBytes = 4 + 4 + 4 + kSaltBytes + kAeadNonceBytes;

/// What opening a foreign file may cost us at most.
constexpr PasswordCost kCeiling { 64, size_t(2) * 1024 * 1024 * 1024 };

Error doesNotOpen()
{
    return { Errc::Corrupt, QStringLiteral("sealed bytes do not open") };
}

struct Header
{
    PasswordCost cost;
    QByteArrayView salt;
    QByteArrayView nonce;
};

QByteArray writeHeader(const PasswordCost &cost, QByteArrayView salt, QByteArrayView nonce)
{
    QByteArray header;
    header.reserve(kHeaderBytes);
    header.append(kMagic);
    const auto append = [&header](quint32 number) {
        const quint32 big = qToBigEndian(number);
        header.append(reinterpret_cast<const char *>(&big), sizeof big);
    };
    append(quint32(cost.passes));
    append(quint32(cost.memoryBytes / 1024));
    header.append(salt);
    header.append(nonce);
    return header;
}

/// The header has a fixed length, so no two pairs give the same bytes.
QByteArray boundBytes(QByteArrayView header, QByteArrayView associated)
{
    QByteArray bound = header.toByteArray();
    bound.append(associated);
    return bound;
}

Result<Header> readHeader(QByteArrayView sealed, const PasswordCost &floor)
{
    if (sealed.size() < kHeaderBytes + kAeadTagBytes || !sealed.startsWith(kMagic))
        return { Errc::Invalid, QStringLiteral("not sealed by a passphrase") };
    Header header;
    header.cost.passes = qFromBigEndian<quint32>(sealed.data() + 4);
    header.cost.memoryBytes = size_t(qFromBigEndian<quint32>(sealed.data() + 8)) * 1024;
    header.salt = sealed.sliced(12, kSaltBytes);
    header.nonce = sealed.sliced(12 + kSaltBytes, kAeadNonceBytes);
    if (header.cost.passes < floor.passes || header.cost.memoryBytes < floor.memoryBytes)
        return { Errc::Invalid, QStringLiteral("the passphrase hash is cheaper than allowed") };
    if (header.cost.passes > kCeiling.passes || header.cost.memoryBytes > kCeiling.memoryBytes)
        return { Errc::Invalid, QStringLiteral("the passphrase hash is dearer than allowed") };
    return header;
}

} // namespace

SecretBytes generateSealKey()
{
    return SecretBytes::random(kAeadKeyBytes);
}

QByteArray seal(QByteArrayView plain, QByteArrayView associated, const SecretBytes &key)
{
    QByteArray sealed(kAeadNonceBytes + plain.size() + kAeadTagBytes, Qt::Uninitialized);
    const std::span<quint8> out = writable(sealed);
    fillRandom(out.first(size_t(kAeadNonceBytes)));
    aeadEncrypt(
        out.subspan(size_t(kAeadNonceBytes)), plain, associated, QByteArrayView(sealed).first(kAeadNonceBytes), key);
    return sealed;
}

Result<QByteArray> open(QByteArrayView sealed, QByteArrayView associated, const SecretBytes &key)
{
    if (sealed.size() < kAeadNonceBytes + kAeadTagBytes)
        return doesNotOpen();
    QByteArray plain(sealed.size() - kAeadNonceBytes - kAeadTagBytes, Qt::Uninitialized);
    const Result<void> opened
        = aeadDecrypt(writable(plain), sealed.sliced(kAeadNonceBytes), associated, sealed.first(kAeadNonceBytes), key);
    if (!opened)
        return opened.error();
    return plain;
}

Result<SecretBytes> openSecret(QByteArrayView sealed, QByteArrayView associated, const SecretBytes &key)
{
    if (sealed.size() < kAeadNonceBytes + kAeadTagBytes)
        return doesNotOpen();
    SecretBytes plain(sealed.size() - kAeadNonceBytes - kAeadTagBytes);
    const Result<void> opened = aeadDecrypt(
        plain.mutableView(), sealed.sliced(kAeadNonceBytes), associated, sealed.first(kAeadNonceBytes), key);
    if (!opened)
        return opened.error();
    return plain;
}

Result<QByteArray> sealWithPassphrase(
    const SecretBytes &plain, QByteArrayView associated, const SecretBytes &passphrase, const PasswordCost &cost)
{
    Q_ASSERT(
        cost.passes <= kCeiling.passes && cost.memoryBytes <= kCeiling.memoryBytes && cost.memoryBytes % 1024 == 0);
    const QByteArray salt = randomBytes(kSaltBytes);
    const QByteArray nonce = randomBytes(kAeadNonceBytes);
    const Result<SecretBytes> key = stretchPassword(passphrase, salt, cost, kAeadKeyBytes);
    if (!key)
        return key.error();
    QByteArray sealed = writeHeader(cost, salt, nonce);
    const QByteArray bound = boundBytes(sealed, associated);
    sealed.resize(kHeaderBytes + plain.size() + kAeadTagBytes);
    aeadEncrypt(writable(sealed).subspan(size_t(kHeaderBytes)), plain.toByteArrayView(), bound, nonce, *key);
    return sealed;
}

Result<SecretBytes> openWithPassphrase(
    QByteArrayView sealed, QByteArrayView associated, const SecretBytes &passphrase, const PasswordCost &floor)
{
    const Result<Header> header = readHeader(sealed, floor);
    if (!header)
        return header.error();
    const Result<SecretBytes> key = stretchPassword(passphrase, header->salt, header->cost, kAeadKeyBytes);
    if (!key)
        return key.error();
    const QByteArray bound = boundBytes(sealed.first(kHeaderBytes), associated);
    SecretBytes plain(sealed.size() - kHeaderBytes - kAeadTagBytes);
    if (!aeadDecrypt(plain.mutableView(), sealed.sliced(kHeaderBytes), bound, header->nonce, *key))
        return { Errc::KeyMismatch, QStringLiteral("wrong passphrase, or changed bytes") };
    return plain;
}

} // namespace pc::crypto
