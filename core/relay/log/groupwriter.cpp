// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/groupwriter.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/relay/keys/packagecheck.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace pc::relay::log {

namespace {

/// One MLSMessage of that kind out of bytes that were bounded by the wire.
template<typename Kind>
std::optional<Kind> messageOf(const QByteArray &bytes)
{
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(bytes), limits);
    auto *kind = message ? std::get_if<Kind>(&message->content) : nullptr;
    return kind ? std::optional(std::move(*kind)) : std::nullopt;
}

/// The device whose leaf speaks: a member's own, or that of who joins by this commit.
std::optional<DeviceId> speakerOf(const mls::PublicMessage &message, const mls::RatchetTree &tree)
{
    const mls::LeafNode *leaf = nullptr;
    if (const auto *member = std::get_if<mls::SenderMember>(&message.content.sender.content))
        leaf = tree.leaf(member->leafIndex);
    else if (const auto *commit = std::get_if<mls::Commit>(&message.content.content); commit && commit->path)
        leaf = &commit->path->leafNode;
    const auto holder = leaf ? keys::holderOf(*leaf) : std::nullopt;
    return holder ? std::optional(holder->device) : std::nullopt;
}

/// Whether everybody who asked to be taken out is.
bool heedsDepartures(const mls::ProposalsByRef &open, const mls::NextGroup &change)
{
    return std::ranges::all_of(open, [&](const auto &proposal) {
        const auto *remove = std::get_if<mls::Remove>(&proposal.second.proposal.content);
        return !remove || std::ranges::find(change.removed, remove->removed) != change.removed.end();
    });
}

/// Whether every leaf is of somebody who is in the conversation now: whoever left goes with the next commit, also where it
/// was made before they did.
bool holdsMembersAlone(const mls::RatchetTree &tree, const Roster &roster)
{
    return std::ranges::all_of(tree.members(), [&](mls::LeafIndex index) {
        const mls::LeafNode *leaf = tree.leaf(index);
        const auto holder = leaf ? keys::holderOf(*leaf) : std::nullopt;
        const RosterMember *member = holder ? roster.find(holder->user) : nullptr;
        return member && member->isPresent();
    });
}

/// Whether the Welcome is for exactly the packages that the commit added.
bool welcomesAll(const QByteArray &bytes, const std::vector<mls::KeyPackageRef> &added)
{
    if (added.empty())
        return bytes.isEmpty();
    const auto welcome = messageOf<mls::Welcome>(bytes);
    return welcome && welcome->secrets.size() == added.size()
        && std::ranges::all_of(welcome->secrets, [&](const mls::EncryptedGroupSecrets &secrets) {
               return std::ranges::find(added, secrets.newMember) != added.end();
           });
}

std::vector<DeviceId> devicesOf(const mls::RatchetTree &tree, const std::vector<mls::LeafIndex> &leaves)
{
    std::vector<DeviceId> devices;
    for (const mls::LeafIndex index : leaves) {
        const mls::LeafNode *leaf = tree.leaf(index);
        if (const auto holder = leaf ? keys::holderOf(*leaf) : std::nullopt)
            devices.push_back(holder->device);
    }
    return devices;
}

/// A new group is the school's to ask for, where it is not a matter of two.
bool mayBeginAnew(const accounts::Actor &actor, const Roster &roster)
{
    return roster.kind == wire::ConversationKind::Direct || actor.role != people::Role::Guardian;
}

} // namespace

GroupWriter::GroupWriter(ConversationCache &cache, Appender &appender, GroupTables &tables)
    : m_cache(cache)
    , m_appender(appender)
    , m_tables(tables)
{
}

Result<Appended> GroupWriter::apply(const accounts::Actor &actor, const wire::Handshake &handshake, UtcTime now)
{
    auto repeat = m_appender.answerRepeat(
        handshake.conversation, handshake.message, actor.device, EntryKind::Handshake, handshakeBody(handshake));
    if (!repeat)
        return repeat.error();
    if (*repeat)
        return **repeat;
    auto found = m_cache.find(handshake.conversation);
    if (!found)
        return found.error();
    ConversationState *state = *found;
    const auto object = Roster::objectFor(state ? state->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, accounts::Action::SendHandshake, object); !allowed) {
        Appended refused;
        refused.refusal = allowed.code();
        return refused;
    }
    auto entitled = m_tables.groups.entitled(state->row);
    if (!entitled)
        return entitled.error();
    const keys::GroupPolicy policy(*entitled);
    const mls::Rules rules { .credentials = policy,
        .proposals = policy,
        .lifetimes = keys::lifetimeRules(now),
        .mostMembers = mls::kMostMembers,
        .mostOpenProposals = mls::kMostOpenProposals };
    return judge({ actor, handshake, now, *state, rules });
}

Result<Appended> GroupWriter::judge(const Case &given)
{
    auto stored = m_tables.groups.load(given.state.row);
    if (!stored)
        return stored.error();
    if (given.handshake.op == wire::HandshakeOp::Create) {
        auto outcome = create(given, *stored);
        return outcome ? take(given, std::move(*outcome)) : outcome.error();
    }
    if (!*stored || given.handshake.epoch != (*stored)->group.context().epoch) {
        Appended stale;
        stale.refusal = Errc::StaleEpoch;
        if (*stored)
            stale.epoch = (*stored)->group.context().epoch;
        return stale;
    }
    return take(given,
        given.handshake.op == wire::HandshakeOp::Propose ? propose(given, std::move(**stored))
                                                         : commit(given, std::move(**stored)));
}

Result<GroupWriter::Outcome> GroupWriter::create(const Case &given, const std::optional<keys::StoredGroup> &stored)
{
    if (stored && !mayBeginAnew(given.actor, *given.state.roster))
        return Outcome { .refusal = Errc::Forbidden };
    const auto groupInfo = messageOf<mls::GroupInfo>(given.handshake.content);
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    auto tree = mls::decode<mls::TreeNodes>(crypto::viewOf(given.handshake.tree), limits);
    if (!groupInfo || !tree)
        return Outcome { .refusal = Errc::Invalid };
    const quint32 generation = stored ? stored->generation + 1 : 0;
    if (groupInfo->groupContext.groupId != groupIdOf(given.state.id, generation)) {
        // Somebody else was first.
        return Outcome { .refusal = stored ? Errc::StaleEpoch : Errc::Invalid };
    }
    auto group = mls::PublicGroup::follow(*groupInfo, std::move(*tree), mls::kSuite, given.rules);
    if (!group || groupInfo->groupContext.epoch != 0
        || groupInfo->extensions.find(mls::ExtensionType::ExternalPub) == nullptr
        || devicesOf(group->tree(), group->tree().members()) != std::vector { given.actor.device })
        return Outcome { .refusal = Errc::Invalid };
    if (auto dropped = m_tables.welcomes.dropAll(given.state.row); !dropped)
        return dropped.error();
    Outcome outcome;
    outcome.group = keys::StoredGroup { generation, {}, std::move(*group), given.handshake.content };
    return outcome;
}

GroupWriter::Outcome GroupWriter::propose(const Case &given, keys::StoredGroup stored)
{
    const auto message = messageOf<mls::PublicMessage>(given.handshake.content);
    if (!message || speakerOf(*message, stored.group.tree()) != given.actor.device)
        return { .refusal = Errc::Invalid };
    auto next = stored.group.afterProposal(*message, given.rules);
    if (!next)
        return { .refusal = next.failure() == mls::Failure::TooManyProposals ? Errc::RateLimited : Errc::Invalid };
    stored.group = std::move(*next);
    return { .group = std::move(stored) };
}

GroupWriter::Outcome GroupWriter::commit(const Case &given, keys::StoredGroup stored)
{
    const auto message = messageOf<mls::PublicMessage>(given.handshake.content);
    const auto groupInfo = messageOf<mls::GroupInfo>(given.handshake.groupInfo);
    if (!message || !groupInfo || groupInfo->extensions.find(mls::ExtensionType::ExternalPub) == nullptr
        || speakerOf(*message, stored.group.tree()) != given.actor.device)
        return { .refusal = Errc::Invalid };
    auto next = stored.group.afterCommit(*message, groupInfo, given.rules);
    if (!next) {
        qCInfo(lcRelay) << "a commit was refused: check" << int(next.failure());
        return { .refusal = Errc::Invalid };
    }
    const mls::NextGroup &change = next->change;
    const bool fromOutside = message->content.sender.type() == mls::SenderType::NewMemberCommit;
    if (change.added.size() > mls::kMostWelcomesACommit)
        return { .refusal = Errc::TooLarge };
    if (!welcomesAll(given.handshake.welcome, change.addedPackages))
        return { .refusal = Errc::Invalid };
    const bool heedsAll = heedsDepartures(stored.group.proposals(), change)
        && holdsMembersAlone(next->group.tree(), *given.state.roster);
    if (!fromOutside && !heedsAll)
        return { .refusal
            = Errc::Conflict }; // who comes from outside can take out nobody, and members seal nothing till then
    Outcome outcome;
    outcome.welcomed = devicesOf(next->group.tree(), change.added);
    outcome.arrivedOrGone = devicesOf(stored.group.tree(), change.removed);
    if (fromOutside)
        outcome.arrivedOrGone.push_back(given.actor.device);
    stored.group = std::move(next->group);
    stored.groupInfo = given.handshake.groupInfo;
    outcome.group = std::move(stored);
    return outcome;
}

Result<Appended> GroupWriter::take(const Case &given, Outcome outcome)
{
    Appended appended;
    if (outcome.refusal) {
        appended.refusal = outcome.refusal;
        return appended;
    }
    keys::StoredGroup &group = *outcome.group;
    const wire::Handshake &handshake = given.handshake;
    auto entry = m_appender.appendChecked(
        given.state, EntryKind::Handshake, given.actor, handshake.message, handshakeBody(handshake), given.now);
    if (!entry)
        return entry.error();
    if (handshake.op != wire::HandshakeOp::Propose) {
        group.began = entry->seq;
        m_tables.leases.release(given.state.id);
    }
    if (auto saved = m_tables.groups.save(given.state.row, group); !saved)
        return saved.error();
    for (const DeviceId device : outcome.arrivedOrGone) {
        if (auto dropped = m_tables.welcomes.drop(device, given.state.row); !dropped)
            return dropped.error();
    }
    if (auto added = m_tables.welcomes.add(given.state.row, group.began, outcome.welcomed, handshake.welcome,
            keys::encodedTree(group.group.tree()), given.now);
        !added)
        return added.error();
    given.state.group = GroupEpoch { group.generation, group.group.context().epoch };
    appended.entry = std::move(*entry);
    appended.roster = given.state.roster;
    return appended;
}

} // namespace pc::relay::log
