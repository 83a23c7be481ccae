// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/models/readersmodel.h"
#include "ui/models/readerstext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace pc;
using namespace pc::ui;
using session::Secrecy;

class TestReadersModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_school = support::sampleSchool(m_clock);
        m_model = std::make_unique<ReadersModel>(session());
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setSelf(m_school.me);
    }

    void nothingIsKnownBeforeTheAnswer()
    {
        session().setAnswers(support::FakeSession::Answers::OnDemand);
        m_model->open(m_school.withAda);
        QVERIFY(!m_model->secrecy());
        QVERIFY(!m_model->isUntold());
        session().answerAll();
        QTRY_COMPARE(m_model->secrecy(), std::optional(Secrecy::Sealed));
        QCOMPARE(m_model->rowCount(), 2);
    }

    void aReasonWhyNotIsNoClaim()
    {
        session().failNext(Errc::Unavailable);
        m_model->open(m_school.withAda);
        QTRY_VERIFY(m_model->isUntold());
        QVERIFY(!m_model->secrecy());
        QCOMPARE(m_model->rowCount(), 0);
    }

    void theAnswerForAConversationThatWasLeftIsDropped()
    {
        session().setAnswers(support::FakeSession::Answers::OnDemand);
        m_model->open(m_school.withAda);
        m_model->open(m_school.class3b);
        QSignalSpy changed(m_model.get(), &ReadersModel::changed);
        session().answerNext(); // it arrives before the next one, and changes nothing
        session().answerNext();
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(m_model->rowCount() > 20);
    }

    void itAsksAgainOnlyForTheOpenConversation()
    {
        QVERIFY(open(m_school.withAda));
        QSignalSpy changed(m_model.get(), &ReadersModel::changed);
        session().setReaders(m_school.withLuis, {});
        session::Readers next = readers(m_school.withAda);
        next.secrecy = Secrecy::Broken;
        next.code.clear();
        session().setReaders(m_school.withAda, next);
        QTRY_COMPARE(m_model->secrecy(), std::optional(Secrecy::Broken));
        QCOMPARE(changed.count(), 1);
    }

    void peopleCarryTheirDevices()
    {
        QVERIFY(open(m_school.withAda));
        const QModelIndex me = m_model->index(0, 0);
        QCOMPARE(me.data().toString(), QStringLiteral("Sam Parker (you)"));
        QCOMPARE(m_model->rowCount(me), 2);
        QCOMPARE(m_model->index(0, 0, me).data().toString(), QStringLiteral("This computer"));
        QCOMPARE(m_model->index(1, 0, me).data().toString(), QStringLiteral("Computer 2"));
        QVERIFY(m_model->index(1, 0, me).data(ReadersModel::NoteRole).toString().startsWith(QStringLiteral("Since ")));
        QCOMPARE(m_model->rowCount(m_model->index(0, 0, me)), 0);
    }

    void whatIsUnusualIsSaidInTheRow()
    {
        session::Readers next = readers(m_school.withAda);
        next.people[0].devices[1].doubt = session::DeviceDoubt::KeyChanged;
        next.people[1].devices.clear();
        session::ReadingPerson gone = next.people[1];
        gone.person.id = m_school.luis;
        gone.isMember = false;
        next.people.push_back(gone);
        session().setReaders(m_school.withAda, next);
        QVERIFY(open(m_school.withAda));
        QCOMPARE(noteOf(1), QStringLiteral("Can read once they sign in"));
        QCOMPARE(noteOf(2), QStringLiteral("Left; access is being closed"));
        QVERIFY(noteOf(0).endsWith(QStringLiteral("one has changed")));
        const QModelIndex changed = m_model->index(1, 0, m_model->index(0, 0));
        QVERIFY(changed.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Not the one you knew")));
    }

    void rowsComeGoAndMoveWithoutAReset()
    {
        QVERIFY(open(m_school.class3b));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        const session::Readers all = readers(m_school.class3b);
        std::mt19937 random(7);
        for (int round = 0; round < 60; ++round) {
            session::Readers next = all;
            std::shuffle(next.people.begin(), next.people.end(), random);
            next.people.resize(random() % (next.people.size() + 1));
            for (session::ReadingPerson &one : next.people)
                one.devices.resize(random() % 4);
            session().setReaders(m_school.class3b, next);
            QTRY_COMPARE(m_model->readers(), std::optional(next));
            QCOMPARE(m_model->rowCount(), int(next.people.size()));
            for (int row = 0; row < m_model->rowCount(); ++row) {
                const auto &one = next.people[std::size_t(row)];
                const QModelIndex at = m_model->index(row, 0);
                QCOMPARE(at.data(ReadersModel::AvatarSeedRole).value<Uuid>(), one.person.id.raw());
                QCOMPARE(m_model->rowCount(at), int(one.devices.size()));
                if (!one.devices.empty())
                    QCOMPARE(m_model->index(0, 0, at).parent(), at);
            }
        }
        QCOMPARE(reset.count(), 0);
    }

    void anUnfoldedPersonStaysSoWhenOthersCome()
    {
        QVERIFY(open(m_school.withAda));
        const QPersistentModelIndex ada = m_model->index(1, 0);
        session::Readers next = readers(m_school.withAda);
        session::ReadingPerson luis { .person = next.people[1].person, .devices = {} };
        luis.person.id = m_school.luis;
        next.people.insert(next.people.begin(), luis);
        session().setReaders(m_school.withAda, next);
        QTRY_COMPARE(m_model->rowCount(), 3);
        QVERIFY(ada.isValid());
        QCOMPARE(ada.row(), 2);
    }

    void repairIsAskedForTheOpenConversation()
    {
        m_model->repair();
        QVERIFY(session().repairs().empty());
        QVERIFY(open(m_school.withAda));
        m_model->repair();
        QCOMPARE(session().repairs(), std::vector<ConversationId> { m_school.withAda });
    }

    void numbersStandInBlocksOfFive()
    {
        QCOMPARE(groupedCode(QStringLiteral("1234567890123")), QStringLiteral("12345 67890 123"));
        QCOMPARE(groupedCode({}), QString());
    }

private:
    support::FakeSession &session() { return *m_school.session; }

    session::Readers readers(ConversationId id)
    {
        return support::sampleReaders(session().summary(id).conversation, m_school.me);
    }

    bool open(ConversationId id)
    {
        m_model->open(id);
        return QTest::qWaitFor([this] { return m_model->readers().has_value(); });
    }

    QString noteOf(int row) { return m_model->index(row, 0).data(ReadersModel::NoteRole).toString(); }

    FakeClock m_clock;
    support::SampleSchool m_school;
    std::unique_ptr<ReadersModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestReadersModel)
#include "tst_readersmodel.moc"
