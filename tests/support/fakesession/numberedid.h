// SPDX-License-Identifier: GPL-3.0-or-later
// Ids that a test can name by a number and read again in a failure's output.

#pragma once

#include "core/base/ids.h"

namespace pc::support {

template<typename Id>
Id numberedId(quint64 number)
{
    Uuid raw;
    for (size_t i = 0; i < 8; ++i)
        raw.bytes[15 - i] = quint8(number >> (8 * i));
    return Id { raw };
}

} // namespace pc::support
