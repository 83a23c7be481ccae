// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/systemcamera.h"

#include "ui/pictures/videoframe.h"

#include <QMediaDevices>

using namespace std::chrono_literals;

namespace pc::pictures {

namespace {

constexpr auto kPatience = 5s;
constexpr auto kPause = 60ms;

} // namespace

SystemCamera::SystemCamera()
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(CameraTrouble::Unusable); });
    connect(&m_sink, &QVideoSink::videoFrameChanged, this, &SystemCamera::take);
}

void SystemCamera::start()
{
    const QCameraDevice device = QMediaDevices::defaultVideoInput();
    if (device.isNull())
        return fail(CameraTrouble::NoCamera);
    m_camera.emplace(device);
    m_session.emplace();
    m_session->setCamera(&*m_camera);
    m_session->setVideoSink(&m_sink);
    connect(&*m_camera, &QCamera::errorOccurred, this, [this](QCamera::Error error) {
        if (error != QCamera::NoError)
            m_patience.start(0ms); // not from within the camera, which this ends
    });
    m_patience.start();
    m_camera->start();
}

void SystemCamera::stop()
{
    m_patience.stop();
    m_session.reset();
    m_camera.reset();
}

void SystemCamera::take(const QVideoFrame &frame)
{
    if (!m_camera || m_pause.isActive())
        return;
    const QImage grey = greyOf(frame);
    if (grey.isNull())
        return;
    m_patience.stop();
    m_pause.start();
    Q_EMIT frameTaken(grey);
}

void SystemCamera::fail(CameraTrouble trouble)
{
    stop();
    Q_EMIT failed(trouble);
}

std::unique_ptr<Camera> systemCamera()
{
    return std::make_unique<SystemCamera>();
}

} // namespace pc::pictures
