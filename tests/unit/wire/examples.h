// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of every type: one that says as little as it may and one that fills every field.

#pragma once

#include "core/wire/frames.h"

#include <vector>

namespace pc::wire {

struct Example
{
    const char *name;
    Frame frame;
};

const std::vector<Example> &examples();

/// An id that is told apart by its number.
template<typename Id>
Id exampleId(quint8 number)
{
    Uuid raw;
    raw.bytes.fill(number);
    return Id { raw };
}

} // namespace pc::wire
