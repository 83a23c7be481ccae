// SPDX-License-Identifier: GPL-3.0-or-later
// A group, and one message for it that was changed on the way or made by a malicious member: the reader's stored bytes are the
// same after a refusal, and what it accepts leads to a group that can be stored, and that others of the group are in.
//
//   byte 0: which message; byte 1: which group; byte 2: its low bit says that a member changed it and signed again, its
//   others how many bytes are cut off; then pairs of bytes: how far on from the last change, and what to add to the byte.

#include "tests/fuzz/require.h"

#include <array>
#include <map>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

constexpr unsigned kGroups = 4;
constexpr unsigned kMessages = 8;

/// Members 0 (who sends, and knows how to lie) and 1 (who reads), some others, and one of each message.
struct Prepared
{
    Crowd crowd;
    GroupParts reader;
    Bytes stored;
    std::array<Bytes, kMessages> messages;
    std::size_t newcomer = 0;

    explicit Prepared(unsigned number)
        : crowd(number + 1)
    {
        crowd.found(3 + number);
        for (unsigned i = 0; i < number; ++i)
            crowd.commitAndDeliver(i % crowd.insiders().size());
        newcomer = crowd.admit();
        Group sender = restored(crowd.group(0));
        const auto sent = [](Outgoing outgoing) { return std::move(outgoing.message); };
        messages[0] = sent(sure(sender.protect(pc::crypto::bytesOf("text"), {}, crowd.random())));
        messages[1] = commit(WireFormat::PublicMessage, PathUse::Always);
        messages[2] = commit(WireFormat::PrivateMessage, PathUse::Always);
        messages[3] = commit(WireFormat::PublicMessage, PathUse::WhereRequired);
        messages[4] = sent(sure(sender.propose(crowd.removeOf(2), openRules(), crowd.random())));
        messages[5] = sent(
            sure(sender.propose(crowd.addOf(newcomer), openRules(), crowd.random(), WireFormat::PrivateMessage)));
        messages[6] = sent(sure(sender.proposeUpdate(openRules(), crowd.random())));
        const Client &joiner = crowd.client(newcomer);
        const LeafIdentity identity = joiner.identity();
        messages[7] = sure(joinFromOutside(crowd.suite(), crowd.group(0).groupInfo({ .ratchetTree = true }),
                               { identity, joiner.key }, openRules(), crowd.random()))
                          .message;
        reader = crowd.group(1).parts();
        stored = storedBytes(crowd.group(1));
    }

private:
    Bytes commit(WireFormat format, PathUse pathUse)
    {
        CommitRequest request;
        request.wireFormat = format;
        request.pathUse = pathUse;
        request.proposals = { crowd.addOf(newcomer) };
        Group committer = restored(crowd.group(0));
        return sure(committer.commit(request, openRules(), crowd.random())).message;
    }
};

Prepared &prepared(unsigned number)
{
    static std::map<unsigned, Prepared> all;
    return all.try_emplace(number, number).first->second;
}

Bytes changed(Bytes bytes, ByteView script, std::size_t cut)
{
    bytes.erase(bytes.end() - static_cast<std::ptrdiff_t>(std::min(cut, bytes.size())), bytes.end());
    std::size_t place = 0;
    for (std::size_t i = 0; i + 1 < script.size() && !bytes.empty(); i += 2) {
        place = (place + script[i] * 5U) % bytes.size();
        bytes[place] = static_cast<std::uint8_t>(bytes[place] + script[i + 1]);
    }
    return bytes;
}

/// The content of a public message, changed, signed and tagged by member 0; nothing when it is no content any more.
std::optional<Bytes> forged(const Prepared &group, const Bytes &message, ByteView script, std::size_t cut)
{
    const Result<MlsMessage> original = decode<MlsMessage>(message);
    const auto *const publicMessage = std::get_if<PublicMessage>(&original->content);
    if (!publicMessage)
        return std::nullopt;
    const Result<FramedContent> content = decode<FramedContent>(changed(encode(publicMessage->content), script, cut));
    if (!content || content->contentType() == ContentType::Application)
        return std::nullopt;
    return framed(stateOf(group.crowd.group(0)),
        { WireFormat::PublicMessage, *content, { {}, publicMessage->auth.confirmationTag } });
}

void tryMessage(const Prepared &group, const Bytes &message, bool isOriginal)
{
    Group reader = sure(Group::restore(productSuite(), group.reader));
    Result<Received> received = reader.process(message, openRules());
    if (!received) {
        require(storedBytes(reader) == group.stored && !isOriginal);
        return;
    }
    require(storedBytes(restored(reader)) == storedBytes(reader));
    if (auto *const commit = std::get_if<ReceivedCommit>(&received->content)) {
        require(storedBytes(reader) == group.stored);
        if (commit->next) {
            require(commit->next->epoch() == reader.epoch() + 1);
            require(storedBytes(restored(*commit->next)) == storedBytes(*commit->next));
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    const Prepared &group = prepared(data[1] % kGroups);
    const Bytes &message = group.messages[data[0] % kMessages];
    const ByteView script(data + 3, size - 3);
    const std::size_t cut = data[2] / 2U;
    if (data[2] % 2 == 0) {
        const Bytes damaged = changed(message, script, cut);
        tryMessage(group, damaged, damaged == message);
    } else if (const auto lie = forged(group, message, script, cut)) {
        tryMessage(group, *lie, false);
    }
    return 0;
}
