// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/sheetkeys.h"

#include "core/archive/recoveryproof.h"
#include "core/crypto/hkdf.h"
#include "core/crypto/hpke.h"
#include "core/crypto/qtbytes.h"
#include "core/mls_public/codec.h"

#include <algorithm>

namespace pc::recovery {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::uint8_t kParametersVersion = 1;
constexpr std::uint8_t kLockVersion = 1;
constexpr std::size_t kRootBytes = 32;
constexpr std::string_view kBoxLabel = "pc/recovery/box/1";
constexpr std::string_view kVoucherKeyLabel = "pc/recovery/voucher-key/1";
constexpr std::string_view kVoucherLabel = "pc/recovery/voucher/1";

struct ParametersLayout
{
    std::uint8_t version = kParametersVersion;
    SheetKind kind = SheetKind::Words;
    linking::WordLanguage language = linking::WordLanguage::English;
    std::uint32_t passes = 0;
    std::uint32_t memoryKib = 0;
    std::array<std::uint8_t, std::size_t(crypto::kPasswordSaltBytes)> salt {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.kind, self.language, self.passes, self.memoryKib, self.salt);
    }
};

struct LockLayout
{
    std::uint8_t version = kLockVersion;
    std::array<std::uint8_t, 16> user {};
    Bytes parameters;
    crypto::X25519PublicKey key {};
    crypto::Digest voucher {};

    static void fields(auto &io, auto &self) { io(self.version, self.user, self.parameters, self.key, self.voucher); }
};

struct SealedLayout
{
    crypto::X25519PublicKey enc {};
    Bytes ciphertext;

    static void fields(auto &io, auto &self) { io(self.enc, self.ciphertext); }
};

Error noParameters(const char *why)
{
    return { Errc::Invalid, QLatin1StringView(why) };
}

crypto::Digest voucherOf(const crypto::WipingBytes &key, UserId user, const SheetParameters &parameters,
    const crypto::X25519PublicKey &box, ByteView accountKey)
{
    const Bytes said
        = crypto::concat({ crypto::bytesOf(kVoucherLabel), user.raw().bytes, parameters.encode(), box, accountKey });
    return crypto::hmacSha256(key.view(), said);
}

} // namespace

SheetParameters SheetParameters::fresh(
    const RecoverySheet &sheet, crypto::RandomSource &random, const crypto::PasswordCost &cost)
{
    SheetParameters parameters { sheet.kind(), sheet.language(), cost, {} };
    random.fill(parameters.salt);
    return parameters;
}

Bytes SheetParameters::encode() const
{
    return mls::encode(ParametersLayout {
        kParametersVersion, kind, language, std::uint32_t(cost.passes), std::uint32_t(cost.memoryBytes / 1024), salt });
}

Result<SheetParameters> SheetParameters::decode(ByteView bytes, const crypto::PasswordCost &floor)
{
    if (!bytes.empty() && bytes.front() > kParametersVersion)
        return { Errc::NewerVersion, QStringLiteral("a recovery sheet of a newer version") };
    const auto layout = mls::decode<ParametersLayout>(bytes, { archive::kMostSheetParameterBytes, 0, 1 });
    const bool isOne = layout && layout->version == kParametersVersion
        && (layout->kind == SheetKind::Words || layout->kind == SheetKind::Passphrase)
        && (layout->language == linking::WordLanguage::English || layout->language == linking::WordLanguage::Spanish);
    if (!isOne)
        return noParameters("no parameters of a recovery sheet");
    SheetParameters parameters { layout->kind, layout->language, { layout->passes, size_t(layout->memoryKib) * 1024 },
        layout->salt };
    const crypto::PasswordCost &cost = parameters.cost;
    if (cost.passes < floor.passes || cost.memoryBytes < floor.memoryBytes)
        return noParameters("a recovery sheet that is cheaper than allowed");
    if (cost.passes > kSheetCeiling.passes || cost.memoryBytes > kSheetCeiling.memoryBytes)
        return noParameters("a recovery sheet that is dearer than allowed");
    return parameters;
}

Bytes SheetLock::encode() const
{
    return mls::encode(LockLayout { kLockVersion, user.raw().bytes, parameters.encode(), key, voucher });
}

Result<SheetLock> SheetLock::decode(ByteView bytes, const crypto::PasswordCost &floor)
{
    if (!bytes.empty() && bytes.front() > kLockVersion)
        return { Errc::NewerVersion, QStringLiteral("the lock of a recovery sheet of a newer version") };
    const auto layout = mls::decode<LockLayout>(bytes, { 256, archive::kMostSheetParameterBytes, 2 });
    if (!layout || layout->version != kLockVersion || Uuid { layout->user }.isNull())
        return noParameters("no lock of a recovery sheet");
    const auto parameters = SheetParameters::decode(layout->parameters, floor);
    if (!parameters)
        return parameters.error();
    return SheetLock { UserId { Uuid { layout->user } }, *parameters, layout->key, layout->voucher };
}

Result<SheetKeys> SheetKeys::derive(const RecoverySheet &sheet, const SheetParameters &parameters)
{
    if (sheet.kind() != parameters.kind)
        return noParameters("a recovery sheet of another kind");
    const auto password = crypto::SecretBytes::copyOf(sheet.secret().view());
    const auto stretched = crypto::stretchPassword(password, { parameters.salt.data(), crypto::kPasswordSaltBytes },
        parameters.cost, qsizetype(kRootBytes + archive::kRecoveryProofBytes));
    if (!stretched)
        return stretched.error();
    const ByteView root = stretched->view().first(kRootBytes);
    SheetKeys keys;
    keys.m_parameters = parameters;
    const auto boxSecret = crypto::hkdfExpand(root, crypto::bytesOf(kBoxLabel), crypto::kX25519Bytes);
    keys.m_box = crypto::hpkeDeriveKeyPair(boxSecret.view());
    keys.m_voucherKey = crypto::hkdfExpand(root, crypto::bytesOf(kVoucherKeyLabel), crypto::kDigestBytes);
    keys.m_proof = crypto::WipingBytes::copyOf(stretched->view().subspan(kRootBytes));
    return keys;
}

SheetLock SheetKeys::lockFor(UserId user, ByteView accountKey) const
{
    return { user, m_parameters, m_box.publicKey,
        voucherOf(m_voucherKey, user, m_parameters, m_box.publicKey, accountKey) };
}

bool SheetKeys::isLockFor(const SheetLock &lock, ByteView accountKey) const
{
    const SheetLock own = lockFor(lock.user, accountKey);
    return own.parameters == lock.parameters && own.key == lock.key && crypto::equalSecrets(own.voucher, lock.voucher);
}

std::optional<Bytes> sealForSheet(
    const SheetLock &lock, std::string_view purpose, ByteView plain, crypto::RandomSource &random)
{
    const crypto::HpkeAgreement agreement(crypto::chaCha20Poly1305(), crypto::bytesOf(purpose));
    auto sealed = crypto::hpkeSeal(agreement, lock.key, lock.encode(), plain, random);
    if (!sealed)
        return std::nullopt;
    return mls::encode(SealedLayout { sealed->enc, std::move(sealed->ciphertext) });
}

std::optional<crypto::WipingBytes> openWithSheet(
    const SheetKeys &keys, const SheetLock &lock, std::string_view purpose, ByteView sealed)
{
    const auto layout = mls::decode<SealedLayout>(sealed, { archive::kMostRecoveryBlobBytes, sealed.size(), 2 });
    if (!layout)
        return std::nullopt;
    const crypto::HpkeAgreement agreement(crypto::chaCha20Poly1305(), crypto::bytesOf(purpose));
    return crypto::hpkeOpen(agreement, keys.box(), layout->enc, lock.encode(), layout->ciphertext);
}

} // namespace pc::recovery
