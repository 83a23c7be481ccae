// SPDX-License-Identifier: GPL-3.0-or-later
// TrySheetDialog: whether somebody still has their recovery sheet, by typing it. Nothing is brought back and nothing is changed.

#pragma once

#include "core/session/recoverydesk.h"
#include "ui/account/fittingdialog.h"
#include "ui/account/sheetfield.h"

#include <QProgressBar>
#include <QPushButton>

namespace pc::account {

class TrySheetDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself.
    TrySheetDialog(session::RecoveryDesk &desk, const style::Theme &theme, QWidget *parent = nullptr);

    QString text() const { return m_text->wholeText(); }
    QString trouble() const { return m_trouble->wholeText(); }
    SheetField *field() const { return m_field; }
    QPushButton *button() const { return m_button; }
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *anotherButton() const { return m_another; } ///< Hidden until what was typed was not the sheet.
    bool isBusy() const { return m_step == Step::Looking; }

Q_SIGNALS:
    void newSheetRequested(); ///< This is closed by then.

private:
    enum class Step : quint8 { Typing, Looking, Right };

    void buildWidgets();
    void enter(Step step);
    void act();
    void take(const Result<session::SheetAnswer> &answer);
    void setTrouble(const QString &sentence);

    session::RecoveryDesk &m_desk;
    const style::Theme &m_theme;
    Step m_step = Step::Typing;
    style::PlainLabel *m_text = nullptr; ///< Child, as all below.
    SheetField *m_field = nullptr;
    QProgressBar *m_bar = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_another = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace pc::account
