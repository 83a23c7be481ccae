// SPDX-License-Identifier: GPL-3.0-or-later
// OfficeDesk: what an administrator says for the school's office: that an account key is a person's, who is called so and is this at
// the school, as the administrator saw them. The first one who does so begins the office; others come into it by an act of its own.
//
// Thread: the session's loop. One at a time.

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/session/peerlists.h"
#include "core/session/safetyview.h"

#include <memory>

namespace pc::session {

class OfficeDesk
{
public:
    using Reply = std::function<void(Result<void>)>;

    /// References outlive this.
    OfficeDesk(Context &context, ListShelf &shelf, PeerLists &lists)
        : m_context(context)
        , m_shelf(shelf)
        , m_lists(lists)
    {
    }

    /// `reply` comes once, later or now. Errors: Forbidden (no administrator, or one who does not speak for the office: another one
    /// has to let them in first); Conflict (the person shows another key than was seen, or the relay says that they are somebody else
    /// by now; somebody else changed the office just now; this is busy); NotFound (never seen); KeyMissing; Corrupt (the relay shows
    /// two offices); the relay's, and the store's.
    void confirm(const SeenPerson &seen, Reply reply);

    /// The same, of who speaks for the office from then on. Errors: as above; Forbidden also when the office has not confirmed them as
    /// an administrator.
    void letIn(const SeenPerson &seen, Reply reply);

    /// This user speaks for the office; where nobody does, they begin it. Errors: as of confirm().
    void prepare(Reply reply);

    /// Somebody proved by a letter of the office that `key` is theirs: it is believed here, and said for everybody. Errors: as of
    /// confirm().
    void confirmByLetter(const people::Person &as, const crypto::Ed25519PublicKey &key, Reply reply);

private:
    struct Task;

    using Step = void (OfficeDesk::*)(const std::shared_ptr<Task> &task);

    void start(const SeenPerson &seen, Step step, Reply reply);
    void run(const people::Person &as, const crypto::Ed25519PublicKey &key, Step step, Reply reply);
    void followOffice(const std::shared_ptr<Task> &task);
    void begin(const std::shared_ptr<Task> &task);
    void sayAndKeep(const std::shared_ptr<Task> &task);
    void ready(const std::shared_ptr<Task> &task) { finish(task, {}); }
    void addMember(const std::shared_ptr<Task> &task);
    void append(const std::shared_ptr<Task> &task, identity::OfficeAct act, const identity::OfficeMember &member,
        const std::function<void()> &then);
    void say(const std::shared_ptr<Task> &task, const people::Person &about, const crypto::Ed25519PublicKey &key,
        const std::function<void()> &then);
    void finish(const std::shared_ptr<Task> &task, const Result<void> &result);

    Context &m_context;
    ListShelf &m_shelf;
    PeerLists &m_lists;
    std::shared_ptr<Task> m_task;
};

} // namespace pc::session
