// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline looks like, as far as a program can tell. Run with PC_GRAB_DIR set to see it.

#include "ui/models/sentences.h"
#include "ui/timeline/links.h"

#include <QLocale>
#include <QTest>

#include "timelinestage.h"

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using style::ThemeChoice;
using Kind = TimelineRow::Kind;

class TestTimelineLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void theClassInLight()
    {
        TimelineStage stage;
        stage.theme.setChoice(ThemeChoice::Light);
        QVERIFY(stage.open(stage.school.class3b));
        stage.session().type(stage.conversation, { stage.school.ada });
        QVERIFY(stage.settle());
        const QImage image = stage.grab(QStringLiteral("wide-light"));
        QCOMPARE(image.pixelColor(2, 2), stage.theme.color(style::Tone::Ground));
    }

    void theClassOfflineInDark()
    {
        TimelineStage stage;
        stage.theme.setChoice(ThemeChoice::Dark);
        QVERIFY(stage.open(stage.school.class3b));
        stage.session().setLinkStatus(
            { .state = session::LinkState::Offline, .missing = 0, .outgoing = 0, .reason = {} });
        auto first = stage.session().send(stage.conversation, { QStringLiteral("And I have a spare rain jacket.") });
        auto second
            = stage.session().send(stage.conversation, { QStringLiteral("The whole story of the rain jacket.") });
        stage.session().refuse(*second.result(), Errc::TooLarge);
        QVERIFY(first.result().ok());
        QVERIFY(stage.settle());
        stage.grab(QStringLiteral("wide-dark-offline"));
    }

    void narrow()
    {
        TimelineStage stage;
        stage.theme.setChoice(ThemeChoice::Light);
        QVERIFY(stage.open(stage.school.class3b, { 400, 680 }));
        stage.session().type(stage.conversation, { stage.school.ada });
        QVERIFY(stage.settle());
        stage.grab(QStringLiteral("narrow-light"));
    }

    void narrowArabicInDark()
    {
        QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        TimelineStage stage(TimelineStage::Language::Arabic);
        stage.theme.setChoice(ThemeChoice::Dark);
        QVERIFY(stage.open(stage.school.class3b, { 400, 680 }));
        stage.grab(QStringLiteral("narrow-rtl-dark"));
    }

    void everyKindOfRow()
    {
        TimelineStage stage;
        stage.theme.setChoice(ThemeChoice::Light);
        auto &session = stage.session();
        const ConversationId id = stage.school.class3b;
        using chat::ContentKind;
        session.receiveContent(id, stage.school.ada,
            { .kind = ContentKind::Event, .text = QStringLiteral("Museum 3B"), .event = chat::EventKind::Renamed });
        session.receiveContent(id, stage.school.ada, { .kind = ContentKind::Unreadable, .text = {} });
        session.receiveContent(id, stage.school.ada, { .kind = ContentKind::Unknown, .text = {} });
        session.receive(id, stage.school.luis,
            QStringLiteral("Read https://school.example/3b and\n<img src=x> <table><b>not bold</b>\nشكرًا جزيلًا، نراكم "
                           "غدًا.\nand back"));
        session.skipSeqs(id, 4);
        const Seq head = session.summary(id).conversation.head;
        session.addHole(id, { Seq { head.raw() - 3 }, head });
        session.receive(id, stage.school.jana, QString(300, u'x'));
        auto sent = session.send(id, { QStringLiteral("see http://evil.example.") });
        session.acknowledge(*sent.result());
        QVERIFY(stage.open(id, { 700, 900 }));
        stage.view->jumpToLatest();
        QVERIFY(stage.settle());
        stage.view->setFocus();
        QTest::keyClick(stage.view.get(), Qt::Key_Up);
        QTest::keyClick(stage.view.get(), Qt::Key_Space);
        stage.grab(QStringLiteral("every-kind"));
        stage.theme.setChoice(ThemeChoice::Dark);
        stage.grab(QStringLiteral("every-kind-dark"));
    }

    void whatIsMissingAndWhatCameLate()
    {
        TimelineStage stage;
        auto &session = stage.session();
        const ConversationId id = stage.school.class3b;
        chat::Message after
            = session.receive(id, stage.school.ada, QStringLiteral("As I said: bring the form, please."));
        after.missesEarlier = true;
        after.content.written = after.time - std::chrono::hours(5);
        session.change(after);
        QVERIFY(stage.open(id, { 700, 500 }));
        stage.view->jumpToLatest();
        QVERIFY(stage.settle());
        stage.grab(QStringLiteral("missing-and-late"));
    }

    void whatCannotBeRead()
    {
        for (const ThemeChoice choice : { ThemeChoice::Light, ThemeChoice::Dark }) {
            TimelineStage stage;
            stage.theme.setChoice(choice);
            auto &session = stage.session();
            const ConversationId id = stage.school.class3b;
            using chat::Missing;
            for (const Missing missing : { Missing::NotYet, Missing::BeforeThisDevice, Missing::WithoutThisDevice,
                     Missing::Damaged, Missing::Refused })
                session.receiveContent(id, missing == Missing::Damaged ? stage.school.me : stage.school.ada,
                    { .kind = chat::ContentKind::Unreadable,
                        .text = QStringLiteral("never shown"),
                        .missing = missing });
            QVERIFY(stage.open(id, { 420, 900 }));
            stage.view->jumpToLatest();
            QVERIFY(stage.settle());
            stage.grab(choice == ThemeChoice::Light ? QStringLiteral("unreadable") : QStringLiteral("unreadable-dark"));
            for (int row = 0; row < stage.model->rowCount(); ++row) {
                const QString heard = stage.model->accessibleText(row);
                QVERIFY(!heard.contains(QStringLiteral("never shown")));
                QVERIFY(heard.contains(placeholderHint(stage.model->row(row).message.content, true)));
            }
        }
    }

    void scrolledUp()
    {
        TimelineStage stage;
        stage.theme.setChoice(ThemeChoice::Light);
        QVERIFY(stage.open(stage.addLong(5'000)));
        QTest::keyClick(stage.view.get(), Qt::Key_PageUp);
        QVERIFY(stage.settle());
        stage.session().receive(stage.conversation, stage.school.ada, QStringLiteral("new"));
        QVERIFY(stage.settle());
        stage.grab(QStringLiteral("scrolled-up"));
        const int row = stage.view->currentRow();
        QTest::mouseMove(stage.view->viewport(), stage.view->bodyRect(row).center());
        stage.grab(QStringLiteral("hovered"));
    }
};

QTEST_MAIN(TestTimelineLook)
#include "tst_timelinelook.moc"
