// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/hub/rosters.h"

#include <QTest>

using namespace pc;
using namespace pc::relay;

namespace {

ConversationId idOf(quint8 number)
{
    Uuid raw;
    raw.bytes[15] = number;
    return ConversationId { raw };
}

} // namespace

class TestRosters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasUsedLongestAgoGoesFirst()
    {
        hub::Rosters rosters(2);
        const auto roster = std::make_shared<log::Roster>();
        rosters.insert(idOf(1), roster);
        rosters.insert(idOf(2), roster);
        QVERIFY(rosters.find(idOf(1)));
        rosters.insert(idOf(3), roster);
        QVERIFY(rosters.find(idOf(1)));
        QVERIFY(!rosters.find(idOf(2)));
        QVERIFY(rosters.find(idOf(3)));
    }

    void aDeliveryRefreshesAndDoesNotFill()
    {
        hub::Rosters rosters;
        auto changed = std::make_shared<log::Roster>();
        changed->kind = wire::ConversationKind::Group;
        rosters.refresh(idOf(1), changed);
        QVERIFY(!rosters.find(idOf(1)));
        rosters.insert(idOf(1), std::make_shared<log::Roster>());
        rosters.refresh(idOf(1), changed);
        QCOMPARE(rosters.find(idOf(1)), log::SharedRoster(changed));
    }
};

QTEST_APPLESS_MAIN(TestRosters)
#include "tst_rosters.moc"
