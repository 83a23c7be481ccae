// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/draftmaker.h"

#include "core/base/log.h"
#include "core/groups/messages.h"
#include "core/identity/groupname.h"
#include "core/identity/lifetimes.h"
#include "core/mls/externaljoin.h"
#include "core/mls_public/keypackagevalidation.h"
#include "core/mls_public/ratchettree.h"

#include <set>

namespace pc::groups {

using store::GroupPlace;

namespace {

static_assert(int(DraftOp::Create) == 0 && int(DraftOp::Commit) == 1); // on users' disks

std::set<DeviceId> devicesIn(const mls::RatchetTree &tree)
{
    std::set<DeviceId> devices;
    for (const mls::LeafIndex index : tree.members()) {
        if (const auto holder = identity::holderOf(*tree.leaf(index)))
            devices.insert(holder->device);
    }
    return devices;
}

std::optional<mls::LeafIndex> leafOf(DeviceId device, const mls::RatchetTree &tree)
{
    for (const mls::LeafIndex index : tree.members()) {
        const auto holder = identity::holderOf(*tree.leaf(index));
        if (holder && holder->device == device)
            return index;
    }
    return std::nullopt;
}

} // namespace

HandshakeDraft draftOf(const store::PendingHandshake &pending)
{
    return { pending.conversation, pending.message, DraftOp(pending.op), pending.epoch, pending.content, pending.tree,
        pending.welcome, pending.groupInfo };
}

Result<std::optional<DraftRefusal>> DraftMaker::objection()
{
    auto pending = m_workshop.store().handshakes.pending(m_row.conversation);
    if (!pending)
        return pending.error();
    if (*pending)
        return std::optional(DraftRefusal::Settling);
    auto roster = Roster::load(m_workshop.store(), m_row.conversation);
    if (!roster)
        return roster.error();
    m_roster = std::move(*roster);
    if (!m_roster.isIn(m_workshop.parts.user))
        return std::optional(DraftRefusal::NotAMember);
    return std::optional<DraftRefusal>();
}

HandshakeDraft DraftMaker::begin(DraftOp op, quint64 epoch) const
{
    HandshakeDraft draft;
    draft.conversation = m_row.conversation;
    draft.message = MessageId { makeUuid7(m_workshop.now(), m_workshop.parts.random) };
    draft.op = op;
    draft.epoch = epoch;
    return draft;
}

DraftMaker::Answer DraftMaker::keep(HandshakeDraft draft, const mls::Group &next, quint32 generation, bool joins)
{
    if (auto opened = m_workshop.openRow(m_row.conversation); !opened)
        return opened.error();
    mls::GroupParts parts = next.parts();
    const store::PendingHandshake pending { draft.conversation, draft.message, int(draft.op), generation, draft.epoch,
        joins, draft.content, draft.tree, draft.welcome, draft.groupInfo, std::move(parts.epoch),
        std::move(parts.nodes), std::move(parts.proposals) };
    if (auto saved = m_workshop.store().handshakes.savePending(pending); !saved)
        return saved.error();
    return Either<HandshakeDraft, DraftRefusal>(std::move(draft));
}

DraftMaker::Answer DraftMaker::create(quint32 generation)
{
    auto against = objection();
    if (!against)
        return against.error();
    if (*against)
        return Either<HandshakeDraft, DraftRefusal>(**against);
    const bool isFirst = m_row.place == GroupPlace::None;
    if (isFirst ? generation != 0 : generation != m_row.generation + 1)
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::InGroup);
    const GroupKeeperParts &parts = m_workshop.parts;
    const DeviceIdentity &self = m_workshop.identity;
    const MemberPolicy policy(m_roster, kNow);
    const mls::KeyPackageBundle creator = mls::makeKeyPackage(
        parts.suite, leafIdentityOf(self), self.leafKey, identity::lifetimeFrom(m_workshop.now()), {}, parts.keys);
    const auto group = mls::Group::create(parts.suite, identity::groupIdOf(m_row.conversation, generation), {}, creator,
        rulesOf(policy, m_workshop.now()), parts.keys);
    if (!group)
        return { Errc::Internal, QStringLiteral("no group: check %1").arg(int(group.failure())) };
    HandshakeDraft draft = begin(DraftOp::Create, 0);
    draft.content = crypto::toByteArray(group->groupInfo());
    draft.tree = crypto::toByteArray(mls::encode(group->tree().nodes()));
    return keep(std::move(draft), *group, generation, true);
}

/// Removals first: who is taken out may be added anew. What is not valid by itself stays out, so that one bad package does
/// not keep the others from coming in.
std::vector<mls::Proposal> DraftMaker::proposalsFor(const Changes &changes, const mls::Group &group) const
{
    std::vector<mls::Proposal> proposals;
    std::set<DeviceId> devices = devicesIn(group.tree());
    for (const quint32 leaf : std::set<quint32>(changes.leaves.begin(), changes.leaves.end())) {
        const mls::LeafNode *node = group.tree().leaf({ leaf });
        if (!node || mls::LeafIndex { leaf } == group.ownLeaf())
            continue;
        if (const auto holder = identity::holderOf(*node))
            devices.erase(holder->device);
        proposals.push_back({ mls::Remove { { leaf } } });
    }
    const MemberPolicy policy(m_roster, kNow);
    const mls::Rules rules = rulesOf(policy, m_workshop.now());
    std::size_t added = 0;
    for (const QByteArray &bytes : changes.keyPackages) {
        auto package = messageOf<mls::KeyPackage>(bytes);
        if (!package || !mls::validateKeyPackage(*package, m_workshop.parts.suite.id(), rules))
            continue;
        const auto holder = identity::holderOf(package->leafNode);
        if (!holder || !devices.insert(holder->device).second || added == mls::kMostWelcomesACommit)
            continue;
        proposals.push_back({ mls::Add { std::move(*package) } });
        ++added;
    }
    return proposals;
}

DraftMaker::Answer DraftMaker::commit(const Changes &changes)
{
    if (m_row.place != GroupPlace::Joined)
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::NotInGroup);
    auto against = objection();
    if (!against)
        return against.error();
    if (*against)
        return Either<HandshakeDraft, DraftRefusal>(**against);
    auto group = m_workshop.shelf.find(m_row.conversation);
    if (!group)
        return group.error();
    if (!*group)
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::NotInGroup);
    mls::CommitRequest request;
    request.proposals = proposalsFor(changes, **group);
    const bool wantsMore = !changes.keyPackages.empty() || !changes.leaves.empty();
    if (wantsMore && request.proposals.empty() && (*group)->openProposals().empty())
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::NothingToDo);
    const MemberPolicy policy(m_roster, kNow);
    const auto pending = (*group)->commit(std::move(request), rulesOf(policy, m_workshop.now()), m_workshop.parts.keys);
    if (!pending) {
        qCWarning(lcSession) << "no commit: check" << int(pending.failure());
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::NothingToDo);
    }
    HandshakeDraft draft = begin(DraftOp::Commit, (*group)->epoch());
    draft.content = crypto::toByteArray(pending->message);
    draft.groupInfo = crypto::toByteArray(pending->groupInfo);
    if (pending->welcome)
        draft.welcome = crypto::toByteArray(*pending->welcome);
    return keep(std::move(draft), pending->next, m_row.generation, false);
}

DraftMaker::Answer DraftMaker::refuseGroupInfo(int check)
{
    qCWarning(lcSession) << "no group to join, in" << m_row.conversation.raw().toShortString() << "check" << check;
    auto row = m_workshop.openRow(m_row.conversation);
    if (!row)
        return row.error();
    row->place = GroupPlace::Outside;
    m_workshop.countFailure(*row);
    if (auto saved = m_workshop.store().groups.save(*row); !saved)
        return saved.error();
    return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::GroupInfoRefused);
}

DraftMaker::Answer DraftMaker::joinFromOutside(const QByteArray &groupInfo, const QByteArray &tree)
{
    if (m_row.place == GroupPlace::Joined)
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::InGroup);
    if (m_row.place == GroupPlace::Broken)
        return Either<HandshakeDraft, DraftRefusal>(DraftRefusal::NothingToDo);
    auto against = objection();
    if (!against)
        return against.error();
    if (*against)
        return Either<HandshakeDraft, DraftRefusal>(**against);
    const auto info = messageOf<mls::GroupInfo>(groupInfo);
    auto nodes = mls::decode<mls::TreeNodes>(crypto::viewOf(tree));
    const auto generation
        = info ? identity::generationOf(info->groupContext.groupId, m_row.conversation) : std::nullopt;
    if (!generation || *generation < m_row.generation || !nodes)
        return refuseGroupInfo(int(mls::Failure::GroupIdWrong));
    const auto shown = mls::RatchetTree::fromNodes(*nodes);
    if (!shown)
        return refuseGroupInfo(int(shown.failure()));
    const GroupKeeperParts &parts = m_workshop.parts;
    const mls::LeafIdentity leaf = leafIdentityOf(m_workshop.identity);
    const MemberPolicy policy(m_roster, kNow, MemberPolicy::Strictness::WholeTree);
    const auto pending = mls::joinFromOutside(parts.suite, crypto::viewOf(groupInfo),
        { .identity = leaf,
            .signatureKey = m_workshop.identity.leafKey,
            .tree = std::move(*nodes),
            .replaces = leafOf(parts.device, *shown) },
        rulesOf(policy, m_workshop.now()), parts.keys);
    if (!pending)
        return refuseGroupInfo(int(pending.failure()));
    HandshakeDraft draft = begin(DraftOp::Commit, info->groupContext.epoch);
    draft.content = crypto::toByteArray(pending->message);
    draft.groupInfo = crypto::toByteArray(pending->groupInfo);
    return keep(std::move(draft), pending->next, *generation, true);
}

} // namespace pc::groups
