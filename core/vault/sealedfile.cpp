// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/sealedfile.h"

#include "core/crypto/seal.h"
#include "core/vault/blocks.h"

#include <QtEndian>

#include <optional>
#include <utility>
#include <vector>

namespace pc::vault {

namespace {

constexpr QByteArrayView kMagic("PCVF");
constexpr char kFileVersion = 1;
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
    head.append(kFileVersion);
    appendNumber(head, wrappedKey.size());
    head.append(wrappedKey);
    return head;
}

/// Names and secrets in turn.
crypto::SecretBytes flatten(const Entries &entries)
{
    std::vector<QByteArray> names;
    std::vector<QByteArrayView> blocks;
    names.reserve(entries.size()); // the blocks look into them
    for (const auto &[name, secret] : entries) {
        names.push_back(name.toUtf8());
        blocks.push_back(names.back());
        blocks.push_back(secret.toByteArrayView());
    }
    return joinBlocks(blocks);
}

std::optional<Entries> unflatten(const crypto::SecretBytes &flat)
{
    const auto blocks = splitBlocks(flat.toByteArrayView());
    if (!blocks || blocks->size() % 2 != 0)
        return std::nullopt;
    Entries entries;
    for (size_t i = 0; i < blocks->size(); i += 2)
        entries.insert_or_assign(QString::fromUtf8((*blocks)[i]), crypto::SecretBytes::copyOf((*blocks)[i + 1]));
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
    if (bytes[4] > kFileVersion)
        return Error { Errc::NewerVersion, QStringLiteral("vault file version %1").arg(int(bytes[4])) };
    QByteArrayView rest = bytes.sliced(kMagic.size() + 1);
    const auto wrapped = takeBlock(rest);
    if (bytes[4] != kFileVersion || !wrapped)
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
