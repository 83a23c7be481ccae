// SPDX-License-Identifier: GPL-3.0-or-later
// SheetKeys: what a recovery sheet opens. One slow step gives all of it:
//
//   Argon2id(sheet, salt, cost) = root (32) ‖ proof (32)
//     root ─┬─ a pair of X25519 keys: everybody who knows the public one seals for the sheet, the sheet alone opens
//           └─ a key that vouches for the account key which the sheet was made for
//     proof ── shown to the relay, which hands out the blob for it and has nothing to guess with before
//
// The public side is the SheetLock. Each of a person's devices keeps it, so that archive keys which were rotated, and the key of a
// new device's store, are sealed for the sheet while it lies in a drawer.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/passwordhash.h"
#include "core/crypto/sha256.h"
#include "core/crypto/x25519.h"
#include "core/recovery/recoverysheet.h"

#include <array>
#include <optional>
#include <string_view>

namespace pc::recovery {

/// What one guess costs: 1.5 s and half a gigabyte on a laptop of 2024.
inline constexpr crypto::PasswordCost kSheetCost { 4, size_t(512) * 1024 * 1024 };

/// Nothing cheaper is read: a relay that hands out other parameters gets no cheap guesses.
inline constexpr crypto::PasswordCost kSheetFloor { 3, size_t(256) * 1024 * 1024 };

/// Nothing dearer either: it could keep a computer busy for ever.
inline constexpr crypto::PasswordCost kSheetCeiling { 16, size_t(2) * 1024 * 1024 * 1024 };

/// What stands in the clear beside everything that a sheet opens.
struct SheetParameters
{
    SheetKind kind = SheetKind::Words;
    linking::WordLanguage language = linking::WordLanguage::English;
    crypto::PasswordCost cost = kSheetCost;
    std::array<std::uint8_t, std::size_t(crypto::kPasswordSaltBytes)> salt {};

    static SheetParameters fresh(
        const RecoverySheet &sheet, crypto::RandomSource &random, const crypto::PasswordCost &cost = kSheetCost);

    crypto::Bytes encode() const;

    /// Errors: Invalid (none, or cheaper than `floor` or dearer than kSheetCeiling), NewerVersion. A test that is not about the cost
    /// brings another floor.
    static Result<SheetParameters> decode(crypto::ByteView bytes, const crypto::PasswordCost &floor = kSheetFloor);

    bool operator==(const SheetParameters &) const = default;
};

/// The public side of a sheet, for one person's account. It opens nothing; but whoever has it can try sheets, as slow as that is, so
/// it stays with the devices and the blob.
struct SheetLock
{
    UserId user;
    SheetParameters parameters;
    crypto::X25519PublicKey key {};
    crypto::Digest voucher {}; ///< The sheet's word for the account key: nobody else can make it.

    crypto::Bytes encode() const;

    /// Errors: as SheetParameters::decode().
    static Result<SheetLock> decode(crypto::ByteView bytes, const crypto::PasswordCost &floor = kSheetFloor);

    bool operator==(const SheetLock &) const = default;
};

class SheetKeys
{
public:
    /// Slow, and takes as much memory as the parameters say: for a worker. Errors: Invalid (a sheet of another kind), Unavailable (no
    /// such memory here).
    static Result<SheetKeys> derive(const RecoverySheet &sheet, const SheetParameters &parameters);

    const SheetParameters &parameters() const { return m_parameters; }

    /// For the relay: archive::kRecoveryProofBytes.
    crypto::ByteView proof() const { return m_proof.view(); }

    /// For the account that has this key.
    SheetLock lockFor(UserId user, crypto::ByteView accountKey) const;

    /// Whether it is this sheet's, and for this account.
    bool isLockFor(const SheetLock &lock, crypto::ByteView accountKey) const;

    const crypto::X25519KeyPair &box() const { return m_box; }

private:
    SheetKeys() = default;

    SheetParameters m_parameters;
    crypto::X25519KeyPair m_box;
    crypto::WipingBytes m_voucherKey;
    crypto::WipingBytes m_proof;
};

/// Seals something for a sheet. `purpose` is a label of ours, so that one thing cannot stand for another. Nothing for a lock whose key
/// is none.
std::optional<crypto::Bytes> sealForSheet(
    const SheetLock &lock, std::string_view purpose, crypto::ByteView plain, crypto::RandomSource &random);

/// Nothing when it does not open.
std::optional<crypto::WipingBytes> openWithSheet(
    const SheetKeys &keys, const SheetLock &lock, std::string_view purpose, crypto::ByteView sealed);

} // namespace pc::recovery
