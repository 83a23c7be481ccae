// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/store/shelf.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace pc;
using namespace pc::test;
using chat::PageRequest;

class TestTimeline : public QObject
{
    Q_OBJECT

private:
    static chat::Page page(Shelf &shelf, PageRequest::Anchor anchor, qint64 key = 0, int limit = 10)
    {
        auto page = store::Timeline(*shelf.store).page({ shelf.conversation, anchor, chat::OrderKey { key }, limit });
        return page ? *page : chat::Page {};
    }

    static QString seqs(const chat::Page &page)
    {
        QStringList seqs;
        for (const chat::Message &message : page.messages)
            seqs.append(QString::number(message.seq.raw()));
        return seqs.join(u' ');
    }

    static chat::Message unsent(Shelf &shelf, qint64 n)
    {
        auto message = Shelf::logged(shelf.conversation, 1'000'000 + n, true);
        message.seq = {};
        message.order = store::unsentKey(n);
        message.state = chat::DeliveryState::Sending;
        return message;
    }

private Q_SLOTS:
    void pagesMeetWithoutOverlapOrLoss()
    {
        Shelf shelf;
        for (qint64 seq = 1; seq <= 25; ++seq)
            QVERIFY(shelf.put(Shelf::logged(shelf.conversation, seq)));
        auto newest = page(shelf, PageRequest::Anchor::Newest);
        QCOMPARE(seqs(newest), QStringLiteral("16 17 18 19 20 21 22 23 24 25"));
        QVERIFY(newest.atEnd && !newest.atStart);
        QCOMPARE(newest.before, 15);
        QCOMPARE(newest.total, 25);
        const auto older = page(shelf, PageRequest::Anchor::Before, 16);
        QCOMPARE(seqs(older), QStringLiteral("6 7 8 9 10 11 12 13 14 15"));
        const auto oldest = page(shelf, PageRequest::Anchor::Before, 6);
        QCOMPARE(seqs(oldest), QStringLiteral("1 2 3 4 5"));
        QVERIFY(oldest.atStart && !oldest.atEnd);
        QCOMPARE(seqs(page(shelf, PageRequest::Anchor::After, 20)), QStringLiteral("21 22 23 24 25"));
        QCOMPARE(seqs(page(shelf, PageRequest::Anchor::Around, 12, 4)), QStringLiteral("10 11 12 13"));
    }

    void firstUnreadIsInTheMiddleOfItsPage()
    {
        Shelf shelf;
        for (qint64 seq = 1; seq <= 25; ++seq)
            QVERIFY(shelf.put(Shelf::logged(shelf.conversation, seq, seq == 11)));
        QVERIFY(shelf.store->conversations.raiseReadUpTo(shelf.conversation, Seq { 10 }).ok());
        QCOMPARE(seqs(page(shelf, PageRequest::Anchor::FirstUnread, 0, 6)), QStringLiteral("9 10 11 12 13 14"));
        QVERIFY(shelf.store->conversations.raiseReadUpTo(shelf.conversation, Seq { 25 }).ok());
        QCOMPARE(seqs(page(shelf, PageRequest::Anchor::FirstUnread, 0, 3)), QStringLiteral("23 24 25"));
    }

    void holesStandBetweenTheirNeighboursAndAtTheEdges()
    {
        Shelf shelf;
        for (const qint64 seq : { 5, 6, 9, 10, 11, 15 })
            QVERIFY(shelf.put(Shelf::logged(shelf.conversation, seq)));
        QVERIFY(shelf.store->conversations.raiseHead(shelf.conversation, Seq { 18 }).ok());
        QVERIFY(
            shelf.store->held.holdSilently(shelf.conversation, { Seq { 1 }, Seq { 2 } }, store::Silence::Expired).ok());
        const auto hole = [](qint64 a, qint64 b, bool isExpired = false) {
            return chat::Hole { Seq { a }, Seq { b }, isExpired };
        };
        QCOMPARE(page(shelf, PageRequest::Anchor::Newest).holes,
            (std::vector { hole(1, 2, true), hole(3, 4), hole(7, 8), hole(12, 14), hole(16, 18) }));
        QCOMPARE(page(shelf, PageRequest::Anchor::Around, 10, 3).holes, (std::vector { hole(7, 8), hole(12, 14) }));
        QCOMPARE(page(shelf, PageRequest::Anchor::Around, 10, 2).holes, (std::vector { hole(7, 8) }));
    }

    void countsNeedNoRows()
    {
        Shelf shelf;
        for (const qint64 seq : { 2, 3, 7, 8 })
            QVERIFY(shelf.put(Shelf::logged(shelf.conversation, seq)));
        QVERIFY(shelf.store->held.holdSilently(shelf.conversation, { Seq { 4 }, Seq { 6 } }, store::Silence::NotShown)
                    .ok());
        QVERIFY(shelf.store->messages.add(unsent(shelf, 1)).ok());
        QVERIFY(shelf.store->messages.add(unsent(shelf, 2)).ok());
        const auto newest = page(shelf, PageRequest::Anchor::Newest, 0, 3);
        QCOMPARE(newest.total, 6);
        QCOMPARE(newest.before, 3);
        QVERIFY(newest.atEnd);
        const auto last = page(shelf, PageRequest::Anchor::After, store::unsentKey(1).raw());
        QCOMPARE(last.before, 5);
        QCOMPARE(last.messages.size(), size_t(1));
    }

    void unreadCountsOthersMessagesOnly()
    {
        Shelf shelf;
        QVERIFY(shelf.put(Shelf::logged(shelf.conversation, 1)));
        QVERIFY(shelf.put(Shelf::logged(shelf.conversation, 2, true)));
        auto event = Shelf::logged(shelf.conversation, 3);
        event.content.kind = chat::ContentKind::Event;
        QVERIFY(shelf.put(event));
        auto unreadable = Shelf::logged(shelf.conversation, 4);
        unreadable.content.kind = chat::ContentKind::Unreadable;
        QVERIFY(shelf.put(unreadable));
        QCOMPARE(*shelf.store->messages.unread(shelf.conversation, Seq {}), 2);
        QCOMPARE(*shelf.store->messages.unread(shelf.conversation, Seq { 1 }), 1);
    }

    void figuresWithTwoHundredThousandMessages()
    {
        Shelf shelf;
        constexpr qint64 kCount = 200'000;
        QElapsedTimer timer;
        timer.start();
        for (qint64 from = 1; from <= kCount; from += 1'000) {
            const auto written = shelf.store->transact([&]() -> Result<void> {
                for (qint64 seq = from; seq < from + 1'000; ++seq) {
                    if (!shelf.put(Shelf::logged(shelf.conversation, seq)))
                        return Errc::Internal;
                }
                return {};
            });
            QVERIFY(written.ok());
        }
        qInfo("stored %lld messages in %lld ms", kCount, timer.restart());
        shelf.reopen();
        qInfo("opened, integrity probed, in %lld ms", timer.elapsed());
        const auto report = [&](const char *what, PageRequest::Anchor anchor, qint64 key) {
            std::vector<qint64> taken;
            for (int i = 0; i < 21; ++i) {
                timer.restart();
                const auto got = page(shelf, anchor, key, 100);
                taken.push_back(timer.nsecsElapsed() / 1'000);
                QVERIFY(!got.messages.empty());
                QCOMPARE(got.total, kCount);
            }
            std::sort(taken.begin(), taken.end());
            qInfo("page of 100, %s: %lld us, at worst %lld us of 21", what, taken[10], taken.back());
        };
        report("newest", PageRequest::Anchor::Newest, 0);
        report("in the middle", PageRequest::Anchor::Around, kCount / 2);
        report("oldest", PageRequest::Anchor::Before, 101);
        report("first unread", PageRequest::Anchor::FirstUnread, 0);
        timer.restart();
        QCOMPARE(*shelf.store->messages.unread(shelf.conversation, Seq {}), kCount);
        qInfo("unread, all of them: %lld us", timer.nsecsElapsed() / 1'000);
        timer.restart();
        QCOMPARE(*shelf.store->messages.unread(shelf.conversation, Seq { kCount - 100 }), 100);
        qInfo("unread, a hundred of them: %lld us", timer.nsecsElapsed() / 1'000);
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
