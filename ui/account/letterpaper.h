// SPDX-License-Identifier: GPL-3.0-or-later
// LetterPaper: an invitation as a page of paper, A4 or Letter: who invites whom, what to do, the link as a code and as text. For somebody
// who has never heard of ParentConnect, in the language of the interface.

#pragma once

#include "core/base/result.h"
#include "core/session/invitation.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;
class QPrinter;

namespace pc::account {

struct LetterPaper
{
    session::Invitation invitation;
    QString school;
    QString writer; ///< Whose name stands under it.
};

/// What stands in the letter to be clicked, typed or read by a camera.
QString letterLink(const session::Invitation &invitation);

/// `page` is the part that can be printed on, in the painter's units, of which an inch has `dpi`.
void paintLetter(QPainter &painter, const QRectF &page, double dpi, const LetterPaper &letter);

/// A page each, as its dialog has set the printer. Error: Unavailable.
Result<void> printLetters(QPrinter &printer, const std::vector<LetterPaper> &letters);

/// As a PDF that only its owner can read. Errors: Disk, DiskFull; then whatever was at `path` is still there.
Result<void> saveLetters(const QString &path, const std::vector<LetterPaper> &letters);

} // namespace pc::account
