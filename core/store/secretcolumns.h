// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in columns: bound without a copy, and read into memory that wipes itself.

#pragma once

#include "core/crypto/qtbytes.h"
#include "core/crypto/secret.h"
#include "core/crypto/wipingbytes.h"
#include "core/sql/statement.h"

namespace pc::store {

/// As long-lived as `secret`.
inline QByteArray bound(const crypto::WipingBytes &secret)
{
    const crypto::ByteView view = secret.view();
    return QByteArray::fromRawData(reinterpret_cast<const char *>(view.data()), qsizetype(view.size()));
}

inline crypto::WipingBytes secretIn(const sql::Rows &row, int column)
{
    QByteArray bytes = row.bytes(column);
    auto secret = crypto::WipingBytes::copyOf(crypto::viewOf(bytes));
    crypto::wipe(bytes);
    return secret;
}

} // namespace pc::store
