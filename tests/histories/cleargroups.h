// SPDX-License-Identifier: GPL-3.0-or-later
// ClearGroups: the keeper of a device that is in every group, whose messages look sealed to a relay and are not.

#pragma once

#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/opengroups/opengroups.h"

namespace pc::test {

class ClearGroups final : public OpenGroups
{
public:
    Result<groups::Taken> take(const groups::LogEntry &entry) override
    {
        groups::LogEntry opened = entry;
        opened.body = insideOf(entry.body);
        return OpenGroups::take(opened);
    }

    Result<groups::Either<QByteArray, groups::SealRefusal>> seal(
        ConversationId conversation, MessageId, const QByteArray &content) override
    {
        return groups::Either<QByteArray, groups::SealRefusal>(lookalike(conversation, 0, content));
    }
};

} // namespace pc::test
