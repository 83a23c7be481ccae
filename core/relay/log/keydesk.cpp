// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/keydesk.h"

#include "core/mls_public/profile.h"
#include "core/relay/keys/packagecheck.h"

#include <set>

namespace pc::relay::log {

namespace {

/// Ten claims a minute for one claimer and one target.
constexpr accounts::BucketRate kClaimRate { 10, Milliseconds { 6'000 }, 20'000 };

/// More would not fit one commit.
constexpr size_t kMostClaimed = mls::kMostWelcomesACommit;

} // namespace

KeyDesk::KeyDesk(ConversationCache &cache, GroupTables &tables, GroupCare &care, const Clock &clock)
    : m_cache(cache)
    , m_tables(tables)
    , m_care(care)
    , m_clock(clock)
    , m_claims(kClaimRate, clock)
{
}

Result<KeysAnswer> KeyDesk::answer(const accounts::Actor &actor, const wire::Keys &keys)
{
    switch (keys.op) {
    case wire::KeysOp::PutPackages:
        return put(actor, keys);
    case wire::KeysOp::CountPackages:
        return count(actor);
    case wire::KeysOp::NextWelcome:
        return nextWelcome(actor);
    case wire::KeysOp::CheckGroup:
        if (!keys.conversation)
            return m_care.wanting(actor);
        break;
    case wire::KeysOp::ClaimPackages:
    case wire::KeysOp::AckWelcome:
    case wire::KeysOp::RefuseWelcome:
    case wire::KeysOp::GroupInfo:
    case wire::KeysOp::TakeLease:
    case wire::KeysOp::BadCommit:
        break;
    }
    if (!keys.conversation)
        return KeysAnswer::refused(Errc::Invalid, QStringLiteral("no conversation"));
    auto found = m_cache.find(*keys.conversation);
    if (!found)
        return found.error();
    const auto object = Roster::objectFor(*found ? (*found)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, accounts::Action::SendHandshake, object); !allowed)
        return KeysAnswer::refused(allowed.code());
    return ofConversation(actor, keys, **found);
}

Result<KeysAnswer> KeyDesk::ofConversation(
    const accounts::Actor &actor, const wire::Keys &keys, const ConversationState &state)
{
    switch (keys.op) {
    case wire::KeysOp::ClaimPackages:
        return claim(actor, keys, state);
    case wire::KeysOp::AckWelcome:
    case wire::KeysOp::RefuseWelcome:
        if (auto dropped = m_tables.welcomes.drop(actor.device, state.row); !dropped)
            return dropped.error();
        return KeysAnswer {};
    case wire::KeysOp::GroupInfo:
        return groupInfo(state);
    case wire::KeysOp::TakeLease:
        return takeLease(actor, state);
    case wire::KeysOp::CheckGroup:
        return m_care.check(state);
    case wire::KeysOp::BadCommit:
        return m_care.complain(actor, state, keys.seq);
    case wire::KeysOp::PutPackages:
    case wire::KeysOp::CountPackages:
    case wire::KeysOp::NextWelcome:
        break; // not about a conversation
    }
    return KeysAnswer::refused(Errc::Invalid);
}

Result<KeysAnswer> KeyDesk::put(const accounts::Actor &actor, const wire::Keys &keys)
{
    const UtcTime now = m_clock.utcNow();
    auto kept = m_tables.packages.count(actor.device, now);
    if (!kept)
        return kept.error();
    if (keys.items.empty() || keys.items.size() + size_t(*kept) > size_t(mls::kMostPackages))
        return KeysAnswer::refused(keys.items.empty() ? Errc::Invalid : Errc::TooLarge);
    std::vector<keys::PublishedPackage> checked;
    for (const QByteArray &item : keys.items) {
        auto package = keys::checkPackage(item, actor.user, actor.device, now);
        if (!package)
            return KeysAnswer::refused(package.code(), package.error().detail);
        checked.push_back(std::move(*package));
    }
    for (const keys::PublishedPackage &package : checked) {
        if (auto stored = m_tables.packages.put(package); !stored)
            return stored.error();
    }
    return count(actor);
}

Result<KeysAnswer> KeyDesk::count(const accounts::Actor &actor)
{
    auto left = m_tables.packages.count(actor.device, m_clock.utcNow());
    if (!left)
        return left.error();
    KeysAnswer answer;
    answer.count = quint64(*left);
    return answer;
}

Result<KeysAnswer> KeyDesk::claim(const accounts::Actor &actor, const wire::Keys &keys, const ConversationState &state)
{
    if (keys.users.empty() || keys.users.size() > kMostClaimed)
        return KeysAnswer::refused(keys.users.empty() ? Errc::Invalid : Errc::TooLarge);
    const std::set<UserId> wanted(keys.users.begin(), keys.users.end());
    for (const UserId user : wanted) {
        if (!m_claims.take(actor.user.raw().toByteArray() + user.raw().toByteArray())) {
            KeysAnswer answer = KeysAnswer::refused(Errc::RateLimited);
            answer.retryAfter = kClaimRate.refill;
            return answer;
        }
    }
    auto entitled = m_tables.groups.entitled(state.row);
    if (!entitled)
        return entitled.error();
    KeysAnswer answer;
    for (const auto &[device, user] : *entitled) {
        if (!wanted.contains(user) || device == actor.device)
            continue;
        if (answer.items.size() == kMostClaimed)
            break; // the others join by themselves
        auto package = m_tables.packages.claim(device, m_clock.utcNow());
        if (!package)
            return package.error();
        if (*package)
            answer.items.push_back(std::move(**package));
    }
    answer.conversation = state.id;
    return answer;
}

Result<KeysAnswer> KeyDesk::nextWelcome(const accounts::Actor &actor)
{
    auto waiting = m_tables.welcomes.next(actor.device);
    if (!waiting)
        return waiting.error();
    KeysAnswer answer;
    if (*waiting) {
        answer.conversation = (*waiting)->conversation;
        answer.seq = (*waiting)->began;
        answer.items = { std::move((*waiting)->welcome), std::move((*waiting)->tree) };
    }
    return answer;
}

Result<KeysAnswer> KeyDesk::groupInfo(const ConversationState &state)
{
    auto stored = m_tables.groups.load(state.row);
    if (!stored)
        return stored.error();
    if (!*stored)
        return KeysAnswer::refused(Errc::NotFound);
    KeysAnswer answer;
    answer.conversation = state.id;
    answer.seq = (*stored)->began;
    answer.items = { (*stored)->groupInfo, keys::encodedTree((*stored)->group.tree()) };
    return answer;
}

KeysAnswer KeyDesk::takeLease(const accounts::Actor &actor, const ConversationState &state)
{
    const auto wait = m_tables.leases.take(state.id, actor.device, m_clock.monotonicNow());
    if (!wait)
        return {};
    KeysAnswer answer = KeysAnswer::refused(Errc::Unavailable);
    answer.retryAfter = *wait;
    return answer;
}

} // namespace pc::relay::log
