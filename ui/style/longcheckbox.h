// SPDX-License-Identifier: GPL-3.0-or-later
// LongCheckBox: a tick box whose text goes on in a second line where it does not fit; QCheckBox's is cut off.

#pragma once

#include <QCheckBox>

namespace pc::style {

class LongCheckBox final : public QCheckBox
{
    Q_OBJECT

public:
    explicit LongCheckBox(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int before() const; ///< What stands before the text, px.
    QSize needed(int width) const;
};

} // namespace pc::style
