// SPDX-License-Identifier: GPL-3.0-or-later
// A long past that nobody wrote: messages of believable lengths, senders and pauses, as a function of their index.

#pragma once

#include "tests/support/fakesession/fakelog.h"

namespace pc::support {

struct SampleHistory
{
    ConversationId conversation;
    UserId me;
    std::vector<UserId> others; ///< At least one.
    UtcTime end; ///< About when the last row was sent.
    qint64 count = 0;
};

FakeLog::Generator sampleGenerator(const SampleHistory &history);

} // namespace pc::support
