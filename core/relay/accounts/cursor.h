// SPDX-License-Identifier: GPL-3.0-or-later
// Cursors of paged lists: where a page ended, as text that a client hands back without reading it.

#pragma once

#include "core/base/uuid.h"

#include <QString>

#include <optional>

namespace pc::relay::accounts {

struct NameCursor
{
    QString name; ///< Empty before the first.
    Uuid id;
};

QString writeCursor(const NameCursor &cursor);

/// An empty text is the start; nothing for a text that is no cursor.
std::optional<NameCursor> readCursor(const QString &text);

} // namespace pc::relay::accounts
