// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/groupcare.h"

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/relay/log/place.h"
#include "core/wire/limits.h"

namespace pc::relay::log {

namespace {

/// What fits one answer; who has seen to these asks again.
constexpr int kMostItems = int(wire::kMaxItems);

/// Of one kind a turn: messages wait no longer than for a few of themselves.
constexpr int kTidiedAtOnce = 200;

/// After that nobody comes for a Welcome: its package is dead, and the device joins by itself. Ours.
constexpr std::chrono::hours kWelcomeLife { 24 * 90 };

/// For so long somebody could still put a claimed package again.
constexpr auto kClaimsRemembered = mls::kPackageBackdating + mls::kPackageLife + mls::kLifetimeTolerance;

/// Which group's handshake a log entry holds, if it is a commit's.
std::optional<quint32> generationOfCommit(const Entry &entry)
{
    const wire::Frame frame = toFrame(entry);
    const auto *handshake = std::get_if<wire::Handshake>(&frame.data);
    if (!handshake || handshake->op != wire::HandshakeOp::Commit)
        return std::nullopt;
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    const auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(handshake->content), limits);
    const auto *commit = message ? std::get_if<mls::PublicMessage>(&message->content) : nullptr;
    return commit ? identity::generationOf(commit->content.groupId, entry.conversation) : std::nullopt;
}

} // namespace

GroupCare::GroupCare(sql::Database &database, ConversationCache &cache, GroupTables &tables)
    : m_cache(cache)
    , m_tables(tables)
    , m_entry(database, "SELECT kind, device, body FROM entries WHERE place = ?")
{
}

Result<KeysAnswer> GroupCare::wanting(const accounts::Actor &actor)
{
    auto found = m_tables.leaves.wanting(actor.user, kMostItems);
    if (!found)
        return found.error();
    KeysAnswer answer;
    for (const ConversationId conversation : *found)
        answer.items.push_back(conversation.raw().toByteArray());
    return answer;
}

Result<KeysAnswer> GroupCare::check(const ConversationState &state)
{
    auto standing = m_tables.groups.standing(state.row);
    if (!standing)
        return standing.error();
    if (!*standing)
        return KeysAnswer::refused(Errc::NotFound);
    auto ended = m_tables.leaves.ended(state.row, kMostItems);
    if (!ended)
        return ended.error();
    KeysAnswer answer;
    answer.conversation = state.id;
    answer.seq = (*standing)->began;
    answer.isFrozen = (*standing)->isFrozen;
    for (const keys::GroupLeaf &leaf : *ended)
        answer.items.push_back(leaf.user.raw().toByteArray() + leaf.device.raw().toByteArray());
    return answer;
}

Result<KeysAnswer> GroupCare::complain(
    const accounts::Actor &actor, const ConversationState &state, std::optional<Seq> commit)
{
    if (!commit)
        return KeysAnswer::refused(Errc::Invalid, QStringLiteral("no commit is named"));
    const RosterMember *member = state.roster->find(actor.user);
    auto standing = m_tables.groups.standing(state.row);
    if (!standing)
        return standing.error();
    auto committer = committerOf(state, *commit);
    if (!committer)
        return committer.error();
    if (!*standing || !*committer || !member || *commit < member->first)
        return KeysAnswer::refused(Errc::NotFound, QStringLiteral("no commit of this group stands there"));
    auto isIn = m_tables.leaves.has(state.row, actor.device);
    if (!isIn)
        return isIn.error();
    if (!*isIn || **committer == actor.device)
        return KeysAnswer::refused(Errc::Forbidden);
    KeysAnswer answer;
    answer.conversation = state.id;
    answer.isFrozen = (*standing)->isFrozen;
    if (answer.isFrozen)
        return answer;
    if (auto put = m_tables.badCommits.put(state.row, actor.device, actor.user, *commit); !put)
        return put.error();
    auto believed = m_tables.badCommits.areBelieved(state.row, *commit);
    if (!believed)
        return believed.error();
    if (!*believed)
        return answer;
    if (auto frozen = m_tables.groups.freeze(state.row); !frozen)
        return frozen.error();
    LogLine(lcRelay(), QtWarningMsg, "a group is frozen: its members cannot process a commit");
    answer.isFrozen = true;
    answer.hinted = state.roster;
    return answer;
}

/// Nothing when there is no commit of the present group at that place.
Result<std::optional<DeviceId>> GroupCare::committerOf(const ConversationState &state, Seq commit)
{
    if (!state.group || commit < Seq { 1 } || commit > state.head)
        return std::optional<DeviceId>();
    auto rows = m_entry.query(placeOf(state.row, commit));
    if (!rows)
        return rows.error();
    if (!rows->next()) {
        if (auto end = rows->finish(); !end)
            return end.error();
        return std::optional<DeviceId>();
    }
    Entry entry;
    entry.conversation = state.id;
    entry.kind = EntryKind(rows->number(0));
    entry.device = rows->id<DeviceId>(1);
    entry.body = rows->bytes(2);
    if (entry.kind != EntryKind::Handshake || generationOfCommit(entry) != state.group->generation)
        return std::optional<DeviceId>();
    return std::optional(entry.device);
}

Result<std::vector<std::pair<ConversationId, SharedRoster>>> GroupCare::leftBehind(DeviceId device)
{
    auto found = m_tables.leaves.leftBehind(device, kMostItems);
    if (!found)
        return found.error();
    std::vector<std::pair<ConversationId, SharedRoster>> groups;
    for (const ConversationId conversation : *found) {
        auto state = m_cache.find(conversation);
        if (!state)
            return state.error();
        if (*state)
            groups.emplace_back(conversation, (*state)->roster);
    }
    return groups;
}

Result<bool> GroupCare::tidy(UtcTime now)
{
    auto packages = m_tables.packages.tidy(now, now - kClaimsRemembered, kTidiedAtOnce);
    if (!packages)
        return packages.error();
    auto welcomes = m_tables.welcomes.tidy(now - kWelcomeLife, kTidiedAtOnce);
    if (!welcomes)
        return welcomes.error();
    return *packages >= kTidiedAtOnce || *welcomes >= kTidiedAtOnce;
}

} // namespace pc::relay::log
