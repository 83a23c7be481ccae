// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/rowplaces.h"

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

constexpr int kBeyond = 200; ///< Pixels above and below the view that are laid out ahead.
constexpr int kNearEnd = 4; ///< This close to the end counts as there.

} // namespace

void RowPlaces::place(const Extent &extent, const HeightOf &heightOf)
{
    m_extent = extent;
    m_places.clear();
    if (extent.rows == 0)
        return;
    m_anchor.row = std::clamp(m_anchor.row, 0, extent.rows - 1);
    if (m_follows) {
        m_anchor.row = extent.rows - 1;
        m_anchor.height = heightOf(m_anchor.row);
        m_anchor.top = extent.viewHeight - extent.padding - m_anchor.height;
    }
    const int height = heightOf(m_anchor.row);
    // Inside a row that is taller than the view, the same share of it stays above the edge.
    if (m_anchor.top < 0 && m_anchor.height > 0 && m_anchor.height != height)
        m_anchor.top = int(std::lround(double(m_anchor.top) * height / m_anchor.height));
    m_anchor.height = height;
    placeAround(extent, heightOf);
    if (const Place &first = m_places.front(); first.row == 0 && first.top > extent.padding) {
        m_anchor.top -= first.top - extent.padding;
        placeAround(extent, heightOf);
    }
    if (const int gap = overshoot(extent); gap > 0) {
        m_anchor.top += gap;
        placeAround(extent, heightOf);
    }
}

void RowPlaces::placeAround(const Extent &extent, const HeightOf &heightOf)
{
    m_places.clear();
    int top = m_anchor.top;
    for (int row = m_anchor.row; row > 0 && top > -kBeyond;) {
        const int height = heightOf(--row);
        top -= height;
        m_places.push_back({ row, top, height });
    }
    std::ranges::reverse(m_places);
    int bottom = m_anchor.top;
    for (int row = m_anchor.row; row < extent.rows && bottom < extent.viewHeight + kBeyond; ++row) {
        const int height = heightOf(row);
        m_places.push_back({ row, bottom, height });
        bottom += height;
    }
    if (m_places.empty()) // the anchor is far below the view: a jump in progress
        m_places.push_back({ m_anchor.row, m_anchor.top, m_anchor.height });
}

// How far the last row's end stands above the place where it belongs.
int RowPlaces::overshoot(const Extent &extent) const
{
    const Place &last = m_places.back();
    return last.row == extent.rows - 1 ? extent.viewHeight - extent.padding - last.bottom() : 0;
}

const RowPlaces::Place *RowPlaces::find(int row) const
{
    const auto found = std::ranges::find(m_places, row, &Place::row);
    return found == m_places.end() ? nullptr : &*found;
}

const RowPlaces::Place *RowPlaces::at(int y) const
{
    const auto found = std::ranges::find_if(m_places, [y](const Place &p) { return y >= p.top && y < p.bottom(); });
    return found == m_places.end() ? nullptr : &*found;
}

void RowPlaces::scrollBy(int pixels)
{
    m_anchor.top -= pixels;
    m_follows = false;
}

void RowPlaces::anchorAt(int row, int top)
{
    m_anchor = { row, top, 0 };
    m_follows = false;
}

void RowPlaces::followEnd()
{
    m_follows = true;
}

bool RowPlaces::showsEnd() const
{
    if (m_places.empty())
        return true;
    const Place &last = m_places.back();
    return last.row == m_extent.rows - 1 && last.bottom() <= m_extent.viewHeight - m_extent.padding + kNearEnd;
}

void RowPlaces::settle()
{
    const auto inView
        = std::ranges::find_if(m_places, [this](const Place &p) { return p.top >= 0 && p.top < m_extent.viewHeight; });
    const Place *best = inView != m_places.end() ? &*inView : at(0);
    if (best)
        m_anchor = { best->row, best->top, best->height };
}

void RowPlaces::rowsInserted(int first, int last)
{
    if (first <= m_anchor.row)
        m_anchor.row += last - first + 1;
}

void RowPlaces::rowsRemoved(int first, int last)
{
    const int count = last - first + 1;
    if (m_anchor.row > last) {
        m_anchor.row -= count;
        return;
    }
    if (m_anchor.row < first)
        return;
    // The anchor itself goes: its place in the reader's eye passes to the next row that stays, or to the one before.
    const auto below = std::ranges::find_if(m_places, [last](const Place &p) { return p.row > last; });
    if (below != m_places.end()) {
        m_anchor = { below->row - count, below->top, below->height };
        return;
    }
    const auto above
        = std::find_if(m_places.rbegin(), m_places.rend(), [first](const Place &p) { return p.row < first; });
    if (above != m_places.rend())
        m_anchor = { above->row, above->top, above->height };
    else
        m_anchor = { std::max(first - 1, 0), m_anchor.top, 0 };
}

void RowPlaces::rowMoved(int from, int to)
{
    if (m_anchor.row == from)
        m_anchor.row = to;
    else if (from < m_anchor.row && to >= m_anchor.row)
        --m_anchor.row;
    else if (from > m_anchor.row && to <= m_anchor.row)
        ++m_anchor.row;
}

} // namespace pc::ui
