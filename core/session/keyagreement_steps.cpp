// SPDX-License-Identifier: GPL-3.0-or-later
// KeyAgreement: what is asked of the relay, and what becomes of its answers.

#include "core/base/log.h"
#include "core/mls_public/profile.h"
#include "core/session/disclose.h"
#include "core/session/keyagreement.h"
#include "core/session/translate.h"
#include "core/store/order.h"

#include <algorithm>

namespace pc::session {

using groups::DraftRefusal;
using groups::HandshakeDraft;
using groups::NeedKind;
using groups::Place;
using groups::RelayRefusal;

namespace {

constexpr Milliseconds kGrace { 1'000 }; // in which a Welcome may come, for one who wants to write
constexpr Milliseconds kGraceAMember { 20 }; // in a class all come at once
constexpr Milliseconds kLeaseSpread { 500 };
constexpr Milliseconds kPause { 1'000 }; // the relay asked for patience without saying how much
constexpr Milliseconds kNoPackages { 600'000 }; // until somebody who had none is asked for again
constexpr Milliseconds kPackagesSoon { 1'000 };
constexpr int kMostPackageTries = 3;
constexpr qsizetype kMostWithoutLease = 2; // two do not crowd each other

} // namespace

void KeyAgreement::ask(ConversationId conversation, wire::KeysOp op, Step step, const std::vector<UserId> &users)
{
    wire::Keys keys;
    keys.op = op;
    keys.conversation = conversation;
    if (op == wire::KeysOp::ClaimPackages)
        keys.users = users;
    if (!m_context.isReady())
        return; // the connection is gone, and close() on its way
    taskOf(conversation).isAsking = true;
    m_flights.emplace(m_context.link.request(keys), Flight { conversation, step, {}, users });
}

void KeyAgreement::make(ConversationId conversation, const std::vector<UserId> &users,
    const std::function<Result<groups::Either<HandshakeDraft, DraftRefusal>>()> &prepare)
{
    std::optional<HandshakeDraft> draft;
    std::optional<DraftRefusal> why;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto made = prepare();
        if (!made)
            return made.error();
        if (auto *ready = std::get_if<HandshakeDraft>(&*made))
            draft = std::move(*ready);
        else
            why = std::get<DraftRefusal>(*made);
        if (why == DraftRefusal::GroupInfoRefused)
            turn.regrouped(conversation); // it may be given up now
        return {};
    });
    if (!m_isOpen || !m_context.isReady())
        return; // the disk or the connection failed: what was made is in the store, or was not
    if (draft)
        return send(*draft, users);
    if (written) {
        qCInfo(lcSession) << "no change was made:" << int(*why);
        if (why == DraftRefusal::NothingToDo) // what came is not fit to be added
            giveUpOn({ conversation, Step::Packages, {}, users });
    }
    retry(conversation);
}

void KeyAgreement::send(const HandshakeDraft &draft, const std::vector<UserId> &users)
{
    if (!m_context.isReady())
        return;
    taskOf(draft.conversation).isAsking = true;
    m_flights.emplace(
        m_context.link.request(toWire(draft)), Flight { draft.conversation, Step::Change, draft.message, users });
}

void KeyAgreement::create(ConversationId conversation, quint32 generation)
{
    make(conversation, {},
        [this, conversation, generation] { return m_context.groups.prepareCreate(conversation, generation); });
}

/// The change of ours that has no answer yet, as it was sent.
void KeyAgreement::settle(ConversationId conversation)
{
    const auto draft = m_context.groups.pending(conversation);
    if (!draft || !*draft)
        return retry(conversation);
    send(**draft, {});
}

/// A Welcome is the cheaper way in, and often on its way: first that is asked for, and waited for a little.
void KeyAgreement::join(ConversationId conversation)
{
    Task &task = taskOf(conversation);
    if (!task.hasAskedWelcome) {
        task.hasAskedWelcome = true;
        task.isAsking = true;
        m_welcomes.ask([this, conversation] { put(conversation, Milliseconds { 0 }); });
        return;
    }
    const MonoTime now = m_context.clock.monotonicNow();
    if (!task.joinAfter) {
        const auto members = m_context.store.members.present(conversation);
        const qint64 crowd = members ? qint64(members->size()) : 0;
        task.joinAfter
            = now + kGrace + (m_wanted.contains(conversation) ? Milliseconds { 0 } : jitter(kGraceAMember * crowd));
    }
    if (now < *task.joinAfter)
        return put(conversation, std::chrono::ceil<Milliseconds>(*task.joinAfter - now));
    if (needsLease(conversation) && !task.hasLease)
        return takeLease(conversation);
    ask(conversation, wire::KeysOp::GroupInfo, Step::GroupInfo);
}

void KeyAgreement::commit(ConversationId conversation, const groups::Need &need)
{
    if (needsLease(conversation) && !taskOf(conversation).hasLease)
        return takeLease(conversation);
    if (need.kind == NeedKind::AddUsers)
        return claim(conversation, claimable(conversation, need.users));
    make(conversation, {}, [this, conversation, leaves = need.leaves] {
        return m_context.groups.prepareCommit(conversation, groups::Changes { {}, leaves });
    });
}

bool KeyAgreement::needsLease(ConversationId conversation) const
{
    const auto standing = m_context.groups.standing(conversation);
    if (standing && standing->place == Place::Joined)
        return standing->leaves > kMostWithoutLease;
    const auto members = m_context.store.members.present(conversation);
    return members && qsizetype(members->size()) > kMostWithoutLease;
}

void KeyAgreement::takeLease(ConversationId conversation)
{
    ask(conversation, wire::KeysOp::TakeLease, Step::Lease);
}

std::vector<UserId> KeyAgreement::claimable(ConversationId conversation, const std::vector<UserId> &users) const
{
    const MonoTime now = m_context.clock.monotonicNow();
    std::vector<UserId> open;
    for (const UserId user : users) {
        const auto claimed = m_claimed.find({ conversation, user });
        if (open.size() + 1 < mls::kMostWelcomesACommit && (claimed == m_claimed.end() || claimed->second <= now))
            open.push_back(user);
    }
    return open;
}

void KeyAgreement::claim(ConversationId conversation, const std::vector<UserId> &users)
{
    std::vector<UserId> all = users;
    if (m_claimed.try_emplace({ conversation, m_context.user() }, MonoTime::max()).second)
        all.push_back(m_context.user()); // once: what comes later to this person's other devices joins by itself
    ask(conversation, wire::KeysOp::ClaimPackages, Step::Packages, all);
}

/// Whoever cannot be added now comes in by themselves.
void KeyAgreement::giveUpOn(const Flight &flight)
{
    for (const UserId user : flight.users)
        m_claimed[{ flight.conversation, user }] = m_context.clock.monotonicNow() + kNoPackages;
    taskOf(flight.conversation).packageTries = 0;
}

void KeyAgreement::packagesCame(const Flight &flight, const std::vector<QByteArray> &packages)
{
    const ConversationId conversation = flight.conversation;
    if (packages.empty()) {
        // Somebody who signs in just now is about to publish some: what is written to them should not come before them.
        if (++taskOf(conversation).packageTries < kMostPackageTries)
            return put(conversation, kPackagesSoon);
        giveUpOn(flight);
        return put(conversation, Milliseconds { 0 });
    }
    make(conversation, flight.users, [this, conversation, &packages] {
        return m_context.groups.prepareCommit(conversation, groups::Changes { packages, {} });
    });
}

void KeyAgreement::joinFromOutside(ConversationId conversation, const std::vector<QByteArray> &groupInfoAndTree)
{
    const auto standing = m_context.groups.standing(conversation);
    if (standing && standing->place == Place::Joined)
        return put(conversation, Milliseconds { 0 });
    if (groupInfoAndTree.size() != 2)
        return retry(conversation);
    make(conversation, {}, [this, conversation, &groupInfoAndTree] {
        return m_context.groups.prepareExternalJoin(conversation, groupInfoAndTree[0], groupInfoAndTree[1]);
    });
}

Result<void> KeyAgreement::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto found = m_flights.find(frame);
    if (found == m_flights.end())
        return {};
    const Flight flight = std::move(found->second);
    m_flights.erase(found);
    const auto *ack = std::get_if<wire::Ack>(&answer);
    return ack ? acked(turn, flight, *ack) : refused(turn, flight, answer);
}

Result<void> KeyAgreement::acked(Turn &turn, const Flight &flight, const wire::Ack &ack)
{
    const ConversationId conversation = flight.conversation;
    switch (flight.step) {
    case Step::Lease:
        turn.then([this, conversation] {
            taskOf(conversation).hasLease = true;
            put(conversation, Milliseconds { 0 });
        });
        return {};
    case Step::Packages:
        turn.then([this, flight, packages = ack.items] { packagesCame(flight, packages); });
        return {};
    case Step::GroupInfo:
        turn.then([this, conversation, items = ack.items] {
            // If this device was added by now, its Welcome is there: coming in by it, nothing said since is missed.
            m_welcomes.ask([this, conversation, items] { joinFromOutside(conversation, items); });
        });
        return {};
    case Step::Change:
        break;
    }
    return accepted(turn, flight, ack);
}

/// The relay has it in the log: from here on it is so.
Result<void> KeyAgreement::accepted(Turn &turn, const Flight &flight, const wire::Ack &ack)
{
    const ConversationId conversation = flight.conversation;
    turn.then([this, conversation] {
        m_check.thawed(conversation);
        m_tasks.erase(conversation); // its lease is used, its backoff is over
        look(conversation);
    });
    if (!ack.seq || !store::isPlausible(*ack.seq))
        return {};
    store::Store &store = m_context.store;
    if (auto raised = store.conversations.raiseHead(conversation, *ack.seq); !raised)
        return raised;
    turn.logged(conversation);
    auto taken = m_context.groups.accepted(
        conversation, flight.change, *ack.seq, ack.sentAt.value_or(m_context.clock.utcNow()));
    if (!taken)
        return taken.error();
    if (auto shown = disclose(m_context, turn, conversation, *taken); !shown)
        return shown;
    return store.held.holdSilently(conversation, { *ack.seq, *ack.seq }, store::Silence::NotShown);
}

Result<void> KeyAgreement::refused(Turn &turn, const Flight &flight, const link::Answer &answer)
{
    const ConversationId conversation = flight.conversation;
    const Error error = refusal(answer).value_or(Error { Errc::Internal, {} });
    const auto *reply = std::get_if<wire::ErrorReply>(&answer);
    const bool mustWait = reply && (error.code == Errc::RateLimited || error.code == Errc::Unavailable);
    if (mustWait) { // what was made waits in the store
        const Milliseconds wait = reply->retryAfter.value_or(kPause);
        turn.then([this, flight, conversation, wait, isLimited = error.code == Errc::RateLimited] {
            if (flight.step == Step::Packages && isLimited && ++taskOf(conversation).packageTries >= kMostPackageTries)
                giveUpOn(flight);
            put(conversation, wait + jitter(kLeaseSpread));
        });
        return {};
    }
    if (flight.step == Step::GroupInfo && error.code == Errc::NotFound) {
        turn.then([this, conversation] { absent(conversation); });
        return {};
    }
    if (flight.step == Step::Change && reply)
        return changeRefused(turn, flight, error);
    turn.then([this, conversation] { retry(conversation); });
    return {};
}

Result<void> KeyAgreement::changeRefused(Turn &turn, const Flight &flight, const Error &error)
{
    const ConversationId conversation = flight.conversation;
    // Expired: the group is frozen, and waits for being begun anew.
    const bool mayPass = error.code == Errc::StaleEpoch || error.code == Errc::Conflict || error.code == Errc::Expired;
    if (!mayPass)
        qCWarning(lcSession) << "the relay refused a change:" << wireName(error.code);
    turn.then([this, conversation, isFrozen = error.code == Errc::Expired] {
        if (isFrozen)
            m_check.check(conversation);
        Task &task = taskOf(conversation);
        task.hasLease = false;
        task.hasAskedWelcome = false;
        retry(conversation);
    });
    turn.regrouped(conversation);
    return m_context.groups.refused(conversation, flight.change, mayPass ? RelayRefusal::Stale : RelayRefusal::Final);
}

void KeyAgreement::absent(ConversationId conversation)
{
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto taken = m_context.groups.absent(conversation);
        return taken ? disclose(m_context, turn, conversation, *taken) : taken.error();
    });
    if (written)
        put(conversation, Milliseconds { 0 });
    else
        retry(conversation);
}

} // namespace pc::session
