// SPDX-License-Identifier: GPL-3.0-or-later
// Two people at two windows, with real accounts, engines and links, and a real relay between them: what they type, and
// what they see. Pictures of each step stay in screens/ of the build folder.

#include "tests/journeys/computer.h"
#include "ui/window/strip.h"

using namespace pc;
using namespace pc::test;

class TestWindows : public QObject
{
    Q_OBJECT

    School m_school;
    Enrolled m_ada;
    Enrolled m_jana;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_school.open());
        m_ada = m_school.relay.enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_jana = m_school.relay.enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        QVERIFY(!m_ada.userName.isEmpty() && !m_jana.userName.isEmpty());
    }

    void init() { School::watchThreads(); }

    void twoPeopleSignInTalkAndAreCutOff()
    {
        const QString question = QStringLiteral("Does Mila need money for the tram?");
        const QString late = QStringLiteral("I am in the tunnel");
        {
            Computer ada(m_school, "ada");
            Computer jana(m_school, "jana");
            QVERIFY(ada.firstStart(m_ada));
            QVERIFY(jana.firstStart(m_jana));

            // Jana starts a conversation with the teacher; it opens by itself.
            QVERIFY(jana.writeTo(m_ada.person));
            QVERIFY(ada.openFirstConversation());

            jana.activate();
            jana.type(question.left(10));
            const auto typingShown = [&] {
                ui::TimelineModel *model = ada.view()->pane()->timeline()->model();
                for (int row = 0; model && row < model->rowCount(); ++row) {
                    if (model->index(row, 0).data(ui::TimelineModel::KindRole).value<ui::TimelineRow::Kind>()
                        == ui::TimelineRow::Kind::Typing)
                        return true;
                }
                return false;
            };
            QVERIFY2(comes(typingShown), "typing is not shown");
            ada.picture(QStringLiteral("journey-typing"));
            jana.type(question.mid(10));
            jana.pressEnter();
            QVERIFY(comes([&] { return jana.composer().text().isEmpty(); }));
            QVERIFY(ada.sees(question));
            QVERIFY(!typingShown());
            // Seen in an active window, it becomes read.
            ada.activate();
            QVERIFY(jana.sees(question, chat::DeliveryState::Read));
            jana.picture(QStringLiteral("journey-read"));

            // The relay goes; the strip says so, writing goes on.
            m_school.relay.stop();
            QVERIFY(comes([&] { return !jana.view()->pane()->strip()->sentence().isEmpty(); }));
            jana.activate();
            jana.type(late);
            jana.pressEnter();
            QVERIFY(jana.sees(late, chat::DeliveryState::Sending));
            jana.type(QStringLiteral("and a draft"));
            jana.picture(QStringLiteral("journey-offline"));
        }
        // Both computers are switched off, and on again: draft and outbox are there, before any network.
        Computer jana(m_school, "jana");
        QVERIFY(jana.startAgain());
        QVERIFY(jana.openFirstConversation());
        QVERIFY(jana.sees(late, chat::DeliveryState::Sending));
        QVERIFY(comes([&] { return jana.composer().text() == QStringLiteral("and a draft"); }));
        // The relay comes back: the message leaves by itself, and the other sees it.
        QVERIFY(m_school.relay.start());
        Computer ada(m_school, "ada");
        QVERIFY(ada.startAgain());
        QVERIFY(ada.openFirstConversation());
        QVERIFY2(ada.sees(late), "what was written offline did not arrive");
        QVERIFY(comes([&] { return jana.shown(late) >= chat::DeliveryState::Delivered; }));
        QVERIFY(comes([&] { return jana.view()->pane()->strip()->sentence().isEmpty(); }));
        jana.picture(QStringLiteral("journey-back"));
    }
};

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
