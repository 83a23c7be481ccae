// SPDX-License-Identifier: GPL-3.0-or-later
// RowPlaces: where rows stand on the screen. One row is the anchor; every other place follows from it by heights.
// Rows may come, go, or change their height above and below: the anchor stays where the reader sees it.
// Knows no widget and no model; y is relative to the view's upper edge.

#pragma once

#include <functional>
#include <vector>

namespace pc::ui {

class RowPlaces
{
public:
    struct Place
    {
        int row = 0;
        int top = 0;
        int height = 0;

        int bottom() const { return top + height; }
    };

    struct Extent
    {
        int rows = 0;
        int viewHeight = 0;
        int padding = 0; ///< Beneath the last row, and above the first.
    };

    using HeightOf = std::function<int(int row)>;

    /// Places all rows that reach into the view, and a few beyond. Content that is too short stands at the bottom.
    void place(const Extent &extent, const HeightOf &heightOf);

    const std::vector<Place> &places() const { return m_places; }
    const Place *find(int row) const;
    const Place *at(int y) const;

    /// Pixels; positive moves on to newer rows. Takes effect with the next place().
    void scrollBy(int pixels);

    /// Puts a row's upper edge there.
    void anchorAt(int row, int top);

    /// Keeps the last row at the bottom whatever comes, until scrolled or anchored elsewhere.
    void followEnd();
    bool followsEnd() const { return m_follows; }

    /// Whether the last row's end is in view, as placed.
    bool showsEnd() const;

    /// Takes the reader's eye to be on the topmost row that begins in view: after every move by the reader.
    void settle();

    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last); ///< Before or after they are gone: numbers as they were.
    void rowMoved(int from, int to); ///< `to` as after the move.

private:
    struct Anchor
    {
        int row = 0;
        int top = 0;
        int height = 0; ///< As last placed; 0 when unknown.
    };

    void placeAround(const Extent &extent, const HeightOf &heightOf);
    int overshoot(const Extent &extent) const;

    Anchor m_anchor;
    std::vector<Place> m_places;
    Extent m_extent;
    bool m_follows = false;
};

} // namespace pc::ui
