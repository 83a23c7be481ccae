// SPDX-License-Identifier: GPL-3.0-or-later
// What proves a message later: the key is kept by who sealed it and by who opened it, the commitment by everybody.

#include "core/crypto/qtbytes.h"
#include "core/groups/sealedcontent.h"

#include <QTest>

#include "grouppair.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

store::Opening openingOf(ClientDevice &device, ConversationId where, MessageId message)
{
    const auto found = device.store().openings.find(where, message);
    return found && *found ? **found : store::Opening {};
}

bool isProof(const store::Opening &opening, const QByteArray &text)
{
    return proves(crypto::viewOf(opening.frankingKey), crypto::viewOf(text), crypto::viewOf(opening.commitment));
}

} // namespace

class TestGroupOpenings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSealedAndWhoOpenedHoldTheSameProofAndWhoCameLaterItsCommitment()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice phone(relay, relay.enrol());
        phone.publish();
        const ConversationId where = relay.direct(ana.self, phone.self);
        ana.settle(where);
        const auto id = std::get<MessageId>(ana.write(where, "before"));
        ana.hear(where, id, ana.post(where, id));
        phone.settle(where);
        const store::Opening own = openingOf(ana, where, id);
        QVERIFY(isProof(own, "before"));
        QVERIFY(!isProof(own, "another text"));
        QCOMPARE(openingOf(phone, where, id), own);

        ClientDevice laptop(relay, relay.enrolDevice(phone.self));
        laptop.sync(where);
        QCOMPARE(openingOf(laptop, where, id), store::Opening {}); // it may open yet
        laptop.settle(where);
        QCOMPARE(laptop.shown(where).size(), size_t(1));
        QCOMPARE(openingOf(laptop, where, id), (store::Opening { own.commitment, {} }));
    }

    void whatIsSealedAnewIsProvenByTheKeyThatWent()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        ben.settle(where);
        const auto id = std::get<MessageId>(ana.write(where, "said once"));
        const store::Opening first = openingOf(ana, where, id);
        // A further device comes in before it arrives: what was sealed for the earlier group is refused, and sealed anew.
        ClientDevice laptop(relay, relay.enrolDevice(ben.self));
        laptop.settle(where);
        const auto refused = ana.post(where, id);
        QVERIFY(refused.refusal);
        ana.hear(where, id, refused);
        ana.settle(where);
        ana.write([&]() -> Result<void> {
            const auto sealed = ana.keeper().seal(where, id, "said once");
            return sealed ? ana.store().outbox.seal(id, std::get<QByteArray>(*sealed)) : sealed.error();
        });
        ana.hear(where, id, ana.post(where, id));
        ben.sync(where);
        const store::Opening last = openingOf(ana, where, id);
        QVERIFY(isProof(last, "said once") && !(last == first));
        QCOMPARE(openingOf(ben, where, id), last);
    }

    void whatIsSaidAfterAChangeThatWasWithheldIsKeptBackUntilTheDeviceComesInAnew()
    {
        Pair pair;
        const Seq withheld = next(pair.standing(pair.ben).cursor);
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*draft, pair.ana.send(*draft));
        const auto id = std::get<MessageId>(pair.ana.write(pair.where, "after it"));
        pair.ana.hear(pair.where, id, pair.ana.post(pair.where, id));
        pair.ben.write([&]() -> Result<void> {
            auto taken = pair.ben.keeper().skip(pair.where, { withheld, withheld });
            return taken ? Result<void>() : taken.error();
        });
        pair.ben.syncWithout(pair.where, { withheld });
        const auto shown = pair.ben.shown(pair.where);
        QCOMPARE(shown.size(), std::size_t(1));
        QCOMPARE(shown.begin()->second, QByteArray("undecryptable"));
        QVERIFY(openingOf(pair.ben, pair.where, id).isKeptBack); // what others bring would hide it

        pair.ben.write([&]() -> Result<void> {
            auto row = pair.ben.store().groups.find(pair.where);
            (*row)->place = store::GroupPlace::Outside;
            return pair.ben.store().groups.save(**row);
        });
        pair.ben.settle(pair.where);
        QCOMPARE(pair.standing(pair.ben).place, Place::Joined);
        QVERIFY(!openingOf(pair.ben, pair.where, id).isKeptBack);
    }
};

QTEST_GUILESS_MAIN(TestGroupOpenings)

#include "tst_groupopenings.moc"
