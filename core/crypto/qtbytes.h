// SPDX-License-Identifier: GPL-3.0-or-later
// Between Qt's bytes and those of the Qt-free layer: views cost nothing, a QByteArray is a copy.

#pragma once

#include "core/crypto/bytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace pc::crypto {

/// As long-lived as what `bytes` points at.
inline ByteView viewOf(QByteArrayView bytes)
{
    return { reinterpret_cast<const std::uint8_t *>(bytes.data()), std::size_t(bytes.size()) };
}

/// Where `bytes` stand, which must outlive it; they are no longer shared with a copy.
inline std::span<std::uint8_t> writable(QByteArray &bytes)
{
    return { reinterpret_cast<std::uint8_t *>(bytes.data()), std::size_t(bytes.size()) };
}

inline QByteArray toByteArray(ByteView bytes)
{
    return { reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()) };
}

} // namespace pc::crypto
