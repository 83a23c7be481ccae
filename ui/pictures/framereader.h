// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for a code in a camera's frames: on another thread, one frame at a time and few a second, so that neither the window nor
// the computer notices. Of the frames that come meanwhile, the newest one waits.

#pragma once

#include <QImage>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace pc::pictures {

class FrameReader final : public QObject
{
    Q_OBJECT

public:
    /// `pause`: from the beginning of one reading to that of the next, at least.
    explicit FrameReader(std::chrono::milliseconds pause = std::chrono::milliseconds(200), QObject *parent = nullptr);

    void offer(const QImage &frame);
    int begun() const { return m_begun; } ///< Readings.

Q_SIGNALS:
    void codeRead(const QString &text); ///< Perhaps more than once.

private:
    void readNext();

    QTimer m_pause;
    QImage m_waiting;
    bool m_isReading = false;
    int m_begun = 0;
};

} // namespace pc::pictures
