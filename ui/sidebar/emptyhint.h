// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where a list would be empty: a drawing, a sentence, and what one could do about it.

#pragma once

#include "ui/style/icon.h"
#include "ui/style/plainlabel.h"

#include <QPushButton>
#include <QWidget>

namespace pc::sidebar {

class EmptyHint final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyHint(const style::Theme &theme, QWidget *parent = nullptr);

    /// `action` is the button's text; none without.
    void say(style::Icon icon, const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionRequested();

private:
    const style::Theme &m_theme;
    QLabel *m_icon; ///< Child.
    style::PlainLabel *m_sentence; ///< Child.
    QPushButton *m_action; ///< Child.
};

} // namespace pc::sidebar
