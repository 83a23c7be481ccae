// SPDX-License-Identifier: GPL-3.0-or-later
// What who sent a `keys` frame is told.

#pragma once

#include "core/base/result.h"
#include "core/relay/log/roster.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace pc::relay::log {

/// A refusal changes nothing.
struct KeysAnswer
{
    std::optional<Errc> refusal;
    std::optional<Milliseconds> retryAfter;
    std::optional<ConversationId> conversation;
    std::optional<Seq> seq;
    std::vector<QByteArray> items;
    std::optional<quint64> count;
    bool isFrozen = false;
    QString why; ///< In English, for developers.
    SharedRoster hinted; ///< Whose present members are told to look at the group; null when there is nothing new.

    static KeysAnswer refused(Errc why, const QString &detail = {})
    {
        KeysAnswer answer;
        answer.refusal = why;
        answer.why = detail;
        return answer;
    }
};

} // namespace pc::relay::log
