// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/session/greeting.h"

#include <algorithm>

namespace pc::relay::session {

namespace {

constexpr size_t kHeadsAFrame = 500;

} // namespace

std::vector<wire::Frame> framesOf(const log::Run &run, UtcTime now, Random &random)
{
    std::vector<wire::Frame> frames;
    frames.reserve(run.before.size() + run.entries.size() + run.receipts.size());
    for (const wire::Payload &payload : run.before)
        frames.push_back({ FrameId { makeUuid7(now, random) }, now, payload });
    for (const log::Entry &entry : run.entries)
        frames.push_back(log::toFrame(entry));
    for (const wire::Receipt &receipt : run.receipts)
        frames.push_back({ FrameId { makeUuid7(now, random) }, now, receipt });
    return frames;
}

std::vector<wire::CaughtUp> caughtUp(const log::Greeting &greeting)
{
    const std::vector<wire::Head> &heads = greeting.heads;
    std::vector<wire::CaughtUp> frames;
    size_t from = 0;
    do {
        const size_t count = std::min(kHeadsAFrame, heads.size() - from);
        wire::CaughtUp frame;
        frame.heads.assign(heads.begin() + qsizetype(from), heads.begin() + qsizetype(from + count));
        if (greeting.kept.size() == heads.size())
            frame.kept.assign(greeting.kept.begin() + qsizetype(from), greeting.kept.begin() + qsizetype(from + count));
        from += count;
        frame.more = from < heads.size();
        frames.push_back(std::move(frame));
    } while (from < heads.size());
    return frames;
}

} // namespace pc::relay::session
