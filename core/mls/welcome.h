// SPDX-License-Identifier: GPL-3.0-or-later
// Welcomes: RFC 9420, section 12.4.3.1. Made by who commits an Add; whoever was added joins by one.

#pragma once

#include "core/mls/commitcreation.h"
#include "core/mls/keypackagebundle.h"
#include "core/mls_public/welcome.h"

namespace pc::mls {

/// What is sealed to each new member.
struct GroupSecrets
{
    WipingBytes joinerSecret;
    std::optional<WipingBytes> pathSecret;
    std::vector<PreSharedKeyId> psks;
};

WipingBytes encodeGroupSecrets(const GroupSecrets &secrets);
Result<GroupSecrets> decodeGroupSecrets(ByteView bytes);

/// One Welcome for all whom the commit adds, whose key packages are `added`, in its order. Error: NodeKeyInvalid.
Result<Welcome> sealWelcome(const CipherSuite &suite, const GroupInfo &groupInfo, const CommitMade &made,
    std::span<const KeyPackage *const> added, crypto::RandomSource &random);

/// A Welcome as far as it can be read without the tree. Errors: WelcomeSuiteWrong, WelcomeNotForUs, GroupSecretsUnopened,
/// BeginningPskTwice, PskMissing, GroupInfoUnopened, those of the codec.
struct OpenedWelcome
{
    GroupSecrets secrets;
    WipingBytes pskSecret;
    Beginning beginning = Beginning::None;
    GroupInfo groupInfo;
};
Result<OpenedWelcome> openWelcome(const CipherSuite &suite, const Welcome &welcome, const KeyPackage &keyPackage,
    const crypto::X25519KeyPair &initKeys, const PskSource &psks);

/// The group from which the new one goes on, when its first commit says so (sections 11.2 and 11.3).
struct Predecessor
{
    const RatchetTree &tree;
    const GroupContext &context;
    const std::optional<ReInit> &reInit; ///< of its last commit
};

struct JoinInputs
{
    const KeyPackageBundle &bundle;
    std::optional<TreeNodes> tree {}; ///< where the Welcome does not carry it
    std::span<const Bytes> groupIds {}; ///< of the groups that this client is in
    std::optional<Predecessor> predecessor {};
};

/// Errors: those of section 12.4.3 in failure.h, of validateGroup(), derivePath() and pskSecret().
Result<BegunState> joinByWelcome(const CipherSuite &suite, const Welcome &welcome, const JoinInputs &inputs,
    const Rules &rules, const PskSource &psks);

} // namespace pc::mls
