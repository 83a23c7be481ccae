// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of many seeds. Without arguments as many as a normal test affords; for a night's worth:
//
//   sim_conversations --seeds 200 --devices 40 --steps 1000
//   sim_conversations --seed 17 --verbose          one run, with its steps

#include "tests/simulation/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace pc;

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({ QStringLiteral("seeds"), QStringLiteral("how many runs"), QStringLiteral("n"), QStringLiteral("200") });
    parser.addOption({ QStringLiteral("seed"), QStringLiteral("the first one's seed"), QStringLiteral("n"), QStringLiteral("1") });
    parser.addOption({ QStringLiteral("steps"), QStringLiteral("steps"), QStringLiteral("n"), QStringLiteral("80") });
    parser.addOption({ QStringLiteral("devices"), QStringLiteral("devices"), QStringLiteral("n"), QStringLiteral("8") });
    parser.addOption({ QStringLiteral("verbose"), QStringLiteral("steps") });
    parser.process(application);
    sim::Tally tally;
    int failed = 0;
    const quint64 first = parser.value(QStringLiteral("seed")).toULongLong();
    QElapsedTimer timer;
    timer.start();
    for (quint64 seed = first; seed < first + parser.value(QStringLiteral("seeds")).toULongLong(); ++seed) {
        sim::RunOptions options;
        options.seed = seed;
        options.steps = parser.value(QStringLiteral("steps")).toInt();
        options.devices = parser.value(QStringLiteral("devices")).toInt();
        const auto outcome = sim::World(options).run();
        tally += outcome.tally;
        if (!outcome.findings.empty()) {
            ++failed;
            std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
            for (const auto &f : outcome.findings)
                std::printf("   %s\n", qPrintable(f.what));
        }
        if (parser.isSet(QStringLiteral("verbose"))) {
            for (const QString &s : outcome.steps)
                std::printf("  %s\n", qPrintable(s));
        }
    }
    std::printf("%d failed; %lld ms; shown %d own %d placeholders %d epochs %d reports %d reopened %d probes %d\n", failed, static_cast<long long>(timer.elapsed()), tally.shown,
        tally.own, tally.placeholders, tally.epochs, tally.reports, tally.reopened, tally.probes);
    return failed == 0 ? 0 : 1;
}
