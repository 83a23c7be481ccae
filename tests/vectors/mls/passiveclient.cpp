// SPDX-License-Identifier: GPL-3.0-or-later
// passive-client-*.json and interop-passive-*.json: a whole client that joins by a Welcome and follows the group's commits.

#include "core/mls/group.h"
#include "tests/support/mlscrowd/openpolicy.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

/// The external keys of the vector, and the resumption keys of each epoch that was passed.
class KnownPsks final : public PskSource
{
public:
    explicit KnownPsks(const QJsonArray &psks)
    {
        for (const QJsonValue &psk : psks)
            m_external.emplace(bytesOf(psk[u"psk_id"]), bytesOf(psk[u"psk"]));
    }

    void remember(const Group &group) { m_resumption[group.epoch()] = crypto::toBytes(group.resumptionPsk()); }

    std::optional<WipingBytes> find(const PreSharedKeyId &id) const override
    {
        if (const auto *const resumption = std::get_if<ResumptionPsk>(&id.content))
            return known(m_resumption, resumption->epoch);
        return known(m_external, std::get<ExternalPsk>(id.content).pskId);
    }

private:
    template<typename Key>
    static std::optional<WipingBytes> known(const std::map<Key, Bytes> &psks, const Key &key)
    {
        const auto found = psks.find(key);
        return found == psks.end() ? std::nullopt : std::optional(WipingBytes::copyOf(found->second));
    }

    std::map<Bytes, Bytes> m_external;
    std::map<std::uint64_t, Bytes> m_resumption;
};

std::optional<KeyPackageBundle> bundleIn(const QJsonObject &vector)
{
    const Result<MlsMessage> message = decode<MlsMessage>(bytesOf(vector[u"key_package"]));
    const auto *const keyPackage = message ? std::get_if<KeyPackage>(&message->content) : nullptr;
    if (!keyPackage)
        return std::nullopt;
    Result<KeyPackageBundle> bundle = bundleOf(*keyPackage, bytesOf(vector[u"init_priv"]),
        bytesOf(vector[u"encryption_priv"]), bytesOf(vector[u"signature_priv"]));
    return bundle ? std::optional(std::move(*bundle)) : std::nullopt;
}

bool isAt(const Group &group, const QJsonValue &authenticator)
{
    return crypto::equal(group.epochAuthenticator(), bytesOf(authenticator));
}

/// Stores the group and reads it back, as every client does between any two messages.
std::optional<Group> storedAndRestored(const CipherSuite &suite, const Group &group)
{
    Result<Group> again = Group::restore(suite, group.parts());
    return again ? std::optional(std::move(*again)) : std::nullopt;
}

Outcome follow(const CipherSuite &suite, Group group, const QJsonArray &epochs, KnownPsks &psks)
{
    for (const QJsonValue &epoch : epochs) {
        psks.remember(group);
        const QJsonArray proposals = epoch[u"proposals"].toArray();
        for (const QJsonValue &proposal : proposals)
            if (const auto received = group.process(bytesOf(proposal), openRules(), psks); !received)
                return failed("proposal", received.failure());
        auto restored = storedAndRestored(suite, group);
        if (!restored)
            return failed("storing and restoring");
        auto received = restored->process(bytesOf(epoch[u"commit"]), openRules(), psks);
        if (!received)
            return failed("commit", received.failure());
        auto *const commit = std::get_if<ReceivedCommit>(&received->content);
        if (!commit || !commit->next)
            return failed("a commit that leads to no epoch");
        group = std::move(*commit->next);
        if (!isAt(group, epoch[u"epoch_authenticator"]))
            return failed("epoch_authenticator");
    }
    return passed();
}

} // namespace

Outcome runPassiveClient(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    const auto bundle = bundleIn(vector);
    if (!bundle)
        return failed("key_package and its private keys");
    JoinInputs inputs { *bundle };
    if (vector[u"ratchet_tree"].isString()) {
        Result<TreeNodes> tree = decode<TreeNodes>(bytesOf(vector[u"ratchet_tree"]));
        if (!tree)
            return failed("ratchet_tree", tree.failure());
        inputs.tree = std::move(*tree);
    }
    KnownPsks psks(vector[u"external_psks"].toArray());
    Result<Group> group = Group::join(*suite, bytesOf(vector[u"welcome"]), inputs, openRules(), psks);
    if (!group)
        return failed("welcome", group.failure());
    if (!isAt(*group, vector[u"initial_epoch_authenticator"]))
        return failed("initial_epoch_authenticator");
    return follow(*suite, std::move(*group), vector[u"epochs"].toArray(), psks);
}

} // namespace pc::test
