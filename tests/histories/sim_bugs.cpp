// SPDX-License-Identifier: GPL-3.0-or-later
// The judge is not blind: each bug that plant.py writes into our sources is found within a bounded number of seeds, where the
// same seed without it is clean.

#include "tests/histories/history.h"

#include <QHashSeed>
#include <QLoggingCategory>
#include <QTest>

#include "bugs.h"

using namespace pc;
using namespace pc::histories;

namespace {

constexpr quint64 kSeeds = 200;

Bug switchedOn = Bug::None;

} // namespace

namespace pc::histories {

bool planted(Bug bug)
{
    return switchedOn == bug;
}

void plant(Bug bug)
{
    switchedOn = bug;
}

} // namespace pc::histories

class SimBugs : public QObject
{
    Q_OBJECT

    std::unique_ptr<Disks> m_disks;

    Outcome live(quint64 seed, Bug bug)
    {
        plant(bug);
        const auto outcome = History({ .seed = seed }, *m_disks).run();
        plant(Bug::None);
        return outcome;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QHashSeed::setDeterministicGlobalSeed();
        QLoggingCategory::setFilterRules(QStringLiteral("parentconnect.*=false"));
        m_disks = std::make_unique<Disks>(kPeople * kDevicesEach);
    }

    void cleanupTestCase() { m_disks.reset(); }

    void theSameSeedGivesTheSameHistory()
    {
        for (quint64 seed = 1; seed <= 10; ++seed) {
            const auto once = live(seed, Bug::None);
            const auto again = live(seed, Bug::None);
            QCOMPARE(once.findings, QStringList());
            QCOMPARE(once.steps, again.steps);
            QVERIFY(once.tally == again.tally);
        }
    }

    void simulation_findsPlantedBugs_data()
    {
        QTest::addColumn<int>("number");
        for (const auto &[bug, name] : kBugs)
            QTest::newRow(name) << int(bug);
        QVERIFY(kBugs.size() >= 30);
    }

    void simulation_findsPlantedBugs()
    {
        QFETCH(const int, number);
        quint64 seed = 1;
        Outcome found;
        for (; seed <= kSeeds && found.findings.isEmpty(); ++seed)
            found = live(seed, Bug(number));
        QVERIFY2(!found.findings.isEmpty(), "no history finds it");
        QCOMPARE(live(seed - 1, Bug::None).findings, QStringList());
        qInfo("seed %llu: %s", static_cast<unsigned long long>(seed - 1), qPrintable(found.findings.front()));
    }
};

QTEST_GUILESS_MAIN(SimBugs)
#include "sim_bugs.moc"
