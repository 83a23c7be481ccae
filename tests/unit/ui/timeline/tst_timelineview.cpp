// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakesession/numberedid.h"
#include "ui/timeline/jumpbutton.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "timelinestage.h"

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using namespace std::chrono_literals;
using Kind = TimelineRow::Kind;

namespace {

void wheel(TimelineView &view, int notches)
{
    const QPointF at(200, 200);
    QWheelEvent event(
        at, view.mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

/// A message in the middle of the view, and where it is.
struct Read
{
    MessageId message;
    int top = 0;

    bool operator==(const Read &) const = default;
};

Read readingAt(const TimelineStage &stage, int y)
{
    for (int row = 0; row < stage.model->rowCount(); ++row) {
        const QRect rect = stage.view->rowRect(row);
        if (!rect.isNull() && stage.model->row(row).kind == Kind::Message && rect.top() >= y)
            return { stage.model->row(row).message.id, rect.top() };
    }
    return {};
}

Read whereIs(const TimelineStage &stage, MessageId message)
{
    return { message, stage.view->rowRect(stage.model->rowOf(message)).top() };
}

int bottomGap(const TimelineStage &stage)
{
    return stage.view->viewport()->height() - 1 - stage.view->rowRect(stage.model->rowCount() - 1).bottom();
}

const JumpButton *jumpButton(const TimelineStage &stage)
{
    return stage.view->findChild<JumpButton *>();
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    void opensAtTheFirstUnread()
    {
        TimelineStage stage;
        for (int i = 0; i < 60; ++i)
            stage.session().receive(stage.school.class3b, stage.school.ada, QStringLiteral("more %1").arg(i));
        QVERIFY(stage.open(stage.school.class3b));
        const QRect divider = stage.view->rowRect(stage.model->unreadRow());
        QVERIFY(divider.top() > 0 && divider.bottom() < stage.view->height() / 3);
        QVERIFY(!stage.view->isAtEnd());
        QVERIFY(jumpButton(stage)->isVisible());
    }

    void opensAtTheEndWhenEverythingIsRead()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        QVERIFY(stage.view->isAtEnd());
        QCOMPARE(bottomGap(stage), style::kTimelineEnd);
        QVERIFY(jumpButton(stage)->isHidden());
    }

    void theDividerStaysWhileOneReadsAndWrites()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        QCOMPARE(stage.session().summary(stage.conversation).unread, 0);
        auto sent = stage.session().send(stage.conversation, { QStringLiteral("mine") });
        stage.session().acknowledge(*sent.result());
        QVERIFY(stage.settle());
        QVERIFY(stage.model->unreadRow() > 0);
        QCOMPARE(stage.model->row(stage.model->unreadRow()).unread, 2);
    }

    void rowsThatLoadAboveDoNotMoveWhatIsRead()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        stage.session().setAnswers(FakeSession::Answers::OnDemand);
        int loads = 0;
        for (int i = 0; i < 200; ++i) {
            wheel(*stage.view, +3);
            const Read read = readingAt(stage, 100);
            const qint64 before = stage.model->messagesBefore();
            stage.session().answerAll();
            QCoreApplication::sendPostedEvents();
            stage.view->placeNow();
            QCOMPARE(whereIs(stage, read.message), read);
            loads += stage.model->messagesBefore() < before;
        }
        QVERIFY(loads > 3);
    }

    void aWheelNotchMovesByItsPixelsExactly()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        const Read read = readingAt(stage, 300);
        wheel(*stage.view, +1);
        QCOMPARE(whereIs(stage, read.message).top, read.top + QApplication::wheelScrollLines() * style::kWheelLine);
        wheel(*stage.view, -1);
        QCOMPARE(whereIs(stage, read.message), read);
        QVERIFY(stage.view->isAtEnd());
    }

    void resizingKeepsTheMessageOneReads()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        wheel(*stage.view, +30);
        const Read read = readingAt(stage, 0);
        for (const int width : { 500, 380, 900, 1'400, 960 }) {
            stage.view->resize(width, 680);
            QVERIFY(stage.settle());
            QCOMPARE(whereIs(stage, read.message), read);
        }
    }

    void resizingAtTheEndStaysAtTheEnd()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        stage.view->resize(500, 400);
        QVERIFY(stage.settle());
        QCOMPARE(bottomGap(stage), style::kTimelineEnd);
    }

    void aMessageThatGrowsMovesOnlyWhatIsBelow()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        wheel(*stage.view, +20);
        const Read top = readingAt(stage, 0);
        const int next = stage.model->rowOf(top.message) + 1;
        const int below = stage.view->rowRect(next).top();
        chat::Message grown = stage.model->row(stage.model->rowOf(top.message)).message;
        grown.content.text += QStringLiteral("\nand\nmore\nlines");
        stage.session().change(grown);
        QVERIFY(stage.settle());
        QCOMPARE(whereIs(stage, top.message), top);
        QCOMPARE(stage.view->rowRect(next).top(), below + 3 * stage.theme.lineHeight(style::TextSize::Body));
    }

    void aMessageThatBecomesReadableMovesNothingThatIsRead_data()
    {
        QTest::addColumn<bool>("isAbove");
        QTest::newRow("above the view") << true;
        QTest::newRow("in the view") << false;
    }

    void aMessageThatBecomesReadableMovesNothingThatIsRead()
    {
        QFETCH(bool, isAbove);
        TimelineStage stage;
        const ConversationId id = stage.addLong(200);
        chat::Message waiting = stage.session().addHistory(id, stage.school.ada, stage.session().now(),
            { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = chat::Missing::NotYet });
        for (int i = 0; i < 40; ++i)
            stage.session().addHistory(
                id, stage.school.ada, stage.session().now(), { .text = QStringLiteral("after %1").arg(i) });
        stage.session().setReadUpTo(id, stage.session().summary(id).conversation.head);
        QVERIFY(stage.open(id));
        if (!isAbove) {
            QSignalSpy arrived(stage.model.get(), &TimelineModel::arrived);
            stage.view->jumpTo(waiting.order);
            QVERIFY(!arrived.isEmpty() || arrived.wait());
            QVERIFY(stage.settle());
        }
        const int row = stage.model->rowOf(waiting.id);
        QVERIFY(row >= 0);
        QCOMPARE(stage.view->rowRect(row).isValid() && stage.view->rowRect(row).bottom() > 0, !isAbove);
        const Read read = readingAt(stage, 0);
        const Read placeholder = whereIs(stage, waiting.id);
        waiting.content = { .text = QStringLiteral("Here it is,\na letter\nof many\nlines\nand more\nof them.") };
        stage.session().change(waiting);
        QVERIFY(stage.settle());
        QCOMPARE(stage.model->text(row), waiting.content.text);
        QCOMPARE(whereIs(stage, read.message), read);
        if (!isAbove)
            QCOMPARE(whereIs(stage, waiting.id), placeholder);
    }

    void atTheEndAMessageThatBecomesReadableStaysInView()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(200)));
        chat::Message waiting = stage.session().receiveContent(stage.conversation, stage.school.ada,
            { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = chat::Missing::NotYet });
        QVERIFY(stage.settle());
        waiting.content = { .text = QStringLiteral("line\n").repeated(8) };
        stage.session().change(waiting);
        QVERIFY(stage.settle());
        QCOMPARE(bottomGap(stage), style::kTimelineEnd);
    }

    void newMessagesMoveNothingWhileOneReadsAbove()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        wheel(*stage.view, +10);
        const Read read = readingAt(stage, 0);
        for (int i = 1; i <= 3; ++i) {
            stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new %1").arg(i));
            QVERIFY(stage.settle());
            QCOMPARE(whereIs(stage, read.message), read);
            QCOMPARE(jumpButton(stage)->count(), i);
        }
        QTest::mouseClick(const_cast<JumpButton *>(jumpButton(stage)), Qt::LeftButton);
        QVERIFY(stage.settle());
        QVERIFY(stage.view->isAtEnd());
        QVERIFY(jumpButton(stage)->isHidden());
        QCOMPARE(stage.session().summary(stage.conversation).unread, 0);
    }

    void atTheEndNewMessagesAreFollowed()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        QVERIFY(stage.settle());
        QCOMPARE(bottomGap(stage), style::kTimelineEnd);
        QVERIFY(stage.view->isAtEnd());
        QCOMPARE(stage.model->unreadRow(), -1);
    }

    void writingFromFarAboveJumpsToTheEnd()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        stage.view->jumpTo(chat::OrderKey { 1'000 });
        QVERIFY(stage.settle());
        QVERIFY(stage.model->rowOf(numberedId<MessageId>(1'000)) >= 0);
        QVERIFY(!stage.model->atEnd());
        auto sent = stage.session().send(stage.conversation, { QStringLiteral("mine") });
        QVERIFY(stage.settle());
        QVERIFY(stage.view->isAtEnd());
        QVERIFY(stage.view->rowRect(stage.model->rowOf(*sent.result())).isValid());
    }

    void readIsOnlyWhatWasSeenInTheActiveWindow()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        const chat::Message unseen
            = stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        QVERIFY(stage.settle());
        QVERIFY(stage.session().summary(stage.conversation).conversation.readUpTo < unseen.seq);
        stage.view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(stage.view.get()));
        QVERIFY(stage.settle());
        QCOMPARE(stage.session().summary(stage.conversation).conversation.readUpTo, unseen.seq);
    }

    void belowTheViewIsNotRead()
    {
        TimelineStage stage;
        for (int i = 0; i < 60; ++i)
            stage.session().receive(stage.school.class3b, stage.school.ada, QStringLiteral("more %1").arg(i));
        QVERIFY(stage.open(stage.school.class3b));
        const auto read = [&] { return stage.session().summary(stage.conversation).conversation.readUpTo; };
        const Seq first = read();
        QVERIFY(first < stage.session().summary(stage.conversation).conversation.head);
        wheel(*stage.view, -2);
        QVERIFY(read() > first);
        QVERIFY(read() < stage.session().summary(stage.conversation).conversation.head);
    }

    void whileNobodyLooksTheFirstUnreadStaysInView()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        for (int i = 0; i < 40; ++i) {
            stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new %1").arg(i));
            QVERIFY(stage.settle());
        }
        const QRect divider = stage.view->rowRect(stage.model->unreadRow());
        QVERIFY(divider.top() >= 0 && divider.bottom() < stage.view->height());
        QVERIFY(!stage.view->isAtEnd());
    }

    void aHoleIsFetchedWhenItComesIntoView()
    {
        TimelineStage stage;
        auto &session = stage.session();
        const ConversationId id = stage.addLong(300);
        session.skipSeqs(id, 5);
        const Seq head = session.summary(id).conversation.head;
        const chat::Hole hole { Seq { head.raw() - 4 }, head };
        session.addHole(id, hole);
        for (int i = 0; i < 60; ++i)
            session.addHistory(id, stage.school.ada, session.now(), { .text = QStringLiteral("after %1").arg(i) });
        session.setReadUpTo(id, session.summary(id).conversation.head);
        QVERIFY(stage.open(id));
        QVERIFY(session.fetchedHoles().empty());
        for (int i = 0; i < 30; ++i)
            wheel(*stage.view, +2);
        QCOMPARE(session.fetchedHoles(), std::vector<chat::Hole> { hole });
        const Read read = readingAt(stage, 300);
        session.fillHole(id, hole, stage.school.luis, session.now());
        QVERIFY(stage.settle());
        QVERIFY(stage.model->rowOf(read.message) >= 0);
    }

    void theBarLeadsAnywhereInTheConversation()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(200'000)));
        auto *bar = stage.view->findChild<QScrollBar *>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(bar);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setSliderDown(true);
        for (const double share : { 0.5, 0.25, 0.8, 0.0 }) {
            bar->setSliderPosition(int(share * bar->maximum()));
            QVERIFY(stage.settle());
            const double at = double(stage.model->messagesBefore()) / 200'000;
            QVERIFY2(std::abs(at - share) < 0.01, qPrintable(QString::number(at)));
            QVERIFY(stage.model->rowCount() < 800);
        }
        bar->setSliderDown(false);
        QVERIFY(stage.settle());
        QVERIFY(stage.model->atStart());
        QVERIFY(bar->value() < bar->maximum() / 100);
    }

    void theBarDoesNotTrembleWhileRowsLoad()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(20'000)));
        const auto *bar = stage.view->findChild<QScrollBar *>({}, Qt::FindDirectChildrenOnly);
        int last = bar->value();
        for (int i = 0; i < 300; ++i) {
            wheel(*stage.view, +2);
            QVERIFY(stage.settle());
            QVERIFY2(bar->value() <= last, qPrintable(QString::number(i)));
            last = bar->value();
        }
    }

    void anEmptyConversationSaysSo()
    {
        TimelineStage stage;
        chat::Conversation made = stage.session().summary(stage.school.class3b).conversation;
        made.id = numberedId<ConversationId>(98);
        made.head = made.cursor = made.readUpTo = {};
        stage.session().addConversation(made);
        QVERIFY(stage.open(made.id));
        const QImage image = stage.grab(QStringLiteral("empty"));
        QVERIFY(image != QImage(image.size(), image.format()));
        stage.session().receive(made.id, stage.school.ada, QStringLiteral("first"));
        QVERIFY(stage.settle());
        QCOMPARE(bottomGap(stage), style::kTimelineEnd);
    }

    void changingTheConversationLeavesNothingBehind()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        wheel(*stage.view, +20);
        TimelineModel other(stage.session(), stage.clock, stage.session().summary(stage.school.withAda));
        stage.view->setModel(&other);
        QSignalSpy arrived(&other, &TimelineModel::arrived);
        QVERIFY(arrived.wait());
        stage.view->placeNow();
        QVERIFY(stage.view->isAtEnd());
        QCOMPARE(stage.view->currentRow(), -1);
        stage.view->setModel(nullptr);
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        stage.view->placeNow();
        stage.grab(QStringLiteral("nothing"));
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
