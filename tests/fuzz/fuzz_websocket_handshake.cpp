// SPDX-License-Identifier: GPL-3.0-or-later
// The opening handshake, from the bytes of its request on. Beyond not crashing: whatever is offered can be accepted, and
// both the acceptance and the refusal are responses of which no line came from the client unchecked.

#include "core/relay/front/ascii.h"
#include "core/relay/front/handshake.h"
#include "core/relay/front/requestparser.h"
#include "core/relay/front/responsewriter.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <cstdlib>

using namespace pc::relay::front;
using namespace pc::test;

namespace {

std::size_t lines(const std::string &text)
{
    std::size_t count = 0;
    for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at + 2))
        ++count;
    return count;
}

void requireAcceptable(const HandshakeOffer &offer)
{
    require(offer.key.size() == 24);
    const auto plain = writeAcceptance(offer, "accept", {});
    require(plain && lines(*plain) == 5);
    for (const std::string &subprotocol : offer.subprotocols) {
        require(isToken(subprotocol));
        const auto acceptance = writeAcceptance(offer, "accept", subprotocol);
        require(acceptance && lines(*acceptance) == 6);
    }
    require(!writeAcceptance(offer, "accept", "not offered"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RequestParser parser { RequestLimits() };
    parser.feed({ reinterpret_cast<const char *>(data), size });
    if (parser.state() != RequestParser::State::Complete)
        return 0;
    const HttpRequest request = parser.takeRequest();
    if (!asksForWebSocket(request))
        return 0;
    const auto checked = checkHandshake(request);
    if (const auto *offer = std::get_if<HandshakeOffer>(&checked))
        requireAcceptable(*offer);
    else
        require(writeResponse(std::get<HttpResponse>(checked), {}).has_value());
    return 0;
}
