// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/backupfile.h"

#include "core/crypto/hash.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/secretstream.h"

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr char kMagic[] = "PCBACKUP";
constexpr qsizetype kMagicBytes = 8;
constexpr char kVersion = 1;
constexpr qsizetype kKeyIdBytes = 8;
constexpr qsizetype kHeadBytes = kMagicBytes + 1 + kKeyIdBytes;
constexpr qint64 kPlainChunk = qint64(crypto::kStreamChunkBytes);
constexpr qint64 kSealedChunk = kPlainChunk + qint64(crypto::kStreamOverhead);

/// As many bytes as there are, up to `most`: a device may give fewer at a time.
QByteArray readUpTo(QIODevice &device, qint64 most)
{
    QByteArray bytes;
    while (bytes.size() < most) {
        const QByteArray more = device.read(most - bytes.size());
        if (more.isEmpty())
            break;
        bytes += more;
    }
    return bytes;
}

Result<void> put(QIODevice &device, QByteArrayView bytes)
{
    if (device.write(bytes.data(), bytes.size()) == bytes.size())
        return {};
    return { Errc::Disk, u"the backup cannot be written: "_s + device.errorString() };
}

} // namespace

QByteArray backupKeyId(const crypto::SecretBytes &key)
{
    return crypto::blake2b("parentconnect backup key id", key).first(kKeyIdBytes);
}

Result<void> sealBackup(QIODevice &plain, QIODevice &sealed, const crypto::SecretBytes &key)
{
    const QByteArray head = QByteArray(kMagic, kMagicBytes) + kVersion + backupKeyId(key);
    crypto::StreamSealer sealer(key.view());
    const auto header = sealer.header();
    if (auto done = put(sealed, head); !done)
        return done;
    if (auto done = put(sealed, { reinterpret_cast<const char *>(header.data()), qsizetype(header.size()) }); !done)
        return done;
    QByteArray chunk = readUpTo(plain, kPlainChunk);
    for (bool isLast = false; !isLast;) {
        QByteArray next = readUpTo(plain, kPlainChunk);
        isLast = next.isEmpty();
        const auto bytes = sealer.seal(crypto::viewOf(chunk),
            isLast ? crypto::StreamPlace::Last : crypto::StreamPlace::More, crypto::viewOf(head));
        if (auto done = put(sealed, { reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()) }); !done)
            return done;
        chunk = std::move(next);
    }
    return {};
}

Result<void> openBackup(
    QIODevice &sealed, const crypto::SecretBytes &key, const std::function<Result<void>(QByteArrayView)> &take)
{
    const QByteArray head = readUpTo(sealed, kHeadBytes);
    if (!head.startsWith(QByteArrayView(kMagic, kMagicBytes)) || head.size() != kHeadBytes)
        return { Errc::Invalid, u"this is no backup of a relay"_s };
    if (head[kMagicBytes] != kVersion)
        return { Errc::NewerVersion, u"this backup was made by another version of the relay"_s };
    if (head.last(kKeyIdBytes) != backupKeyId(key))
        return { Errc::KeyMismatch, u"this backup was sealed with another key"_s };
    const QByteArray header = readUpTo(sealed, qint64(crypto::kStreamHeaderBytes));
    crypto::StreamOpener opener(key.view(), crypto::viewOf(header));
    while (!opener.isComplete()) {
        const QByteArray chunk = readUpTo(sealed, kSealedChunk);
        if (chunk.isEmpty())
            return { Errc::Corrupt, u"this backup was cut short: its end is missing"_s };
        const auto opened = opener.open(crypto::viewOf(chunk), crypto::viewOf(head));
        if (!opened && chunk.size() < kSealedChunk)
            return { Errc::Corrupt, u"this backup was cut short or changed near its end"_s };
        if (!opened)
            return { Errc::Invalid, u"this backup was changed since it was made"_s };
        const auto bytes = opened->plain.view();
        if (auto taken = take({ reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()) }); !taken)
            return taken;
    }
    if (!sealed.read(1).isEmpty())
        return { Errc::Corrupt, u"there is more behind this backup's end"_s };
    return {};
}

} // namespace pc::relay::admin
