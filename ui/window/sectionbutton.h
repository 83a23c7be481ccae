// SPDX-License-Identifier: GPL-3.0-or-later
// SectionButton: a whole row that leads further: an icon, a name, a line below it, and an arrow.

#pragma once

#include "ui/style/icon.h"

#include <QAbstractButton>

namespace pc::window {

class SectionButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SectionButton(const style::Theme &theme, QWidget *parent = nullptr);

    /// The note turns into a notice where something wants to be looked at.
    void say(style::Icon icon, const QString &name, const QString &note, bool isNotice);
    QString note() const { return m_note; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return { 0, heightForWidth(sizeHint().width()) }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Where the lines stand, left to right.
    QRect textArea(int width) const;
    int nameHeight(int width) const; ///< Wraps where the letters are large.

    const style::Theme &m_theme;
    style::Icon m_icon = style::Icon::Lock;
    QString m_note;
    bool m_isNotice = false;
};

} // namespace pc::window
