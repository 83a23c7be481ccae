// SPDX-License-Identifier: GPL-3.0-or-later
// ListShelf: where device lists of people and the school's office are kept, and the office says what it has to say. An interface for
// the same reason as Directory.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace pc::session {

class ListShelf
{
public:
    virtual ~ListShelf() = default;

    struct Entries
    {
        std::vector<QByteArray> entries; ///< All above what was asked for, in order.
        QByteArray word; ///< Of a person: the office's last one, if there is one.
    };

    using Reply = std::function<void(Result<Entries>)>;

    // All answer exactly once, later or now, on session's loop, with an own deadline. `reply` must not be called after this was
    // destroyed. Errors: those of the relay and the way there; TooLarge.

    virtual void list(UserId of, quint32 after, Reply reply) = 0;
    virtual void office(quint32 after, Reply reply) = 0;

    using Done = std::function<void(Result<void>)>;

    virtual void appendToOffice(const QByteArray &entry, Done done) = 0;
    virtual void sayForOffice(const QByteArray &word, Done done) = 0;
};

} // namespace pc::session
