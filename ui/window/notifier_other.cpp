// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tray's own messages are the desktop's notifications.

#include "ui/window/notifier.h"

namespace pc::window {

class Notifier::System
{
};

Notifier::Notifier(QObject *parent)
    : QObject(parent)
{
}

Notifier::~Notifier() = default;

void Notifier::show(const QString &title, const QString &text)
{
    Q_EMIT refused(title, text);
}

} // namespace pc::window
