// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/vaultrecord.h"

#include "core/vault/atomicfile.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace pc::vault {

namespace {

using Key = QLatin1StringView;

constexpr int kRecordVersion = 1;
constexpr qint64 kLargestRecord = 4 * 1024;
constexpr Key kKeychain("keychain");
constexpr Key kPassphrase("passphrase");

} // namespace

Result<VaultRecord> readRecord(const QString &path)
{
    const auto bytes = readWhole(path, kLargestRecord);
    if (!bytes)
        return bytes.code() == Errc::TooLarge ? Error { Errc::Corrupt, {} } : bytes.error();
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    const int version = object.value(Key("version")).toInt();
    if (version > kRecordVersion)
        return Error { Errc::NewerVersion, QStringLiteral("vault record version %1").arg(version) };
    const QString kind = object.value(Key("kind")).toString();
    const auto profile = Uuid::fromString(object.value(Key("profile")).toString());
    if (version != kRecordVersion || !profile || (kind != kKeychain && kind != kPassphrase))
        return Error { Errc::Corrupt, QStringLiteral("the vault record is damaged") };
    return VaultRecord { kind == kKeychain ? VaultKind::Keychain : VaultKind::Passphrase, *profile };
}

Result<void> writeRecord(const QString &path, const VaultRecord &record)
{
    const Key kind = record.kind == VaultKind::Keychain ? kKeychain : kPassphrase;
    const QJsonObject object { { Key("version"), kRecordVersion }, { Key("kind"), QString(kind) },
        { Key("profile"), record.profile.toString() } };
    return writeAtomically(path, QJsonDocument(object).toJson());
}

} // namespace pc::vault
