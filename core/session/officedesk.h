// SPDX-License-Identifier: GPL-3.0-or-later
// OfficeDesk: what an administrator says for the school's office: that an account key is a person's. The first one who does so begins
// the office. Who else speaks for it is said apart, since whoever confirms a parent must not appoint an administrator by it, whatever
// the relay calls them.
//
// Thread: the session's loop. One at a time.

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/session/peerlists.h"
#include "core/session/session.h"

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
    /// has to let them in first; or who is to speak for it is none); Conflict (the person shows another key by now, or is called otherwise,
    /// somebody else changed the office just now, or this is busy); NotFound (never seen); KeyMissing; Corrupt (the relay shows two
    /// offices); the relay's, and the store's.
    void confirm(const SchoolWord &word, Reply reply);

    /// This user speaks for the office; where nobody does, they begin it. Errors: as of confirm().
    void prepare(Reply reply);

    /// Somebody proved by a letter of the office that `key` is theirs: it is believed here, and said for everybody. Errors: as of
    /// confirm().
    void confirmByLetter(const people::Person &as, const crypto::Ed25519PublicKey &key, Reply reply);

private:
    struct Task;
    using Step = void (OfficeDesk::*)(const std::shared_ptr<Task> &task);

    void run(const SchoolWord &word, const crypto::Ed25519PublicKey &key, Step step, Reply reply);
    void ready(const std::shared_ptr<Task> &task) { finish(task, {}); }

    void followOffice(const std::shared_ptr<Task> &task);
    void begin(const std::shared_ptr<Task> &task);
    void confirmPerson(const std::shared_ptr<Task> &task);
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
