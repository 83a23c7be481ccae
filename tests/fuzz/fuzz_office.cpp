// SPDX-License-Identifier: GPL-3.0-or-later
// The office's list and words: what a relay may hand out, and what may stand on a disk. What is refused changes nothing; what is read
// is written again as the same bytes.

#include "core/identity/officelist.h"
#include "tests/fuzz/signedchain.h"

using namespace pc;
using namespace pc::identity;
using namespace pc::test;

namespace {

OfficeList begun(const crypto::Ed25519Key &key)
{
    OfficeList list;
    OfficeMember member;
    member.user = UserId { Uuid { { 2 } } };
    std::ranges::copy(key.publicKey(), member.accountKey.begin());
    require(bool(list.append(makeOfficeEntry(
        list, SchoolId { Uuid { { 1 } } }, OfficeAct::Begin, member, utcFromMilliseconds(1'795'000'000'000), key))));
    return list;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    static const OfficeList known = begun(key);
    tryAll(known, bytes, "pc/office-list/1", key);
    (void)readOfficeWord(bytes);
    if (size >= crypto::kEd25519SignatureBytes) {
        const crypto::Bytes word = signedAnew(bytes, "pc/office-word/1", key);
        if (const auto read = readOfficeWord(word); read && crypto::equal(read->signer, key.publicKey()))
            require(makeOfficeWord(*read, key) == word);
    }
    return 0;
}
