// SPDX-License-Identifier: GPL-3.0-or-later
// The system's camera by Qt Multimedia.

#pragma once

#include "ui/pictures/camera.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QTimer>
#include <QVideoFrame>
#include <QVideoSink>

#include <optional>

namespace pc::pictures {

class SystemCamera final : public Camera
{
    Q_OBJECT

public:
    SystemCamera();
    ~SystemCamera() override { stop(); }

    void start() override;
    void stop() override;

private:
    void take(const QVideoFrame &frame);
    void fail(CameraTrouble trouble);

    QTimer m_patience; ///< Until the first frame.
    QTimer m_pause; ///< Between two frames: more than a person needs to aim are not copied.
    QVideoSink m_sink;
    std::optional<QCamera> m_camera; ///< Made when there is one: Qt 6.4 complains of a camera without a device.
    std::optional<QMediaCaptureSession> m_session;
};

} // namespace pc::pictures
