// SPDX-License-Identifier: GPL-3.0-or-later
// ListSource: where device lists of people are asked for. An interface for the same reason as Directory.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace pc::session {

class ListSource
{
public:
    virtual ~ListSource() = default;

    using Reply = std::function<void(Result<std::vector<QByteArray>>)>;

    /// All entries of somebody's list above `after`, in order. Answers exactly once, later or now, on session's loop, with an own
    /// deadline. `reply` must not be called after this was destroyed. Errors: those of the relay and the way there; TooLarge.
    virtual void entries(UserId of, quint32 after, Reply reply) = 0;
};

} // namespace pc::session
