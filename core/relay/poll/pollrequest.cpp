// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/poll/pollrequest.h"

#include "core/wire/batch.h"
#include "core/wire/limits.h"

#include <algorithm>
#include <charconv>

namespace pc::relay::poll {

namespace {

constexpr int kMostLoops = 1'000;

std::optional<quint64> wholeNumber(std::string_view text, quint64 most)
{
    quint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<Wanted> wantedOf(const front::HttpRequest &request)
{
    Wanted wanted;
    std::string_view rest = request.query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string_view key = pair.substr(0, equals);
        if (key != "after" && key != "wait")
            continue;
        const auto value = wholeNumber(pair.substr(std::min(equals + 1, pair.size())), wire::kMaxNumber);
        if (!value)
            return std::nullopt;
        if (key == "after")
            wanted.after = *value;
        else
            wanted.wait = Milliseconds { qint64(std::min(*value, quint64(kLongestWait.count()) / 1'000) * 1'000) };
    }
    return wanted;
}

std::string sessionName(int loop, const std::string &secret)
{
    return std::to_string(loop) + '.' + secret;
}

std::optional<int> loopOf(const front::HttpRequest &request)
{
    const std::string_view name = request.field(wire::kPollSessionField);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto loop = wholeNumber(name.substr(0, dot), kMostLoops);
    return loop ? std::optional(int(*loop)) : std::nullopt;
}

} // namespace pc::relay::poll
