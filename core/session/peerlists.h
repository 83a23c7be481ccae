// SPDX-License-Identifier: GPL-3.0-or-later
// PeerLists: asks for the device lists of people whose devices are to be judged (core/trust), a few at a time.
//
// Thread: the session's loop.

#pragma once

#include "core/session/context.h"
#include "core/session/listshelf.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace pc::session {

class PeerLists
{
public:
    using Checked = std::function<void(Result<void>)>;

    /// References outlive this.
    PeerLists(Context &context, ListShelf &source);

    /// `checked` comes once, later or now, when all of them were asked for: with the first error that there was. Not after close().
    void check(const std::vector<UserId> &users, Checked checked);

    /// Somebody looks at this conversation: lists of its people that were not asked for just now are, so that what they took
    /// out, and what the office confirmed, shows; without a connection, once it is there. In a large one not.
    void freshen(ConversationId conversation);

    void open(); ///< The connection has shown all there is.

    void close();

    /// All conversations that this person is in are to be looked at anew, by whoever shows or seals.
    Result<void> regroup(Turn &turn, UserId user);

private:
    /// What waits for several people.
    struct Wait
    {
        std::size_t open = 0;
        Result<void> result;
        Checked checked;
    };

    void pump();
    enum class Asked : quint8 { No, Underway, Yes };

    void askOffice();
    void askOfficeAgain();
    void takeUnheard();
    Result<void> take(Turn &turn, UserId user, const ListShelf::Entries &entries);
    static Result<void> fromRelay(const Result<void> &taken);
    void answered(UserId user, const Result<ListShelf::Entries> &entries);
    static void end(const std::vector<std::shared_ptr<Wait>> &waits, const Result<void> &result);

    Context &m_context;
    ListShelf &m_source;
    std::map<UserId, std::vector<std::shared_ptr<Wait>>> m_waits;
    std::deque<UserId> m_queue; ///< Of those, who was not asked for yet.
    std::size_t m_asking = 0;
    Asked m_office = Asked::No; ///< In this connection.
    MonoTime m_officeAsked {};
    std::map<UserId, ListShelf::Entries>
        m_unheard; ///< With a word by who does not speak for the office, as far as it is known here.
    std::unique_ptr<Timer> m_officeAgain; ///< Active while words wait for it.
    std::optional<ConversationId> m_looked; ///< What somebody looked at last.
    std::map<UserId, MonoTime> m_fresh; ///< When they were asked for in this connection.
    std::shared_ptr<int> m_open = std::make_shared<int>(0); ///< Another one after close().
};

} // namespace pc::session
