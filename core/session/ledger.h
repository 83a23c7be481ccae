// SPDX-License-Identifier: GPL-3.0-or-later
// Ledger: the one way to write. A turn is one transaction and what follows from it: signals are emitted, receipts sent
// and futures finished only after its commit; when the commit fails, nothing of it was ever said.
//
//   Sound ──a write fails──▶ Failing ──any write succeeds──▶ Sound
//
// While Failing nothing is acknowledged or sent; a small write tries the disk every few seconds.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "core/store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace pc::session {

/// What one transaction will have changed, gathered while it is written.
class Turn
{
public:
    void added(const chat::Message &message) { m_added.push_back(message); }
    void changed(const chat::Message &message) { m_changed.push_back(message); }
    void removed(ConversationId conversation, MessageId message) { m_removed.emplace_back(conversation, message); }

    /// Rows or holes within [first, last] came or went, not at the end.
    void filled(ConversationId conversation, store::Range range);

    void watermarks(ConversationId conversation, const chat::Watermarks &marks) { m_marks[conversation] = marks; }

    /// The conversation's row in the list is another.
    void touched(ConversationId conversation) { m_touched.insert(conversation); }

    /// The conversation's held ranges or head are others: cursor, holes and receipts may follow.
    void logged(ConversationId conversation);

    /// Who can read the conversation, or whether it can be written to, may be another now.
    void regrouped(ConversationId conversation) { m_regrouped.insert(conversation); }

    /// A commit that this device could not take: the relay should know.
    void badCommit(ConversationId conversation, Seq seq) { m_badCommits.emplace_back(conversation, seq); }

    /// The log knows what this store does not: an older copy of it was put back.
    void olderStore() { m_isOlderStore = true; }

    /// Runs after the commit, before the signals.
    void then(std::function<void()> action) { m_after.push_back(std::move(action)); }

private:
    friend class Ledger;

    std::vector<chat::Message> m_added;
    std::vector<chat::Message> m_changed;
    std::vector<std::pair<ConversationId, MessageId>> m_removed;
    std::map<ConversationId, store::Range> m_filled;
    std::map<ConversationId, chat::Watermarks> m_marks;
    std::set<ConversationId> m_touched;
    std::set<ConversationId> m_logged;
    std::set<ConversationId> m_regrouped;
    std::vector<std::pair<ConversationId, Seq>> m_badCommits;
    std::vector<std::function<void()>> m_after;
    bool m_isOlderStore = false;
};

class Ledger
{
public:
    using Work = std::function<Result<void>(Turn &)>;

    struct Hooks
    {
        std::function<void(const std::set<ConversationId> &)> logged; ///< After a commit, see Turn::logged().
        std::function<void(const std::set<ConversationId> &)> regrouped; ///< After a commit, see Turn::regrouped().
        std::function<void(ConversationId, Seq)> badCommit; ///< After a commit, see Turn::badCommit().
        std::function<void()> written; ///< After every commit.
        std::function<void()> undone; ///< Nothing of a transaction is on the disk: nor may it be in memory.
        std::function<void(Errc)> failed; ///< Why it takes no writes; what was in flight is to be forgotten.
        std::function<void()> recovered;
        std::function<void()> olderStoreFound; ///< After a commit, see Turn::olderStore().
    };

    /// Signals are emitted through `voice`.
    Ledger(store::Store &store, Clock &clock, Session &voice);

    void setHooks(Hooks hooks) { m_hooks = std::move(hooks); }

    /// Not from within `work`; from anywhere else, signals and hooks included.
    Result<void> write(const Work &work);

    bool isFailing() const { return m_failing; }

private:
    void publishAll();
    void publish(const Turn &turn);
    void publishConversations(const Turn &turn);
    void settle(const Result<void> &written);
    void probe();

    store::Store &m_store;
    Session &m_voice;
    Hooks m_hooks;
    std::unique_ptr<Timer> m_probe;
    std::map<qint64, std::optional<Turn>> m_told; ///< By commit; nothing while its consequences are run.
    qint64 m_commits = 0;
    bool m_isPublishing = false;
    bool m_failing = false;
};

/// The disk or the file is at fault, not what was to be written.
bool isStoreFailure(Errc code);

} // namespace pc::session
