// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever order signals and pages come in, the rows are what is stored.

#include "core/base/random.h"

#include <QTest>

#include "openedtimeline.h"

using namespace pc;
using namespace pc::support;
using namespace pc::ui;

class TestTimelineSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomSignalsNeverBreakTheRows_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %llu", seed) << seed;
    }

    void randomSignalsNeverBreakTheRows()
    {
        QFETCH(quint64, seed);
        SeededRandom random(seed);
        OpenedTimeline o;
        QVERIFY(o.load());
        auto &session = *o.school.session;
        session.setAnswers(FakeSession::Answers::OnDemand);
        std::vector<MessageId> unsent;
        std::vector<MessageId> received;
        std::vector<chat::Hole> holes;
        for (int step = 0; step < 300; ++step) {
            switch (random.below(12)) {
            case 0:
            case 1:
                received.push_back(session
                                       .receive(o.conversation, random.below(2) ? o.school.ada : o.school.luis,
                                           QStringLiteral("text %1").arg(step))
                                       .id);
                break;
            case 2: {
                session.setAnswers(FakeSession::Answers::AtOnce);
                unsent.push_back(*session.send(o.conversation, { QStringLiteral("own %1").arg(step) }).result());
                session.setAnswers(FakeSession::Answers::OnDemand);
                break;
            }
            case 3:
                if (!unsent.empty()) {
                    const auto at = qsizetype(random.below(unsent.size()));
                    session.acknowledge(unsent[size_t(at)]);
                    unsent.erase(unsent.begin() + at);
                }
                break;
            case 4:
                if (!unsent.empty()) {
                    session.refuse(unsent.front(), Errc::Network);
                    random.below(2) ? session.retry(unsent.front()) : session.cancel(unsent.front());
                    if (session.message(unsent.front()).id == MessageId {})
                        unsent.erase(unsent.begin());
                }
                break;
            case 5:
                if (!received.empty()) {
                    const auto at = qsizetype(random.below(received.size()));
                    session.removeMessage(o.conversation, received[size_t(at)]);
                    received.erase(received.begin() + at);
                }
                break;
            case 6:
                if (!received.empty()) {
                    chat::Message edited = session.message(received.back());
                    edited.content.text += QStringLiteral(" edited");
                    session.change(edited);
                }
                break;
            case 7: {
                const qint64 head = session.summary(o.conversation).conversation.head.raw();
                session.raiseWatermarks(o.conversation,
                    { Seq { qint64(random.below(quint64(head) + 1)) },
                        Seq { qint64(random.below(quint64(head) + 1)) } });
                break;
            }
            case 8:
                session.type(o.conversation, random.below(2) ? std::vector { o.school.ada } : std::vector<UserId> {});
                break;
            case 9: {
                session.skipSeqs(o.conversation, 3);
                const Seq head = session.summary(o.conversation).conversation.head;
                holes.push_back({ previous(previous(head)), head });
                session.addHole(o.conversation, holes.back());
                received.push_back(
                    session.receive(o.conversation, o.school.ada, QStringLiteral("gap %1").arg(step)).id);
                break;
            }
            case 10:
                if (!holes.empty()) {
                    session.fillHole(o.conversation, holes.back(), o.school.luis, o.clock.utcNow());
                    holes.pop_back();
                }
                break;
            case 11:
                o.clock.advance(Milliseconds { qint64(random.below(400'000)) });
                o.model->setViewed(int(random.below(quint64(o.model->rowCount()))), o.model->rowCount() - 1);
                session.answerAll();
                QCoreApplication::sendPostedEvents(); // the answers arrive
                break;
            }
        }
        session.setAnswers(FakeSession::Answers::AtOnce);
        while (session.waitingAnswers() > 0)
            session.answerAll();
        QTRY_COMPARE(o.firstDifference(), QString());
        QVERIFY(o.resets->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTimelineSignals)
#include "tst_timelinesignals.moc"
