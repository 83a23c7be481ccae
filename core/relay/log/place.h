// SPDX-License-Identifier: GPL-3.0-or-later
// Where an entry lies in the table: conversation row and seq in one key (schema/0002_log.sql).

#pragma once

#include "core/base/ids.h"

namespace pc::relay::log {

inline constexpr int kSeqBits = 32;

constexpr qint64 placeOf(qint64 row, Seq seq)
{
    return (row << kSeqBits) | seq.raw();
}

constexpr Seq seqOf(qint64 place)
{
    return Seq { place & ((qint64(1) << kSeqBits) - 1) };
}

} // namespace pc::relay::log
