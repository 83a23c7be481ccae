// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/sheet.h"

#include "ui/models/timetext.h"
#include "ui/words/errors.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace pc::words {
namespace {

using session::SheetMistake;
using session::SheetWords;

struct Sheet
{
    Q_DECLARE_TR_FUNCTIONS(pc::words::Sheet)
};

constexpr int kTriesThatAreNews = 10; ///< Fewer are said.
constexpr qsizetype kLongestShown = 24; ///< Of a word that somebody typed.

bool isOfAWord(QChar c)
{
    return c.isLetter() || c.isMark() || c.isSurrogate();
}

/// A word that was typed inside a sentence of ours: in its own direction.
QString quoted(const QString &word)
{
    return QChar(0x2068) + word.left(kLongestShown) + QChar(0x2069);
}

/// A date with a time, as short as the language has it.
QString momentText(UtcTime time)
{
    return QLocale().toString(ui::localTime(time), QLocale::ShortFormat);
}

QString wrongCount(const SheetMistake &mistake, std::optional<SheetWords> kind)
{
    if (!kind)
        return Sheet::tr("These are %n words. A recovery sheet has 24, or six. Please compare them with yours.",
            nullptr, mistake.word);
    const QString wanted = QLocale().toString(wordsOn(*kind));
    if (mistake.what == SheetMistake::What::TooFewWords)
        return Sheet::tr(
            "These are %n words; your recovery sheet has %1. Please add those that are missing.", nullptr, mistake.word)
            .arg(wanted);
    return Sheet::tr(
        "These are %n words; your recovery sheet has %1. Please take out what is too much.", nullptr, mistake.word)
        .arg(wanted);
}

QString notThisSheet(std::optional<SheetWords> kind, SheetUse use)
{
    if (kind == SheetWords::Phrase6)
        return Sheet::tr(
            "These are not your six words. One may be another word, or two may have changed places. If you have made a "
            "newer recovery sheet, only that one counts. Nothing was changed.");
    switch (use) {
    case SheetUse::Try:
        return Sheet::tr(
            "This is a recovery sheet, but not your present one. Only the one that was made last counts: please look "
            "for it, or make a new one. Nothing was changed.");
    case SheetUse::Recover:
        return Sheet::tr(
            "This is a recovery sheet, but not your present one. Only the one that was made last counts: please look "
            "for it. Your messages are still kept.");
    case SheetUse::Unlock:
        return Sheet::tr(
            "This is a recovery sheet, but not the one for the messages on this computer. Please look for the one that "
            "was made last. Your messages are still here.");
    }
    return {};
}

QString recoveryTrouble(Errc code)
{
    switch (code) {
    case Errc::Conflict:
        return Sheet::tr(
            "There is no recovery sheet for you at the school's server just now. Nothing was changed; please go back "
            "and add this computer by another one of yours.");
    case Errc::RateLimited:
        return Sheet::tr("There are no tries left for now. Your messages are still kept; please try again later.");
    case Errc::Corrupt:
        return Sheet::tr(
            "What the school's server has does not belong to this recovery sheet. Nothing was changed on this "
            "computer. Please keep the sheet and tell the school.");
    case Errc::Unavailable:
        return Sheet::tr(
            "The school's server is busy, or this computer has too little memory free. Nothing is lost: please close "
            "other programs, then try again.");
    default:
        return errorSentence(code);
    }
}

} // namespace

int wordsOn(SheetWords kind)
{
    return kind == SheetWords::Sheet24 ? 24 : 6;
}

QStringList sheetWordsIn(const QString &typed)
{
    QStringList words;
    for (auto begin = typed.cbegin();;) {
        begin = std::find_if(begin, typed.cend(), isOfAWord);
        if (begin == typed.cend())
            return words;
        const auto end = std::find_if_not(begin, typed.cend(), isOfAWord);
        words.append(QString(begin, end - begin));
        begin = end;
    }
}

QString sheetCount(qsizetype count, std::optional<SheetWords> kind)
{
    if (!kind)
        return Sheet::tr("%n words", "of a recovery sheet, so far", int(count));
    return Sheet::tr("%1 of %2 words").arg(QLocale().toString(count), QLocale().toString(wordsOn(*kind)));
}

QString sheetMistake(const SheetMistake &mistake, const QString &typed, std::optional<SheetWords> kind, SheetUse use)
{
    switch (mistake.what) {
    case SheetMistake::What::UnknownWord:
        return Sheet::tr("Word %1, “%2”, is on no recovery sheet. Please look at it again.")
            .arg(QLocale().toString(mistake.word), quoted(sheetWordsIn(typed).value(mistake.word - 1)));
    case SheetMistake::What::TooFewWords:
    case SheetMistake::What::TooManyWords:
        return wrongCount(mistake, kind);
    case SheetMistake::What::SomeWordIsWrong:
        return Sheet::tr("Each word can stand on a recovery sheet, but together they are none: probably one was "
                         "misread, or two have "
                         "changed places. Please compare each with your sheet.");
    case SheetMistake::What::NotThisSheet:
        return notThisSheet(kind, use);
    }
    return {};
}

QString sheetTrouble(Errc code, SheetUse use)
{
    if (use == SheetUse::Recover)
        return recoveryTrouble(code);
    switch (code) {
    case Errc::Unavailable:
        return Sheet::tr(
            "This computer has too little memory free for this. Nothing was changed: please close other programs, then "
            "try again.");
    case Errc::NotFound:
        return Sheet::tr(
            "No recovery sheet was made on this computer, so none opens the messages here. They stay as they are.");
    case Errc::Conflict:
        return Sheet::tr("This cannot be done just now. Nothing was changed; please try again in a moment.");
    default:
        return errorSentence(code);
    }
}

QString archiveSentence(const session::ArchiveState &archive)
{
    if (!archive.isKept)
        return Sheet::tr("Your messages are only on the computers where you read them. If they are all lost, your "
                         "messages are, too.");
    return Sheet::tr("Your messages are kept for your other computers, sealed: the school cannot read them.");
}

QString archiveProgress(const session::ArchiveState &archive)
{
    if (archive.isRestoring && !archive.trouble)
        return restoringSentence(archive);
    if (!archive.isKept)
        return {};
    if (archive.trouble)
        return Sheet::tr("This is waiting just now. What was kept until now stays, and the rest follows by itself. %1",
            "%1 is a sentence that says why")
            .arg(errorSentence(*archive.trouble));
    if (archive.waiting > 0)
        return Sheet::tr("%n messages still have to be added.", nullptr,
            int(std::min(archive.waiting, qint64(std::numeric_limits<int>::max()))));
    if (archive.lastSaved)
        return Sheet::tr("Last brought up to date: %1", "%1 is a date with a time").arg(momentText(*archive.lastSaved));
    return Sheet::tr("Nothing was added yet.");
}

QString restoringSentence(const session::ArchiveState &archive)
{
    if (!archive.isRestoring)
        return {};
    return Sheet::tr("Bringing back your messages… %1").arg(QLocale().toString(archive.restored));
}

QString sheetSentence(const session::SheetState &sheet)
{
    if (!sheet.exists)
        return Sheet::tr(
            "You have no recovery sheet yet. It is a sheet of paper that brings your messages back when no computer of "
            "yours is left.");
    const QString kind = sheet.kind == SheetWords::Sheet24
        ? Sheet::tr("Your recovery sheet has 24 words.")
        : Sheet::tr("Your recovery sheet is six words that you know.");
    if (!sheet.made)
        return kind;
    const QString day = QLocale().toString(ui::localDay(*sheet.made), QLocale::LongFormat);
    return Sheet::tr("%1 Made on %2.", "%1 is a sentence like 'Your recovery sheet has 24 words.', %2 a day")
        .arg(kind, day);
}

QString sheetTries(const session::SheetOffer &offer)
{
    if (offer.triesLeft <= 0 && offer.tryAgain)
        return Sheet::tr(
            "There are no tries left for now. Your messages are still kept. You can try again from this time on: %1",
            "%1 is a date with a time")
            .arg(momentText(*offer.tryAgain));
    if (offer.triesLeft <= 0 || offer.triesLeft >= kTriesThatAreNews)
        return {};
    return Sheet::tr("%n tries are left today.", nullptr, offer.triesLeft);
}

} // namespace pc::words
