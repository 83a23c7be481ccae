// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9420, sections 7.2, 7.3 and 13.4: each check of a leaf, by name.

#include "core/mls_public/leafvalidation.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

constexpr auto kOurs = ExtensionType(0xf001);
constexpr auto kTheirs = ExtensionType(0xf002);

/// The point of order one: whatever one multiplies it with, zero comes out.
Bytes smallOrderKey()
{
    return Bytes(kPublicKeyBytes, 0);
}

/// A leaf of a key package, spoilt and then signed, by itself.
std::optional<Failure> alone(
    const SpoilLeaf &spoil, const Policies &policies = {}, const std::optional<LifetimeRules> &lifetimes = std::nullopt)
{
    const Person person("anna");
    LeafNode leaf = unsignedLeaf(person);
    if (spoil)
        spoil(leaf);
    leaf = signedLeaf(std::move(leaf), person, {}, {});
    return failureOf(validateLeaf(leaf, LeafNodeSource::KeyPackage, {}, { policies, policies, lifetimes }));
}

/// Three members, of whom the last one's leaf is spoilt, in a group with these extensions.
std::optional<Failure> together(const SpoilLeaf &spoil, const Extensions &extensions = {})
{
    MadeUpGroup group(3, extensions);
    LeafNode leaf = *group.tree.leaf({ 2 });
    spoil(leaf);
    group.tree.setLeaf({ 2 }, leaf);
    return failureOf(validateMembers(group.tree, group.context));
}

Extensions requiring(const RequiredCapabilities &required)
{
    Extensions extensions;
    extensions.set(required);
    return extensions;
}

Extensions withUnknown(ExtensionType type)
{
    return { { { type, {} } } };
}

void nothing(LeafNode &) { }

} // namespace

class TestLeafNodeValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValidLeafIsAccepted()
    {
        QVERIFY(!alone({}));
        QVERIFY(!together(nothing));
    }

    void aCredentialIsAcceptedByTheApplication()
    {
        Policies policies;
        policies.refusedIdentity = textBytes("anna");
        QVERIFY(alone({}, policies) == Failure::CredentialRefused);
        policies.refusedIdentity = textBytes("ben");
        QVERIFY(!alone({}, policies));
    }

    void aSignatureCoversTheLeaf()
    {
        const Person person("anna");
        const Policies policies;
        const Rules rules { policies, policies };
        LeafNode leaf = signedLeaf(unsignedLeaf(person), person, {}, {});
        leaf.encryptionKey = fresh32();
        QVERIFY(failureOf(validateLeaf(leaf, LeafNodeSource::KeyPackage, {}, rules)) == Failure::LeafSignatureInvalid);
        const LeafNode others = signedLeaf(unsignedLeaf(person), Person("ben"), {}, {});
        QVERIFY(
            failureOf(validateLeaf(others, LeafNodeSource::KeyPackage, {}, rules)) == Failure::LeafSignatureInvalid);
    }

    void aSignatureCoversGroupAndPlaceOfALeafMadeInAGroup()
    {
        const Person person("anna");
        const Policies policies;
        const Rules rules { policies, policies };
        const Bytes group = textBytes("3B");
        const Bytes other = textBytes("3C");
        LeafNode leaf = unsignedLeaf(person);
        leaf.origin = FromUpdate {};
        leaf = signedLeaf(std::move(leaf), person, group, { 4 });
        QVERIFY(validateLeaf(leaf, LeafNodeSource::Update, { group, { 4 } }, rules));
        QVERIFY(failureOf(validateLeaf(leaf, LeafNodeSource::Update, { group, { 5 } }, rules))
            == Failure::LeafSignatureInvalid);
        QVERIFY(failureOf(validateLeaf(leaf, LeafNodeSource::Update, { other, { 4 } }, rules))
            == Failure::LeafSignatureInvalid);
    }

    void theSourceFitsWhereTheLeafAppears()
    {
        const Person person("anna");
        const Policies policies;
        const Rules rules { policies, policies };
        LeafNode leaf = unsignedLeaf(person);
        for (const auto source : { LeafNodeSource::KeyPackage, LeafNodeSource::Update, LeafNodeSource::Commit }) {
            if (source == LeafNodeSource::Update)
                leaf.origin = FromUpdate {};
            if (source == LeafNodeSource::Commit)
                leaf.origin = FromCommit {};
            leaf = signedLeaf(std::move(leaf), person, {}, {});
            for (const auto expected : { LeafNodeSource::KeyPackage, LeafNodeSource::Update, LeafNodeSource::Commit }) {
                const auto failure = failureOf(validateLeaf(leaf, expected, {}, rules));
                QVERIFY(failure == (source == expected ? std::nullopt : std::optional(Failure::LeafNodeSourceWrong)));
            }
        }
    }

    void itsOwnCredentialTypeIsListed()
    {
        QVERIFY(alone([](LeafNode &leaf) { leaf.capabilities.credentials = { CredentialType::X509 }; })
            == Failure::CredentialTypeNotListed);
    }

    void itsExtensionsAreListed()
    {
        QVERIFY(alone([](LeafNode &leaf) { leaf.extensions.put({ kOurs, {} }); }) == Failure::LeafExtensionNotListed);
        QVERIFY(!alone([](LeafNode &leaf) {
            leaf.extensions.put({ kOurs, {} });
            leaf.capabilities.extensions = { kTheirs, kOurs };
        }));
        QVERIFY(!alone([](LeafNode &leaf) { leaf.extensions.set(ApplicationId { { 1 } }); }));
    }

    void keysHaveTheSuitesForm()
    {
        QVERIFY(alone([](LeafNode &leaf) { leaf.encryptionKey.pop_back(); }) == Failure::PublicKeyInvalid);
        QVERIFY(alone([](LeafNode &leaf) { leaf.encryptionKey = smallOrderKey(); }) == Failure::PublicKeyInvalid);
        QVERIFY(alone([](LeafNode &leaf) { leaf.signatureKey.push_back(0); }) == Failure::PublicKeyInvalid);
    }

    void aLifetimeHoldsNow_data()
    {
        QTest::addColumn<quint64>("notBefore");
        QTest::addColumn<quint64>("notAfter");
        QTest::addColumn<int>("expected");
        const quint64 now = kNow;
        const auto row = [](const char *name, quint64 from, quint64 to, std::optional<Failure> failure) {
            QTest::newRow(name) << from << to << (failure ? int(*failure) : -1);
        };
        row("from now on", now, now + 10, std::nullopt);
        row("until now", now - 10, now, std::nullopt);
        row("begins within tolerance", now + 5, now + 10, std::nullopt);
        row("begins behind tolerance", now + 6, now + 10, Failure::LifetimeNotBegun);
        row("ended within tolerance", now - 10, now - 5, std::nullopt);
        row("ended before tolerance", now - 10, now - 6, Failure::LifetimeOver);
        row("as long as allowed", now - 50, now + 50, std::nullopt);
        row("longer than allowed", now - 50, now + 51, Failure::LifetimeTooLong);
        row("for ever", 0, ~quint64(0), Failure::LifetimeTooLong);
        row("backwards", now + 1, now - 1, Failure::LifetimeTooLong);
    }

    void aLifetimeHoldsNow()
    {
        QFETCH(quint64, notBefore);
        QFETCH(quint64, notAfter);
        QFETCH(int, expected);
        const auto failure = alone(
            [&](LeafNode &leaf) {
                leaf.origin = FromKeyPackage { { notBefore, notAfter } };
            },
            {}, LifetimeRules { kNow, 5, 100 });
        QCOMPARE(failure ? int(*failure) : -1, expected);
    }

    void lifetimesOfLeavesInATreeAreNotLookedAt()
    {
        MadeUpGroup group(2);
        const Person old("old");
        group.tree.add(keyPackageOf(old, [](LeafNode &leaf) { leaf.origin = FromKeyPackage { { 1, 2 } }; }).leafNode);
        Rules rules { group.policies, group.policies, LifetimeRules { kNow } };
        QVERIFY(validateAllLeaves(group.tree, group.context, rules));
    }

    void theGroupsVersionIsSupported()
    {
        QVERIFY(together([](LeafNode &leaf) { leaf.capabilities.versions = { ProtocolVersion(2) }; })
            == Failure::VersionNotSupported);
    }

    void theGroupsSuiteIsSupported()
    {
        QVERIFY(together([](LeafNode &leaf) { leaf.capabilities.cipherSuites = { CipherSuiteId(7) }; })
            == Failure::CipherSuiteNotSupported);
    }

    void requiredExtensionsAreSupported()
    {
        const Extensions required = requiring({ { kOurs }, {}, {} });
        QVERIFY(together(nothing, required) == Failure::RequiredExtensionNotSupported);
        QVERIFY(!together(nothing, requiring({ { ExtensionType::ExternalSenders }, {}, {} })));
    }

    void requiredProposalsAreSupported()
    {
        QVERIFY(together(nothing, requiring({ {}, { ProposalType(0xf003) }, {} }))
            == Failure::RequiredProposalNotSupported);
        QVERIFY(!together(nothing, requiring({ {}, { ProposalType::ExternalInit }, {} })));
    }

    void requiredCredentialsAreSupported()
    {
        QVERIFY(together(nothing, requiring({ {}, {}, { CredentialType::X509 } }))
            == Failure::RequiredCredentialNotSupported);
        QVERIFY(!together(nothing, requiring({ {}, {}, { CredentialType::Basic } })));
    }

    void extensionsOfTheGroupAreSupported()
    {
        QVERIFY(together(nothing, withUnknown(kOurs)) == Failure::GroupExtensionNotSupported);
        Extensions senders;
        senders.set(ExternalSenders {});
        QVERIFY(!together(nothing, senders));
    }

    void credentialTypesInUseAreSupportedByAll()
    {
        // Who shows a type that the others do not know, and who does not know the others'.
        QVERIFY(together([](LeafNode &leaf) {
            leaf.credential = { X509Credential { { { 1 } } } };
            leaf.capabilities.credentials = { CredentialType::Basic, CredentialType::X509 };
        }) == Failure::CredentialTypeNotSupported);
        QVERIFY(together([](LeafNode &leaf) { leaf.capabilities.credentials = { CredentialType::X509 }; })
            == Failure::CredentialTypeNotSupported);
    }

    void encryptionKeysAreUnique()
    {
        MadeUpGroup group(3);
        LeafNode leaf = *group.tree.leaf({ 2 });
        leaf.encryptionKey = group.tree.leaf({ 0 })->encryptionKey;
        RatchetTree tree = group.tree;
        tree.setLeaf({ 2 }, leaf);
        QVERIFY(failureOf(validateMembers(tree, group.context)) == Failure::EncryptionKeyTaken);
        leaf.encryptionKey = group.tree.encryptionKey(group.tree.root());
        tree.setLeaf({ 2 }, leaf);
        QVERIFY(failureOf(validateMembers(tree, group.context)) == Failure::EncryptionKeyTaken);
    }

    void signatureKeysAreUnique()
    {
        const MadeUpGroup group(3);
        QVERIFY(together([&](LeafNode &leaf) { leaf.signatureKey = group.tree.leaf({ 0 })->signatureKey; })
            == Failure::SignatureKeyTaken);
    }

    void aSuccessorHasAnotherEncryptionKey()
    {
        const Policies policies;
        const Rules rules { policies, policies };
        const LeafNode before = unsignedLeaf(Person("anna"));
        LeafNode after = unsignedLeaf(Person("anna"));
        QVERIFY(validateSuccessor(before, after, rules));
        after.encryptionKey = before.encryptionKey;
        QVERIFY(failureOf(validateSuccessor(before, after, rules)) == Failure::EncryptionKeyNotRenewed);
    }

    void aSuccessorIsAcceptedByTheApplication()
    {
        Policies policies;
        policies.acceptsSuccessors = false;
        const LeafNode before = unsignedLeaf(Person("anna"));
        const LeafNode after = unsignedLeaf(Person("ben"));
        QVERIFY(failureOf(validateSuccessor(before, after, { policies, policies })) == Failure::CredentialNotSuccessor);
    }
};

QTEST_APPLESS_MAIN(TestLeafNodeValidation)
#include "tst_leafnodevalidation.moc"
