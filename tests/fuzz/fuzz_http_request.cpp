// SPDX-License-Identifier: GPL-3.0-or-later
// The request parser of the relay's front. Beyond not crashing: the verdict does not depend on where the bytes are cut,
// and what is handed up keeps the promises of http.h.

#include "core/relay/front/ascii.h"
#include "core/relay/front/requestparser.h"
#include "core/relay/front/utf8.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace pc::relay::front;
using namespace pc::test;

namespace {

constexpr RequestLimits kLimits { 1024, 16, 2048 };

void requireWhatHttpHPromises(const HttpRequest &request)
{
    require(isToken(request.method) && request.path.starts_with('/') && isUtf8(request.path));
    require(request.path.find('\0') == std::string::npos && (request.path + "/").find("/../") == std::string::npos);
    require(request.fields.size() <= kLimits.headerFields && request.body.size() <= kLimits.bodyBytes);
    for (const auto &[name, value] : request.fields)
        require(isToken(name) && toLower(name) == name && isFieldValue(value) && trimmed(value) == value);
}

struct Verdict
{
    std::vector<HttpRequest> requests;
    int fault = 0;
};

Verdict read(std::string_view bytes, std::size_t step)
{
    Verdict verdict;
    RequestParser parser(kLimits);
    while (!bytes.empty() && verdict.fault == 0) {
        const std::string_view part = bytes.substr(0, step);
        const std::size_t used = parser.feed(part);
        require(used <= part.size());
        bytes.remove_prefix(used);
        if (parser.state() == RequestParser::State::Failed)
            verdict.fault = parser.fault().status;
        if (parser.state() != RequestParser::State::Complete)
            continue;
        verdict.requests.push_back(parser.takeRequest());
        parser = RequestParser(kLimits);
    }
    return verdict;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const Verdict whole = read(bytes, size);
    const Verdict bytewise = read(bytes, 1);
    require(whole.fault == bytewise.fault && whole.requests.size() == bytewise.requests.size());
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        requireWhatHttpHPromises(whole.requests[i]);
        require(
            whole.requests[i].path == bytewise.requests[i].path && whole.requests[i].body == bytewise.requests[i].body);
    }
    return 0;
}
