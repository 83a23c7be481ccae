// SPDX-License-Identifier: GPL-3.0-or-later
// What the details say, in whole sentences, about who can read a conversation.

#pragma once

#include "core/session/session.h"

#include <QString>
#include <QStringList>

namespace pc::window {

QString secrecySentence(session::Secrecy secrecy);

/// "31 people, 47 devices": those who can read now.
QString readersCount(const session::Readers &readers);

/// What one should look at, a sentence each: a device that has changed, access that is being closed.
QStringList readersWarnings(const session::Readers &readers, UserId self);

} // namespace pc::window
