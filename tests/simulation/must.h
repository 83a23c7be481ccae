// SPDX-License-Identifier: GPL-3.0-or-later
// What may not fail in a simulation: the machinery around it, not what it is about.

#pragma once

#include "core/base/result.h"

#include <QtGlobal>

namespace pc::sim {

template<typename Value>
Value must(Result<Value> value)
{
    if (!value)
        qFatal("the simulation cannot go on: %d %s", int(value.code()), qPrintable(value.error().detail));
    return std::move(*value);
}

inline void must(const Result<void> &done)
{
    if (!done)
        qFatal("the simulation cannot go on: %d %s", int(done.code()), qPrintable(done.error().detail));
}

} // namespace pc::sim
