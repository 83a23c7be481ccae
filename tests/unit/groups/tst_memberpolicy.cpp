// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in and who may be taken out, by what a device knows of the conversation's people at that place of the log.

#include "core/groups/deviceidentity.h"
#include "core/groups/memberpolicy.h"
#include "core/mls_public/ratchettree.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/unit/store/shelf.h"

#include <QTest>

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

DeviceId deviceOf(quint8 n)
{
    return DeviceId { Uuid { { 9, n } } };
}

DeviceIdentity identityOf(quint8 user, quint8 device)
{
    return makeDeviceIdentity(userOf(user), deviceOf(device), {}, accountKeyOf(userOf(user)), crypto::systemRandom());
}

mls::LeafNode leafOf(const DeviceIdentity &identity)
{
    mls::LeafNode leaf;
    leaf.signatureKey = crypto::toBytes(identity.leafKey.publicKey());
    leaf.credential = leafIdentityOf(identity).credential;
    leaf.encryptionKey = leaf.signatureKey;
    return leaf;
}

/// 1 is in it since 1, 2 left at 20, 3 is in it as of a snapshot at 30. 4 was never heard of.
struct People : Shelf
{
    People()
    {
        const bool isMade = store->members.join(conversation, userOf(1), true, Seq { 1 }).ok()
            && store->members.join(conversation, userOf(2), false, Seq { 1 }).ok()
            && store->members.leave(conversation, userOf(2), Seq { 20 }).ok()
            && store->members.inSnapshot(conversation, userOf(3), false, Seq { 30 }).ok();
        if (!isMade)
            qFatal("no members");
        roster = *Roster::load(*store, conversation);
    }

    Roster roster;
};

} // namespace

class TestMemberPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersMayEnter_data()
    {
        QTest::addColumn<int>("user");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<bool>("enters");
        QTest::newRow("member") << 1 << qint64(10) << true;
        QTest::newRow("before leaving") << 2 << qint64(10) << true;
        QTest::newRow("with the leaving") << 2 << qint64(20) << false;
        QTest::newRow("after leaving") << 2 << qint64(25) << false;
        QTest::newRow("member as of later: who knows") << 3 << qint64(10) << true;
        QTest::newRow("member by then") << 3 << qint64(30) << true;
        QTest::newRow("stranger") << 4 << qint64(10) << false;
        QTest::newRow("now") << 2 << kNow.raw() << false;
    }

    void membersMayEnter()
    {
        QFETCH(const int, user);
        QFETCH(const qint64, at);
        QFETCH(const bool, enters);
        const People people;
        const MemberPolicy policy(people.roster, Seq { at });
        const auto device = identityOf(quint8(user), 1);
        QCOMPARE(policy.accepts(leafIdentityOf(device).credential, device.leafKey.publicKey()), enters);
    }

    void anyMemberTakesOutADeviceThatTheRelayLetGo()
    {
        const People people;
        const MemberPolicy policy(people.roster, Seq { 10 });
        mls::RatchetTree tree(leafOf(identityOf(1, 2)));
        const mls::LeafIndex target = tree.add(leafOf(identityOf(3, 1)));
        const mls::SentProposal removal { { mls::Remove { target } },
            mls::Sender { mls::SenderMember { tree.add(leafOf(identityOf(5, 3))) } } };
        QVERIFY(policy.allows(removal, tree, {}));
    }

    void aPersonTakesOutTheOwnDevices()
    {
        const People people;
        const MemberPolicy policy(people.roster, Seq { 10 });
        mls::RatchetTree tree(leafOf(identityOf(1, 1)));
        const mls::LeafIndex other = tree.add(leafOf(identityOf(1, 2)));
        QVERIFY(policy.allows({ { mls::Remove { other } }, mls::Sender { mls::SenderMember { { 0 } } } }, tree, {}));
    }

    void aKeyThatTheCertificateDoesNotNameIsRefused()
    {
        const People people;
        const MemberPolicy policy(people.roster, kNow);
        const auto device = identityOf(1, 1);
        const auto other = identityOf(1, 1);
        QVERIFY(!policy.accepts(leafIdentityOf(device).credential, other.leafKey.publicKey()));
        auto forged = device.encodedCertificate;
        forged[20] = std::uint8_t(forged[20] ^ 1);
        QVERIFY(!policy.accepts({ mls::BasicCredential { forged } }, device.leafKey.publicKey()));
    }

    void aWholeTreeMayHoldWhoIsGone()
    {
        const People people;
        const MemberPolicy policy(people.roster, kNow, MemberPolicy::Strictness::WholeTree);
        const auto gone = identityOf(2, 1);
        QVERIFY(policy.accepts(leafIdentityOf(gone).credential, gone.leafKey.publicKey()));
        QVERIFY(!policy.accepts(leafIdentityOf(gone).credential, identityOf(2, 1).leafKey.publicKey()));
    }

    void aSuccessorIsTheSameDevice()
    {
        const People people;
        const MemberPolicy policy(people.roster, kNow);
        const auto device = identityOf(1, 1);
        QVERIFY(policy.acceptsSuccessor(leafOf(device), leafOf(device)));
        QVERIFY(policy.acceptsSuccessor(leafOf(device), leafOf(identityOf(1, 1))));
        QVERIFY(!policy.acceptsSuccessor(leafOf(device), leafOf(identityOf(1, 2))));
        QVERIFY(!policy.acceptsSuccessor(leafOf(device), leafOf(identityOf(2, 1))));
    }

    void nobodyChangesWhatTheGroupIs()
    {
        const People people;
        const MemberPolicy policy(people.roster, kNow);
        const mls::RatchetTree tree(leafOf(identityOf(1, 1)));
        const mls::Sender member { mls::SenderMember { { 0 } } };
        QVERIFY(!policy.allows({ { mls::GroupContextExtensions {} }, member }, tree, {}));
        QVERIFY(!policy.allows({ { mls::ReInit {} }, member }, tree, {}));
        QVERIFY(!policy.allows({ { mls::PreSharedKey {} }, member }, tree, {}));
        QVERIFY(!policy.allows({ { mls::Remove { { 0 } } }, mls::Sender { mls::SenderExternal { 0 } } }, tree, {}));
        QVERIFY(!policy.acceptsExternalSenders({}));
    }
};

QTEST_GUILESS_MAIN(TestMemberPolicy)
#include "tst_memberpolicy.moc"
