// SPDX-License-Identifier: GPL-3.0-or-later
// Device lists: what a relay may hand out as an entry, and what may stand on a disk as a list. What is refused changes nothing;
// what is read is written again as the same bytes.

#include "core/identity/devicelist.h"
#include "tests/fuzz/signedchain.h"

using namespace pc;
using namespace pc::identity;
using namespace pc::test;

namespace {

DeviceList begun(const crypto::Ed25519Key &key)
{
    DeviceList list;
    ListedDevice device;
    device.id = DeviceId { Uuid { { 1 } } };
    require(bool(list.append(makeListEntry(
        list, UserId { Uuid { { 2 } } }, ListAct::Begin, device, utcFromMilliseconds(1'795'000'000'000), key))));
    return list;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    static const DeviceList known = begun(key);
    tryAll(known, bytes, "pc/device-list/1", key);
    return 0;
}
