// SPDX-License-Identifier: GPL-3.0-or-later
// Where a list of people is typed or pasted, framed as other fields are.

#pragma once

#include "ui/style/theme.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace pc::account {

class NamesField final : public QWidget
{
    Q_OBJECT

public:
    /// `theme` must outlive this.
    explicit NamesField(const style::Theme &theme, QWidget *parent = nullptr);

    QPlainTextEdit *edit() const { return m_edit; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    const style::Theme &m_theme;
    QPlainTextEdit *m_edit; ///< Child.
};

} // namespace pc::account
