// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/leaseboard.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::keys;

namespace {

const ConversationId kClass { Uuid { { 1 } } };
const ConversationId kOther { Uuid { { 2 } } };
const DeviceId kOne { Uuid { { 3 } } };
const DeviceId kTwo { Uuid { { 4 } } };
const MonoTime kStart {};

} // namespace

class TestLeaseBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneHoldsItTheOthersWait()
    {
        LeaseBoard board;
        QCOMPARE(board.take(kClass, kOne, kStart), std::nullopt);
        QCOMPARE(board.take(kClass, kTwo, kStart + Milliseconds { 3'000 }), std::optional(Milliseconds { 5'000 }));
        QCOMPARE(board.take(kOther, kTwo, kStart), std::nullopt);
    }

    void itEndsByItself()
    {
        LeaseBoard board;
        QCOMPARE(board.take(kClass, kOne, kStart), std::nullopt);
        QVERIFY(board.take(kClass, kTwo, kStart + kLease - Milliseconds { 1 }));
        QCOMPARE(board.take(kClass, kTwo, kStart + kLease), std::nullopt);
    }

    void itIsRenewedOnce()
    {
        LeaseBoard board;
        QCOMPARE(board.take(kClass, kOne, kStart), std::nullopt);
        QCOMPARE(board.take(kClass, kOne, kStart + Milliseconds { 7'000 }), std::nullopt);
        QVERIFY(board.take(kClass, kTwo, kStart + Milliseconds { 9'000 }));
        QVERIFY(board.take(kClass, kOne, kStart + Milliseconds { 9'000 }));
        QCOMPARE(board.take(kClass, kTwo, kStart + Milliseconds { 15'000 }), std::nullopt);
    }

    void aCommitReleasesIt()
    {
        LeaseBoard board;
        QCOMPARE(board.take(kClass, kOne, kStart), std::nullopt);
        board.release(kClass);
        QCOMPARE(board.take(kClass, kTwo, kStart), std::nullopt);
    }

    void aFullBoardForgetsWhatHasEndedAndRefusesNobody()
    {
        LeaseBoard board(2);
        QCOMPARE(board.take(kClass, kOne, kStart), std::nullopt);
        QCOMPARE(board.take(kOther, kOne, kStart), std::nullopt);
        const ConversationId third { Uuid { { 9 } } };
        QCOMPARE(board.take(third, kOne, kStart), std::nullopt);
        QCOMPARE(board.take(third, kTwo, kStart), std::nullopt); // it was not kept
        QCOMPARE(board.take(third, kOne, kStart + kLease), std::nullopt);
        QVERIFY(board.take(third, kTwo, kStart + kLease));
    }
};

QTEST_APPLESS_MAIN(TestLeaseBoard)
#include "tst_leaseboard.moc"
