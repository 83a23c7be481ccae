// SPDX-License-Identifier: GPL-3.0-or-later
// StandardInput: stdin as bytes on the event loop. What only one system has stands in standardinput_<system>.cpp.

#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace pc::headless {

class StandardInput : public QObject
{
    Q_OBJECT

public:
    StandardInput();
    ~StandardInput() override;

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void ended(); ///< Once: its end, or an error.

private:
    void read();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace pc::headless
