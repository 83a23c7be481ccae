// SPDX-License-Identifier: GPL-3.0-or-later
// What a camera sees, as in a mirror: people aim better so.

#pragma once

#include <QImage>
#include <QWidget>

namespace pc::pictures {

class FrameView final : public QWidget
{
    Q_OBJECT

public:
    /// `height`: logical pixels.
    explicit FrameView(int height, QWidget *parent = nullptr);

    void setFrame(const QImage &frame);
    const QImage &frame() const { return m_frame; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_frame;
};

} // namespace pc::pictures
