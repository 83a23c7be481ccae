// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/leafvalidation.h"

#include "core/mls_public/publickey.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/treevalidation.h"

#include <algorithm>

namespace pc::mls {

namespace {

template<typename T>
bool lists(const std::vector<T> &list, T value)
{
    return std::ranges::find(list, value) != list.end();
}

template<typename T>
bool listsAll(const std::vector<T> &list, const std::vector<T> &values)
{
    return std::ranges::all_of(values, [&](T value) { return lists(list, value); });
}

Result<void> validateLifetime(const Lifetime &lifetime, const LifetimeRules &rules)
{
    if (lifetime.notAfter < lifetime.notBefore || lifetime.notAfter - lifetime.notBefore > rules.longest)
        return Failure::LifetimeTooLong;
    if (lifetime.notBefore > rules.now && lifetime.notBefore - rules.now > rules.tolerance)
        return Failure::LifetimeNotBegun;
    if (lifetime.notAfter < rules.now && rules.now - lifetime.notAfter > rules.tolerance)
        return Failure::LifetimeOver;
    return {};
}

Result<void> validateFields(const LeafNode &leaf)
{
    if (!isEncryptionKey(leaf.encryptionKey) || leaf.signatureKey.size() != kPublicKeyBytes)
        return Failure::PublicKeyInvalid;
    if (!lists(leaf.capabilities.credentials, leaf.credential.type()))
        return Failure::CredentialTypeNotListed;
    for (const Extension &extension : leaf.extensions.list)
        if (!isDefault(extension.type) && !lists(leaf.capabilities.extensions, extension.type))
            return Failure::LeafExtensionNotListed;
    return {};
}

/// What a group asks of all its members.
struct Demands
{
    ProtocolVersion version {};
    CipherSuiteId cipherSuite {};
    RequiredCapabilities required; ///< without the types that nobody lists
    std::vector<ExtensionType> groupExtensions;
    std::vector<CredentialType> credentialsInUse;
};

Result<Demands> demandsOf(const RatchetTree &tree, const std::vector<LeafIndex> &members, const GroupContext &context)
{
    Demands demands { context.version, context.cipherSuite, {}, {}, {} };
    Result<std::optional<RequiredCapabilities>> required = context.extensions.find<RequiredCapabilities>();
    if (!required)
        return required.failure();
    if (*required)
        demands.required = std::move(**required);
    std::erase_if(demands.required.extensions, [](ExtensionType type) { return isDefault(type); });
    std::erase_if(demands.required.proposals, [](ProposalType type) { return isDefault(type); });
    for (const Extension &extension : context.extensions.list)
        if (!isDefault(extension.type))
            demands.groupExtensions.push_back(extension.type);
    for (const LeafIndex index : members) {
        const CredentialType type = tree.leaf(index)->credential.type();
        if (!lists(demands.credentialsInUse, type))
            demands.credentialsInUse.push_back(type);
    }
    return demands;
}

Result<void> meets(const Capabilities &capabilities, const Demands &demands)
{
    if (!lists(capabilities.versions, demands.version))
        return Failure::VersionNotSupported;
    if (!lists(capabilities.cipherSuites, demands.cipherSuite))
        return Failure::CipherSuiteNotSupported;
    if (!listsAll(capabilities.extensions, demands.required.extensions))
        return Failure::RequiredExtensionNotSupported;
    if (!listsAll(capabilities.proposals, demands.required.proposals))
        return Failure::RequiredProposalNotSupported;
    if (!listsAll(capabilities.credentials, demands.required.credentials))
        return Failure::RequiredCredentialNotSupported;
    if (!listsAll(capabilities.extensions, demands.groupExtensions))
        return Failure::GroupExtensionNotSupported;
    if (!listsAll(capabilities.credentials, demands.credentialsInUse))
        return Failure::CredentialTypeNotSupported;
    return {};
}

} // namespace

Result<void> validateLeaf(const LeafNode &leaf, LeafNodeSource expected, const LeafPlace &place, const Rules &rules)
{
    if (leaf.source() != expected)
        return Failure::LeafNodeSourceWrong;
    if (const Result<void> fields = validateFields(leaf); !fields)
        return fields;
    const auto *const fromKeyPackage = std::get_if<FromKeyPackage>(&leaf.origin);
    if (fromKeyPackage && rules.lifetimes)
        if (const Result<void> lifetime = validateLifetime(fromKeyPackage->lifetime, *rules.lifetimes); !lifetime)
            return lifetime;
    const Bytes content = toBeSigned(leaf, place.groupId, place.index);
    if (!verifyWithLabel(leaf.signatureKey, label::kLeafNode, content, leaf.signature))
        return Failure::LeafSignatureInvalid;
    if (!rules.credentials.accepts(leaf.credential, leaf.signatureKey))
        return Failure::CredentialRefused;
    return {};
}

Result<void> validateSuccessor(const LeafNode &before, const LeafNode &after, const Rules &rules)
{
    if (after.encryptionKey == before.encryptionKey)
        return Failure::EncryptionKeyNotRenewed;
    if (!rules.credentials.acceptsSuccessor(before, after))
        return Failure::CredentialNotSuccessor;
    return {};
}

Result<void> validateMembers(const RatchetTree &tree, const GroupContext &context)
{
    if (const Result<void> unique = checkKeysUnique(tree); !unique)
        return unique;
    const std::vector<LeafIndex> members = tree.members();
    const Result<Demands> demands = demandsOf(tree, members, context);
    if (!demands)
        return demands.failure();
    for (const LeafIndex index : members)
        if (const Result<void> met = meets(tree.leaf(index)->capabilities, *demands); !met)
            return met;
    return {};
}

Result<void> validateAllLeaves(const RatchetTree &tree, const GroupContext &context, const Rules &rules)
{
    Rules ageless = rules;
    ageless.lifetimes.reset();
    for (const LeafIndex index : tree.members()) {
        const LeafNode &leaf = *tree.leaf(index);
        const LeafPlace place { context.groupId, index };
        if (const Result<void> valid = validateLeaf(leaf, leaf.source(), place, ageless); !valid)
            return valid;
    }
    return {};
}

} // namespace pc::mls
