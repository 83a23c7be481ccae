// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/scrollmap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pc::ui {

namespace {

int toBar(double units)
{
    return int(std::clamp(units, 0.0, double(std::numeric_limits<int>::max() / 2)));
}

} // namespace

int ScrollMap::pageStep() const
{
    return std::max(toBar(inView * kUnits), 1);
}

int ScrollMap::maximum() const
{
    return std::max(toBar(double(total()) * kUnits) - pageStep(), 0);
}

int ScrollMap::valueAt(double messagesAbove) const
{
    return std::min(toBar(messagesAbove * kUnits), maximum());
}

chat::OrderKey ScrollMap::orderAt(double messages, const std::vector<Known> &known)
{
    if (known.empty())
        return {};
    const auto above = std::ranges::find_if(known, [&](const Known &k) { return k.messages >= messages; });
    if (above == known.begin())
        return chat::OrderKey { above->order };
    if (above == known.end())
        return chat::OrderKey { known.back().order };
    const Known &below = *(above - 1);
    const double span = above->messages - below.messages;
    const double share = span > 0 ? (messages - below.messages) / span : 0;
    return chat::OrderKey { below.order + qint64(std::llround(share * double(above->order - below.order))) };
}

} // namespace pc::ui
