// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/storekey.h"

#include "core/crypto/compare.h"
#include "core/crypto/hash.h"
#include "core/vault/atomicfile.h"

#include <QFile>
#include <QFileInfo>

#include <memory>
#include <utility>

namespace pc::session {

namespace {

using KeyReply = vault::Vault::Reply<crypto::SecretBytes>;

const QString kEntry = QStringLiteral("store-key");
constexpr qint64 kLargestFingerprint = 1'024;

QByteArray fingerprintOf(const crypto::SecretBytes &key)
{
    return crypto::blake2b("ParentConnect store key fingerprint 1", key).toHex();
}

/// The key when it is the store's, or the first of a store to come.
Result<crypto::SecretBytes> recognise(crypto::SecretBytes key, const ProfileFolder &folder)
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

/// A vault may say yes and keep nothing, so the new key is believed only as it comes back.
void makeStoreKey(vault::Vault &vault, const ProfileFolder &folder, KeyReply reply)
{
    const auto made = std::make_shared<crypto::SecretBytes>(crypto::SecretBytes::random(kStoreKeyBytes));
    const auto onRead = [made, &folder, reply](Result<crypto::SecretBytes> read) {
        if (read && *read == *made)
            reply(recognise(std::move(*read), folder));
        else
            reply(Error { Errc::KeychainUnavailable, QStringLiteral("it did not keep the store's key") });
    };
    vault.write(kEntry, made->copy(), [&vault, reply, onRead](const Result<void> &written) {
        if (written)
            vault.read(kEntry, onRead);
        else
            reply(written.error());
    });
}

} // namespace

void fetchStoreKey(vault::Vault &vault, const ProfileFolder &folder, KeyReply reply)
{
    vault.read(kEntry, [&vault, &folder, reply = std::move(reply)](Result<crypto::SecretBytes> read) {
        if (read)
            reply(recognise(std::move(*read), folder));
        else if (read.code() == Errc::KeyMissing && !folder.hasStore())
            makeStoreKey(vault, folder, reply);
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

} // namespace pc::session
