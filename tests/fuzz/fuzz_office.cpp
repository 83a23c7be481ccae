// SPDX-License-Identifier: GPL-3.0-or-later
// The office's list and words: what a relay may hand out, and what may stand on a disk. What is refused changes nothing; what is read
// is written again as the same bytes.

#include "core/identity/officelist.h"

#include <cstdlib>

using namespace pc;
using namespace pc::identity;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

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

/// The same bytes, signed: so that what lies behind the signature is looked at.
crypto::Bytes signedAnew(crypto::ByteView bytes, std::string_view label, const crypto::Ed25519Key &key)
{
    crypto::Bytes entry = crypto::toBytes(bytes);
    const auto body = crypto::ByteView(entry).first(entry.size() - crypto::kEd25519SignatureBytes);
    const auto signature = key.sign(crypto::concat({ crypto::bytesOf(label), body }));
    std::copy(signature.begin(), signature.end(), entry.end() - qsizetype(signature.size()));
    return entry;
}

void append(OfficeList list, crypto::ByteView entry)
{
    const OfficeList before = list;
    if (list.append(entry)) {
        require(list.number() == before.number() + 1 && list.head() == crypto::sha256Of(entry));
        const auto again = OfficeList::decode(list.encode());
        require(again && *again == list);
    } else {
        require(list == before);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    static const OfficeList known = begun(key);
    append({}, bytes);
    append(known, bytes);
    (void)readOfficeWord(bytes);
    if (size >= crypto::kEd25519SignatureBytes) {
        append({}, signedAnew(bytes, "pc/office-list/1", key));
        append(known, signedAnew(bytes, "pc/office-list/1", key));
        const crypto::Bytes word = signedAnew(bytes, "pc/office-word/1", key);
        if (const auto read = readOfficeWord(word); read && crypto::equal(read->signer, key.publicKey()))
            require(makeOfficeWord(*read, key) == word);
    }
    if (const auto list = OfficeList::decode(bytes))
        require(crypto::equal(list->encode(), bytes));
    return 0;
}
