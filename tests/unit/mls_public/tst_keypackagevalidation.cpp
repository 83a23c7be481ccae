// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9420, sections 10 and 10.1: each check of a key package, by name.

#include "core/mls_public/keypackagevalidation.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/signing.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

constexpr auto kOurs = ExtensionType(0xf001);

std::optional<Failure> failureFor(const KeyPackage &keyPackage, CipherSuiteId suite = kSuite,
    const std::optional<LifetimeRules> &lifetimes = std::nullopt)
{
    const Policies policies;
    return failureOf(validateKeyPackage(keyPackage, suite, { policies, policies, lifetimes }));
}

std::optional<Failure> spoilt(const SpoilKeyPackage &spoil)
{
    return failureFor(keyPackageOf(Person("anna"), {}, spoil));
}

} // namespace

class TestKeyPackageValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValidKeyPackageIsAccepted() { QVERIFY(!failureFor(keyPackageOf(Person("anna")))); }

    void theVersionIsTheGroups()
    {
        QVERIFY(spoilt([](KeyPackage &package) { package.version = ProtocolVersion(2); })
            == Failure::KeyPackageVersionWrong);
    }

    void theSuiteIsTheGroups()
    {
        QVERIFY(spoilt([](KeyPackage &package) { package.cipherSuite = CipherSuiteId::X25519Aes128; })
            == Failure::KeyPackageSuiteWrong);
        QVERIFY(failureFor(keyPackageOf(Person("anna")), CipherSuiteId::X25519Aes128) == Failure::KeyPackageSuiteWrong);
    }

    void theInitKeyHasTheSuitesForm()
    {
        QVERIFY(spoilt([](KeyPackage &package) { package.initKey.pop_back(); }) == Failure::PublicKeyInvalid);
        QVERIFY(spoilt([](KeyPackage &package) { package.initKey.assign(kPublicKeyBytes, 0); })
            == Failure::PublicKeyInvalid);
    }

    void theInitKeyIsNotTheEncryptionKey()
    {
        QVERIFY(spoilt([](KeyPackage &package) { package.initKey = package.leafNode.encryptionKey; })
            == Failure::InitKeyReused);
    }

    void theLeafIsOneOfAKeyPackage()
    {
        QVERIFY(failureFor(keyPackageOf(Person("anna"), [](LeafNode &leaf) { leaf.origin = FromUpdate {}; }))
            == Failure::LeafNodeSourceWrong);
    }

    void theLeafIsValidByItself()
    {
        QVERIFY(failureFor(keyPackageOf(Person("anna"), [](LeafNode &leaf) {
            leaf.extensions.put({ kOurs, {} });
        })) == Failure::LeafExtensionNotListed);
        QVERIFY(spoilt([](KeyPackage &package) { package.leafNode.signature.front() ^= 1; })
            == Failure::LeafSignatureInvalid);
    }

    void theLeafsLifetimeHolds()
    {
        const KeyPackage package = keyPackageOf(Person("anna"));
        QVERIFY(!failureFor(package, kSuite, LifetimeRules { kNow }));
        QVERIFY(failureFor(package, kSuite, LifetimeRules { kNow + 1'000'000 }) == Failure::LifetimeOver);
    }

    void theSignatureIsTheLeafKeys()
    {
        KeyPackage package = keyPackageOf(Person("anna"));
        package.initKey = fresh32();
        QVERIFY(failureFor(package) == Failure::KeyPackageSignatureInvalid);
        QVERIFY(failureFor(signedKeyPackage(package, Person("ben"))) == Failure::KeyPackageSignatureInvalid);
        QVERIFY(!failureFor(signedKeyPackage(package, Person("anna"))));
    }

    void extensionsThatNobodyKnowsAreNoError()
    {
        const auto put = [](KeyPackage &package) { package.extensions.put({ kOurs, {} }); };
        QVERIFY(!failureFor(keyPackageOf(
            Person("anna"), [](LeafNode &) {}, put)));
        QVERIFY(!failureFor(keyPackageOf(
            Person("anna"), [](LeafNode &leaf) { leaf.capabilities.extensions = { kOurs }; }, put)));
    }

    // Section 10, for a key package that is a message.
    void aMessageSaysTheSameVersion()
    {
        MlsMessage message { ProtocolVersion::Mls10, keyPackageOf(Person("anna")) };
        QVERIFY(decode<MlsMessage>(encode(message)));
        std::get<KeyPackage>(message.content).version = ProtocolVersion(2);
        QVERIFY(failureOf(decode<MlsMessage>(encode(message))) == Failure::UnknownVersion);
    }

    void aReferenceIsTheHashOfTheWhole()
    {
        const KeyPackage package = keyPackageOf(Person("anna"));
        KeyPackage other = package;
        other.signature.back() ^= 1;
        QVERIFY(refOf(package) == refOf(package));
        QVERIFY(refOf(package) != refOf(other));
        QCOMPARE(refOf(package).hash.size(), kHashBytes);
    }
};

QTEST_APPLESS_MAIN(TestKeyPackageValidation)
#include "tst_keypackagevalidation.moc"
