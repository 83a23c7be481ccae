// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/groupview.h"

#include <algorithm>
#include <set>

namespace pc::groups {

using store::GroupPlace;

namespace {

constexpr std::chrono::days kLeafLife { 7 };
constexpr qsizetype kLeavesADay = 10;

constexpr int kCodeBlocks = 6;
constexpr int kBlockBytes = 5;
constexpr int kBlockDigits = 5;

Need needed(NeedKind kind)
{
    return { kind, {}, {} };
}

/// Of somebody who is not in the conversation: what waited for a way in waits in vain.
Result<Need> needOutside(Workshop &workshop, const store::GroupRow &row)
{
    if (row.place != GroupPlace::Outside && row.place != GroupPlace::Broken)
        return needed(NeedKind::Nothing);
    auto described = workshop.store().conversations.find(row.conversation);
    if (!described)
        return described.error();
    if (!*described || !(*described)->known)
        return needed(NeedKind::Nothing);
    auto early = workshop.store().handshakes.countEarly(row.conversation);
    if (!early)
        return early.error();
    return needed(*early > 0 ? NeedKind::GiveUp : NeedKind::Nothing);
}

} // namespace

std::vector<quint32> strangersIn(const mls::Group &group, const Roster &roster)
{
    std::vector<quint32> leaves;
    for (const mls::MemberView &member : group.members()) {
        const auto holder = identity::holderOf(*member.node);
        if (!holder || !roster.isMember(holder->user))
            leaves.push_back(member.leaf.value);
    }
    return leaves;
}

std::vector<UserId> missingIn(const mls::Group &group, const Roster &roster)
{
    std::set<UserId> present;
    for (const mls::MemberView &member : group.members()) {
        if (const auto holder = identity::holderOf(*member.node))
            present.insert(holder->user);
    }
    std::vector<UserId> users = roster.members();
    std::erase_if(users, [&](UserId user) { return present.contains(user); });
    return users;
}

Result<Doubts> doubtsIn(const mls::Group &group, const Roster &roster, const GroupKeeperParts &parts)
{
    Doubts doubts;
    for (const mls::MemberView &member : group.members()) {
        const auto holder = identity::holderOf(*member.node);
        if (!holder || !roster.isMember(holder->user) || holder->device == parts.device)
            continue;
        const auto verdict = parts.accounts.verdictOn(*holder);
        if (!verdict)
            return verdict.error();
        if (*verdict == trust::Verdict::Revoked)
            doubts.revoked.push_back(member.leaf.value);
        else if (*verdict == trust::Verdict::Unchecked)
            doubts.unchecked.insert(holder->user);
        else if (trust::isInDoubt(*verdict))
            doubts.inDoubt.insert(holder->user);
    }
    return doubts;
}

bool areKeysDue(const store::GroupRow &row, qsizetype leaves, UtcTime now)
{
    const std::chrono::days life = std::max(kLeafLife, std::chrono::days(leaves / kLeavesADay));
    return row.isLastResort || now - row.leafSince >= life;
}

QString epochCodeOf(crypto::ByteView epochAuthenticator)
{
    QString code;
    for (int block = 0; block < kCodeBlocks; ++block) {
        quint64 number = 0;
        for (const std::uint8_t byte : epochAuthenticator.subspan(std::size_t(block * kBlockBytes), kBlockBytes))
            number = number << 8 | byte;
        code += QString::number(number % 100'000).rightJustified(kBlockDigits, u'0');
    }
    return code;
}

Result<Need> needOf(Workshop &workshop, const store::GroupRow &row)
{
    store::Store &store = workshop.store();
    auto pending = store.handshakes.pending(row.conversation);
    if (!pending)
        return pending.error();
    auto roster = Roster::load(store, row.conversation);
    if (!roster)
        return roster.error();
    if (!roster->isIn(workshop.parts.user))
        return needOutside(workshop, row);
    if (*pending)
        return needed(NeedKind::Settle);
    switch (row.place) {
    case GroupPlace::None:
        return needed(NeedKind::Create);
    case GroupPlace::Outside:
        return needed(NeedKind::Join);
    case GroupPlace::Broken:
        return needed(NeedKind::Repair);
    case GroupPlace::Joined:
        break;
    }
    auto described = store.conversations.find(row.conversation);
    if (!described)
        return described.error();
    auto group = workshop.shelf.find(row.conversation);
    if (!group)
        return group.error();
    // Behind its log a group is not what it looks like.
    if (!*group || !*described || (*described)->head > std::min(row.cursor, roster->knownUpTo()))
        return needed(NeedKind::Nothing);
    auto doubts = doubtsIn(**group, *roster, workshop.parts);
    if (!doubts)
        return doubts.error();
    auto strangers = strangersIn(**group, *roster);
    std::ranges::copy(doubts->revoked, std::back_inserter(strangers));
    if (!strangers.empty())
        return Need { NeedKind::RemoveLeaves, std::move(strangers), {} };
    if (!(*group)->openProposals().empty())
        return needed(NeedKind::CommitProposals);
    if (!doubts->unchecked.empty())
        return Need { NeedKind::CheckAccounts, {}, { doubts->unchecked.begin(), doubts->unchecked.end() } };
    const std::vector<UserId> inDoubt(doubts->inDoubt.begin(), doubts->inDoubt.end());
    if (areKeysDue(row, qsizetype((*group)->tree().members().size()), workshop.now()))
        return Need { NeedKind::UpdateKeys, {}, {}, inDoubt };
    if (auto missing = missingIn(**group, *roster); !missing.empty())
        return Need { NeedKind::AddUsers, {}, std::move(missing), inDoubt };
    if (!inDoubt.empty())
        return Need { NeedKind::ConfirmAccounts, {}, {}, inDoubt };
    return needed(NeedKind::Nothing);
}

} // namespace pc::groups
