// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as something that a client stores of MLS: the first says which part, the others are put in the place of that part
// of a good group. What is read back as a group is stored and read again to the same bytes, and goes on working.

#include "core/mls/pendingcommit.h"
#include "core/mls/statecodec.h"
#include "tests/fuzz/require.h"
#include "tests/support/mlscrowd/crowd.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

/// A reader with something in each part, and a message that it has not seen.
struct Good
{
    Crowd crowd;
    GroupParts parts;
    Bytes message;

    Good()
    {
        crowd.found(3);
        sure(crowd.group(0).protect(pc::crypto::bytesOf("skipped"), {}, crowd.random()));
        const Bytes seen = sure(crowd.group(0).protect(pc::crypto::bytesOf("seen"), {}, crowd.random())).message;
        sure(crowd.group(1).process(seen, openRules()));
        message = sure(crowd.group(0).protect(pc::crypto::bytesOf("next"), {}, crowd.random())).message;
        crowd.proposeUpdate(1);
        parts = crowd.group(1).parts();
    }
};

/// Reads the group back, uses it, and stores it again.
void tryParts(const GroupParts &parts, const Good &good)
{
    Result<Group> group = Group::restore(productSuite(), parts);
    if (!group)
        return;
    const Bytes stored = storedBytes(*group);
    require(storedBytes(restored(*group)) == stored);
    if (!group->process(good.message, openRules()))
        require(storedBytes(*group) == stored);
    SeededRandom random(1);
    if (const auto sent = group->protect(pc::crypto::bytesOf("text"), {}, random); sent)
        require(storedBytes(restored(*group)) == storedBytes(*group));
    static_cast<void>(group->commit({}, openRules(), random));
}

GroupParts copyOf(const GroupParts &parts)
{
    GroupParts copy { parts.epoch.copy(), parts.nodes.copy(), {}, parts.proposals.copy() };
    for (const auto &[leaf, part] : parts.senders)
        copy.senders.emplace(leaf, part.copy());
    return copy;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Good good;
    if (size == 0)
        return 0;
    const ByteView bytes(data + 1, size - 1);
    GroupParts parts = copyOf(good.parts);
    switch (data[0] % 7) {
    case 0:
        parts.epoch = WipingBytes::copyOf(bytes);
        break;
    case 1:
        parts.nodes = WipingBytes::copyOf(bytes);
        break;
    case 2:
        parts.senders.begin()->second = WipingBytes::copyOf(bytes);
        break;
    case 3:
        parts.proposals = WipingBytes::copyOf(bytes);
        break;
    case 4:
        if (const auto pending = decodePending(productSuite(), bytes); pending)
            require(decodePending(productSuite(), encodePending(*pending).view()).ok());
        return 0;
    case 5:
        if (const auto bundle = decodeBundle(bytes); bundle)
            require(pc::crypto::equal(encodeBundle(*bundle).view(), bytes));
        return 0;
    default:
        if (const auto secrets = decodeGroupSecrets(bytes); secrets)
            require(pc::crypto::equal(encodeGroupSecrets(*secrets).view(), bytes));
        return 0;
    }
    tryParts(parts, good);
    return 0;
}
