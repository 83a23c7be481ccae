// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/keyagreement.h"

#include "core/base/log.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr size_t kMostAtOnce = 4; // conversations that wait for an answer
constexpr int kMostATurn = 8; // conversations looked at before others have a turn
constexpr Milliseconds kFirstWait { 500 };
constexpr Milliseconds kLongestWait { 120'000 };
constexpr Milliseconds kUnhurried { 5'000 }; // what no message waits for
constexpr Milliseconds kSpread { 100 }; // between two conversations that are only looked after
constexpr Milliseconds kCommitSpread { 1'500 }; // everybody else is about to do it, too
constexpr Milliseconds kRenewalSpread { 60'000 };
constexpr Milliseconds kClassSpread { 10'000 };
constexpr Milliseconds kLookAgain { 20'000 };

} // namespace

KeyAgreement::KeyAgreement(Context &context, Welcomes &welcomes, GroupCheck &check, PeerLists &lists)
    : m_context(context)
    , m_welcomes(welcomes)
    , m_check(check)
    , m_lists(lists)
    , m_timer(context.clock.makeTimer([this] { run(); }))
{
}

void KeyAgreement::open()
{
    m_isOpen = true;
    scheduleAll();
    arm();
}

void KeyAgreement::close()
{
    m_isOpen = false;
    m_tasks.clear();
    m_flights.clear();
    m_settled.clear();
    m_behind.clear();
    m_claimed.clear();
    m_lists.close();
    m_timer->stop();
}

void KeyAgreement::restart()
{
    const bool wasOpen = m_isOpen;
    close();
    if (wasOpen)
        open();
}

/// First what keeps this device from reading, then the rest, one after the other.
void KeyAgreement::scheduleAll()
{
    const auto rows = m_context.store.conversations.list();
    if (!rows) {
        qCWarning(lcSession) << "no conversations to agree on keys for:" << wireName(rows.code());
        return;
    }
    const MonoTime now = m_context.clock.monotonicNow();
    Milliseconds later = kUnhurried;
    for (const store::ConversationRow &row : *rows) {
        const auto group = m_context.store.groups.find(row.id);
        const bool isIn = group && *group && (*group)->place == store::GroupPlace::Joined;
        const bool mayWait = group && *group && !isIn && (*group)->place != store::GroupPlace::None;
        if (row.left && !mayWait)
            continue;
        Task &task = taskOf(row.id);
        task.due = now;
        if (isIn && !m_wanted.contains(row.id)) {
            task.due = now + later;
            later += kSpread;
        }
    }
}

KeyAgreement::Task &KeyAgreement::taskOf(ConversationId conversation)
{
    const auto found = m_tasks.find(conversation);
    if (found != m_tasks.end())
        return found->second;
    return m_tasks
        .emplace(conversation,
            Task { m_context.clock.monotonicNow(), {}, {}, false, false, false, 0,
                Backoff(kFirstWait, kLongestWait, m_context.random) })
        .first->second;
}

void KeyAgreement::want(ConversationId conversation)
{
    m_wanted.insert(conversation);
    if (!m_isOpen || m_settled.contains(conversation))
        return;
    Task &task = taskOf(conversation);
    if (!task.isAsking && task.backoff.attempts() == 0)
        task.due = m_context.clock.monotonicNow();
    arm();
}

void KeyAgreement::look(ConversationId conversation)
{
    m_settled.erase(conversation);
    if (!m_isOpen)
        return;
    Task &task = taskOf(conversation);
    task.hasAskedWelcome = false;
    if (!task.isAsking)
        task.due = m_context.clock.monotonicNow();
    arm();
}

void KeyAgreement::logged(ConversationId conversation)
{
    if (m_behind.erase(conversation) > 0)
        look(conversation);
}

void KeyAgreement::arm()
{
    if (!m_isOpen || !m_context.isReady() || m_flights.size() >= kMostAtOnce)
        return;
    std::optional<MonoTime> next;
    for (const auto &[conversation, task] : m_tasks) {
        if (!task.isAsking && (!next || task.due < *next))
            next = task.due;
    }
    if (next)
        m_timer->start(
            std::max(Milliseconds { 0 }, std::chrono::ceil<Milliseconds>(*next - m_context.clock.monotonicNow())));
}

void KeyAgreement::run()
{
    const MonoTime now = m_context.clock.monotonicNow();
    for (int steps = 0; steps < kMostATurn && m_isOpen && m_context.isReady(); ++steps) {
        if (m_flights.size() >= kMostAtOnce)
            return; // an answer arms the timer again
        const auto first = std::ranges::min_element(
            m_tasks, {}, [](const auto &entry) { return entry.second.isAsking ? MonoTime::max() : entry.second.due; });
        if (first == m_tasks.end() || first->second.isAsking || first->second.due > now)
            break;
        step(first->first);
    }
    arm();
}

void KeyAgreement::put(ConversationId conversation, Milliseconds delay)
{
    Task &task = taskOf(conversation);
    task.isAsking = false;
    task.due = m_context.clock.monotonicNow() + delay;
    arm();
}

void KeyAgreement::retry(ConversationId conversation)
{
    put(conversation, taskOf(conversation).backoff.next());
}

Milliseconds KeyAgreement::jitter(Milliseconds most)
{
    return Milliseconds { qint64(m_context.random.below(quint64(most.count()) + 1)) };
}

bool KeyAgreement::mayCreate(ConversationId conversation) const
{
    if (m_wanted.contains(conversation))
        return true;
    const auto row = m_context.store.conversations.find(conversation);
    return row && *row && (*row)->kind == chat::ConversationKind::Class
        && m_context.self.person.role != people::Role::Guardian;
}

/// As the relay judges it, too.
bool KeyAgreement::mayBeginAnew(ConversationId conversation) const
{
    const auto row = m_context.store.conversations.find(conversation);
    const auto members = m_context.store.members.present(conversation);
    if (!row || !*row || !members)
        return false;
    const bool hasStaff = std::ranges::any_of(
        *members, [](const chat::Member &member) { return member.person.role != people::Role::Guardian; });
    const bool isOwner = std::ranges::any_of(*members, [this](const chat::Member &member) {
        return member.person.id == m_context.user() && member.role == chat::MemberRole::Owner;
    });
    return (*row)->kind == chat::ConversationKind::Direct || m_context.self.person.role != people::Role::Guardian
        || (!hasStaff && isOwner);
}

/// Whoever is in the group takes out devices that are signed out, as soon as nothing else is to be done.
Result<groups::Need> KeyAgreement::needOf(ConversationId conversation)
{
    using groups::NeedKind;
    auto need = m_context.groups.needs(conversation);
    if (!need)
        return need;
    const bool isIdle = need->kind == NeedKind::Nothing || need->kind == NeedKind::AddUsers
        || need->kind == NeedKind::UpdateKeys || need->kind == NeedKind::CommitProposals
        || need->kind == NeedKind::CheckAccounts || need->kind == NeedKind::ConfirmAccounts;
    if (!isIdle)
        return need;
    auto leaves = m_check.leavesToRemove(conversation);
    return leaves.empty() ? need : groups::Need { NeedKind::RemoveLeaves, std::move(leaves), {} };
}

/// A group whose last commit members cannot take; everybody else comes in again when it was begun anew.
void KeyAgreement::beginAnew(ConversationId conversation)
{
    Task &task = taskOf(conversation);
    const auto standing = m_context.groups.standing(conversation);
    if (!standing || !mayBeginAnew(conversation)) {
        m_tasks.erase(conversation);
        return;
    }
    if (task.backoff.attempts() == 0) {
        task.backoff.next();
        return put(conversation, jitter(kClassSpread));
    }
    create(conversation, standing->generation + 1);
}

/// Looks at what is to be done next, and begins it, or puts it off.
void KeyAgreement::step(ConversationId conversation)
{
    using groups::NeedKind;
    const auto need = needOf(conversation);
    if (!need) {
        qCWarning(lcSession) << "a group cannot be looked at:" << wireName(need.code());
        return retry(conversation);
    }
    qCDebug(lcSession) << "keys of" << conversation.raw().toShortString() << "need" << int(need->kind);
    Task &task = taskOf(conversation);
    const bool isWanted = m_wanted.contains(conversation);
    const bool isFresh = task.backoff.attempts() == 0 && !task.hasLease;
    if (m_check.isFrozen(conversation) && need->kind != NeedKind::Settle && need->kind != NeedKind::GiveUp)
        return beginAnew(conversation);
    switch (need->kind) {
    case NeedKind::Nothing:
        return settled(conversation);
    case NeedKind::Repair:
        m_tasks.erase(conversation); // a person's to ask for
        return;
    case NeedKind::Settle:
        return settle(conversation);
    case NeedKind::GiveUp:
        return absent(conversation);
    case NeedKind::Create:
        if (!mayCreate(conversation)) {
            m_tasks.erase(conversation);
            return;
        }
        if (!isWanted && isFresh) {
            task.backoff.next();
            return put(conversation, jitter(kClassSpread));
        }
        return create(conversation);
    case NeedKind::Join:
        return join(conversation);
    case NeedKind::RemoveLeaves:
    case NeedKind::CommitProposals:
        if (!isWanted && isFresh) {
            task.backoff.next();
            return put(conversation, jitter(kCommitSpread));
        }
        return commit(conversation, *need);
    case NeedKind::UpdateKeys:
        if (isFresh) {
            task.backoff.next();
            if (need->inDoubt.empty()) {
                m_settled.insert(conversation); // old keys are keys
                if (m_ready)
                    m_ready(conversation);
            }
            return put(conversation, jitter(kRenewalSpread));
        }
        return commit(conversation, *need);
    case NeedKind::AddUsers:
        if (claimable(conversation, need->users).empty())
            return need->inDoubt.empty() ? settled(conversation) : stopForDoubt(conversation, need->inDoubt);
        if (!isWanted && isFresh) {
            task.backoff.next();
            return put(conversation, jitter(kCommitSpread));
        }
        return commit(conversation, *need);
    case NeedKind::CheckAccounts:
        return checkAccounts(conversation, need->users);
    case NeedKind::ConfirmAccounts:
        return stopForDoubt(conversation, need->inDoubt);
    }
}

void KeyAgreement::checkAccounts(ConversationId conversation, const std::vector<UserId> &users)
{
    taskOf(conversation).isAsking = true;
    m_lists.check(users, [this, conversation](const Result<void> &checked) {
        if (checked)
            put(conversation, Milliseconds { 0 });
        else
            retry(conversation);
    });
}

void KeyAgreement::stopForDoubt(ConversationId conversation, const std::vector<UserId> &users)
{
    const MonoTime now = m_context.clock.monotonicNow();
    const auto lookAgain = taskOf(conversation).lookAgain;
    if (lookAgain && now >= *lookAgain) {
        taskOf(conversation).lookAgain = now + kLookAgain;
        for (const UserId user : users)
            m_context.accounts.lookAgain(user);
        return checkAccounts(conversation, users);
    }
    if (!lookAgain) {
        taskOf(conversation).lookAgain = now + kLookAgain;
        qCWarning(lcSession) << "nothing is sent to" << conversation.raw().toShortString()
                             << "for now: somebody is in doubt";
        (void)m_context.ledger.write([conversation](Turn &turn) -> Result<void> {
            turn.regrouped(conversation); // its readers are told apart by now
            return {};
        });
    }
    put(conversation, std::chrono::ceil<Milliseconds>(*taskOf(conversation).lookAgain - now));
}

/// Nothing is to be done; but a group that is behind its log, or none at all, is nothing to seal with.
void KeyAgreement::settled(ConversationId conversation)
{
    m_tasks.erase(conversation);
    const auto standing = m_context.groups.standing(conversation);
    const auto row = m_context.store.conversations.find(conversation);
    const bool isAtEnd
        = standing && standing->place == groups::Place::Joined && row && *row && (*row)->head <= standing->cursor;
    if (!isAtEnd) {
        m_behind.insert(conversation);
        return;
    }
    m_settled.insert(conversation);
    if (m_ready)
        m_ready(conversation);
}

} // namespace pc::session
