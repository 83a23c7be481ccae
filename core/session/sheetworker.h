// SPDX-License-Identifier: GPL-3.0-or-later
// SheetWorker: stretches recovery sheets beside the loop: a second or two and half a gigabyte each, one at a time. And what the room
// of sheets calls things, in the words of RecoveryDesk.
//
// Thread: the session's loop.

#pragma once

#include "core/recovery/sheetkeys.h"
#include "core/session/recoverydesk.h"

#include <QThreadPool>

#include <functional>
#include <memory>

namespace pc::session {

/// What sheets cost. A test brings others.
struct SheetCosts
{
    crypto::PasswordCost made = recovery::kSheetCost; ///< Of new ones.
    crypto::PasswordCost floor = recovery::kSheetFloor; ///< Nothing cheaper is read.
};

class SheetWorker
{
public:
    using Reply = std::function<void(Result<recovery::SheetKeys>)>;

    /// Answers on `owner`'s loop, wherever that was moved to; it must outlive this.
    explicit SheetWorker(QObject &owner);

    /// Waits for the sheet that is being stretched.
    ~SheetWorker();

    /// Later, once. Errors: Conflict (another one is being stretched), Invalid (a sheet of another kind), Unavailable (no memory).
    void derive(recovery::RecoverySheet sheet, const recovery::SheetParameters &parameters, Reply reply);

    /// The same of what somebody typed. Nothing, and `mistake`, when that is no sheet.
    void deriveTyped(const QString &typed, const recovery::SheetParameters &parameters,
        const std::function<void(const SheetMistake &mistake)> &mistyped, Reply reply);

private:
    QObject &m_owner;
    QThreadPool m_pool;
    bool m_isBusy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< Of what comes late, nothing is answered.
};

recovery::SheetKind kindOf(SheetWords words);
linking::WordLanguage languageOf(SheetLanguage language);
SheetWords sheetWordsOf(recovery::SheetKind kind);
SheetLanguage languageOf(linking::WordLanguage language);

inline constexpr SheetMistake kNotThisSheet { SheetMistake::What::NotThisSheet, 0 };

} // namespace pc::session
