// SPDX-License-Identifier: GPL-3.0-or-later
// IconButton: a round button with one of our drawings, a name for screen readers and a tooltip. Has no text.

#pragma once

#include "ui/style/icon.h"

#include <QToolButton>

namespace pc::style {

class IconButton : public QToolButton
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Quiet, Filled };

    IconButton(Icon icon, const QString &name, const Theme &theme, QWidget *parent = nullptr);

    /// Filled stands on the accent, for the one act that matters; Quiet is the rest.
    void setKind(Kind kind);
    void setSide(int pixels);

    /// What it does, in words: tooltip and accessible name.
    void setName(const QString &name);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    const Theme &m_theme;
    Kind m_kind = Kind::Quiet;
    int m_side;
};

} // namespace pc::style
