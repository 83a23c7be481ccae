// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/sealedfile.h"

#include "core/crypto/seal.h"

#include <QtEndian>

#include <cstring>
#include <optional>
#include <utility>

namespace pc::vault {

namespace {

constexpr QByteArrayView kMagic("PCVF");
constexpr char kVersion = 1;
constexpr qsizetype kHeaderBytes = 4 + 1 + 4;
constexpr QByteArrayView kKeyPurpose("ParentConnect vault key");

Error corrupt()
{
    return { Errc::Corrupt, QStringLiteral("the vault file is damaged") };
}

void appendNumber(QByteArray &bytes, qsizetype number)
{
    const quint32 big = qToBigEndian(quint32(number));
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

QByteArray headOf(const QByteArray &wrappedKey)
{
    QByteArray head;
    head.append(kMagic);
    head.append(kVersion);
    appendNumber(head, wrappedKey.size());
    head.append(wrappedKey);
    return head;
}

/// Entries as name length ‖ name ‖ secret length ‖ secret, in locked memory throughout.
crypto::SecretBytes flatten(const Entries &entries)
{
    qsizetype size = 0;
    for (const auto &[name, secret] : entries)
        size += 8 + name.toUtf8().size() + secret.size();
    crypto::SecretBytes flat(size);
    quint8 *out = flat.mutableView().data();
    const auto put = [&out](QByteArrayView bytes) {
        qToBigEndian(quint32(bytes.size()), out);
        if (!bytes.isEmpty())
            std::memcpy(out + 4, bytes.data(), size_t(bytes.size()));
        out += 4 + bytes.size();
    };
    for (const auto &[name, secret] : entries) {
        put(name.toUtf8());
        put(secret.toByteArrayView());
    }
    return flat;
}

std::optional<QByteArrayView> takeBlock(QByteArrayView &rest)
{
    if (rest.size() < 4)
        return std::nullopt;
    const auto size = qsizetype(qFromBigEndian<quint32>(rest.data()));
    if (size > rest.size() - 4)
        return std::nullopt;
    const QByteArrayView block = rest.sliced(4, size);
    rest = rest.sliced(4 + size);
    return block;
}

std::optional<Entries> unflatten(const crypto::SecretBytes &flat)
{
    Entries entries;
    QByteArrayView rest = flat.toByteArrayView();
    while (!rest.isEmpty()) {
        const auto name = takeBlock(rest);
        const auto secret = name ? takeBlock(rest) : std::nullopt;
        if (!secret)
            return std::nullopt;
        entries.insert_or_assign(QString::fromUtf8(*name), crypto::SecretBytes::copyOf(*secret));
    }
    return entries;
}

Result<crypto::SecretBytes> unwrapKey(
    QByteArrayView wrapped, const crypto::SecretBytes &passphrase, const crypto::PasswordCost &floor)
{
    auto key = crypto::openWithPassphrase(wrapped, kKeyPurpose, passphrase, floor);
    if (key)
        return key;
    switch (key.code()) {
    case Errc::KeyMismatch:
        return Error { Errc::Locked, QStringLiteral("wrong passphrase") };
    case Errc::Unavailable:
        return key.error();
    default: // whatever else is wrong with it, it is not as we wrote it
        return corrupt();
    }
}

} // namespace

Result<OpenedVault> makeVault(const crypto::SecretBytes &passphrase, const crypto::PasswordCost &cost)
{
    OpenedVault vault;
    vault.key = crypto::generateSealKey();
    auto wrapped = crypto::sealWithPassphrase(vault.key, kKeyPurpose, passphrase, cost);
    if (!wrapped)
        return wrapped.error();
    vault.wrappedKey = *std::move(wrapped);
    return vault;
}

QByteArray sealVault(const OpenedVault &vault)
{
    const QByteArray head = headOf(vault.wrappedKey);
    return head + crypto::seal(flatten(vault.entries).toByteArrayView(), head, vault.key);
}

Result<OpenedVault> openVault(
    QByteArrayView bytes, const crypto::SecretBytes &passphrase, const crypto::PasswordCost &floor)
{
    if (bytes.size() < kHeaderBytes || !bytes.startsWith(kMagic))
        return corrupt();
    if (bytes[4] > kVersion)
        return Error { Errc::NewerVersion, QStringLiteral("vault file version %1").arg(int(bytes[4])) };
    QByteArrayView rest = bytes.sliced(kMagic.size() + 1);
    const auto wrapped = takeBlock(rest);
    if (bytes[4] != kVersion || !wrapped)
        return corrupt();
    auto key = unwrapKey(*wrapped, passphrase, floor);
    if (!key)
        return key.error();
    const auto flat = crypto::openSecret(rest, bytes.first(bytes.size() - rest.size()), *key);
    auto entries = flat ? unflatten(*flat) : std::nullopt;
    if (!entries)
        return corrupt();
    return OpenedVault { wrapped->toByteArray(), *std::move(key), *std::move(entries) };
}

} // namespace pc::vault
