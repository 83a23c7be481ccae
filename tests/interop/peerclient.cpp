// SPDX-License-Identifier: GPL-3.0-or-later
#include "peerclient.h"

#include "core/mls/externaljoin.h"
#include "core/mls_public/joining.h"
#include "core/mls_public/signing.h"

#include <QHash>

#include <ctime>

namespace pc::interop {

using namespace mls;

namespace {

constexpr std::uint64_t kDay = 86'400; // seconds
constexpr std::uint64_t kLifetime = 84 * kDay;

class EveryCredential final : public CredentialPolicy
{
public:
    bool accepts(const Credential &, ByteView) const override { return true; }
    bool acceptsSuccessor(const LeafNode &, const LeafNode &) const override { return true; }
    bool acceptsExternalSenders(const ExternalSenders &) const override { return true; }
};

class EveryProposal final : public ProposalPolicy
{
public:
    bool allows(const SentProposal &, const RatchetTree &, const GroupContext &) const override { return true; }
};

std::uint64_t now()
{
    return static_cast<std::uint64_t>(std::time(nullptr));
}

template<typename E>
std::vector<E> typesOf(const Request &request, const char *name, std::vector<E> otherwise)
{
    if (!request.has(name))
        return otherwise;
    std::vector<E> types;
    for (const std::uint32_t number : request.numberList(name))
        types.push_back(static_cast<E>(number));
    return types;
}

/// The protocol names credential types by their words.
std::vector<CredentialType> credentialTypes(const Request &capabilities)
{
    std::vector<CredentialType> types;
    for (const QString &name : capabilities.textList("credentials"))
        types.push_back(name == u"x509" ? CredentialType::X509 : CredentialType::Basic);
    if (types.empty())
        types.push_back(CredentialType::Basic);
    return types;
}

Result<std::optional<TreeNodes>> treeBeside(const Request &request)
{
    if (!request.has("ratchet_tree"))
        return std::optional<TreeNodes>();
    Result<TreeNodes> nodes = decode<TreeNodes>(request.bytes("ratchet_tree"));
    if (!nodes)
        return nodes.failure();
    return std::optional<TreeNodes>(std::move(*nodes));
}

/// Where this key signs in the tree of a group; for a resync, which removes that leaf.
std::optional<LeafIndex> leafOf(
    ByteView signatureKey, const GroupInfo &groupInfo, const std::optional<TreeNodes> &beside)
{
    const Result<RatchetTree> tree = treeOf(groupInfo, beside);
    if (!tree)
        return std::nullopt;
    for (const LeafIndex leaf : tree->members()) {
        if (crypto::equal(tree->leaf(leaf)->signatureKey, signatureKey))
            return leaf;
    }
    return std::nullopt;
}

} // namespace

Rules rules()
{
    static const EveryCredential credentials;
    static const EveryProposal proposals;
    return { credentials, proposals, LifetimeRules { .now = now(), .tolerance = kDay } };
}

Answer refused(Failure failure)
{
    return refusal(failure);
}

std::optional<crypto::WipingBytes> KnownPsks::find(const PreSharedKeyId &id) const
{
    const auto *external = std::get_if<ExternalPsk>(&id.content);
    const auto known = external ? m_known.find(external->pskId) : m_known.end();
    if (known == m_known.end())
        return std::nullopt;
    return known->second.copy();
}

PeerClient::Operation PeerClient::operationOf(const QString &name)
{
    static const QHash<QString, Operation> operations {
        { u"init"_qs, &PeerClient::init },
        { u"key_package"_qs, &PeerClient::keyPackage },
        { u"create_group"_qs, &PeerClient::createGroup },
        { u"join"_qs, &PeerClient::join },
        { u"external_join"_qs, &PeerClient::externalJoin },
        { u"group_info"_qs, &PeerClient::groupInfo },
        { u"ratchet_tree"_qs, &PeerClient::ratchetTree },
        { u"add"_qs, &PeerClient::add },
        { u"remove"_qs, &PeerClient::remove },
        { u"update"_qs, &PeerClient::update },
        { u"commit"_qs, &PeerClient::commit },
        { u"merge"_qs, &PeerClient::merge },
        { u"discard"_qs, &PeerClient::discard },
        { u"propose"_qs, &PeerClient::propose },
        { u"signature_key"_qs, &PeerClient::signatureKey },
        { u"external_senders"_qs, &PeerClient::externalSenders },
        { u"external_propose"_qs, &PeerClient::externalPropose },
        { u"join_request"_qs, &PeerClient::joinRequest },
        { u"encrypt"_qs, &PeerClient::encrypt },
        { u"process"_qs, &PeerClient::process },
        { u"export"_qs, &PeerClient::exportSecret },
        { u"psk"_qs, &PeerClient::psk },
        { u"save"_qs, &PeerClient::save },
        { u"load"_qs, &PeerClient::load },
        { u"forget"_qs, &PeerClient::forget },
    };
    return operations.value(name, nullptr);
}

Answer PeerClient::answer(const Request &request)
{
    const Operation operation = operationOf(request.text("op"));
    if (!operation)
        return u"unsupported"_qs;
    if (!request.isHex())
        return u"not in hex"_qs;
    if (!m_signatureKey && operation != &PeerClient::init)
        return u"before init"_qs;
    return (this->*operation)(request);
}

LeafIdentity PeerClient::identity() const
{
    return { { BasicCredential { m_identity } }, m_capabilities, {} };
}

KeyPackageBundle PeerClient::makeBundle(const Request &request) const
{
    const Lifetime lifetime { request.number("not_before", now() - kDay),
        request.number("not_after", now() + kLifetime) };
    return makeKeyPackage(productSuite(), identity(), *m_signatureKey, lifetime, {}, crypto::systemRandom());
}

Answer PeerClient::begin(const Group &group, QJsonObject answer)
{
    m_groups.insert_or_assign(group.groupId(), StoredGroup(group));
    answer.insert(u"view"_qs, viewOf(group));
    return answer;
}

Answer PeerClient::init(const Request &request)
{
    if (request.number("suite", 3) != static_cast<std::uint64_t>(productSuite().id()))
        return u"unsupported"_qs;
    const Request capabilities = request.object("capabilities");
    const std::string name = request.text("name").toStdString();
    m_identity = request.has("identity") ? request.bytes("identity") : crypto::toBytes(crypto::bytesOf(name));
    m_capabilities = { { ProtocolVersion::Mls10 }, { productSuite().id() },
        typesOf<ExtensionType>(capabilities, "extensions", {}), {}, credentialTypes(capabilities) };
    m_signatureKey = crypto::Ed25519Key::generate(crypto::systemRandom());
    m_keyPackages.clear();
    m_groups.clear();
    m_psks.clear();
    return QJsonObject {
        { u"signature_key"_qs, hexOf(m_signatureKey->publicKey()) },
        { u"identity"_qs, hexOf(m_identity) },
    };
}

Answer PeerClient::keyPackage(const Request &request)
{
    KeyPackageBundle bundle = makeBundle(request);
    const KeyPackageRef ref = refOf(bundle.keyPackage);
    QJsonObject answer {
        { u"key_package"_qs, hexOf(encode(MlsMessage { .content = bundle.keyPackage })) },
        { u"ref"_qs, hexOf(ref.hash) },
    };
    if (request.flag("with_private", false)) {
        answer.insert(u"init_priv"_qs, hexOf(bundle.initKeys.privateKey.view()));
        answer.insert(u"encryption_priv"_qs, hexOf(bundle.leafKeys.privateKey.view()));
        answer.insert(u"signature_priv"_qs, hexOf(bundle.signatureKey.seed()));
    }
    m_keyPackages.insert_or_assign(ref.hash, std::move(bundle));
    return answer;
}

Answer PeerClient::createGroup(const Request &request)
{
    const Result<Group> group = Group::create(productSuite(), request.bytes("group_id"), request.extensions(),
        makeBundle(request), rules(), crypto::systemRandom());
    return group ? begin(*group) : refused(group.failure());
}

KeyPackageBundle *PeerClient::bundleFor(const Welcome &welcome)
{
    for (const EncryptedGroupSecrets &secrets : welcome.secrets) {
        const auto own = m_keyPackages.find(secrets.newMember.hash);
        if (own != m_keyPackages.end())
            return &own->second;
    }
    return nullptr;
}

Answer PeerClient::join(const Request &request)
{
    const Bytes message = request.bytes("welcome");
    const Result<Welcome> welcome = contentOfMessage<Welcome>(message);
    if (!welcome)
        return refused(welcome.failure());
    Result<std::optional<TreeNodes>> tree = treeBeside(request);
    if (!tree)
        return refused(tree.failure());
    KeyPackageBundle *bundle = bundleFor(*welcome);
    if (!bundle)
        return u"a welcome for none of the key packages"_qs;
    const Result<Group> group = Group::join(productSuite(), message, { *bundle, std::move(*tree) }, rules(), m_psks);
    if (!group)
        return refused(group.failure());
    m_keyPackages.erase(refOf(bundle->keyPackage).hash);
    return begin(*group);
}

Answer PeerClient::externalJoin(const Request &request)
{
    const Bytes message = request.bytes("group_info");
    const Result<GroupInfo> groupInfo = contentOfMessage<GroupInfo>(message);
    if (!groupInfo)
        return refused(groupInfo.failure());
    Result<std::optional<TreeNodes>> tree = treeBeside(request);
    if (!tree)
        return refused(tree.failure());
    const LeafIdentity own = identity();
    ExternalJoin join { own, *m_signatureKey, std::move(*tree) };
    if (request.flag("resync", false))
        join.replaces = leafOf(m_signatureKey->publicKey(), *groupInfo, join.tree);
    const Result<PendingCommit> pending
        = joinFromOutside(productSuite(), message, std::move(join), rules(), crypto::systemRandom(), m_psks);
    if (!pending)
        return refused(pending.failure());
    return begin(
        pending->next, { { u"commit"_qs, hexOf(pending->message) }, { u"group_info"_qs, hexOf(pending->groupInfo) } });
}

Answer PeerClient::joinRequest(const Request &request)
{
    const Result<GroupInfo> groupInfo = contentOfMessage<GroupInfo>(request.bytes("group_info"));
    if (!groupInfo)
        return refused(groupInfo.failure());
    KeyPackageBundle bundle = makeBundle(request);
    const Bytes message = proposeToJoin(groupInfo->groupContext, bundle);
    m_keyPackages.insert_or_assign(refOf(bundle.keyPackage).hash, std::move(bundle));
    return QJsonObject { { u"message"_qs, hexOf(message) } };
}

Answer PeerClient::psk(const Request &request)
{
    m_psks.put(request.bytes("psk_id"), request.bytes("psk"));
    return QJsonObject();
}

Answer PeerClient::load(const Request &request)
{
    const Result<Group> group = StoredGroup::fromBlob(request.bytes("blob"));
    return group ? begin(*group) : refused(group.failure());
}

Answer PeerClient::forget(const Request &request)
{
    m_groups.erase(request.bytes("group_id"));
    return QJsonObject();
}

Answer PeerClient::signatureKey(const Request &)
{
    const crypto::Ed25519Key key = crypto::Ed25519Key::generate(crypto::systemRandom());
    return QJsonObject {
        { u"signature_key"_qs, hexOf(key.publicKey()) },
        { u"signature_priv"_qs, hexOf(key.seed()) },
    };
}

Answer PeerClient::externalSenders(const Request &request)
{
    const ExternalSenders senders {
        { { request.bytes("signature_key"), { BasicCredential { request.bytes("identity") } } } }
    };
    return QJsonObject {
        { u"type"_qs, static_cast<int>(ExternalSenders::kExtensionType) },
        { u"data"_qs, hexOf(encode(senders)) },
    };
}

Answer PeerClient::externalPropose(const Request &request)
{
    const Result<GroupInfo> groupInfo = contentOfMessage<GroupInfo>(request.bytes("group_info"));
    if (!groupInfo)
        return refused(groupInfo.failure());
    Result<Proposal> proposal = proposalOf(request.object("proposal"));
    if (!proposal)
        return refused(proposal.failure());
    const std::optional<crypto::Ed25519Key> key = crypto::Ed25519Key::fromSeed(request.bytes("signature_priv"));
    if (!key)
        return u"signature_priv is no seed"_qs;
    const auto index = static_cast<std::uint32_t>(request.number("sender_index"));
    const Bytes message = proposeAsExternalSender(groupInfo->groupContext, index, std::move(*proposal), *key);
    return QJsonObject { { u"message"_qs, hexOf(message) } };
}

} // namespace pc::interop
