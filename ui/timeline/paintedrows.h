// SPDX-License-Identifier: GPL-3.0-or-later
// PaintedRows: rows as they were last painted, so that a frame of scrolling copies pixels instead of drawing letters.
// Only rows in their plain state belong here: not marked, not moving, without the keyboard. Bounded in bytes.

#pragma once

#include "ui/timeline/layoutcache.h"

#include <QCache>
#include <QColor>
#include <QPixmap>

namespace pc::ui {

class PaintedRows
{
public:
    PaintedRows();

    /// The row upon `ground`, painted now if it was not before; null when it is too tall to be worth keeping.
    const QPixmap *find(const LayoutCache::Key &key, const RowLayout &layout, const style::Theme &theme,
        const QColor &ground, double pixelRatio);
    void clear() { m_rows.clear(); }

private:
    QCache<LayoutCache::Key, QPixmap> m_rows;
};

} // namespace pc::ui
