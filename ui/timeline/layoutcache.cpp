// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/layoutcache.h"

#include <algorithm>

namespace pc::ui {

namespace {

constexpr qsizetype kMostCost = 800;
constexpr qsizetype kLettersPerCost = 250;
constexpr qsizetype kHeaviest = 80; ///< Never so much that one row pushes out a whole screen.

qsizetype costOf(const RowLayout &layout)
{
    const qsizetype letters = layout.flow() ? layout.flow()->text().size() : 0;
    return std::min(1 + letters / kLettersPerCost, kHeaviest);
}

} // namespace

LayoutCache::LayoutCache()
    : m_layouts(kMostCost)
{
}

const RowLayout *LayoutCache::insert(const Key &key, std::unique_ptr<RowLayout> layout)
{
    const RowLayout *kept = layout.get();
    const qsizetype cost = costOf(*layout);
    m_layouts.insert(key, layout.release(), cost); // owned by the cache from here on
    return kept;
}

} // namespace pc::ui
