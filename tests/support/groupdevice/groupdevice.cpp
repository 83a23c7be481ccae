// SPDX-License-Identifier: GPL-3.0-or-later

#include "groupdevice.h"

#include "core/crypto/qtbytes.h"
#include "core/identity/devicecertificate.h"
#include "core/mls_public/profile.h"
#include "core/mls_public/signing.h"

namespace pc::test {

using crypto::toByteArray;
using crypto::viewOf;

class GroupDevice::Trust final : public mls::CredentialPolicy, public mls::ProposalPolicy
{
public:
    bool accepts(const mls::Credential &, mls::ByteView) const override { return true; }
    bool acceptsSuccessor(const mls::LeafNode &, const mls::LeafNode &) const override { return true; }
    bool acceptsExternalSenders(const mls::ExternalSenders &) const override { return true; }
    bool allows(const mls::SentProposal &, const mls::RatchetTree &, const mls::GroupContext &) const override
    {
        return true;
    }
};

namespace {

mls::Lifetime lifetimeFrom(UtcTime now)
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    const auto made = duration_cast<seconds>(now.time_since_epoch());
    return { std::uint64_t((made - mls::kPackageBackdating).count()),
        std::uint64_t((made + mls::kPackageLife).count()) };
}

template<typename T>
QByteArray messageOf(T content)
{
    mls::MlsMessage message;
    message.content = std::move(content);
    return toByteArray(mls::encode(message));
}

std::optional<DeviceId> deviceOf(const mls::LeafNode &leaf)
{
    const auto *basic = std::get_if<mls::BasicCredential>(&leaf.credential.content);
    const auto certificate = identity::parseDeviceCertificate(basic->identity);
    return certificate ? std::optional(certificate->device) : std::nullopt;
}

} // namespace

GroupDevice::GroupDevice(UserId user, DeviceId device, UtcTime now)
    : m_user(user)
    , m_device(device)
    , m_now(now)
    , m_accountKey(crypto::Ed25519Key::generate(crypto::systemRandom()))
    , m_leafKey(crypto::Ed25519Key::generate(crypto::systemRandom()))
    , m_trust(std::make_shared<Trust>())
    , m_rules { .credentials = *m_trust, .proposals = *m_trust }
{
}

pc::identity::DeviceCertificate GroupDevice::certificate() const
{
    pc::identity::DeviceCertificate certificate;
    certificate.user = m_user;
    certificate.device = m_device;
    std::ranges::copy(m_accountKey.publicKey(), certificate.accountKey.begin());
    std::ranges::copy(m_leafKey.publicKey(), certificate.leafKey.begin());
    certificate.issued = m_now;
    return certificate;
}

mls::LeafIdentity GroupDevice::identity() const
{
    mls::LeafIdentity own;
    own.credential.content = mls::BasicCredential { pc::identity::issue(certificate(), m_accountKey) };
    own.capabilities.versions = { mls::ProtocolVersion::Mls10 };
    own.capabilities.cipherSuites = { mls::kSuite };
    own.capabilities.extensions = { mls::kLastResort };
    own.capabilities.credentials = { mls::CredentialType::Basic };
    return own;
}

QByteArray GroupDevice::keyPackage(bool lastResort)
{
    mls::Extensions extensions;
    if (lastResort)
        extensions.put({ mls::kLastResort, {} });
    auto bundle = mls::makeKeyPackage(
        mls::productSuite(), identity(), m_leafKey, lifetimeFrom(m_now), std::move(extensions), crypto::systemRandom());
    const QByteArray message = messageOf(bundle.keyPackage);
    const mls::Bytes ref = mls::refOf(bundle.keyPackage).hash;
    m_packages.emplace(ref, std::move(bundle));
    return message;
}

MadeHandshake GroupDevice::create(const mls::Bytes &groupId)
{
    const auto bundle = mls::makeKeyPackage(
        mls::productSuite(), identity(), m_leafKey, lifetimeFrom(m_now), {}, crypto::systemRandom());
    auto group = mls::Group::create(mls::productSuite(), groupId, {}, bundle, m_rules, crypto::systemRandom());
    Q_ASSERT(group);
    m_group.emplace(std::move(*group));
    mls::Writer tree;
    tree(m_group->tree().nodes());
    return { 0, toByteArray(m_group->groupInfo()), toByteArray(tree.bytes()), {}, {} };
}

MadeCommit GroupDevice::made(mls::Result<mls::PendingCommit> pending)
{
    Q_ASSERT(pending);
    MadeHandshake handshake { m_group ? m_group->epoch() : pending->next.epoch() - 1, toByteArray(pending->message), {},
        pending->welcome ? toByteArray(*pending->welcome) : QByteArray(), toByteArray(pending->groupInfo) };
    return { std::move(handshake), std::move(pending->next) };
}

MadeCommit GroupDevice::add(const std::vector<QByteArray> &packages)
{
    mls::CommitRequest request;
    for (const QByteArray &package : packages) {
        auto message = mls::decode<mls::MlsMessage>(viewOf(package));
        request.proposals.push_back({ mls::Add { std::get<mls::KeyPackage>(message->content) } });
    }
    return made(m_group->commit(std::move(request), m_rules, crypto::systemRandom()));
}

MadeCommit GroupDevice::remove(mls::LeafIndex leaf)
{
    mls::CommitRequest request;
    request.proposals.push_back({ mls::Remove { leaf } });
    return made(m_group->commit(std::move(request), m_rules, crypto::systemRandom()));
}

MadeCommit GroupDevice::update()
{
    return made(m_group->commit({}, m_rules, crypto::systemRandom()));
}

MadeHandshake GroupDevice::proposeToLeave()
{
    auto outgoing = m_group->propose({ mls::Remove { m_group->ownLeaf() } }, m_rules, crypto::systemRandom());
    Q_ASSERT(outgoing);
    return { m_group->epoch(), toByteArray(outgoing->message), {}, {}, {} };
}

bool GroupDevice::join(const QByteArray &welcome, const QByteArray &tree)
{
    auto message = mls::decode<mls::MlsMessage>(viewOf(welcome));
    auto nodes = mls::decode<mls::TreeNodes>(viewOf(tree));
    if (!message || !nodes)
        return false;
    for (const mls::EncryptedGroupSecrets &secrets : std::get<mls::Welcome>(message->content).secrets) {
        const auto bundle = m_packages.find(secrets.newMember.hash);
        if (bundle == m_packages.end())
            continue;
        auto group = mls::Group::join(
            mls::productSuite(), viewOf(welcome), { .bundle = bundle->second, .tree = std::move(*nodes) }, m_rules);
        if (group)
            m_group.emplace(std::move(*group));
        return bool(group);
    }
    return false;
}

MadeCommit GroupDevice::joinFromOutside(
    const QByteArray &groupInfo, const QByteArray &tree, std::optional<mls::LeafIndex> replaces)
{
    auto nodes = mls::decode<mls::TreeNodes>(viewOf(tree));
    const mls::LeafIdentity own = identity();
    const auto parsed = mls::RatchetTree::fromNodes(*nodes);
    for (const mls::LeafIndex leaf : parsed->members()) {
        if (deviceOf(*parsed->leaf(leaf)) == m_device && !replaces)
            replaces = leaf;
    }
    m_group.reset();
    return made(mls::joinFromOutside(mls::productSuite(), viewOf(groupInfo),
        { .identity = own, .signatureKey = m_leafKey, .tree = std::move(*nodes), .replaces = replaces }, m_rules,
        crypto::systemRandom()));
}

QByteArray GroupDevice::seal(const QByteArray &text)
{
    auto outgoing = m_group->protect(viewOf(text), mls::Bytes(32, 0xc0), crypto::systemRandom());
    Q_ASSERT(outgoing);
    return toByteArray(outgoing->message);
}

std::optional<QByteArray> GroupDevice::process(const QByteArray &message)
{
    auto received = m_group->process(viewOf(message), m_rules);
    if (!received)
        return std::nullopt;
    if (auto *commit = std::get_if<mls::ReceivedCommit>(&received->content); commit && commit->next)
        m_group.emplace(std::move(*commit->next));
    if (auto *text = std::get_if<mls::ReceivedApplication>(&received->content))
        return toByteArray(text->data);
    return std::nullopt;
}

std::optional<mls::LeafIndex> GroupDevice::leafOf(DeviceId device) const
{
    for (const mls::MemberView &member : m_group->members()) {
        if (deviceOf(*member.node) == device)
            return member.leaf;
    }
    return std::nullopt;
}

} // namespace pc::test
