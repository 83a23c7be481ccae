// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/joining.h"

#include "core/mls_public/leafvalidation.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/treevalidation.h"

namespace pc::mls {

namespace {

Result<void> validateTree(const RatchetTree &tree, const GroupContext &context, const Rules &rules)
{
    if (!crypto::equal(tree.treeHash(), context.treeHash))
        return Failure::TreeHashWrong;
    if (tree.members().size() > rules.mostMembers)
        return Failure::GroupTooLarge;
    if (const Result<void> unmerged = checkUnmergedLeaves(tree); !unmerged)
        return unmerged;
    if (const Result<void> parents = checkParentHashes(tree); !parents)
        return parents;
    if (const Result<void> members = validateMembers(tree, context); !members)
        return members;
    return validateAllLeaves(tree, context, rules);
}

} // namespace

Result<RatchetTree> treeOf(const GroupInfo &groupInfo, const std::optional<TreeNodes> &beside)
{
    Result<std::optional<TreeNodes>> inside = groupInfo.extensions.find<TreeNodes>();
    if (!inside)
        return inside.failure();
    if (*inside)
        return RatchetTree::fromNodes(std::move(**inside));
    return beside ? RatchetTree::fromNodes(*beside) : Failure::TreeMissing;
}

Result<void> checkGroupInfoSignature(const GroupInfo &groupInfo, const RatchetTree &tree)
{
    const LeafNode *const signer = tree.leaf(groupInfo.signer);
    if (!signer)
        return Failure::SignerBlank;
    if (!verifyWithLabel(signer->signatureKey, label::kGroupInfo, toBeSigned(groupInfo), groupInfo.signature))
        return Failure::GroupInfoSignatureInvalid;
    return {};
}

Result<void> validateGroup(const GroupInfo &groupInfo, const RatchetTree &tree, CipherSuiteId suite, const Rules &rules)
{
    if (groupInfo.groupContext.cipherSuite != suite)
        return Failure::GroupSuiteWrong;
    if (const Result<void> signature = checkGroupInfoSignature(groupInfo, tree); !signature)
        return signature;
    const auto senders = groupInfo.groupContext.extensions.find<ExternalSenders>();
    if (!senders)
        return senders.failure();
    if (*senders && !rules.credentials.acceptsExternalSenders(**senders))
        return Failure::ExternalSendersRefused;
    return validateTree(tree, groupInfo.groupContext, rules);
}

} // namespace pc::mls
