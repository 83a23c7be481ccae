// SPDX-License-Identifier: GPL-3.0-or-later
// A message as far as a relay can look into it: a PrivateMessage (RFC 9420, section 6.3) of the right group and epoch, with a
// commitment, whose ciphertext is no such thing but the bytes themselves. For tests of what a relay does with messages, whatever
// is in them.

#pragma once

#include "core/base/ids.h"

#include <QByteArray>

namespace pc::test {

/// Of the conversation's first group unless another is named.
QByteArray lookalike(ConversationId conversation, quint64 epoch, const QByteArray &inside, quint32 generation = 0);

/// What was put into it; nothing when it is none.
QByteArray insideOf(const QByteArray &content);

} // namespace pc::test
