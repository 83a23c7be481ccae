// SPDX-License-Identifier: GPL-3.0-or-later
// key-schedule.json: the secrets of epoch after epoch. psk_secret.json: chains of pre-shared keys.

#include "core/mls/keyschedule.h"

#include "core/mls/psk.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

bool is(const WipingBytes &secret, const QJsonValue &expected)
{
    return crypto::equal(secret.view(), bytesOf(expected));
}

bool secretsAgree(const Epoch &epoch, const QJsonValue &expected)
{
    const EpochSecrets &secrets = epoch.secrets;
    return is(secrets.senderData, expected[u"sender_data_secret"]) && is(secrets.exporter, expected[u"exporter_secret"])
        && is(secrets.external, expected[u"external_secret"]) && is(secrets.confirmation, expected[u"confirmation_key"])
        && is(secrets.membership, expected[u"membership_key"]) && is(secrets.resumptionPsk, expected[u"resumption_psk"])
        && is(secrets.epochAuthenticator, expected[u"epoch_authenticator"])
        && is(secrets.init, expected[u"init_secret"]) && is(epoch.encryption, expected[u"encryption_secret"]);
}

class ListedPsks final : public PskSource
{
public:
    std::optional<WipingBytes> find(const PreSharedKeyId &id) const override
    {
        const auto *external = std::get_if<ExternalPsk>(&id.content);
        const auto known = external ? m_psks.find(external->pskId) : m_psks.end();
        return known == m_psks.end() ? std::nullopt : std::optional(WipingBytes::copyOf(known->second));
    }

    void add(const Bytes &id, const Bytes &psk) { m_psks.emplace(id, psk); }

private:
    std::map<Bytes, Bytes> m_psks;
};

} // namespace

Outcome runKeySchedule(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    GroupContext context;
    context.cipherSuite = suite->id();
    context.groupId = bytesOf(vector[u"group_id"]);
    WipingBytes init = WipingBytes::copyOf(bytesOf(vector[u"initial_init_secret"]));
    const QJsonArray epochs = vector[u"epochs"].toArray();
    for (const QJsonValue &expected : epochs) {
        context.treeHash = bytesOf(expected[u"tree_hash"]);
        context.confirmedTranscriptHash = bytesOf(expected[u"confirmed_transcript_hash"]);
        const Bytes encoded = encode(context);
        if (encoded != bytesOf(expected[u"group_context"]))
            return failed("group_context");
        const WipingBytes joiner = joinerSecret(init.view(), bytesOf(expected[u"commit_secret"]), encoded);
        const Bytes psk = bytesOf(expected[u"psk_secret"]);
        if (!is(joiner, expected[u"joiner_secret"])
            || !is(welcomeSecret(joiner.view(), psk), expected[u"welcome_secret"]))
            return failed("joiner_secret or welcome_secret");
        Epoch epoch = epochOf(joiner.view(), psk, encoded);
        if (!secretsAgree(epoch, expected))
            return failed("a secret of the epoch");
        if (!crypto::equal(externalKeyPair(epoch.secrets).publicKey, bytesOf(expected[u"external_pub"])))
            return failed("external_pub");
        const QJsonValue exporter = expected[u"exporter"];
        const WipingBytes exported = exportSecret(epoch.secrets, exporter[u"label"].toString().toStdString(),
            bytesOf(exporter[u"context"]), static_cast<std::size_t>(exporter[u"length"].toInt()));
        if (!is(exported, exporter[u"secret"]))
            return failed("exporter");
        init = std::move(epoch.secrets.init);
        ++context.epoch;
    }
    return epochs.isEmpty() ? failed("no epochs") : passed();
}

Outcome runPskSecret(const QJsonObject &vector)
{
    ListedPsks known;
    std::vector<PreSharedKeyId> ids;
    const QJsonArray psks = vector[u"psks"].toArray();
    for (const QJsonValue &psk : psks) {
        const Bytes id = bytesOf(psk[u"psk_id"]);
        known.add(id, bytesOf(psk[u"psk"]));
        ids.push_back({ ExternalPsk { id }, bytesOf(psk[u"psk_nonce"]) });
    }
    const Result<WipingBytes> secret = pskSecret(ids, known);
    return secret && is(*secret, vector[u"psk_secret"]) ? passed() : failed("psk_secret");
}

} // namespace pc::test
