// SPDX-License-Identifier: GPL-3.0-or-later
// The field at the top of the list: a magnifier before, the key that leads here behind.

#pragma once

#include "ui/style/theme.h"

#include <QLineEdit>

namespace pc::sidebar {

class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const style::Theme &theme, QWidget *parent = nullptr);

    /// Shown at the trailing end while the field is empty and not in use, as "Ctrl K".
    void setKeyHint(const QString &hint);

Q_SIGNALS:
    void stepRequested(int by); ///< Up or Down was pressed: move in the list below.
    void leaveRequested(); ///< Esc was pressed in an empty field.

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyTheme();

    const style::Theme &m_theme;
    QString m_hint;
};

} // namespace pc::sidebar
