// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/relay/accounts/linkdesk.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::accounts;
using namespace std::chrono_literals;

namespace {

const QString kCode = QStringLiteral("123456789");

Uuid uuid(quint8 last)
{
    Uuid id;
    id.bytes[15] = last;
    return id;
}

Actor actor(quint8 device, quint8 user = 1)
{
    return { UserId { uuid(user) }, people::Role::Guardian, SchoolId { uuid(10) }, DeviceId { uuid(device) } };
}

struct Desk
{
    FakeClock clock;
    LinkDesk desk { LinkLimits(), clock };
    Actor fresh = actor(2);
    Actor old = actor(1);
};

std::vector<QByteArray> said(const Result<LinkMail> &mail)
{
    return mail ? mail->messages : std::vector<QByteArray> { "failed" };
}

using Said = std::vector<QByteArray>;

} // namespace

class TestLinkDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSidesReadWhatTheOtherSaidInOrder()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        QVERIFY(said(d.desk.read(d.fresh, kCode, 0)).empty());
        QCOMPARE(said(d.desk.read(d.old, kCode, 0)), Said { "offer" });
        QVERIFY(d.desk.write(d.old, kCode, "answer"));
        QCOMPARE(said(d.desk.read(d.fresh, kCode, 0)), Said { "answer" });
        QVERIFY(d.desk.write(d.fresh, kCode, "reveal"));
        QCOMPARE(said(d.desk.read(d.old, kCode, 1)), Said { "reveal" });
        QCOMPARE(said(d.desk.read(d.old, kCode, 0)), (Said { "offer", "reveal" }));
        QVERIFY(said(d.desk.read(d.old, kCode, 99)).empty());
        d.desk.end(d.old, kCode);
        QCOMPARE(d.desk.read(d.fresh, kCode, 0).code(), Errc::NotFound);
        QCOMPARE(d.desk.size(), 0);
    }

    void aCodeOfAnotherPersonIsNone()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        QCOMPARE(d.desk.read(actor(9, 2), kCode, 0).code(), Errc::NotFound);
        QCOMPARE(d.desk.write(actor(9, 2), kCode, "x").code(), Errc::NotFound);
        d.desk.end(actor(9, 2), kCode);
        QCOMPARE(d.desk.size(), 1);
    }

    void aThirdDeviceDoesNotComeBetween()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        QVERIFY(d.desk.read(d.old, kCode, 0));
        QCOMPARE(d.desk.read(actor(3), kCode, 0).code(), Errc::NotFound);
        QCOMPARE(d.desk.write(actor(3), kCode, "x").code(), Errc::NotFound);
        d.desk.end(actor(3), kCode);
        QCOMPARE(d.desk.size(), 1);
    }

    void aCodeIsFoundForAMinuteAndALinkingLastsFive()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        d.clock.advance(60s);
        QCOMPARE(d.desk.read(d.old, kCode, 0).code(), Errc::NotFound);
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        d.clock.advance(59s);
        QVERIFY(d.desk.read(d.old, kCode, 0));
        d.clock.advance(240s);
        QVERIFY(d.desk.read(d.old, kCode, 0));
        d.clock.advance(1s);
        QCOMPARE(d.desk.read(d.old, kCode, 0).code(), Errc::NotFound);
    }

    void whoGuessesHasFewTries()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        int tries = 0;
        for (int i = 0; i < 100 && d.desk.read(d.old, QString::number(200'000'000 + i), 0).code() == Errc::NotFound;
             ++i)
            ++tries;
        QCOMPARE(tries, 10);
        QCOMPARE(d.desk.read(d.old, kCode, 0).code(), Errc::RateLimited);
        d.clock.advance(30s);
        QVERIFY(d.desk.read(d.old, kCode, 0));
    }

    void aDeviceThatBeginsAgainGivesUpWhatItBegan()
    {
        Desk d;
        const QString other = QStringLiteral("000000001");
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        QVERIFY(d.desk.begin(d.fresh, other, "another"));
        QCOMPARE(d.desk.read(d.old, kCode, 0).code(), Errc::NotFound);
        QCOMPARE(said(d.desk.read(d.old, other, 0)), Said { "another" });
    }

    void twoDevicesAreLinkedAtOnceUnderDifferentCodes()
    {
        Desk d;
        QVERIFY(d.desk.begin(d.fresh, kCode, "offer"));
        QCOMPARE(d.desk.begin(actor(3), kCode, "third").code(), Errc::Conflict);
        QVERIFY(d.desk.begin(actor(3), QStringLiteral("000000003"), "third"));
        QCOMPARE(said(d.desk.read(d.old, kCode, 0)), Said { "offer" });
        QCOMPARE(said(d.desk.read(d.old, QStringLiteral("000000003"), 0)), Said { "third" });
        QVERIFY(d.desk.begin(actor(9, 2), kCode, "another person's"));
    }

    void everythingHasABound()
    {
        Desk d;
        const QByteArray most(kMostLinkMessageBytes, 'x');
        QCOMPARE(d.desk.begin(d.fresh, kCode, most + 'x').code(), Errc::TooLarge);
        QCOMPARE(d.desk.begin(d.fresh, kCode, {}).code(), Errc::Invalid);
        for (const QString &code : { QString(), QStringLiteral("12345678"), QStringLiteral("1234567890"),
                 QStringLiteral("12345678x"), QStringLiteral("١٢٣٤٥٦٧٨٩") })
            QCOMPARE(d.desk.begin(d.fresh, code, "offer").code(), Errc::Invalid);
        QVERIFY(d.desk.begin(d.fresh, kCode, most));
        for (int i = 1; i < kMostLinkMessages; ++i)
            QVERIFY(d.desk.write(d.fresh, kCode, most));
        QCOMPARE(d.desk.write(d.fresh, kCode, most).code(), Errc::Conflict);
        QCOMPARE(d.desk.write(d.fresh, kCode, most + 'x').code(), Errc::TooLarge);
        QCOMPARE(d.desk.write(d.fresh, kCode, {}).code(), Errc::Invalid);

        int begun = 0;
        for (quint8 device = 10; device < 100; ++device)
            begun += d.desk.begin(actor(device), QString::number(100'000'000 + device), "offer") ? 1 : 0;
        QCOMPARE(begun, LinkLimits().ofAPerson - 1);
    }

    void theDeskIsBoundedForAllTogether()
    {
        FakeClock clock;
        LinkLimits limits;
        limits.atOnce = 3;
        LinkDesk desk { limits, clock };
        for (quint8 user = 1; user <= 3; ++user)
            QVERIFY(desk.begin(actor(1, user), kCode, "offer"));
        QCOMPARE(desk.begin(actor(1, 4), kCode, "offer").code(), Errc::RateLimited);
        clock.advance(60s);
        QVERIFY(desk.begin(actor(1, 4), kCode, "offer"));
        QCOMPARE(desk.size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestLinkDesk)
#include "tst_linkdesk.moc"
