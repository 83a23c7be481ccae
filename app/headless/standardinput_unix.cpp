// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/standardinput.h"

#include <QSocketNotifier>

#include <unistd.h>

#include <cerrno>

namespace pc::headless {

namespace {

/// One read a turn of the loop, so that a flood of commands does not keep the network waiting.
constexpr qsizetype kReadBytes = 16 * 1024;

} // namespace

StandardInput::StandardInput()
    : m_notifier(std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read))
{
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &StandardInput::read);
}

StandardInput::~StandardInput() = default;

void StandardInput::read()
{
    QByteArray bytes(kReadBytes, Qt::Uninitialized);
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), size_t(bytes.size()));
    if (count > 0) {
        bytes.truncate(count);
        Q_EMIT received(bytes);
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        m_notifier->setEnabled(false);
        Q_EMIT ended();
    }
}

} // namespace pc::headless
