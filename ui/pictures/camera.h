// SPDX-License-Identifier: GPL-3.0-or-later
// Camera: pictures as they come, for as long as it runs. Abstract because no test has a real one.

#pragma once

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>

namespace pc::pictures {

enum class CameraTrouble : quint8 {
    NoCamera, ///< This computer has none, or this program was built without.
    Unusable, ///< It shows nothing: another program has it, or this one may not.
};

/// Of the interface's thread. Signals come after start() only, and not after stop().
class Camera : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0; ///< Once; its lamp goes on.
    virtual void stop() = 0;

Q_SIGNALS:
    void frameTaken(const QImage &frame);
    void failed(pc::pictures::CameraTrouble trouble); ///< And there will be no frames.
};

using CameraMaker = std::function<std::unique_ptr<Camera>()>;

/// The one that the system would choose. Never null.
std::unique_ptr<Camera> systemCamera();

} // namespace pc::pictures
