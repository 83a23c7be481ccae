// SPDX-License-Identifier: GPL-3.0-or-later
// Where Qt Multimedia is not at hand: a computer without a camera.

#include "ui/pictures/camera.h"

namespace pc::pictures {

namespace {

class NoCamera final : public Camera
{
public:
    void start() override { Q_EMIT failed(CameraTrouble::NoCamera); }
    void stop() override { }
};

} // namespace

std::unique_ptr<Camera> systemCamera()
{
    return std::make_unique<NoCamera>();
}

} // namespace pc::pictures
