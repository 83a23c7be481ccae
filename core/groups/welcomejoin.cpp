// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/welcomejoin.h"

#include "core/base/log.h"
#include "core/groups/messages.h"
#include "core/identity/groupname.h"

namespace pc::groups {

namespace {

using Answer = Result<Either<WelcomedGroup, JoinRefusal>>;

Result<std::optional<FoundPackage>> packageFor(Workshop &workshop, const mls::Welcome &welcome)
{
    for (const mls::EncryptedGroupSecrets &secrets : welcome.secrets) {
        auto package = workshop.packages.find(crypto::toByteArray(secrets.newMember.hash));
        if (!package || *package)
            return package;
    }
    return std::optional<FoundPackage>();
}

Answer refused(JoinRefusal why)
{
    return Either<WelcomedGroup, JoinRefusal>(why);
}

} // namespace

Result<Either<WelcomedGroup, JoinRefusal>> openWelcome(
    Workshop &workshop, const store::GroupRow &row, const QByteArray &bytes, const QByteArray &tree, Seq began)
{
    if (row.place == store::GroupPlace::Joined)
        return refused(JoinRefusal::InGroup);
    auto pending = workshop.store().handshakes.pending(row.conversation);
    if (!pending)
        return pending.error();
    if (*pending)
        return refused(JoinRefusal::Settling);
    const auto welcome = messageOf<mls::Welcome>(bytes);
    auto nodes = mls::decode<mls::TreeNodes>(crypto::viewOf(tree));
    if (!welcome || !nodes || began <= row.cursor || !store::isPlausible(began))
        return refused(JoinRefusal::Corrupt);
    auto package = packageFor(workshop, *welcome);
    if (!package)
        return package.error();
    if (!*package)
        return refused(JoinRefusal::PackageGone);
    auto roster = Roster::load(workshop.store(), row.conversation);
    if (!roster)
        return roster.error();
    const MemberPolicy policy(*roster, began, MemberPolicy::Strictness::WholeTree);
    auto group = mls::Group::join(workshop.parts.suite, crypto::viewOf(bytes),
        { .bundle = (*package)->bundle, .tree = std::move(*nodes) }, rulesOf(policy, workshop.now()));
    if (!group) {
        qCWarning(lcSession) << "a Welcome leads nowhere: check" << int(group.failure());
        return refused(JoinRefusal::Corrupt);
    }
    const auto generation = identity::generationOf(group->groupId(), row.conversation);
    if (!generation || *generation < row.generation)
        return refused(JoinRefusal::Corrupt);
    return Either<WelcomedGroup, JoinRefusal>(WelcomedGroup { std::move(*group), *generation, std::move(**package) });
}

} // namespace pc::groups
