// SPDX-License-Identifier: GPL-3.0-or-later
// A further computer of somebody: shows the code that their other one asks for, then the words to compare. Where there is no other one
// it leads to their recovery sheet, and last to a way to begin anew.

#pragma once

#include "core/session/account.h"
#include "core/session/recoverydesk.h"
#include "ui/account/page.h"
#include "ui/pictures/qrview.h"

namespace pc::account {

class LinkPage final : public Page
{
    Q_OBJECT

public:
    LinkPage(session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    QString shown() const { return m_shown->wholeText(); } ///< The code, or the words.
    const pictures::QrView &picture() const { return *m_picture; } ///< The code for a camera; empty beside words.
    /// Shows the way by the recovery sheet while the relay has one. `desk` must outlive this.
    void offerSheet(const session::RecoveryDesk &desk);

    QPushButton *sheetButton() const { return m_sheet; }
    QPushButton *sameButton() const { return m_same; }
    QPushButton *noneLeftButton() const { return m_noneLeft; } ///< Asks first.
    QPushButton *stopButton() const { return m_stop; }

Q_SIGNALS:
    void sheetRequested();

private:
    void show(const session::LinkOffer &offer);
    void showWays();
    void confirm();
    void beginAnew();
    void setDangerous(bool dangerous);
    void stop();

    session::Account &m_account;
    style::PlainLabel *m_text; ///< Child, as all below.
    style::PlainLabel *m_shown;
    pictures::QrView *m_picture;
    style::PlainLabel *m_hint;
    QPushButton *m_same;
    QPushButton *m_sheet;
    QPushButton *m_noneLeft;
    QPushButton *m_stop;
    bool m_isAsked = false; ///< Whether to begin anew.
    bool m_hasSheet = false; ///< At the relay.
};

/// So that two screens show them in the same places, however wide they are.
QString inTwoLines(const QStringList &words);

/// A code as people read it out: in threes.
QString groupedCode(const QString &digits);

} // namespace pc::account
