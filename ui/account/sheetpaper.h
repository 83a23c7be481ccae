// SPDX-License-Identifier: GPL-3.0-or-later
// SheetPaper: the recovery sheet as a page of paper, A4 or Letter: whose it is, the numbered words, what it is for and what to do if it
// is lost. Painted in the interface's language; the words themselves always run from left to right.

#pragma once

#include "core/base/result.h"

#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;
class QPageSize;
class QPrinter;

namespace pc::account {

/// Whose it is: so that a family's sheets are not mixed up.
struct SheetOwner
{
    QString person;
    QString school;

    bool operator==(const SheetOwner &) const = default;
};

struct SheetPaper
{
    SheetOwner owner;
    QStringList words;
};

/// `page` is the part that can be printed on, in the painter's units, of which an inch has `dpi`.
void paintPaper(QPainter &painter, const QRectF &page, double dpi, const SheetPaper &paper);

/// The size of paper that is usual where the interface's language is at home.
QPageSize usualPageSize();

/// On one page, as its dialog has set the printer. Error: Unavailable.
Result<void> printPaper(QPrinter &printer, const SheetPaper &paper);

/// As a PDF that only its owner can read. Errors: Disk, DiskFull; then whatever was at `path` is still there.
Result<void> savePaper(const QString &path, const SheetPaper &paper);

} // namespace pc::account
