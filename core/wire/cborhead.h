// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace pc::wire {

// The lower five bits of a head that has more than one byte: how many bytes of its value follow (RFC 8949 section 3).
inline constexpr quint8 kOneByte = 24;
inline constexpr quint8 kTwoBytes = 25;
inline constexpr quint8 kFourBytes = 26;
inline constexpr quint8 kEightBytes = 27;

} // namespace pc::wire
