// SPDX-License-Identifier: GPL-3.0-or-later
// What a server reads on a WebSocket. The first byte says in steps of how many bytes the rest is fed. Beyond not
// crashing: the events do not depend on it, and keep to the limits and to UTF-8.

#include "core/relay/front/messagereader.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace pc::relay::front;
using namespace pc::test;

namespace {

constexpr std::size_t kLimit = 300;

struct Event
{
    Incoming::Kind kind;
    uint16_t code;
    std::string payload;

    bool operator==(const Event &) const = default;
};

void requireSound(const Incoming &event)
{
    const bool isText = event.kind == Incoming::Kind::Text || event.kind == Incoming::Kind::Close;
    require(!isText || isUtf8(event.payload));
    require(event.payload.size() <= kLimit);
    require(event.kind != Incoming::Kind::Close || event.code == kNoCloseCode || isCloseCodeThatTravels(event.code));
}

std::vector<Event> read(std::string bytes, std::size_t step)
{
    std::vector<Event> events;
    MessageReader reader(kLimit, 8);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        std::span<char> input = std::span(bytes).subspan(at, std::min(step, bytes.size() - at));
        for (;;) {
            const Incoming event = reader.next(input);
            if (event.kind == Incoming::Kind::NeedMore)
                break;
            requireSound(event);
            events.push_back({ event.kind, event.code, std::string(event.payload) });
            if (event.kind == Incoming::Kind::Failed)
                return events;
        }
        require(input.empty());
    }
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const std::string bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    require(read(bytes, bytes.size()) == read(bytes, std::size_t { data[0] } + 1));
    return 0;
}
