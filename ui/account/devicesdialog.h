// SPDX-License-Identifier: GPL-3.0-or-later
// The computers of the person who is signed in: when each was last there, other names for them, taking one out, adding one.

#pragma once

#include "core/session/devicedesk.h"
#include "ui/account/devicerow.h"

#include <QBoxLayout>
#include <QDialog>
#include <QScrollArea>

#include <vector>

namespace pc::account {

class DevicesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive this, which deletes itself.
    DevicesDialog(session::DeviceDesk &desk, const style::Theme &theme, QWidget *parent = nullptr);

    const std::vector<DeviceRow *> &rows() const { return m_rows; } ///< Children; empty until the answer came.
    QString note() const { return m_note->wholeText(); } ///< What is being done, or what went wrong.
    QPushButton *addButton() const { return m_add; }

private:
    void load();
    void take(const Result<std::vector<session::OwnDevice>> &devices);
    void follow(const QFuture<Result<void>> &done);
    void say(const QString &sentence, style::Tone tone);
    void fit();

    session::DeviceDesk &m_desk;
    const style::Theme &m_theme;
    std::vector<DeviceRow *> m_rows;
    QScrollArea *m_area; ///< Owned by Qt, as all below.
    QVBoxLayout *m_list;
    style::PlainLabel *m_note;
    QPushButton *m_add;
};

} // namespace pc::account
