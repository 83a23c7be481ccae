// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/recoveryblob.h"

#include "core/archive/recoveryproof.h"
#include "core/mls_public/codec.h"

#include <algorithm>

namespace pc::recovery {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::uint8_t kBlobVersion = 1;
constexpr std::uint8_t kWrapVersion = 1;
constexpr std::string_view kBlobLabel = "pc/recovery/blob/1";
constexpr std::string_view kSignLabel = "pc/recovery/lock/1";
constexpr std::string_view kStoreKeyLabel = "pc/recovery/store-key/1";
constexpr std::size_t kStoreKeyBytes = 32;
constexpr std::size_t kMostWrappedBytes = 512;

struct BlobLayout
{
    std::uint8_t version = kBlobVersion;
    crypto::X25519PublicKey key {};
    crypto::Digest voucher {};
    crypto::Ed25519Signature signature {};
    Bytes sealed;

    static void fields(auto &io, auto &self) { io(self.version, self.key, self.voucher, self.signature, self.sealed); }
};

struct WrapLayout
{
    std::uint8_t version = kWrapVersion;
    Bytes lock;
    Bytes sealed;

    static void fields(auto &io, auto &self) { io(self.version, self.lock, self.sealed); }
};

Error invalidBlob()
{
    return { Errc::Invalid, QStringLiteral("nothing of a recovery sheet") };
}

/// What an account key signs: that this is a sheet of its person.
Bytes signedPart(const SheetLock &lock)
{
    Bytes part(kSignLabel.begin(), kSignLabel.end());
    const Bytes encoded = lock.encode();
    part.insert(part.end(), encoded.begin(), encoded.end());
    return part;
}

template<typename Layout>
Result<Layout> decodeVersioned(ByteView bytes, std::size_t most, std::uint8_t version)
{
    if (!bytes.empty() && bytes.front() > version)
        return { Errc::NewerVersion, QStringLiteral("a recovery of a newer version") };
    auto layout = mls::decode<Layout>(bytes, { most, most, 2 });
    if (!layout || layout->version != version)
        return invalidBlob();
    return *std::move(layout);
}

// The contents: account seed (32) ‖ list number (u32) ‖ list head (32) ‖ length of the archive keys (u16) ‖ archive keys ‖ zeros, so
// that all are of one length.
constexpr std::size_t kNumberAt = crypto::kEd25519SeedBytes;
constexpr std::size_t kHeadAt = kNumberAt + 4;
constexpr std::size_t kLengthAt = kHeadAt + crypto::kDigestBytes;
constexpr std::size_t kArchiveKeysAt = kLengthAt + 2;
constexpr std::size_t kContentsBytes = kArchiveKeysAt + kMostArchiveKeysBytes;

void writeNumber(crypto::MutableByteView to, quint32 number)
{
    for (std::size_t i = to.size(); i > 0; --i, number >>= 8U)
        to[i - 1] = std::uint8_t(number);
}

quint32 readNumber(ByteView from)
{
    quint32 number = 0;
    for (const std::uint8_t byte : from)
        number = number << 8U | byte;
    return number;
}

crypto::WipingBytes encodeContents(const RecoveryContents &contents)
{
    const crypto::WipingBytes keys = contents.archiveKeys.encode();
    crypto::WipingBytes bytes(kContentsBytes);
    const crypto::MutableByteView out = bytes.mutableView();
    std::ranges::copy(contents.accountSeed.view(), out.begin());
    writeNumber(out.subspan(kNumberAt, 4), contents.listNumber);
    std::ranges::copy(contents.listHead, out.begin() + kHeadAt);
    writeNumber(out.subspan(kLengthAt, 2), quint32(keys.size()));
    std::ranges::copy(keys.view(), out.begin() + kArchiveKeysAt);
    return bytes;
}

Result<RecoveryContents> decodeContents(ByteView in)
{
    if (in.size() != kContentsBytes)
        return invalidBlob();
    const std::size_t length = readNumber(in.subspan(kLengthAt, 2));
    const bool isZero = length <= kMostArchiveKeysBytes
        && std::ranges::all_of(in.subspan(kArchiveKeysAt + length), [](std::uint8_t byte) { return byte == 0; });
    if (!isZero)
        return invalidBlob();
    RecoveryContents contents;
    contents.accountSeed = crypto::WipingBytes::copyOf(in.first(crypto::kEd25519SeedBytes));
    contents.listNumber = readNumber(in.subspan(kNumberAt, 4));
    std::ranges::copy(in.subspan(kHeadAt, crypto::kDigestBytes), contents.listHead.begin());
    auto keys = ArchiveKeys::decode(in.subspan(kArchiveKeysAt, length));
    if (!keys)
        return keys.error();
    contents.archiveKeys = *std::move(keys);
    return contents;
}

} // namespace

Result<Bytes> sealRecoveryBlob(const SheetLock &lock, const RecoveryContents &contents, crypto::RandomSource &random)
{
    const auto account = crypto::Ed25519Key::fromSeed(contents.accountSeed.view());
    if (!account)
        return invalidBlob();
    auto sealed = sealForSheet(lock, kBlobLabel, encodeContents(contents).view(), random);
    if (!sealed)
        return invalidBlob();
    return mls::encode(
        BlobLayout { kBlobVersion, lock.key, lock.voucher, account->sign(signedPart(lock)), *std::move(sealed) });
}

Result<SheetLock> lockOfRecoveryBlob(UserId user, ByteView accountKey, const SheetParameters &parameters, ByteView blob)
{
    const auto layout = decodeVersioned<BlobLayout>(blob, archive::kMostRecoveryBlobBytes, kBlobVersion);
    if (!layout)
        return layout.error();
    SheetLock lock { user, parameters, layout->key, layout->voucher };
    if (!crypto::ed25519Verify(accountKey, signedPart(lock), layout->signature))
        return { Errc::Corrupt, QStringLiteral("a recovery sheet that this account did not make") };
    return lock;
}

Result<RecoveryContents> openRecoveryBlob(const SheetKeys &keys, UserId user, ByteView blob)
{
    const auto layout = decodeVersioned<BlobLayout>(blob, archive::kMostRecoveryBlobBytes, kBlobVersion);
    if (!layout)
        return layout.error();
    if (layout->key != keys.box().publicKey)
        return { Errc::KeyMismatch, QStringLiteral("of another recovery sheet") };
    const SheetLock lock { user, keys.parameters(), layout->key, layout->voucher };
    const auto plain = openWithSheet(keys, lock, kBlobLabel, layout->sealed);
    if (!plain)
        return { Errc::Corrupt, QStringLiteral("a recovery blob that does not open") };
    auto contents = decodeContents(plain->view());
    if (!contents)
        return contents;
    const auto account = crypto::Ed25519Key::fromSeed(contents->accountSeed.view());
    if (!account || !keys.isLockFor(lock, account->publicKey())
        || !crypto::ed25519Verify(account->publicKey(), signedPart(lock), layout->signature))
        return { Errc::Corrupt, QStringLiteral("not the account that the recovery sheet was made for") };
    return contents;
}

Result<Bytes> wrapStoreKey(const SheetLock &lock, const crypto::SecretBytes &storeKey, crypto::RandomSource &random)
{
    if (std::size_t(storeKey.size()) != kStoreKeyBytes)
        return invalidBlob();
    auto sealed = sealForSheet(lock, kStoreKeyLabel, storeKey.view(), random);
    if (!sealed)
        return invalidBlob();
    return mls::encode(WrapLayout { kWrapVersion, lock.encode(), *std::move(sealed) });
}

Result<SheetLock> lockOfWrappedKey(ByteView wrapped, const crypto::PasswordCost &floor)
{
    const auto layout = decodeVersioned<WrapLayout>(wrapped, kMostWrappedBytes, kWrapVersion);
    return layout ? SheetLock::decode(layout->lock, floor) : layout.error();
}

Result<crypto::SecretBytes> unwrapStoreKey(const SheetKeys &keys, ByteView wrapped, const crypto::PasswordCost &floor)
{
    const auto layout = decodeVersioned<WrapLayout>(wrapped, kMostWrappedBytes, kWrapVersion);
    if (!layout)
        return layout.error();
    const auto lock = SheetLock::decode(layout->lock, floor);
    if (!lock)
        return lock.error();
    const auto key = openWithSheet(keys, *lock, kStoreKeyLabel, layout->sealed);
    if (!key)
        return { Errc::KeyMismatch, QStringLiteral("another recovery sheet, or changed bytes") };
    if (key->size() != kStoreKeyBytes)
        return invalidBlob();
    return crypto::SecretBytes::copyOf(key->view());
}

} // namespace pc::recovery
