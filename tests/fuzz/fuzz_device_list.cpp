// SPDX-License-Identifier: GPL-3.0-or-later
// Device lists: what a relay may hand out as an entry, and what may stand on a disk as a list. What is refused changes nothing;
// what is read is written again as the same bytes.

#include "core/identity/devicelist.h"

#include <cstdlib>

using namespace pc;
using namespace pc::identity;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

DeviceList begun(const crypto::Ed25519Key &key)
{
    DeviceList list;
    ListedDevice device;
    device.id = DeviceId { Uuid { { 1 } } };
    require(bool(list.append(makeListEntry(
        list, UserId { Uuid { { 2 } } }, ListAct::Begin, device, utcFromMilliseconds(1'795'000'000'000), key))));
    return list;
}

/// The same bytes, signed by the account: so that what lies behind the signature is looked at.
crypto::Bytes signedAnew(crypto::ByteView bytes, const crypto::Ed25519Key &key)
{
    crypto::Bytes entry = crypto::toBytes(bytes);
    const auto body = crypto::ByteView(entry).first(entry.size() - crypto::kEd25519SignatureBytes);
    const auto signature = key.sign(crypto::concat({ crypto::bytesOf("pc/device-list/1"), body }));
    std::copy(signature.begin(), signature.end(), entry.end() - qsizetype(signature.size()));
    return entry;
}

void append(DeviceList list, crypto::ByteView entry)
{
    const DeviceList before = list;
    if (list.append(entry)) {
        require(list.number() == before.number() + 1 && list.head() == crypto::sha256Of(entry));
        const auto again = DeviceList::decode(list.encode());
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
    static const DeviceList known = begun(key);
    append({}, bytes);
    append(known, bytes);
    if (size >= crypto::kEd25519SignatureBytes) {
        append({}, signedAnew(bytes, key));
        append(known, signedAnew(bytes, key));
    }
    if (const auto list = DeviceList::decode(bytes))
        require(crypto::equal(list->encode(), bytes));
    return 0;
}
