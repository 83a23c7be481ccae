// SPDX-License-Identifier: GPL-3.0-or-later
// Notes by which devices give each other an archive's keys, as a relay may hand them out. An input is taken as a whole note; one that is
// read is opened by the key that the corpus was sealed to, and what it then gives is given on in a note of its own.

#include "core/recovery/keynote.h"
#include "core/recovery/segment.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::recovery;
using namespace pc::test;

namespace {

constexpr UserId kUser { Uuid { { 1 } } };
constexpr DeviceId kDevice { Uuid { { 2 } } };

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    static const crypto::X25519KeyPair box = [] {
        crypto::X25519KeyPair pair { crypto::WipingBytes::copyOf(crypto::Bytes(crypto::kX25519Bytes, 7)), {} };
        pair.publicKey = *crypto::x25519PublicKey(pair.privateKey.view());
        return pair;
    }();
    static const auto leafKey = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    const auto note = readKeyNote(bytes);
    require(!note || (isKeyNote(note->header) && note->newest > 0 && note->devices.size() <= kMostNotedDevices));
    require(note || !openKeyNote(bytes, kDevice, box));
    (void)isNoteSignedBy(bytes, leafKey.publicKey());
    static const ArchiveKeys none;
    SegmentReader reader(none, archive::Chain(kUser, 1));
    const auto items = reader.take(bytes);
    require(!items || (note && items->empty()));
    const auto keys = openKeyNote(bytes, kDevice, box);
    if (!keys)
        return 0;
    require(note->names(kDevice) && keys->newest() == note->newest);
    const auto again = makeKeyNote(archive::Chain(kUser, 1), *keys, { { kDevice, box.publicKey } },
        { kDevice, leafKey, note->list }, crypto::systemRandom());
    const auto given = openKeyNote(again, kDevice, box);
    require(given && *given == *keys && isNoteSignedBy(again, leafKey.publicKey()));
    return 0;
}
