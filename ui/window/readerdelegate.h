// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the rows of ui::ReadersModel: a person with an arrow where devices can be unfolded, and the devices below.

#pragma once

#include "ui/style/theme.h"

#include <QStyledItemDelegate>

namespace pc::window {

class ReaderDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ReaderDelegate(const style::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintArrow(QPainter &painter, const QRect &box, const QStyleOptionViewItem &option) const;
    void paintLines(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &box,
        style::Weight weight) const;

    const style::Theme &m_theme;
};

} // namespace pc::window
