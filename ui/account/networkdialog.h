// SPDX-License-Identifier: GPL-3.0-or-later
// "Connection": the proxy, and whose certificates are believed. What is chosen counts when it is saved.

#pragma once

#include "core/session/networkdesk.h"
#include "ui/account/fittingdialog.h"
#include "ui/style/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <optional>

namespace pc::account {

class NetworkDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself. `relay` is what a check is of; without it, where somebody is signed in.
    NetworkDialog(session::NetworkDesk &desk, const QUrl &relay, const style::Theme &theme, QWidget *parent = nullptr);

    QComboBox *kind() const { return m_kind; }
    QLineEdit *address() const { return m_address; }
    QPushButton *checkButton() const { return m_check; }
    QPushButton *chooseButton() const { return m_choose; }
    QPushButton *dropButton() const { return m_drop; }
    QPushButton *saveButton() const { return m_save; }
    QString belief() const { return m_belief->wholeText(); }
    QString trouble() const { return m_trouble->wholeText(); }

    /// What the file dialog answers.
    void takeFile(const QString &path);

private:
    void buildWidgets();
    void buildProxy(QVBoxLayout &layout);
    void buildCertificate(QVBoxLayout &layout);
    void buildButtons(QVBoxLayout &layout);
    style::PlainLabel *addLabel(QVBoxLayout &layout, style::TextSize size, style::Weight weight, style::Tone tone);
    void fill(const session::NetworkState &state);
    void review();
    void chooseFile();
    void save();
    void check();
    void setTrouble(const QString &sentence);

    /// What the form says; nothing while the address makes no sense.
    std::optional<session::ProxyChoice> proxy() const;

    session::NetworkDesk &m_desk;
    QUrl m_relay;
    const style::Theme &m_theme;
    std::optional<session::OwnRoots> m_roots; ///< As chosen here.
    bool m_isKnown = false; ///< What is set has been read.

    QComboBox *m_kind = nullptr; ///< Child, as all below.
    QWidget *m_addressBox = nullptr;
    QLineEdit *m_address = nullptr;
    style::PlainLabel *m_belief = nullptr;
    QPushButton *m_choose = nullptr;
    QPushButton *m_drop = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace pc::account
