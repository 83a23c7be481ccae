// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under a recovery sheet. At the relay, for whoever has lost every device: the account's key, the archive keys, and how far
// the device list had come. On each device: the key of its own store, for whoever forgot its passphrase or lost the keychain.
//
//   blob             version 1 (u8) ‖ the sheet's public key (32) ‖ voucher (32) ‖ signature (64) ‖ sealed contents, of one length
//   wrapped key      version 1 (u8) ‖ SheetLock ‖ sealed key
//
// Devices seal new blobs without the sheet. Nobody else can: the contents hold the account key's seed, and the sheet's voucher names
// its public key, so a relay that makes up a blob would have to know that seed. A device that learns a sheet's lock out of a blob asks
// for the account key's signature under it: else a relay could have the account sealed for a sheet of its own. What a relay can do is to hand out an older blob:
// then newer segments are under a key that is not in it (KeyMissing), and the device list is longer than it says.

#pragma once

#include "core/recovery/archivekeys.h"
#include "core/recovery/sheetkeys.h"

namespace pc::recovery {

struct RecoveryContents
{
    crypto::WipingBytes accountSeed; ///< Of an Ed25519 key.
    ArchiveKeys archiveKeys;
    quint32 listNumber = 0; ///< Of the device list, and its hash: the relay shows no less.
    crypto::Digest listHead {};

    bool operator==(const RecoveryContents &) const = default;
};

/// Error: Invalid (the contents have no account seed, or the lock no key).
Result<crypto::Bytes> sealRecoveryBlob(
    const SheetLock &lock, const RecoveryContents &contents, crypto::RandomSource &random);

/// Errors: Invalid; NewerVersion; KeyMismatch (of another sheet, or with other parameters); Corrupt (it does not open, or it is not
/// the account that the sheet was made for).
Result<RecoveryContents> openRecoveryBlob(const SheetKeys &keys, UserId user, crypto::ByteView blob);

/// The lock that made a blob, for a device that has not kept it: `parameters` stand beside the blob. Errors: Invalid, NewerVersion,
/// Corrupt (the account key did not sign it).
Result<SheetLock> lockOfRecoveryBlob(
    UserId user, crypto::ByteView accountKey, const SheetParameters &parameters, crypto::ByteView blob);

/// `storeKey` has 32 bytes. Error: Invalid.
Result<crypto::Bytes> wrapStoreKey(
    const SheetLock &lock, const crypto::SecretBytes &storeKey, crypto::RandomSource &random);

/// What the sheet is to be stretched with, before unwrapStoreKey(). Errors: Invalid, NewerVersion.
Result<SheetLock> lockOfWrappedKey(crypto::ByteView wrapped, const crypto::PasswordCost &floor = kSheetFloor);

/// Errors: Invalid, NewerVersion, KeyMismatch (another sheet's, or changed bytes).
Result<crypto::SecretBytes> unwrapStoreKey(
    const SheetKeys &keys, crypto::ByteView wrapped, const crypto::PasswordCost &floor = kSheetFloor);

} // namespace pc::recovery
