// SPDX-License-Identifier: GPL-3.0-or-later
// Recovery: what a relay may hand out as parameters and as a blob, what may lie beside a store as its wrapped key, and what somebody
// may type as their sheet. What is read is written again as the same bytes.

#include "core/recovery/recoveryblob.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::recovery;
using namespace pc::test;

namespace {

constexpr UserId kUser { Uuid { { 1 } } };
constexpr auto kFloor = crypto::kTestOnlyCost;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const SheetKeys keys = [] {
        const auto sheet = RecoverySheet::fromEntropy(linking::WordLanguage::English, crypto::Bytes(32, 7));
        SheetParameters parameters;
        parameters.cost = kFloor;
        return *SheetKeys::derive(sheet, parameters);
    }();
    if (const auto parameters = SheetParameters::decode(bytes, kFloor)) {
        require(crypto::equal(parameters->encode(), bytes));
        require(parameters->cost.passes <= kSheetCeiling.passes
            && parameters->cost.memoryBytes <= kSheetCeiling.memoryBytes);
    }
    if (const auto lock = SheetLock::decode(bytes, kFloor))
        require(crypto::equal(lock->encode(), bytes));
    if (const auto archiveKeys = ArchiveKeys::decode(bytes)) {
        const auto again = archiveKeys->encode();
        require(crypto::equal(again.view(), bytes));
    }
    if (const auto contents = openRecoveryBlob(keys, kUser, bytes))
        require(contents->accountSeed.size() == crypto::kEd25519SeedBytes);
    if (lockOfWrappedKey(bytes, kFloor)) {
        if (const auto key = unwrapStoreKey(keys, bytes, kFloor))
            require(key->size() == 32);
    }
    if (size == 0 || data[0] < 'a' || data[0] > 'z')
        return 0; // a list of words is slow to make
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const auto kind : { SheetKind::Words, SheetKind::Passphrase }) {
        const auto typed = RecoverySheet::fromTyped(kind, linking::WordLanguage::Spanish, text);
        if (const auto *sheet = std::get_if<RecoverySheet>(&typed))
            require(sheet->words().size() == wordsOf(kind));
    }
    return 0;
}
