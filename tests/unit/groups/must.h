// SPDX-License-Identifier: GPL-3.0-or-later
// Unwraps what must not fail in a test's own machinery.

#pragma once

#include "core/base/result.h"

#include <QtGlobal>

namespace pc::test {

template<typename Value>
Value must(Result<Value> value)
{
    if (!value)
        qFatal("a device failed: %d %s", int(value.code()), qPrintable(value.error().detail));
    return std::move(*value);
}

inline void must(const Result<void> &done)
{
    if (!done)
        qFatal("a device failed: %d %s", int(done.code()), qPrintable(done.error().detail));
}

} // namespace pc::test
