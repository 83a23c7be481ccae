// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedCamera: a Camera whose frames and troubles a test decides.

#pragma once

#include "ui/pictures/camera.h"

#include <optional>

namespace pc::support {

class ScriptedCamera final : public pictures::Camera
{
    Q_OBJECT

public:
    void start() override
    {
        m_isOn = true;
        if (trouble)
            Q_EMIT failed(*trouble);
    }

    void stop() override { m_isOn = false; }

    bool isOn() const { return m_isOn; }

    void see(const QImage &frame) { Q_EMIT frameTaken(frame); }

    std::optional<pictures::CameraTrouble> trouble; ///< What start() meets.

private:
    bool m_isOn = false;
};

} // namespace pc::support
