// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the app lock on, off, or gives it another passphrase. Stays until the account has answered.

#pragma once

#include "core/session/account.h"
#include "ui/account/fittingdialog.h"
#include "ui/style/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace pc::account {

class LockDialog final : public FittingDialog
{
    Q_OBJECT

public:
    enum class Task : quint8 { TurnOn, Change, TurnOff };

    /// Both must outlive this, which deletes itself; accepted() when it was done.
    LockDialog(Task task, session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    Task task() const { return m_task; }
    QString trouble() const { return m_trouble->wholeText(); }
    QLineEdit *current() const { return m_current; }
    QLineEdit *fresh() const { return m_fresh; }
    QLineEdit *repeat() const { return m_repeat; }
    QPushButton *button() const { return m_button; }

    void reject() override;

private:
    void buildWidgets();
    QLineEdit *addField(QVBoxLayout &layout);
    void retell();
    void review();
    void submit();
    QFuture<Result<void>> ask();
    void rest(bool busy);
    void fail(const QString &sentence);
    void setTrouble(const QString &sentence);
    QString refusal(Errc code) const;

    Task m_task;
    session::Account &m_account;
    const style::Theme &m_theme;
    bool m_busy = false;

    style::PlainLabel *m_headline = nullptr; ///< Child, as all below.
    style::PlainLabel *m_text = nullptr;
    QLineEdit *m_current = nullptr;
    QLineEdit *m_fresh = nullptr;
    QLineEdit *m_repeat = nullptr;
    style::PlainLabel *m_warning = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace pc::account
