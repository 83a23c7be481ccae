// SPDX-License-Identifier: GPL-3.0-or-later
// Directory: where the people of the own school are looked up. An interface, because it is HTTP beside the frames, and
// session is tested without a network.

#pragma once

#include "core/base/result.h"
#include "core/people/person.h"

#include <functional>

namespace pc::session {

class Directory
{
public:
    virtual ~Directory() = default;

    using Reply = std::function<void(Result<people::DirectoryPage>)>;

    /// Answers exactly once, later or now, on session's loop, with an own deadline. `reply` must not be called after
    /// this was destroyed.
    virtual void find(const QString &query, const QString &after, Reply reply) = 0;
};

} // namespace pc::session
