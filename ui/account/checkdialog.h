// SPDX-License-Identifier: GPL-3.0-or-later
// "Check the connection": runs a check as soon as it is shown, and says of each step how it went and what to do.

#pragma once

#include "core/session/networkdesk.h"
#include "ui/account/checkrow.h"
#include "ui/style/plainlabel.h"

#include <QDialog>
#include <QPushButton>
#include <QUrl>

#include <vector>

namespace pc::account {

class CheckDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself. Without `relay` it is the one where this profile is signed in.
    CheckDialog(session::NetworkDesk &desk, const QUrl &relay, const style::Theme &theme, QWidget *parent = nullptr);
    ~CheckDialog() override;

    QString summary() const { return m_summary->wholeText(); }
    const std::vector<CheckRow *> &rows() const { return m_rows; }
    QPushButton *againButton() const { return m_again; }
    QPushButton *copyButton() const { return m_copy; }

private:
    void buildWidgets();
    void begin();
    void take(const session::CheckReport &report);

    session::NetworkDesk &m_desk;
    QUrl m_relay;
    const style::Theme &m_theme;
    session::CheckReport m_report;
    std::vector<CheckRow *> m_rows; ///< Children, as all below.
    style::PlainLabel *m_summary = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace pc::account
