// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/framereader.h"

#include "ui/models/whendone.h"
#include "ui/pictures/picturefile.h"

#include <utility>

namespace pc::pictures {

FrameReader::FrameReader(std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &FrameReader::readNext);
}

void FrameReader::offer(const QImage &frame)
{
    m_waiting = frame;
    readNext();
}

void FrameReader::readNext()
{
    if (m_waiting.isNull() || m_isReading || m_pause.isActive())
        return;
    m_isReading = true;
    ++m_begun;
    m_pause.start();
    ui::whenDone(readPicture(std::exchange(m_waiting, {})), this, [this](const Result<QString> &read) {
        m_isReading = false;
        if (read)
            Q_EMIT codeRead(*read);
        readNext();
    });
}

} // namespace pc::pictures
