// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/welcome.h"

#include "core/mls/secretcodec.h"
#include "core/mls_public/joining.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/transcripthash.h"

#include <algorithm>
#include <cassert>

namespace pc::mls {

namespace {

Bytes sealGroupInfo(const CipherSuite &suite, const GroupInfo &groupInfo, ByteView welcomeSecret)
{
    const KeyAndNonce key = welcomeKey(suite, welcomeSecret);
    const Bytes plain = encode(groupInfo);
    Bytes sealed(plain.size() + suite.aead().tagBytes());
    suite.aead().seal(sealed, plain, {}, key.nonce.view(), key.key.view());
    return sealed;
}

Result<GroupInfo> openGroupInfo(const CipherSuite &suite, const Welcome &welcome, ByteView welcomeSecret)
{
    const KeyAndNonce key = welcomeKey(suite, welcomeSecret);
    const Bytes &sealed = welcome.encryptedGroupInfo;
    if (sealed.size() < suite.aead().tagBytes())
        return Failure::GroupInfoUnopened;
    Bytes plain(sealed.size() - suite.aead().tagBytes());
    if (!suite.aead().open(plain, sealed, {}, key.nonce.view(), key.key.view()))
        return Failure::GroupInfoUnopened;
    return decode<GroupInfo>(plain);
}

Result<GroupSecrets> openGroupSecrets(const CipherSuite &suite, const Welcome &welcome, const KeyPackage &keyPackage,
    const crypto::X25519KeyPair &initKeys)
{
    if (welcome.cipherSuite != suite.id() || keyPackage.cipherSuite != suite.id())
        return Failure::WelcomeSuiteWrong;
    const auto entry = std::ranges::find(welcome.secrets, refOf(keyPackage), &EncryptedGroupSecrets::newMember);
    if (entry == welcome.secrets.end())
        return Failure::WelcomeNotForUs;
    const crypto::HpkeAgreement agreement = encryptionFor(suite, label::kGroupSecrets, welcome.encryptedGroupInfo);
    const auto opened = decryptWithLabel(agreement, initKeys, entry->encryptedGroupSecrets);
    if (!opened)
        return Failure::GroupSecretsUnopened;
    return decodeGroupSecrets(opened->view());
}

/// The use of a resumption key that begins this group, if there is one.
Result<Beginning> beginningOf(const std::vector<PreSharedKeyId> &psks)
{
    Beginning beginning = Beginning::None;
    for (const PreSharedKeyId &psk : psks) {
        const auto *const resumption = std::get_if<ResumptionPsk>(&psk.content);
        if (!resumption || resumption->usage == ResumptionPskUsage::Application)
            continue;
        if (beginning != Beginning::None)
            return Failure::BeginningPskTwice;
        beginning = resumption->usage == ResumptionPskUsage::ReInit ? Beginning::ReInit : Beginning::Branch;
    }
    return beginning;
}

/// Whether each client of one tree is also in the other.
bool isContained(const RatchetTree &tree, const RatchetTree &other, const Rules &rules)
{
    std::vector<Bytes> clients;
    for (const LeafIndex index : other.members())
        clients.push_back(rules.credentials.clientOf(*other.leaf(index)));
    std::ranges::sort(clients);
    return std::ranges::all_of(tree.members(), [&](LeafIndex index) {
        return std::ranges::binary_search(clients, rules.credentials.clientOf(*tree.leaf(index)));
    });
}

/// Sections 11.2, 11.3 and the last points of 12.4.3.1.
Result<void> checkBeginning(Beginning beginning, const GroupContext &context, const RatchetTree &tree,
    const std::optional<Predecessor> &predecessor, const Rules &rules)
{
    if (beginning == Beginning::None)
        return {};
    if (context.epoch != 1)
        return Failure::BeginningEpochWrong;
    if (!predecessor)
        return Failure::PredecessorMissing;
    if (beginning == Beginning::Branch) {
        const GroupContext &before = predecessor->context;
        if (context.version != before.version || context.cipherSuite != before.cipherSuite)
            return Failure::BranchMismatch;
        return isContained(tree, predecessor->tree, rules) ? Result<void>() : Failure::BranchMemberUnknown;
    }
    const std::optional<ReInit> &reInit = predecessor->reInit;
    if (!reInit || !(*reInit == ReInit { context.groupId, context.version, context.cipherSuite, context.extensions }))
        return Failure::ReInitMismatch;
    return isContained(predecessor->tree, tree, rules) ? Result<void>() : Failure::PredecessorMemberMissing;
}

Result<LeafIndex> ownLeafIn(const RatchetTree &tree, const KeyPackageBundle &bundle)
{
    for (const LeafIndex index : tree.members())
        if (*tree.leaf(index) == bundle.keyPackage.leafNode)
            return index;
    return Failure::OwnLeafMissing;
}

Result<PrivateKeys> privateKeysOf(
    const GroupInfo &groupInfo, const RatchetTree &tree, LeafIndex own, GroupSecrets &secrets, const JoinInputs &inputs)
{
    PrivateKeys keys { inputs.bundle.leafKeys.copy(), {} };
    if (!secrets.pathSecret)
        return keys;
    Result<OpenedPath> path = derivePath(tree, groupInfo.signer, own, std::move(*secrets.pathSecret));
    if (!path)
        return path.failure();
    keys.parents = std::move(path->keys);
    return keys;
}

} // namespace

WipingBytes encodeGroupSecrets(const GroupSecrets &secrets)
{
    SecretWriter out;
    out(secrets.joinerSecret, static_cast<std::uint8_t>(secrets.pathSecret ? 1 : 0));
    if (secrets.pathSecret)
        out(*secrets.pathSecret);
    out(secrets.psks);
    return std::move(out).finish();
}

Result<GroupSecrets> decodeGroupSecrets(ByteView bytes)
{
    SecretReader in(bytes);
    GroupSecrets secrets;
    std::uint8_t hasPathSecret = 0;
    in(secrets.joinerSecret, hasPathSecret);
    in.check(hasPathSecret <= 1, Failure::PresenceInvalid);
    if (hasPathSecret == 1)
        in(secrets.pathSecret.emplace());
    in(secrets.psks);
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    return secrets;
}

Result<Welcome> sealWelcome(const CipherSuite &suite, const GroupInfo &groupInfo, const CommitMade &made,
    std::span<const KeyPackage *const> added, crypto::RandomSource &random)
{
    assert(added.size() == made.next.added.size());
    const WipingBytes secret = welcomeSecret(made.begun.joiner.view(), made.pskSecret.view());
    Welcome welcome { suite.id(), {}, sealGroupInfo(suite, groupInfo, secret.view()) };
    const crypto::HpkeAgreement agreement = encryptionFor(suite, label::kGroupSecrets, welcome.encryptedGroupInfo);
    for (std::size_t i = 0; i < added.size(); ++i) {
        GroupSecrets secrets { made.begun.joiner.copy(), std::nullopt, made.next.psks };
        if (made.path)
            secrets.pathSecret = made.path->secretFor(made.next.added[i]).copy();
        auto sealed = encryptWithLabel(agreement, added[i]->initKey, encodeGroupSecrets(secrets).view(), random);
        if (!sealed)
            return Failure::NodeKeyInvalid;
        welcome.secrets.push_back({ made.next.addedPackages[i], std::move(*sealed) });
    }
    return welcome;
}

Result<OpenedWelcome> openWelcome(const CipherSuite &suite, const Welcome &welcome, const KeyPackage &keyPackage,
    const crypto::X25519KeyPair &initKeys, const PskSource &psks)
{
    Result<GroupSecrets> secrets = openGroupSecrets(suite, welcome, keyPackage, initKeys);
    if (!secrets)
        return secrets.failure();
    const Result<Beginning> beginning = beginningOf(secrets->psks);
    if (!beginning)
        return beginning.failure();
    Result<WipingBytes> psk = pskSecret(secrets->psks, psks);
    if (!psk)
        return psk.failure();
    const WipingBytes secret = welcomeSecret(secrets->joinerSecret.view(), psk->view());
    Result<GroupInfo> groupInfo = openGroupInfo(suite, welcome, secret.view());
    if (!groupInfo)
        return groupInfo.failure();
    return OpenedWelcome { std::move(*secrets), std::move(*psk), *beginning, std::move(*groupInfo) };
}

Result<BegunState> joinByWelcome(const CipherSuite &suite, const Welcome &welcome, const JoinInputs &inputs,
    const Rules &rules, const PskSource &psks)
{
    Result<OpenedWelcome> opened = openWelcome(suite, welcome, inputs.bundle.keyPackage, inputs.bundle.initKeys, psks);
    if (!opened)
        return opened.failure();
    GroupSecrets &secrets = opened->secrets;
    const GroupInfo &groupInfo = opened->groupInfo;
    const GroupContext &context = groupInfo.groupContext;
    if (std::ranges::find(inputs.groupIds, context.groupId) != inputs.groupIds.end())
        return Failure::GroupIdTaken;

    Result<RatchetTree> tree = treeOf(groupInfo, inputs.tree);
    if (!tree)
        return tree.failure();
    if (const Result<void> valid = validateGroup(groupInfo, *tree, suite.id(), rules); !valid)
        return valid.failure();
    const Result<LeafIndex> own = ownLeafIn(*tree, inputs.bundle);
    if (!own)
        return own.failure();
    Result<PrivateKeys> keys = privateKeysOf(groupInfo, *tree, *own, secrets, inputs);
    if (!keys)
        return keys.failure();

    Epoch epoch = epochOf(secrets.joinerSecret.view(), opened->pskSecret.view(), encode(context));
    const Bytes tag = confirmationTag(epoch.secrets, context.confirmedTranscriptHash);
    if (!crypto::equalSecrets(tag, groupInfo.confirmationTag))
        return Failure::ConfirmationTagWrong;
    if (const Result<void> begins = checkBeginning(opened->beginning, context, *tree, inputs.predecessor, rules);
        !begins)
        return begins.failure();
    GroupState state { suite, context, std::move(*tree), tag,
        interimTranscriptHash(context.confirmedTranscriptHash, tag), std::move(epoch.secrets), *own, std::move(*keys),
        inputs.bundle.signatureKey.copy() };
    return BegunState { std::move(state), std::move(epoch.encryption) };
}

} // namespace pc::mls
