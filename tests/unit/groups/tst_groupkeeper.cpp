// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation's group from its beginning: who comes in how, who reads what, who is taken out. Devices with real stores, a
// relay with its real log.

#include <QTest>

#include "clientdevice.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

class TestGroupKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstMessageReachesSomebodyWhoIsOffline()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId direct = relay.direct(ana.self, ben.self);
        ana.settle(direct);
        QVERIFY(ana.say(direct, "hello Ben"));
        QVERIFY(ana.say(direct, "are you there?"));

        ben.settle(direct);
        QCOMPARE(ben.texts(direct), (std::vector<QByteArray> { "hello Ben", "are you there?" }));
        QVERIFY(ben.say(direct, "now I am"));
        ana.sync(direct);
        QCOMPARE(ana.texts(direct), (std::vector<QByteArray> { "now I am" }));
    }
};

QTEST_GUILESS_MAIN(TestGroupKeeper)
#include "tst_groupkeeper.moc"
