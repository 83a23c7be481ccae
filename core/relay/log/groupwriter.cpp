// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/groupwriter.h"

#include "core/base/log.h"
#include "core/base/logline.h"
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

std::vector<keys::GroupLeaf> leavesOf(const mls::RatchetTree &tree, const std::vector<mls::LeafIndex> &indices)
{
    std::vector<keys::GroupLeaf> leaves;
    for (const mls::LeafIndex index : indices) {
        const mls::LeafNode *leaf = tree.leaf(index);
        if (const auto holder = leaf ? keys::holderOf(*leaf) : std::nullopt)
            leaves.push_back({ holder->device, holder->user });
    }
    return leaves;
}

std::vector<DeviceId> devicesOf(const std::vector<keys::GroupLeaf> &leaves)
{
    std::vector<DeviceId> devices;
    for (const keys::GroupLeaf &leaf : leaves)
        devices.push_back(leaf.device);
    return devices;
}

Appended refused(Errc why, std::optional<quint64> epoch = {})
{
    Appended appended;
    appended.refusal = why;
    appended.epoch = epoch;
    return appended;
}

} // namespace

GroupWriter::GroupWriter(ConversationCache &cache, Appender &appender, PeopleTable &people, GroupTables &tables)
    : m_cache(cache)
    , m_appender(appender)
    , m_people(people)
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
    if (auto allowed = accounts::authorise(actor, accounts::Action::SendHandshake, object); !allowed)
        return refused(allowed.code());
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
    if (!*stored)
        return refused(Errc::StaleEpoch);
    if ((*stored)->isFrozen)
        return refused(Errc::Expired);
    if (given.handshake.epoch != (*stored)->group.context().epoch)
        return refused(Errc::StaleEpoch, (*stored)->group.context().epoch);
    return take(given,
        given.handshake.op == wire::HandshakeOp::Propose ? propose(given, std::move(**stored))
                                                         : commit(given, std::move(**stored)));
}

/// A new group is the school's to ask for, where it is not a matter of two. Where nobody of the school is, a frozen one must
/// not stay so for ever.
Result<bool> GroupWriter::mayBeginAnew(const Case &given, const keys::StoredGroup &stored)
{
    const Roster &roster = *given.state.roster;
    if (roster.kind == wire::ConversationKind::Direct || given.actor.role != people::Role::Guardian)
        return true;
    const RosterMember *member = roster.find(given.actor.user);
    if (!stored.isFrozen || !member || !member->owner)
        return false;
    auto isStaffed = m_people.isStaffIn(given.state.row);
    if (!isStaffed)
        return isStaffed;
    return !*isStaffed;
}

Result<GroupWriter::Outcome> GroupWriter::create(const Case &given, const std::optional<keys::StoredGroup> &stored)
{
    if (stored) {
        auto may = mayBeginAnew(given, *stored);
        if (!may)
            return may.error();
        if (!*may)
            return Outcome { .refusal = Errc::Forbidden };
    }
    const auto groupInfo = messageOf<mls::GroupInfo>(given.handshake.content);
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    auto tree = mls::decode<mls::TreeNodes>(crypto::viewOf(given.handshake.tree), limits);
    if (!groupInfo || !tree)
        return Outcome { .refusal = Errc::Invalid };
    const quint32 generation = stored ? stored->generation + 1 : 0;
    if (groupInfo->groupContext.groupId != groupIdOf(given.state.id, generation)) {
        if (!stored)
            return Outcome { .refusal = Errc::Invalid };
        // Somebody else was first.
        return Outcome { .refusal = Errc::StaleEpoch, .epoch = stored->group.context().epoch };
    }
    auto group = mls::PublicGroup::follow(*groupInfo, std::move(*tree), mls::kSuite, given.rules);
    if (!group || groupInfo->groupContext.epoch != 0
        || groupInfo->extensions.find(mls::ExtensionType::ExternalPub) == nullptr
        || devicesOf(leavesOf(group->tree(), group->tree().members())) != std::vector { given.actor.device })
        return Outcome { .refusal = Errc::Invalid };
    Outcome outcome;
    outcome.arrived = keys::GroupLeaf { given.actor.device, given.actor.user };
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
        LogLine(lcRelay(), QtInfoMsg, "a commit was refused").with("check", int(next.failure()));
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
    outcome.welcomed = leavesOf(next->group.tree(), change.added);
    outcome.gone = leavesOf(stored.group.tree(), change.removed);
    if (fromOutside)
        outcome.arrived = keys::GroupLeaf { given.actor.device, given.actor.user };
    stored.group = std::move(next->group);
    stored.groupInfo = given.handshake.groupInfo;
    outcome.group = std::move(stored);
    return outcome;
}

Result<Appended> GroupWriter::take(const Case &given, Outcome outcome)
{
    if (outcome.refusal)
        return refused(*outcome.refusal, outcome.epoch);
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
    if (auto followed = follow(given, outcome); !followed)
        return followed.error();
    given.state.group = GroupEpoch { group.generation, group.group.context().epoch };
    Appended appended;
    appended.entry = std::move(*entry);
    appended.roster = given.state.roster;
    return appended;
}

/// Leaves and Welcomes, after what the group has become.
Result<void> GroupWriter::follow(const Case &given, const Outcome &outcome)
{
    const qint64 row = given.state.row;
    if (given.handshake.op == wire::HandshakeOp::Create) {
        for (auto dropped :
            { m_tables.welcomes.dropAll(row), m_tables.leaves.dropAll(row), m_tables.badCommits.dropAll(row) }) {
            if (!dropped)
                return dropped;
        }
    }
    for (const keys::GroupLeaf &leaf : outcome.gone) {
        // Whoever is gone, or came by itself, needs no Welcome any more.
        if (auto dropped = m_tables.welcomes.drop(leaf.device, row); !dropped)
            return dropped;
        if (auto dropped = m_tables.leaves.drop(row, leaf.device); !dropped)
            return dropped;
    }
    if (outcome.arrived) {
        if (auto dropped = m_tables.welcomes.drop(outcome.arrived->device, row); !dropped)
            return dropped;
        if (auto put = m_tables.leaves.put(row, *outcome.arrived); !put)
            return put;
    }
    for (const keys::GroupLeaf &leaf : outcome.welcomed) {
        if (auto put = m_tables.leaves.put(row, leaf); !put)
            return put;
    }
    const keys::StoredGroup &group = *outcome.group;
    return m_tables.welcomes.add(row, group.began, devicesOf(outcome.welcomed), given.handshake.welcome,
        keys::encodedTree(group.group.tree()), given.now);
}

} // namespace pc::relay::log
