// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/storekey.h"

#include "core/crypto/compare.h"
#include "core/crypto/hash.h"
#include "core/vault/atomicfile.h"
#include "core/vault/keylock.h"

#include <QFile>
#include <QFileInfo>

#include <memory>
#include <utility>

namespace pc::session {

namespace {

using KeyReply = vault::Vault::Reply<FoundStoreKey>;

constexpr QLatin1StringView kSealMarkEntry("store-sealed");
constexpr QByteArrayView kSealMark("1");
constexpr qint64 kLargestFingerprint = 1'024;

QByteArray fingerprintOf(const crypto::SecretBytes &key)
{
    return crypto::blake2b("ParentConnect store key fingerprint 1", key).toHex();
}

} // namespace

Result<crypto::SecretBytes> recogniseStoreKey(crypto::SecretBytes key, const ProfileFolder &folder)
{
    if (key.size() != kStoreKeyBytes)
        return Error { Errc::KeyMismatch, QStringLiteral("the key has a wrong length") };
    const QByteArray wanted = fingerprintOf(key);
    const auto known = vault::readWhole(folder.keyFingerprint(), kLargestFingerprint);
    if (known && crypto::equalInConstantTime(known->trimmed(), wanted))
        return key;
    if (known && folder.hasStore())
        return Error { Errc::KeyMismatch, QStringLiteral("the key is not this store's") };
    if (!known && known.code() != Errc::NotFound)
        return known.error();
    if (auto written = vault::writeAtomically(folder.keyFingerprint(), wanted); !written)
        return written.error();
    return key;
}

namespace {

Result<FoundStoreKey> recognised(crypto::SecretBytes key, const ProfileFolder &folder)
{
    auto known = recogniseStoreKey(std::move(key), folder);
    if (!known)
        return known.error();
    return FoundStoreKey { *std::move(known), false };
}

/// A vault may say yes and keep nothing, so the new key is believed only as it comes back.
void makeStoreKey(vault::Vault &vault, const ProfileFolder &folder, KeyReply reply)
{
    const auto made = std::make_shared<crypto::SecretBytes>(crypto::SecretBytes::random(kStoreKeyBytes));
    const auto onRead = [made, &folder, reply](Result<crypto::SecretBytes> read) {
        if (read && *read == *made)
            reply(recognised(std::move(*read), folder));
        else
            reply(Error { Errc::KeychainUnavailable, QStringLiteral("it did not keep the store's key") });
    };
    vault.write(QString(kStoreKeyEntry), made->copy(), [&vault, reply, onRead](const Result<void> &written) {
        if (written)
            vault.read(QString(kStoreKeyEntry), onRead);
        else
            reply(written.error());
    });
}

/// Nothing lies open: there may be a locked one, or nothing yet.
void fetchLockedKey(vault::Vault &vault, const ProfileFolder &folder, KeyReply reply)
{
    vault.read(QString(kLockedKeyEntry), [&vault, &folder, reply = std::move(reply)](Result<crypto::SecretBytes> read) {
        const bool isWrapped = read && vault::KeyLock::isWrapped(read->toByteArrayView());
        if (isWrapped)
            reply(FoundStoreKey { std::move(*read), true });
        else if (!folder.hasStore() && (read || read.code() == Errc::KeyMissing))
            makeStoreKey(vault, folder, reply);
        else if (read)
            reply(Error { Errc::Corrupt, QStringLiteral("the locked key is damaged") });
        else
            reply(read.error());
    });
}

} // namespace

void fetchStoreKey(vault::Vault &vault, const ProfileFolder &folder, KeyReply reply)
{
    vault.read(QString(kStoreKeyEntry), [&vault, &folder, reply = std::move(reply)](Result<crypto::SecretBytes> read) {
        if (read)
            reply(recognised(std::move(*read), folder));
        else if (read.code() == Errc::KeyMissing)
            fetchLockedKey(vault, folder, reply);
        else
            reply(read.error());
    });
}

Result<void> forgetFingerprint(const ProfileFolder &folder)
{
    const QString path = folder.keyFingerprint();
    if (QFileInfo::exists(path) && !QFile::remove(path))
        return Error { Errc::Disk, QStringLiteral("cannot remove the fingerprint") };
    return {};
}

void readSealMark(vault::Vault &vault, vault::Vault::Reply<bool> reply)
{
    vault.read(QString(kSealMarkEntry), [reply = std::move(reply)](const Result<crypto::SecretBytes> &read) {
        if (read)
            reply(true);
        else if (read.code() == Errc::KeyMissing)
            reply(false);
        else
            reply(read.error());
    });
}

void writeSealMark(vault::Vault &vault, vault::Vault::Reply<void> reply)
{
    vault.write(QString(kSealMarkEntry), crypto::SecretBytes::copyOf(kSealMark), std::move(reply));
}

} // namespace pc::session
