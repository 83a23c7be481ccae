// SPDX-License-Identifier: GPL-3.0-or-later
// Histories of many seeds, each judged. A failing one is printed with its steps and lived again by its seed:
//
//   sim_histories --seeds 100000
//   sim_histories --first 17 --seeds 1 --verbose

#include "tests/histories/history.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>
#include <QLoggingCategory>

#include <cstdio>

using namespace pc;

namespace {

constexpr quint64 kManySeeds = 500; // in which everything happens

struct Wanted
{
    quint64 first = 1;
    quint64 seeds = 2'000;
    int steps = histories::Plan().steps;
    bool isVerbose = false;
};

std::optional<Wanted> wantedOf(const QCoreApplication &application)
{
    Wanted wanted;
    QCommandLineParser parser;
    const QCommandLineOption first(QStringLiteral("first"), QStringLiteral("the first seed"), QStringLiteral("seed"));
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("histories"), QStringLiteral("number"));
    const QCommandLineOption steps(QStringLiteral("steps"), QStringLiteral("steps of each"), QStringLiteral("number"));
    const QCommandLineOption verbose(QStringLiteral("verbose"), QStringLiteral("show the steps of good ones, too"));
    parser.addOptions({ first, seeds, steps, verbose });
    if (!parser.parse(application.arguments())) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
        return std::nullopt;
    }
    if (parser.isSet(first))
        wanted.first = parser.value(first).toULongLong();
    if (parser.isSet(seeds))
        wanted.seeds = parser.value(seeds).toULongLong();
    if (parser.isSet(steps))
        wanted.steps = parser.value(steps).toInt();
    wanted.isVerbose = parser.isSet(verbose);
    return wanted;
}

void print(const char *title, quint64 seed, const histories::Outcome &outcome)
{
    std::printf("%s: seed %llu\n", title, static_cast<unsigned long long>(seed));
    for (const QString &step : outcome.steps)
        std::printf("  %s\n", qPrintable(step));
    for (const QString &finding : outcome.findings)
        std::printf("  %s\n", qPrintable(finding));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // the order of a hash decides who is told first
    const QCoreApplication application(argc, argv);
    const auto wanted = wantedOf(application);
    if (!wanted)
        return 2;
    if (!wanted->isVerbose)
        QLoggingCategory::setFilterRules(QStringLiteral("parentconnect.*=false"));
    QElapsedTimer watch;
    watch.start();
    histories::Disks disks(histories::kPeople * histories::kDevicesEach);
    histories::Tally tally;
    quint64 failures = 0;
    for (quint64 seed = wanted->first; seed < wanted->first + wanted->seeds; ++seed) {
        const auto outcome = histories::History({ seed, wanted->steps }, disks).run();
        tally += outcome.tally;
        failures += outcome.findings.isEmpty() ? 0 : 1;
        if (!outcome.findings.isEmpty())
            print("FAILED", seed, outcome);
        else if (wanted->isVerbose)
            print("held", seed, outcome);
    }
    std::printf("%llu of %d histories failed, in %lld s: %d messages, %d of them acknowledged, %d deaths of the relay "
                "and %d of "
                "devices, %d commits refused, %d relays put back, %d connections gone silent\n",
        static_cast<unsigned long long>(failures), tally.histories, static_cast<long long>(watch.elapsed() / 1'000),
        tally.messages, tally.acknowledged, tally.relayDeaths, tally.deviceDeaths, tally.refusals, tally.restores,
        tally.silences);
    const bool isProof = tally.acknowledged > 0
        && (wanted->seeds < kManySeeds
            || (tally.relayDeaths > 100 && tally.deviceDeaths > 100 && tally.refusals > 100 && tally.restores > 100));
    return failures == 0 && isProof ? 0 : 1;
}
