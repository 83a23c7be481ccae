// SPDX-License-Identifier: GPL-3.0-or-later
// What a device that keeps all its frames has heard of one kind, in order.

#pragma once

#include "core/wire/frames.h"

#include <vector>

namespace pc::test {

template<typename T>
std::vector<T> heardIn(const std::vector<wire::Frame> &frames)
{
    std::vector<T> found;
    for (const wire::Frame &frame : frames) {
        if (const auto *data = std::get_if<T>(&frame.data))
            found.push_back(*data);
    }
    return found;
}

} // namespace pc::test
