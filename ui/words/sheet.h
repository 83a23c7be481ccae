// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the recovery sheet, and of the messages that are kept for a person's further computers. It has one name
// everywhere. Who reads this may have lost something just now: each sentence says what was kept, and what to do next.

#pragma once

#include "core/session/recoverydesk.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace pc::words {

/// What the words of a sheet are typed for.
enum class SheetUse : quint8 {
    Try, ///< To see whether it is still there.
    Recover, ///< On a new computer.
    Unlock, ///< On one whose messages do not open any more.
};

/// 24, or 6.
int wordsOn(session::SheetWords kind);

/// Of what somebody typed: rows of letters; numbers, commas and whatever else stands between them is left out, as it is where a sheet
/// is read.
QStringList sheetWordsIn(const QString &typed);

/// "7 of 24 words"; `kind` is nothing where nobody knows yet which one it is.
QString sheetCount(qsizetype count, std::optional<session::SheetWords> kind);

/// What is wrong with `typed`, and where to look.
QString sheetMistake(
    const session::SheetMistake &mistake, const QString &typed, std::optional<session::SheetWords> kind, SheetUse use);

/// Why there was no answer at all.
QString sheetTrouble(Errc code, SheetUse use);

/// What is kept for other computers, or that nothing is.
QString archiveSentence(const session::ArchiveState &archive);

/// How far that is; empty where nothing is kept.
QString archiveProgress(const session::ArchiveState &archive);

/// "Bringing back your messages… 12,345"; empty while none are.
QString restoringSentence(const session::ArchiveState &archive);

/// Whether there is a sheet, which, and of when.
QString sheetSentence(const session::SheetState &sheet);

/// How often one may still try; empty while that is no news.
QString sheetTries(const session::SheetOffer &offer);

} // namespace pc::words
