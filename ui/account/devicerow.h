// SPDX-License-Identifier: GPL-3.0-or-later
// A computer in the list of one's own: what it is called, when it was last there, and what one can do about it. What cannot be taken
// back is asked once more, in place.

#pragma once

#include "core/session/owndevice.h"
#include "ui/style/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace pc::account {

class DeviceRow final : public QWidget
{
    Q_OBJECT

public:
    DeviceRow(const session::OwnDevice &device, const style::Theme &theme, QWidget *parent = nullptr);

    QString name() const { return m_name->wholeText(); }
    QString state() const { return m_state->wholeText(); }
    QLineEdit *field() const { return m_field; }
    QPushButton *renameButton() const { return m_rename; }
    QPushButton *removeButton() const { return m_remove; } ///< Hidden for this computer.

Q_SIGNALS:
    void renameRequested(const QString &name);
    void removeRequested();

private:
    void edit();
    void save();
    void stopEditing();
    void remove();
    QString stateText() const;

    session::OwnDevice m_device;
    bool m_isAsked = false; ///< Whether to remove it.
    style::PlainLabel *m_name; ///< Child, as all below.
    style::PlainLabel *m_state;
    QLineEdit *m_field;
    QPushButton *m_rename;
    QPushButton *m_remove;
};

} // namespace pc::account
