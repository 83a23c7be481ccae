// SPDX-License-Identifier: GPL-3.0-or-later

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
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

} // namespace

class TestTimelineInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

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
        const qint64 before = stage.model->messagesBefore();
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(stage.view.get(), Qt::Key_PageUp);
            QVERIFY(stage.settle());
        }
        QVERIFY(stage.model->messagesBefore() < before - 150);
        QVERIFY(stage.view->bodyRect(stage.view->currentRow()).isValid());
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
        QCOMPARE(
            QApplication::clipboard()->text(), QStringLiteral("I can wait for Mateo at the entrance, no problem."));
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
            QMouseEvent move(
                QEvent::MouseMove, to, stage.view->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
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
        QSignalSpy announced(stage.view.get(), &TimelineView::announced);
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
        QVERIFY(stage.view->isAtEnd());
        QCOMPARE(announced.count(), 0);
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        QVERIFY(stage.settle());
        QCOMPARE(announced.count(), 1);
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
    }

    void aScreenReaderHearsWhatOpensAtTheEnd()
    {
        TimelineStage stage;
        QVERIFY(stage.open(stage.addLong(1'000)));
        chat::Message waiting = stage.session().receiveContent(
            stage.conversation, stage.school.ada, { .kind = chat::ContentKind::Unreadable, .text = {} });
        QVERIFY(stage.settle());
        QSignalSpy announced(stage.view.get(), &TimelineView::announced);
        waiting.content = { .text = QStringLiteral("here it is") };
        stage.session().change(waiting);
        QVERIFY(stage.settle());
        QCOMPARE(announced.count(), 1);
        QVERIFY(announced[0][0].toString().startsWith(QStringLiteral("Ada Okafor, here it is, ")));
        waiting.content.text += QStringLiteral(", edited");
        stage.session().change(waiting);
        QVERIFY(stage.settle());
        QCOMPARE(announced.count(), 1);
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
};

QTEST_MAIN(TestTimelineInput)
#include "tst_timelineinput.moc"
