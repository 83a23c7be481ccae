// SPDX-License-Identifier: GPL-3.0-or-later
// The key schedule beyond its published vectors (tests/vectors/mls): what depends on what, and what must not.

#include "core/mls/keyschedule.h"
#include "core/mls/psk.h"
#include "tests/support/mlscrowd/seededrandom.h"

#include <QTest>

#include <algorithm>

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::equal;
using pc::crypto::toBytes;

namespace {

std::vector<Bytes> secretsOf(const Epoch &epoch)
{
    std::vector<Bytes> all;
    const auto gather = [&all](const auto &...secrets) { (all.push_back(toBytes(secrets.view())), ...); };
    EpochSecrets::secrets(gather, epoch.secrets);
    all.push_back(toBytes(epoch.encryption.view()));
    return all;
}

class CountingPsks final : public PskSource
{
public:
    std::optional<WipingBytes> find(const PreSharedKeyId &id) const override
    {
        const auto *const external = std::get_if<ExternalPsk>(&id.content);
        return external ? std::optional(WipingBytes::copyOf(external->pskId)) : std::nullopt;
    }
};

PreSharedKeyId pskNamed(std::string_view name, std::uint8_t nonce = 0)
{
    return { ExternalPsk { toBytes(bytesOf(name)) }, Bytes(kHashBytes, nonce) };
}

} // namespace

class TestKeySchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySecretIsOneOfItsOwn()
    {
        std::vector<Bytes> secrets = secretsOf(epochOf(Bytes(32, 1)));
        QCOMPARE(secrets.size(), std::size_t(9));
        std::ranges::sort(secrets);
        QVERIFY(std::ranges::adjacent_find(secrets) == secrets.end());
        for (const Bytes &secret : secrets)
            QCOMPARE(secret.size(), kHashBytes);
    }

    void eachInputChangesTheEpoch()
    {
        const Bytes zero(32, 0);
        const Bytes one(32, 1);
        const WipingBytes joiner = joinerSecret(zero, zero, bytesOf("context"));
        QVERIFY(joiner == joinerSecret(zero, zero, bytesOf("context")));
        QVERIFY(!(joiner == joinerSecret(one, zero, bytesOf("context"))));
        QVERIFY(!(joiner == joinerSecret(zero, one, bytesOf("context"))));
        QVERIFY(!(joiner == joinerSecret(zero, zero, bytesOf("contexu"))));
        const auto init = [](const Epoch &epoch) { return toBytes(epoch.secrets.init.view()); };
        const Bytes base = init(epochOf(joiner.view(), zero, bytesOf("context")));
        QCOMPARE(init(epochOf(joiner.view(), zero, bytesOf("context"))), base);
        QVERIFY(init(epochOf(one, zero, bytesOf("context"))) != base);
        QVERIFY(init(epochOf(joiner.view(), one, bytesOf("context"))) != base);
        QVERIFY(init(epochOf(joiner.view(), zero, bytesOf("contexu"))) != base);
    }

    void theWelcomeDependsOnPreSharedKeys()
    {
        const Bytes joiner(32, 1);
        const WipingBytes without = welcomeSecret(joiner, zeroSecret().view());
        QVERIFY(!(without == welcomeSecret(joiner, Bytes(32, 2))));
        const KeyAndNonce key = welcomeKey(productSuite(), without.view());
        QCOMPARE(key.key.size(), std::size_t(32));
        QCOMPARE(key.nonce.size(), std::size_t(12));
        QVERIFY(!equal(key.key.view().first(12), key.nonce.view()));
    }

    void theConfirmationTagIsOfThisTranscript()
    {
        const Epoch epoch = epochOf(Bytes(32, 1));
        const Epoch other = epochOf(Bytes(32, 2));
        const Bytes tag = confirmationTag(epoch.secrets, bytesOf("hash"));
        QVERIFY(tag != confirmationTag(epoch.secrets, bytesOf("hasi")));
        QVERIFY(tag != confirmationTag(other.secrets, bytesOf("hash")));
    }

    void bothSidesOfAnExternalInitAgree()
    {
        SeededRandom random(3);
        const Epoch epoch = epochOf(Bytes(32, 1));
        const auto pair = externalKeyPair(epoch.secrets);
        const auto sent = sendExternalInit(productSuite(), pair.publicKey, random);
        QVERIFY(sent);
        const auto received = receiveExternalInit(productSuite(), epoch.secrets, sent->kemOutput);
        QVERIFY(received && *received == sent->initSecret);
        const auto elsewhere = receiveExternalInit(productSuite(), epochOf(Bytes(32, 2)).secrets, sent->kemOutput);
        QVERIFY(elsewhere && !(*elsewhere == sent->initSecret));
        QVERIFY(!sendExternalInit(productSuite(), Bytes(32, 0), random));
        QVERIFY(!receiveExternalInit(productSuite(), epoch.secrets, Bytes(32, 0)));
    }

    void exportedSecretsDependOnLabelContextAndLength()
    {
        const Epoch epoch = epochOf(Bytes(32, 1));
        const auto exported = [&](std::string_view label, std::string_view context, std::size_t length) {
            return toBytes(exportSecret(epoch.secrets, label, bytesOf(context), length).view());
        };
        const Bytes base = exported("pc/label", "context", 32);
        QVERIFY(base != exported("pc/labem", "context", 32));
        QVERIFY(base != exported("pc/label", "contexu", 32));
        const Bytes longer = exported("pc/label", "context", 33);
        QCOMPARE(longer.size(), std::size_t(33));
        QVERIFY(!equal(ByteView(longer).first(32), base)); // the length is part of what is expanded
    }

    void preSharedKeysCountInTheirOrder()
    {
        const CountingPsks psks;
        const auto secretOf
            = [&psks](std::vector<PreSharedKeyId> ids) { return toBytes(pskSecret(ids, psks)->view()); };
        const Bytes both = secretOf({ pskNamed("a"), pskNamed("b") });
        QVERIFY(both != secretOf({ pskNamed("b"), pskNamed("a") }));
        QVERIFY(both != secretOf({ pskNamed("a"), pskNamed("c") }));
        QVERIFY(both != secretOf({ pskNamed("a") }));
        QVERIFY(both != secretOf({ pskNamed("a"), pskNamed("b", 1) }));
        QCOMPARE(secretOf({}), Bytes(32, 0));
    }

    void aPreSharedKeyThatNobodyHasIsAnError()
    {
        const std::vector<PreSharedKeyId> ids { pskNamed("a"),
            { ResumptionPsk { ResumptionPskUsage::Application, {}, 0 }, Bytes(kHashBytes) } };
        const auto secret = pskSecret(ids, CountingPsks());
        QVERIFY(!secret && secret.failure() == Failure::PskMissing);
        const auto none = pskSecret(ids, noPsks());
        QVERIFY(!none && none.failure() == Failure::PskMissing);
    }

    void morePreSharedKeysThanCanBeCountedAreRefused()
    {
        const std::vector<PreSharedKeyId> ids(65'536, pskNamed("a"));
        const auto secret = pskSecret(ids, CountingPsks());
        QVERIFY(!secret && secret.failure() == Failure::TooManyPsks);
    }
};

QTEST_APPLESS_MAIN(TestKeySchedule)
#include "tst_keyschedule.moc"
