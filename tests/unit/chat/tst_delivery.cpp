// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/delivery.h"

#include <QTest>

using namespace pc;
using namespace pc::chat;

class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watermarksRaiseOnlyWhatTheRelayOrdered_data()
    {
        QTest::addColumn<DeliveryState>("stored");
        QTest::addColumn<qint64>("seq");
        QTest::addColumn<DeliveryState>("shown");
        QTest::newRow("waiting") << DeliveryState::Sending << qint64(0) << DeliveryState::Sending;
        QTest::newRow("failed") << DeliveryState::Failed << qint64(0) << DeliveryState::Failed;
        QTest::newRow("beyond both") << DeliveryState::Sent << qint64(9) << DeliveryState::Sent;
        QTest::newRow("delivered") << DeliveryState::Sent << qint64(8) << DeliveryState::Delivered;
        QTest::newRow("at the read mark") << DeliveryState::Sent << qint64(5) << DeliveryState::Read;
        QTest::newRow("no seq yet") << DeliveryState::Sent << qint64(0) << DeliveryState::Sent;
    }

    void watermarksRaiseOnlyWhatTheRelayOrdered()
    {
        QFETCH(DeliveryState, stored);
        QFETCH(qint64, seq);
        QFETCH(DeliveryState, shown);
        Message message;
        message.state = stored;
        message.seq = Seq { seq };
        QCOMPARE(displayedState(message, { Seq { 8 }, Seq { 5 } }), shown);
    }

    void noStateGoesBackwards()
    {
        QVERIFY(!mayFollow(DeliveryState::Sent, DeliveryState::Sending));
        QVERIFY(!mayFollow(DeliveryState::Read, DeliveryState::Delivered));
        QVERIFY(!mayFollow(DeliveryState::Sent, DeliveryState::Failed));
        QVERIFY(mayFollow(DeliveryState::Failed, DeliveryState::Sending));
        QVERIFY(mayFollow(DeliveryState::Sending, DeliveryState::Sent));
    }
};

QTEST_APPLESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
