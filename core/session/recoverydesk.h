// SPDX-License-Identifier: GPL-3.0-or-later
// RecoveryDesk: a person's history beyond this device, and the sheet of paper that brings it back, as an interface shows it. Abstract
// for the same reason as Session.
//
//   Ready        makeSheet(): words to write down or print; keepSheet() once the person has them, testSheet() a week later
//   NeedsLink    offer(): whether there is a sheet at the relay; recover(what stands on it), and the account goes on
//   KeyLost, NeedsPassphrase    unlockWithSheet(): where this store's key was wrapped for the sheet
//
// Same threading as Session.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <optional>

namespace pc::session {

enum class SheetWords : quint8 {
    Sheet24, ///< 24 words: for a drawer.
    Phrase6, ///< Six words, to be known by heart.
};

/// In which language its words are.
enum class SheetLanguage : quint8 {
    English,
    Spanish,
};

/// Of the history that is kept for this person's further devices.
struct ArchiveState
{
    bool isKept = true; ///< Their choice: see setKeepsArchive().
    qint64 waiting = 0; ///< Messages that are on this device and not in it yet.
    std::optional<UtcTime> lastSaved; ///< When this device last brought it up to date.
    qint64 restored = 0; ///< Messages that came out of it onto this device; while isRestoring, so far.
    bool isRestoring = false;
    std::optional<Errc> trouble; ///< Why it is not brought up to date or not restored just now.

    bool operator==(const ArchiveState &) const = default;
};

struct SheetState
{
    bool exists = false; ///< As far as this device knows.
    SheetWords kind = SheetWords::Sheet24;
    SheetLanguage language = SheetLanguage::English;
    std::optional<UtcTime> made;
    bool isTestDue = false; ///< A week has gone, and nobody has typed it back yet.
    bool isMissing = false; ///< There is none: the relay said so.

    bool operator==(const SheetState &) const = default;
};

/// What a device that is not linked yet is told.
struct SheetOffer
{
    bool exists = false; ///< Or the relay was not asked yet.
    SheetWords kind = SheetWords::Sheet24;
    SheetLanguage language = SheetLanguage::English;
    int triesLeft = 0;
    std::optional<UtcTime> tryAgain; ///< None left: from then on there are.

    bool operator==(const SheetOffer &) const = default;
};

/// What is wrong with what somebody typed.
struct SheetMistake
{
    enum class What : quint8 {
        UnknownWord, ///< `word`, from 1 on, is none that can stand on a sheet.
        TooFewWords, ///< There are `word`.
        TooManyWords,
        SomeWordIsWrong, ///< Each can stand on a sheet; together they are none.
        NotThisSheet, ///< It is a sheet, and not this person's present one.
    };

    What what = What::TooFewWords;
    int word = 0;

    bool operator==(const SheetMistake &) const = default;
};

/// Nothing was wrong, or what was.
using SheetAnswer = std::optional<SheetMistake>;

class RecoveryDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ArchiveState archive() const = 0; ///< Any thread, as the next two.
    virtual SheetState sheet() const = 0;
    virtual SheetOffer offer() const = 0; ///< NeedsLink.

    /// False: what is kept at the relay for this person is deleted, and nothing more is; what is on devices stays. True: all that this
    /// device has is brought there. Errors: Conflict (not now), and those of the way there and the store.
    virtual QFuture<Result<void>> setKeepsArchive(bool keeps) = 0;

    virtual void saveNow() = 0; ///< Brings up to date what is kept, without waiting for a quiet minute.

    /// A new sheet's words, to be shown, printed or written down. The one before goes on until keepSheet(). Takes a second or two.
    /// Errors: Conflict (not now), Unavailable (not enough memory).
    virtual QFuture<Result<QStringList>> makeSheet(SheetWords kind, SheetLanguage language) = 0;

    /// The person has it: from now on it counts, and the one before no more. Errors: Conflict (none was made), and those of the way there
    /// and the store.
    virtual QFuture<Result<void>> keepSheet() = 0;

    virtual void dropSheet() = 0; ///< The one that was made is not to count.

    /// Whether what somebody typed is the sheet, without bringing anything back. A right answer ends isTestDue. Errors: as makeSheet().
    virtual QFuture<Result<SheetAnswer>> testSheet(const QString &typed) = 0;

    /// This device becomes one of its person's by their sheet, with no other device at hand; their history comes afterwards. Errors:
    /// Conflict (not now, or the relay has no sheet), RateLimited (ten wrong ones a day: see SheetOffer), Corrupt (the relay shows
    /// what this sheet does not open, or another list of devices), Unavailable, and those of the way there and the store.
    virtual QFuture<Result<SheetAnswer>> recover(const QString &typed) = 0;

    /// Opens this store where its key is lost, or its passphrase was forgotten. Errors: Conflict (not now), NotFound (this store was
    /// never wrapped for a sheet), Unavailable, and the vault's.
    virtual QFuture<Result<SheetAnswer>> unlockWithSheet(const QString &typed) = 0;

    /// Whether that is possible here; any thread.
    virtual bool canUnlockWithSheet() const = 0;

Q_SIGNALS:
    void archiveChanged(const pc::session::ArchiveState &archive);
    void sheetChanged(const pc::session::SheetState &sheet);
    void offerChanged(const pc::session::SheetOffer &offer);
};

} // namespace pc::session
