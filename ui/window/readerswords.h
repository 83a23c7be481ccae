// SPDX-License-Identifier: GPL-3.0-or-later
// What the details say, in whole sentences, about who can read a conversation.

#pragma once

#include "core/session/session.h"

#include <QString>

#include <optional>
#include <vector>

namespace pc::window {

QString secrecySentence(session::Secrecy secrecy);

/// "31 people, 47 computers": those who can read now.
QString readersCount(const session::Readers &readers);

/// What one should look at, in a sentence.
struct ReadersWarning
{
    QString text;
    std::optional<UserId> doubted; ///< Who can be confirmed to be themselves.

    bool operator==(const ReadersWarning &) const = default;
};

/// A device that is in doubt, access that is being closed, people who cannot read yet.
std::vector<ReadersWarning> readersWarnings(const session::Readers &readers, UserId self);

/// Why messages wait, above where they are written; empty unless Secrecy::InDoubt.
QString doubtSentence(const session::Readers &readers, UserId self);

/// Who is called otherwise than this user knew them, without the office's word; empty when nobody is.
QString renamedSentence(const session::Readers &readers, UserId self);

} // namespace pc::window
