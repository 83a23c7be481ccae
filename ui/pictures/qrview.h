// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a text as a QR code: always dark upon light, and each square as many of the screen's pixels as every other one.

#pragma once

#include "ui/pictures/qrcode.h"

#include <QWidget>

namespace pc::pictures {

class QrView final : public QWidget
{
    Q_OBJECT

public:
    /// Of at most `side` logical pixels; what it shows is said to screen readers by accessibleName(), which its owner sets.
    explicit QrView(int side, QWidget *parent = nullptr);

    /// An empty text, or one that is too long for a code, shows nothing and takes no room.
    void setText(const QString &text);
    const QString &text() const { return m_text; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int scale() const;

    int m_side;
    QString m_text;
    std::optional<QrCode> m_code;
};

} // namespace pc::pictures
