// SPDX-License-Identifier: GPL-3.0-or-later
// RowPainter: lays out rows of one kind.

#pragma once

#include "ui/models/timelinerow.h"
#include "ui/models/timelinetext.h"
#include "ui/timeline/rowlayout.h"

#include <memory>

namespace pc::ui {

struct RowRequest
{
    const TimelineRow &row;
    const PersonLookup &person;
    const style::Theme &theme;
    QDate today;
    int width = 0; ///< Of the whole view.
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool namesSenders = true; ///< False between two people: who writes is plain.
};

/// The column in which rows stand, within the view's width.
struct Column
{
    double left = 0;
    double width = 0;

    static Column of(int viewWidth);
};

class RowPainter
{
public:
    virtual ~RowPainter() = default;
    virtual std::unique_ptr<RowLayout> layOut(const RowRequest &request) const = 0;
};

/// Lays the row out with the painter of its kind.
std::unique_ptr<RowLayout> layOutRow(const RowRequest &request);

/// `box` mirrored within the view's width where the interface runs right to left.
QRectF mirroredIn(const QRectF &box, int viewWidth, Qt::LayoutDirection direction);

} // namespace pc::ui
