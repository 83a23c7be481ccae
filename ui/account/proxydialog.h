// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the name and password that a network's proxy wants. Closed without an answer, it declines.

#pragma once

#include "core/session/networkdesk.h"
#include "ui/account/fittingdialog.h"
#include "ui/style/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>

namespace pc::account {

class ProxyDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself. `isAgain`: the proxy has just refused what was given.
    ProxyDialog(session::NetworkDesk &desk, const QString &proxy, bool isAgain, const style::Theme &theme,
        QWidget *parent = nullptr);
    ~ProxyDialog() override;

    QLineEdit *userName() const { return m_userName; }
    QLineEdit *password() const { return m_password; }
    QPushButton *button() const { return m_button; }

private:
    QLineEdit *addField(const QString &name);
    void submit();

    session::NetworkDesk &m_desk;
    const style::Theme &m_theme;
    bool m_isAnswered = false;
    QLineEdit *m_userName = nullptr; ///< Child, as all below.
    QLineEdit *m_password = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace pc::account
