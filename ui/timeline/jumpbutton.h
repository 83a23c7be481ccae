// SPDX-License-Identifier: GPL-3.0-or-later
// JumpButton: back to the latest message, with the number of new ones.

#pragma once

#include "ui/style/theme.h"

#include <QAbstractButton>

namespace pc::ui {

class JumpButton final : public QAbstractButton
{
    Q_OBJECT

public:
    JumpButton(const style::Theme &theme, QWidget *parent);

    void setCount(qint64 count);
    qint64 count() const { return m_count; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintDisc(QPainter &painter, const QRectF &disc) const;

    const style::Theme &m_theme;
    qint64 m_count = -1;
};

} // namespace pc::ui
