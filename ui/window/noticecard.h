// SPDX-License-Identifier: GPL-3.0-or-later
// NoticeCard: a sentence on the notice ground, for what one should look at before going on; with a button where something can be
// done about it.

#pragma once

#include "ui/style/plainlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QWidget>

namespace pc::window {

class NoticeCard final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeCard(const style::Theme &theme, QWidget *parent = nullptr);

    /// Hidden while there is nothing to say.
    void setText(const QString &text);
    QString text() const { return m_label->wholeText(); }

    /// Not there while empty.
    void setAction(const QString &text);
    QPushButton *action() const { return m_action; }

Q_SIGNALS:
    void acted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const style::Theme &m_theme;
    QWidget *m_icon; ///< Child, as the next: keeps the place that the sign is painted in.
    style::PlainLabel *m_label;
    QPushButton *m_action;
};

/// A card above what it is about, which never takes more of the window than it is allowed: then it scrolls. Names in it come from
/// other people.
class NoticePlace final : public QScrollArea
{
    Q_OBJECT

public:
    explicit NoticePlace(const style::Theme &theme, QWidget *parent = nullptr);

    NoticeCard *card() const { return m_card; }
    void setMost(int height);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    NoticeCard *m_card; ///< Within what scrolls.
    int m_most = QWIDGETSIZE_MAX;
};

} // namespace pc::window
