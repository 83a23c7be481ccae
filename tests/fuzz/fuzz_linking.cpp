// SPDX-License-Identifier: GPL-3.0-or-later
// Linking: pictures that somebody holds before a camera, and messages that a relay carries or made up. An input is taken as each
// of them; nothing that is not of the other end is taken for its.

#include "core/linking/linking.h"
#include "tests/fuzz/require.h"

using namespace pc;
using namespace pc::linking;
using namespace pc::test;

namespace {

constexpr UserId kUser { Uuid { { 1 } } };

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::ByteView bytes(data, size);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto picture = LinkPicture::fromText(text))
        require(picture->text() == text);
    OfferedDevice device;
    device.id = DeviceId { Uuid { { 2 } } };
    NewDeviceLink fresh(kUser, device, WordLanguage::English, crypto::systemRandom());
    require(!fresh.open(bytes));
    if (auto old = OldDeviceLink::take(kUser, bytes, {}, crypto::systemRandom()))
        require(old->device().name.size() <= identity::kMostDeviceName && !old->give({}));
    auto old = OldDeviceLink::take(kUser, fresh.offer(), {}, crypto::systemRandom());
    require(old && !old->takeReveal(bytes));
    if (fresh.takeAnswer(bytes))
        require(!fresh.open(bytes));
    return 0;
}
