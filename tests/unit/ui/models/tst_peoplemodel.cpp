// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/models/peoplemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace pc;
using namespace pc::ui;
using namespace pc::support;

namespace {

struct Opened
{
    Opened()
        : clock(sampleTime(14, 6))
        , school(sampleSchool(clock))
        , model(*school.session)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }

    bool isIdle() const { return model.state() == PeopleModel::State::Idle; }

    FakeClock clock;
    SampleSchool school;
    PeopleModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TestPeopleModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesComeAsTheyAreScrolledTo()
    {
        Opened o;
        o.model.search({});
        QTRY_COMPARE(o.model.rowCount(), 20);
        QVERIFY(o.model.canFetchMore({}));
        o.model.fetchMore({});
        QTRY_COMPARE(o.model.rowCount(), 31);
        QVERIFY(!o.model.canFetchMore({}));
    }

    void anAnswerToAnOlderQueryIsDropped()
    {
        Opened o;
        o.school.session->setAnswers(FakeSession::Answers::OnDemand);
        o.model.search(QStringLiteral("a"));
        o.model.search(QStringLiteral("okafor"));
        o.school.session->answerAll();
        QTRY_VERIFY(o.isIdle());
        QCOMPARE(o.model.rowCount(), 1);
        QCOMPARE(o.model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Ada Okafor, Teacher, 3B"));
    }

    void aFailureSaysWhyAndKeepsWhatWasFound()
    {
        Opened o;
        o.model.search(QStringLiteral("luis"));
        QTRY_COMPARE(o.model.rowCount(), 1);
        o.school.session->failNext(Errc::Network);
        o.model.search(QStringLiteral("ada"));
        QTRY_COMPARE(o.model.state(), PeopleModel::State::Failed);
        QCOMPARE(o.model.error().code, Errc::Network);
        QCOMPARE(o.model.rowCount(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPeopleModel)
#include "tst_peoplemodel.moc"
