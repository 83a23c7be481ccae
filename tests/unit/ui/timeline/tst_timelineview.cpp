// SPDX-License-Identifier: GPL-3.0-or-later

#include "timelinestage.h"

#include "tests/support/fakesession/numberedid.h"
#include "ui/timeline/jumpbutton.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using namespace std::chrono_literals;
using Kind = TimelineRow::Kind;

namespace {

void wheel(TimelineView &view, int notches)
{
    const QPointF at(200, 200);
    QWheelEvent event(at, view.mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
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
        if (stage.model->row(row).kind == Kind::Message && rect.top() >= y)
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

int announced = 0;

void countAlerts(QAccessibleEvent *event)
{
    announced += event->type() == QAccessible::Alert;
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
        const int next = stage.model->rowOf(top.message) + 2;
        const int below = stage.view->rowRect(next).top();
        chat::Message grown = stage.model->row(stage.model->rowOf(top.message)).message;
        grown.content.text += QStringLiteral("\nand\nmore\nlines");
        stage.session().change(grown);
        QVERIFY(stage.settle());
        QCOMPARE(whereIs(stage, top.message), top);
        QVERIFY(stage.view->rowRect(next).top() > below);
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
        const chat::Message unseen = stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
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

    void theKeyboardGoesByMessage()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        stage.view->setFocus();
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QCOMPARE(stage.view->currentRow(), stage.model->rowCount() - 1);
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_Up); // over the divider
        QVERIFY(stage.model->text(stage.view->currentRow()).startsWith(QStringLiteral("No, the tickets")));
        QTest::keyClick(stage.view.get(), Qt::Key_Down);
        QVERIFY(stage.model->text(stage.view->currentRow()).startsWith(QStringLiteral("Mateo is")));
    }

    void homeAndEndReachTheEndsOfALongConversation()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(5'000)));
        stage.view->setFocus();
        QTest::keyClick(stage.view.get(), Qt::Key_Home);
        QVERIFY(stage.settle());
        QVERIFY(stage.model->atStart());
        QVERIFY(stage.view->rowRect(0).top() >= 0);
        QTest::keyClick(stage.view.get(), Qt::Key_End);
        QVERIFY(stage.settle());
        QVERIFY(stage.view->isAtEnd());
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(stage.view.get(), Qt::Key_PageUp);
        QVERIFY(stage.settle());
        QVERIFY(stage.model->messagesAfter() + stage.model->rowCount() > 250);
    }

    void escapeGoesBackOneStepThenToTheEndThenOut()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(500)));
        QSignalSpy out(stage.view.get(), &TimelineView::backRequested);
        stage.view->setFocus();
        wheel(*stage.view, +20);
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_Space);
        QTest::keyClick(stage.view.get(), Qt::Key_Escape);
        QVERIFY(!stage.view->isAtEnd());
        QTest::keyClick(stage.view.get(), Qt::Key_Escape);
        QVERIFY(stage.settle());
        QVERIFY(stage.view->isAtEnd());
        QCOMPARE(out.count(), 0);
        QTest::keyClick(stage.view.get(), Qt::Key_Escape);
        QCOMPARE(out.count(), 1);
    }

    void oneMessageIsCopiedAsItsTextAndSeveralWithTheirSenders()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        stage.view->setFocus();
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("I can wait for Mateo at the entrance, no problem."));
        QTest::keyClick(stage.view.get(), Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(stage.view->copy());
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].endsWith(QStringLiteral("Luis Martínez: We would be at the entrance at 9:30.")));
    }

    void draggingMarksAPartOfAText()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        const int row = stage.model->rowCount() - 1;
        const QRect body = stage.view->bodyRect(row);
        const QPoint from(body.left() + 1 + style::kBubblePad, body.top() + style::kBubblePadTop + 8);
        QTest::mousePress(stage.view->viewport(), Qt::LeftButton, {}, from);
        for (int x = 10; x <= 60; x += 10) {
            const QPoint to = from + QPoint(x, 0);
            QMouseEvent move(QEvent::MouseMove, to, stage.view->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(stage.view->viewport(), &move);
        }
        QTest::mouseRelease(stage.view->viewport(), Qt::LeftButton, {}, from + QPoint(60, 0));
        QVERIFY(stage.view->copy());
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(stage.model->text(row).startsWith(copied));
        QVERIFY(copied.size() > 3 && copied.size() < 20);
    }

    void aFailedMessageIsTriedAgainOrTakenBackByPointer()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        auto sent = stage.session().send(stage.conversation, { QStringLiteral("mine") });
        const MessageId id = *sent.result();
        stage.session().refuse(id, Errc::Network);
        QVERIFY(stage.settle());
        const auto note = [&](int fromRight) {
            const QRect row = stage.view->rowRect(stage.model->rowOf(id));
            return QPoint(stage.view->bodyRect(stage.model->rowOf(id)).right() - fromRight, row.bottom() - 6);
        };
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, note(70));
        QCOMPARE(stage.session().message(id).state, chat::DeliveryState::Sending);
        stage.session().refuse(id, Errc::Network);
        QVERIFY(stage.settle());
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, note(10));
        QCOMPARE(stage.model->rowOf(id), -1);
    }

    void theKeyboardCanDoWhatThePointerCan()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        auto sent = stage.session().send(stage.conversation, { QStringLiteral("mine") });
        const MessageId id = *sent.result();
        stage.session().refuse(id, Errc::Network);
        QVERIFY(stage.settle());
        stage.view->setFocus();
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.session().message(id).state, chat::DeliveryState::Sending);
        stage.session().acknowledge(id);
        QVERIFY(stage.settle());
        QSignalSpy details(stage.view.get(), &TimelineView::detailsRequested);
        stage.view->setCurrentRow(stage.model->rowOf(id));
        QTest::keyClick(stage.view.get(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(details.count(), 1);
        QTest::keyClick(stage.view.get(), Qt::Key_Menu);
        const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList offered;
        for (const QAction *action : menu->actions()) {
            if (action->isVisible())
                offered << action->text();
        }
        QCOMPARE(offered, (QStringList { QStringLiteral("Copy"), QStringLiteral("Details") }));
        QApplication::activePopupWidget()->close();
    }

    void aLinkIsFollowedOnlyAfterItsHostWasShown()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b));
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("https://school.example/3b"));
        QVERIFY(stage.settle());
        QSignalSpy followed(stage.view.get(), &TimelineView::linkActivated);
        const QRect body = stage.view->bodyRect(stage.model->rowCount() - 1);
        const QPoint link(body.left() + style::kBubblePad + 20, body.bottom() - 30);
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, link);
        QCOMPARE(followed.count(), 0);
        const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), QStringLiteral("Open school.example"));
        menu->actions().first()->trigger();
        QCOMPARE(followed.count(), 1);
        QApplication::activePopupWidget()->close();
    }

    void aScreenReaderHearsRowsAndOnlyNewOnes()
    {
        TimelineStage stage;
        QAccessible::setActive(true);
        const auto previous = QAccessible::installUpdateHandler(countAlerts);
        announced = 0;
        QVERIFY(stage.open(stage.addLong(1'000)));
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(stage.view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), stage.model->rowCount());
        for (int i = 0; i < 40; ++i)
            wheel(*stage.view, +3); // loads older rows
        QVERIFY(stage.settle());
        stage.view->jumpToLatest();
        QVERIFY(stage.settle());
        QCOMPARE(announced, 0);
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        QVERIFY(stage.settle());
        QCOMPARE(announced, 1);
        const int last = stage.model->rowCount() - 1;
        QAccessibleInterface *row = list->child(last);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QVERIFY(row->text(QAccessible::Name).startsWith(QStringLiteral("Ada Okafor, new, ")));
        QCOMPARE(list->indexOfChild(row), last);
        QCOMPARE(row->parent(), list);
        QVERIFY(row->rect().isValid());
        stage.session().removeMessage(stage.conversation, stage.model->row(last).message.id);
        QVERIFY(stage.settle());
        QVERIFY(!row->isValid());
        QAccessible::installUpdateHandler(previous);
        QAccessible::setActive(false);
    }

    void rightToLeftMirrorsTheSides()
    {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        TimelineStage stage(TimelineStage::Language::Arabic);
        QVERIFY(stage.open(stage.school.class3b, { 400, 680 }));
        for (int row = 0; row < stage.model->rowCount(); ++row) {
            const TimelineRow &at = stage.model->row(row);
            if (at.kind != Kind::Message)
                continue;
            const QRect body = stage.view->bodyRect(row);
            if (at.message.outgoing)
                QCOMPARE(body.left(), style::kTimelineMarginNarrow);
            else
                QCOMPARE(400 - 1 - body.right(), style::kTimelineMarginNarrow + style::kAvatarSmall + style::kGap2);
        }
    }

    void strangeTextsStayInsideTheirBubbles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("image tag") << QStringLiteral("<img src=http://evil.example/x>");
        QTest::newRow("table") << QStringLiteral("<table><tr><td>x</td></tr></table>");
        QTest::newRow("no spaces") << QString(5'000, u'w');
        QTest::newRow("hundred paragraphs") << QStringLiteral("line\n").repeated(100);
        QTest::newRow("emoji") << QStringLiteral("\U0001F468‍\U0001F469‍\U0001F467‍\U0001F466").repeated(50);
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << QStringLiteral("      ");
        QTest::newRow("overrides") << QStringLiteral("\u202egnihtyreve\u2066\u2067 x");
        QTest::newRow("stacked marks") << QStringLiteral("z\u0351\u036b\u0343\u036a\u0302").repeated(200);
        QTest::newRow("controls") << QStringLiteral("a\u0001\u0002\u0007b\u0000c");
    }

    void strangeTextsStayInsideTheirBubbles()
    {
        QFETCH(QString, text);
        TimelineStage stage;
        QVERIFY(stage.open(stage.school.class3b, { 400, 680 }));
        stage.session().receive(stage.conversation, stage.school.ada, text);
        QVERIFY(stage.settle());
        const QRect body = stage.view->bodyRect(stage.model->rowCount() - 1);
        QVERIFY(body.left() >= 0 && body.right() < 400);
        QVERIFY(body.height() >= 40);
        stage.grab(QStringLiteral("strange-%1").arg(QString::fromUtf8(QTest::currentDataTag())));
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
