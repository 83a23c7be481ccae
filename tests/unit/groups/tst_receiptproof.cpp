// SPDX-License-Identifier: GPL-3.0-or-later
// What a device signs when it confirms something, and whom others believe.

#include "core/crypto/qtbytes.h"
#include "core/groups/receiptproof.h"

#include <QTest>

#include "grouppair.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

const ReceiptClaim kClaim { ConversationId { Uuid { { 1 } } }, chat::ReceiptKind::Read, Seq { 0x0102030405 },
    MessageId { Uuid { { 2 } } }, UserId { Uuid { { 3 } } }, DeviceId { Uuid { { 4 } } },
    PlacesBefore { { 0x80, 0x01 } } };

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

crypto::Ed25519PublicKey publicOf(const crypto::Ed25519Key &key)
{
    crypto::Ed25519PublicKey out {};
    std::ranges::copy(key.publicKey(), out.begin());
    return out;
}

ReceiptClaim claimOf(ClientDevice &device, ConversationId where, Seq upTo = Seq { 4 })
{
    return { where, chat::ReceiptKind::Delivered, upTo, MessageId { Uuid { { 9 } } }, device.self.user,
        device.self.device };
}

ProofVerdict judged(ClientDevice &by, const ReceiptClaim &claim, const QByteArray &bytes)
{
    const auto proof = readReceiptProof(bytes);
    if (!proof)
        qFatal("no proof");
    const auto verdict = by.keeper().judge(claim, *proof);
    if (!verdict)
        qFatal("no verdict");
    return *verdict;
}

} // namespace

class TestReceiptProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSignedIsReadAgainAndHolds()
    {
        const QByteArray bytes = proveReceipt(kClaim, keyOf(7));
        QCOMPARE(bytes.size(), qsizetype(kReceiptProofBytes));
        const auto proof = readReceiptProof(bytes);
        QVERIFY(proof);
        QCOMPARE(proof->device, kClaim.device);
        QCOMPARE(proof->message, kClaim.message);
        QVERIFY(proof->before == kClaim.before);
        QVERIFY(hasMessage(*proof->before, 0) && !hasMessage(*proof->before, 1) && hasMessage(*proof->before, 15));
        QVERIFY(isReceiptOf(kClaim, *proof, publicOf(keyOf(7))));
        QVERIFY(!isReceiptOf(kClaim, *proof, publicOf(keyOf(8))));
    }

    void anEarlierProgramsProofSaysNothingOfPlacesBefore()
    {
        ReceiptClaim claim = kClaim;
        claim.before.reset();
        const QByteArray bytes = proveReceipt(claim, keyOf(7));
        QCOMPARE(bytes.size(), qsizetype(kOldReceiptProofBytes));
        const auto proof = readReceiptProof(bytes);
        QVERIFY(proof && !proof->before);
        QVERIFY(isReceiptOf(kClaim, *proof, publicOf(keyOf(7))));
        ReceiptProof withPlaces = *proof;
        withPlaces.before = kClaim.before;
        QVERIFY(!isReceiptOf(kClaim, withPlaces, publicOf(keyOf(7))));
    }

    void itIsGoodForNothingElse_data()
    {
        QTest::addColumn<int>("what");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("part %d", i) << i;
    }

    /// For no other conversation, kind, place, entry, person or device.
    void itIsGoodForNothingElse()
    {
        QFETCH(const int, what);
        const auto proof = readReceiptProof(proveReceipt(kClaim, keyOf(7)));
        ReceiptClaim other = kClaim;
        switch (what) {
        case 0:
            other.conversation = ConversationId { Uuid { { 9 } } };
            break;
        case 1:
            other.kind = chat::ReceiptKind::Delivered;
            break;
        case 2:
            other.upTo = next(other.upTo);
            break;
        case 3:
            other.message = MessageId { Uuid { { 9 } } };
            break;
        case 4:
            other.user = UserId { Uuid { { 9 } } };
            break;
        default:
            other.device = DeviceId { Uuid { { 9 } } };
            break;
        }
        QVERIFY(!isReceiptOf(other, *proof, publicOf(keyOf(7))));
        ReceiptProof relabelled = *proof;
        relabelled.message = other.message;
        relabelled.device = other.device;
        QVERIFY(!isReceiptOf(other, relabelled, publicOf(keyOf(7))));
    }

    void everyFlippedBitIsFound()
    {
        const QByteArray bytes = proveReceipt(kClaim, keyOf(7));
        for (qsizetype i = 0; i < bytes.size() * 8; ++i) {
            QByteArray other = bytes;
            other[i / 8] = char(other[i / 8] ^ (1 << (i % 8)));
            const auto proof = readReceiptProof(other);
            QVERIFY(!proof || !isReceiptOf(kClaim, *proof, publicOf(keyOf(7))));
        }
    }

    void nothingShorterOrLongerIsAProof()
    {
        const QByteArray bytes = proveReceipt(kClaim, keyOf(7));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!readReceiptProof(bytes.first(size)));
        QVERIFY(!readReceiptProof(bytes + '\0'));
        QVERIFY(!readReceiptProof(QByteArray(bytes.size(), '\3'))); // of a version to come
        QVERIFY(!readReceiptProof(QByteArray(1, '\2') + QByteArray(bytes.size() - 1, '\0')));
    }

    void aMembersDeviceIsBelieved()
    {
        Pair pair;
        const ReceiptClaim claim = claimOf(pair.ben, pair.where);
        const QByteArray proof = pair.ben.keeper().confirm(claim);
        QCOMPARE(judged(pair.ana, claim, proof), ProofVerdict::Holds);
        QCOMPARE(judged(pair.ben, claim, proof), ProofVerdict::Holds); // what came back to itself, too
        QCOMPARE(judged(pair.ana, claimOf(pair.ben, pair.where, Seq { 5 }), proof), ProofVerdict::False);
        pair.ana.restart();
        QCOMPARE(judged(pair.ana, claim, proof), ProofVerdict::Holds);
    }

    void itsLeafIsEnoughUntilTheListCame()
    {
        SchoolRelay relay;
        ClientDevice ana { relay, relay.enrol(people::Role::Staff) };
        ClientDevice ben { relay, relay.enrol() };
        ben.publish();
        const auto where = relay.group(ana.self, { ben.self });
        ana.sync(where);
        while (ana.doNext(where) != NeedKind::Nothing && ana.keeper().readers(where)->size() < 2) { }
        ana.sync(where);
        QCOMPARE(ana.keeper().readers(where)->size(), size_t(2));
        const ReceiptClaim claim = claimOf(ben, where);
        QCOMPARE(judged(ana, claim, ben.keeper().confirm(claim)), ProofVerdict::Holds);
    }

    /// A member who signs in another member's name, and one who is in no group of theirs.
    void nobodySpeaksForSomebodyElse()
    {
        Pair pair;
        ClientDevice eve { pair.relay, pair.relay.enrol() };
        const ReceiptClaim ofBen = claimOf(pair.ben, pair.where);
        ReceiptClaim byEve = ofBen;
        byEve.device = eve.self.device;
        QCOMPARE(judged(pair.ana, byEve, eve.keeper().confirm(byEve)), ProofVerdict::Unknown);
        QCOMPARE(judged(pair.ana, ofBen, eve.keeper().confirm(ofBen)), ProofVerdict::False);
        ReceiptClaim byAna = ofBen;
        byAna.device = pair.ana.self.device;
        QCOMPARE(judged(pair.ana, byAna, pair.ana.keeper().confirm(byAna)), ProofVerdict::Unknown);
    }

    void aDeviceThatWasTakenOutIsNotBelievedAnyMore()
    {
        Pair pair;
        const ReceiptClaim claim = claimOf(pair.ben, pair.where);
        const QByteArray proof = pair.ben.keeper().confirm(claim);
        const auto identity = loadDeviceIdentity(pair.ben.store());
        pair.relay.lists.revoke(**identity, pair.ben.self.device, pair.relay.clock.utcNow());
        pair.ana.check({ pair.ben.self.user });
        QCOMPARE(judged(pair.ana, claim, proof), ProofVerdict::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestReceiptProof)
#include "tst_receiptproof.moc"
