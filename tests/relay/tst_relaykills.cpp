// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's program is killed hundreds of times while devices write: nothing that it acknowledged is lost or has moved, and
// what was said again has one place. PC_KILL_ROUNDS asks for more, PC_SEED for others.

#include "tests/relay/killedrelay.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

constexpr int kRounds = 300;
constexpr int kRoundsForAPlant = 20;

int numberFrom(const char *variable, int usual)
{
    bool isGiven = false;
    const int number = qEnvironmentVariableIntValue(variable, &isGiven);
    return isGiven ? number : usual;
}

QString what(quint64 seed, int round, const QString &wrong)
{
    return QStringLiteral("PC_SEED=%1, round %2: %3").arg(seed).arg(round).arg(wrong);
}

} // namespace

class TestRelayKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost()
    {
        const auto seed = quint64(numberFrom("PC_SEED", 1));
        KilledRelay relay({ .program = QStringLiteral(PC_RELAY_PROGRAM), .seed = seed });
        QVERIFY(relay.prepare());
        const int rounds = numberFrom("PC_KILL_ROUNDS", kRounds);
        for (int round = 1; round <= rounds; ++round) {
            const QString wrong = relay.round();
            QVERIFY2(wrong.isEmpty(), qPrintable(what(seed, round, wrong)));
        }
        const QString wrong = relay.finish();
        QVERIFY2(wrong.isEmpty(), qPrintable(what(seed, rounds, wrong)));
        const KillTally &tally = relay.tally();
        qInfo("%d kills under load in %d lives, %lld messages and %lld receipts acknowledged, %lld said again; a start "
              "took "
              "%lld ms",
            tally.kills, tally.rounds, tally.answers, tally.receipts, tally.repeats,
            tally.startTook / (tally.rounds + 1));
        QVERIFY(tally.kills > tally.rounds / 2 && tally.repeats > tally.rounds && tally.receipts > tally.rounds);
    }

    void anAcknowledgementBeforeTheCommitIsFound()
    {
#ifdef PC_EARLYACK_LIBRARY
        const QTemporaryDir folder;
        QFile plant(folder.filePath(QStringLiteral("plant")));
        QVERIFY(plant.open(QIODevice::WriteOnly));
        KilledRelay relay({ .program = QStringLiteral(PC_RELAY_PROGRAM),
            .environment
            = { QStringLiteral("LD_PRELOAD=" PC_EARLYACK_LIBRARY),
                  QStringLiteral("PC_EARLYACK=") + plant.fileName() } });
        QVERIFY(relay.prepare());
        QString wrong;
        for (int round = 0; round < kRoundsForAPlant && wrong.isEmpty(); ++round)
            wrong = relay.round();
        QVERIFY2(wrong.endsWith(QStringLiteral("was acknowledged and is lost")), qPrintable(wrong));
#else
        QSKIP("nothing can be planted in this build");
#endif
    }
};

QTEST_GUILESS_MAIN(TestRelayKills)
#include "tst_relaykills.moc"
