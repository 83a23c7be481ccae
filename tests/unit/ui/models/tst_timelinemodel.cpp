// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakesession/numberedid.h"
#include "ui/models/timetext.h"

#include <QSignalSpy>
#include <QTest>

#include "openedtimeline.h"

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using namespace std::chrono_literals;

using Kind = TimelineRow::Kind;

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAtTheFirstUnreadWithItsDivider()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const int divider = o.model->unreadRow();
        QVERIFY(divider > 0);
        QCOMPARE(o.model->row(divider).unread, 2);
        QVERIFY(o.model->text(divider + 1).startsWith(QStringLiteral("Mateo is at the dentist")));
        QCOMPARE(o.model->row(0).kind, Kind::Day);
        QCOMPARE(o.model->text(0), QStringLiteral("Yesterday"));
    }

    void theDividerStaysWhenEverythingIsRead()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        o.model->markRead(o.school.session->summary(o.conversation).conversation.head);
        QCOMPARE(o.school.session->summary(o.conversation).unread, 0);
        QVERIFY(o.model->unreadRow() > 0);
        o.open();
        QVERIFY(o.load());
        QCOMPARE(o.model->unreadRow(), -1);
    }

    void readPositionsAreReportedOnceAndOnlyForwards()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const Seq read = o.model->conversation().readUpTo;
        o.model->markRead(read);
        o.model->markRead(next(read));
        o.model->markRead(next(read));
        o.model->markRead(read);
        QCOMPARE(o.school.session->readMarks().size(), size_t(1));
    }

    void whatArrivesUnattendedGetsADivider()
    {
        OpenedTimeline o;
        o.school.session->markRead(o.conversation, Seq { 1000 });
        o.open();
        QVERIFY(o.load());
        o.model->setAttended(true);
        o.school.session->receive(o.conversation, o.school.ada, QStringLiteral("seen"));
        QCOMPARE(o.model->unreadRow(), -1);
        o.model->setAttended(false);
        o.school.session->receive(o.conversation, o.school.ada, QStringLiteral("one"));
        o.school.session->receive(o.conversation, o.school.ada, QStringLiteral("two"));
        const int divider = o.model->unreadRow();
        QCOMPARE(o.model->row(divider).unread, 2);
        QCOMPARE(o.model->text(divider + 1), QStringLiteral("one"));
    }

    void aSentMessageKeepsItsRowOnTheWayToRead()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const MessageId id = *o.school.session->send(o.conversation, { QStringLiteral("hello") }).result();
        const int row = o.model->rowOf(id);
        QCOMPARE(row, o.model->rowCount() - 1);
        QCOMPARE(o.model->row(row).state, chat::DeliveryState::Sending);
        QSignalSpy removed(o.model.get(), &QAbstractItemModel::rowsRemoved);
        o.school.session->acknowledge(id);
        QCOMPARE(o.model->row(o.model->rowOf(id)).state, chat::DeliveryState::Sent);
        const Seq seq = o.model->row(row).message.seq;
        o.school.session->raiseWatermarks(o.conversation, { seq, {} });
        QCOMPARE(o.model->row(row).state, chat::DeliveryState::Delivered);
        o.school.session->raiseWatermarks(o.conversation, { seq, seq });
        QCOMPARE(o.model->row(row).state, chat::DeliveryState::Read);
        QCOMPARE(removed.count(), 0);
    }

    void aRefusedMessageSaysWhyAndCanBeTriedAgainOrCancelled()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const MessageId id = *o.school.session->send(o.conversation, { QStringLiteral("hello") }).result();
        o.school.session->refuse(id, Errc::TooLarge);
        const int row = o.model->rowOf(id);
        QVERIFY(o.model->accessibleText(row).contains(QStringLiteral("longer than the school allows")));
        o.model->retry(id);
        QCOMPARE(o.model->row(row).state, chat::DeliveryState::Sending);
        o.model->cancel(id);
        QCOMPARE(o.model->rowOf(id), -1);
    }

    void anEarlierUnsentMessageMovesBehindALaterAcknowledgedOne()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const MessageId first = *o.school.session->send(o.conversation, { QStringLiteral("1") }).result();
        const MessageId second = *o.school.session->send(o.conversation, { QStringLiteral("2") }).result();
        QSignalSpy moved(o.model.get(), &QAbstractItemModel::rowsMoved);
        QSignalSpy inserted(o.model.get(), &QAbstractItemModel::rowsInserted);
        o.school.session->acknowledge(second);
        QVERIFY(o.model->rowOf(second) < o.model->rowOf(first));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(inserted.count(), 0);
    }

    void typingIsTheLastRowAndGoesWithTheConnection()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        o.school.session->type(o.conversation, { o.school.ada });
        QCOMPARE(o.model->row(o.model->rowCount() - 1).kind, Kind::Typing);
        QCOMPARE(o.model->text(o.model->rowCount() - 1), QStringLiteral("Ada is typing…"));
        o.school.session->receive(o.conversation, o.school.luis, QStringLiteral("hi"));
        QCOMPARE(o.model->row(o.model->rowCount() - 1).kind, Kind::Typing);
        o.school.session->setLinkStatus(
            { .state = session::LinkState::Offline, .missing = 0, .outgoing = 0, .reason = {} });
        QVERIFY(o.model->row(o.model->rowCount() - 1).kind != Kind::Typing);
    }

    void typingElsewhereChangesNothingHere()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const QStringList before = o.rows();
        o.school.session->type(o.school.withAda, { o.school.ada });
        o.school.session->receive(o.school.withAda, o.school.ada, QStringLiteral("elsewhere"));
        QCOMPARE(o.rows(), before);
    }

    void aHoleShowsIsAskedForOnceAndFillsInPlace()
    {
        OpenedTimeline o;
        auto &session = *o.school.session;
        session.skipSeqs(o.conversation, 3);
        const Seq head = session.summary(o.conversation).conversation.head;
        const chat::Hole hole { previous(previous(head)), head };
        session.addHole(o.conversation, hole);
        session.addHistory(o.conversation, o.school.ada, sampleTime(14, 6), { .text = QStringLiteral("after") });
        o.open();
        QVERIFY(o.load());
        const int row = o.model->rowCount() - 2;
        QCOMPARE(o.model->row(row).kind, Kind::Hole);
        QVERIFY(o.model->text(row).startsWith(u'3'));
        o.model->fetchHole(row);
        o.model->fetchHole(row);
        QCOMPARE(session.fetchedHoles(), std::vector<chat::Hole> { hole });
        session.fillHole(o.conversation, hole, o.school.luis, sampleTime(14, 6));
        QTRY_COMPARE(o.firstDifference(), QString());
        for (int i = 0; i < o.model->rowCount(); ++i)
            QVERIFY(o.model->row(i).kind != Kind::Hole);
        QVERIFY(o.resets->isEmpty());
    }

    void aHoleThatAppearsWhileOpenIsNoticed()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        auto &session = *o.school.session;
        session.skipSeqs(o.conversation, 5);
        const Seq head = session.summary(o.conversation).conversation.head;
        session.addHole(o.conversation, { Seq { head.raw() - 4 }, head });
        session.receive(o.conversation, o.school.ada, QStringLiteral("after a gap"));
        QTRY_COMPARE(o.model->row(o.model->rowCount() - 2).kind, Kind::Hole);
    }

    void aHoleIsAskedForAgainAfterTheConnectionCameBack()
    {
        OpenedTimeline o;
        auto &session = *o.school.session;
        session.skipSeqs(o.conversation, 1);
        const Seq head = session.summary(o.conversation).conversation.head;
        session.addHole(o.conversation, { head, head });
        session.addHistory(o.conversation, o.school.ada, sampleTime(14, 6), { .text = QStringLiteral("after") });
        o.open();
        QVERIFY(o.load());
        const int row = o.model->rowCount() - 2;
        o.model->fetchHole(row);
        session.setLinkStatus({ .state = session::LinkState::Offline, .missing = 0, .outgoing = 0, .reason = {} });
        o.model->fetchHole(row);
        QCOMPARE(session.fetchedHoles().size(), size_t(2));
    }

    void scrollingUpLoadsOlderRowsAndForgetsFarOnes()
    {
        OpenedTimeline o(5'000);
        QVERIFY(o.load());
        QVERIFY(o.model->atEnd());
        while (!o.model->atStart()) {
            const qint64 before = o.model->messagesBefore();
            o.model->setViewed(0, 10);
            QTRY_VERIFY(o.model->messagesBefore() < before);
            QVERIFY(o.model->rowCount() < 800);
        }
        QVERIFY(!o.model->atEnd());
        const auto messages = [&] {
            qint64 count = 0;
            for (int i = 0; i < o.model->rowCount(); ++i)
                count += o.model->row(i).kind == Kind::Message;
            return count;
        };
        QCOMPARE(o.model->messagesBefore() + messages() + o.model->messagesAfter(), 5'000);
        while (!o.model->atEnd()) {
            const qint64 after = o.model->messagesAfter();
            o.model->setViewed(o.model->rowCount() - 10, o.model->rowCount() - 1);
            QTRY_VERIFY(o.model->messagesAfter() < after || o.model->atEnd());
            QVERIFY(o.model->rowCount() < 800);
        }
        QCOMPARE(o.firstDifference().isEmpty(), false); // the far past is forgotten
        QCOMPARE(o.model->messagesBefore() + messages(), 5'000);
        QVERIFY(o.resets->isEmpty());
    }

    void aJumpDropsAnswersFromBeforeIt()
    {
        OpenedTimeline o(5'000);
        QVERIFY(o.load());
        o.school.session->setAnswers(FakeSession::Answers::OnDemand);
        o.model->setViewed(0, 10); // asks for older rows
        o.model->loadAround(chat::OrderKey { 1'000 });
        QSignalSpy arrived(o.model.get(), &TimelineModel::arrived);
        o.school.session->answerAll();
        QVERIFY(arrived.wait());
        QVERIFY(o.model->rowOf(numberedId<MessageId>(1'000)) >= 0);
        for (int i = 0; i < o.model->rowCount(); ++i) {
            if (o.model->row(i).kind == Kind::Message)
                QVERIFY(o.model->row(i).message.order < chat::OrderKey { 1'100 });
        }
    }

    void whatArrivesBelowAFarWindowIsCountedNotShown()
    {
        OpenedTimeline o(5'000);
        QVERIFY(o.load());
        QSignalSpy arrived(o.model.get(), &TimelineModel::arrived);
        o.model->loadAround(chat::OrderKey { 1'000 });
        QVERIFY(arrived.wait());
        const qint64 after = o.model->messagesAfter();
        const QStringList before = o.rows();
        QSignalSpy noticed(o.model.get(), &TimelineModel::messageArrived);
        o.school.session->receive(o.conversation, o.school.ada, QStringLiteral("far below"));
        QCOMPARE(o.rows(), before);
        QCOMPARE(o.model->messagesAfter(), after + 1);
        QCOMPARE(noticed.count(), 1);
    }

    void aBusyConversationIsForgottenAboveWhileItsEndIsFollowed()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        for (int i = 0; i < 2'000; ++i) {
            o.school.session->receive(o.conversation, o.school.ada, QStringLiteral("text %1").arg(i));
            o.model->setViewed(o.model->rowCount() - 10, o.model->rowCount() - 1);
        }
        QVERIFY(o.model->rowCount() < 800);
        QVERIFY(o.model->atEnd());
        QVERIFY(o.model->messagesBefore() > 1'000);
    }

    void theFirstPageThatFailsIsReported()
    {
        OpenedTimeline o;
        o.school.session->failNext(Errc::Disk);
        QSignalSpy failed(o.model.get(), &TimelineModel::loadFailed);
        o.model->load();
        QVERIFY(failed.wait());
        QVERIFY(!o.model->isLoaded());
        QVERIFY(o.load());
    }

    void aModelMayGoWhileAnAnswerIsOnItsWay()
    {
        OpenedTimeline o;
        o.school.session->setAnswers(FakeSession::Answers::OnDemand);
        o.model->load();
        o.tester.reset();
        o.model.reset();
        o.school.session->answerAll();
        QCoreApplication::sendPostedEvents();
    }

    void yesterdayBeginsAtMidnight()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const int day = [&] {
            int last = 0;
            for (int i = 0; i < o.model->rowCount(); ++i) {
                if (o.model->row(i).kind == Kind::Day)
                    last = i;
            }
            return last;
        }();
        QCOMPARE(o.model->text(day), QStringLiteral("Today"));
        const quint64 version = o.model->version(day);
        o.clock.advance(10h);
        QCOMPARE(o.model->text(day), QStringLiteral("Yesterday"));
        QVERIFY(o.model->version(day) != version);
        QCOMPARE(o.clock.activeTimers(), 1);
    }

    void somebodyWhoLeftKeepsTheirNameWhileTheConversationIsOpen()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        chat::Conversation changed = o.school.session->summary(o.conversation).conversation;
        std::erase_if(changed.members, [&](const chat::Member &m) { return m.person.id == o.school.luis; });
        o.school.session->change(changed);
        const int row = o.model->unreadRow() + 1;
        QVERIFY(o.model->accessibleText(row).startsWith(QStringLiteral("Luis Martínez (former member), ")));
    }

    void accessibleTextSaysSenderTextTimeAndStatus()
    {
        OpenedTimeline o;
        QVERIFY(o.load());
        const int last = o.model->rowCount() - 1;
        QCOMPARE(o.model->accessibleText(last),
            QStringLiteral("You, I can wait for Mateo at the entrance, no problem., %1, Delivered")
                .arg(clockText(sampleTime(14, 5))));
    }
};

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
