// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of many seeds, each judged by all invariants. Without arguments as many as a normal test affords; a night's worth, and
// one run again with its steps:
//
//   sim_conversations --seeds 200 --devices 40 --steps 1000
//   sim_conversations --first 17 --seeds 1 --verbose
//   sim_conversations --no-restores                   with a relay that is never put back to an older copy of its disk

#include "tests/simulation/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace pc;

namespace {

constexpr quint64 kManySeeds = 50; // in which everything happens to somebody

struct Plan
{
    quint64 first = 1;
    quint64 seeds = 200;
    int steps = 60;
    int devices = 7;
    bool isVerbose = false;
    bool restores = true;
};

sim::Outcome run(const Plan &plan, quint64 seed, int steps)
{
    sim::RunOptions options;
    options.seed = seed;
    options.steps = steps;
    options.devices = plan.devices;
    options.restores = plan.restores;
    return sim::World(options).run();
}

void print(const char *title, quint64 seed, int steps, const sim::Outcome &outcome)
{
    std::printf("%s: seed %llu, %d steps\n", title, static_cast<unsigned long long>(seed), steps);
    for (const QString &step : outcome.steps)
        std::printf("  %s\n", qPrintable(step));
    for (const sim::Finding &finding : outcome.findings)
        std::printf("  %s\n", qPrintable(finding.what));
}

/// The fewest first steps of a failing run that fail as well, as halving finds them.
void shrink(const Plan &plan, quint64 seed, sim::Outcome failed)
{
    int good = -1;
    int bad = plan.steps;
    while (bad - good > 1) {
        const int middle = good + (bad - good) / 2;
        auto outcome = run(plan, seed, middle);
        if (outcome.findings.empty()) {
            good = middle;
        } else {
            bad = middle;
            failed = std::move(outcome);
        }
    }
    print("FAILED", seed, bad, failed);
}

std::optional<Plan> planOf(const QCoreApplication &application)
{
    Plan plan;
    QCommandLineParser parser;
    const QCommandLineOption first(QStringLiteral("first"), QStringLiteral("the first seed"), QStringLiteral("seed"));
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("runs"), QStringLiteral("number"));
    const QCommandLineOption steps(QStringLiteral("steps"), QStringLiteral("steps a run"), QStringLiteral("number"));
    const QCommandLineOption devices(QStringLiteral("devices"), QStringLiteral("devices"), QStringLiteral("number"));
    const QCommandLineOption verbose(QStringLiteral("verbose"), QStringLiteral("show the steps of good runs, too"));
    const QCommandLineOption noRestores(QStringLiteral("no-restores"), QStringLiteral("the relay is not put back"));
    parser.addOptions({ first, seeds, steps, devices, verbose, noRestores });
    if (!parser.parse(application.arguments())) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
        return std::nullopt;
    }
    if (parser.isSet(first))
        plan.first = parser.value(first).toULongLong();
    if (parser.isSet(seeds))
        plan.seeds = parser.value(seeds).toULongLong();
    if (parser.isSet(steps))
        plan.steps = parser.value(steps).toInt();
    if (parser.isSet(devices))
        plan.devices = parser.value(devices).toInt();
    plan.isVerbose = parser.isSet(verbose);
    plan.restores = !parser.isSet(noRestores);
    return plan.devices < 2 ? std::nullopt : std::optional(plan);
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // the order of a hash decides who is told first
    const QCoreApplication application(argc, argv);
    const auto plan = planOf(application);
    if (!plan)
        return 2;
    QElapsedTimer watch;
    watch.start();
    sim::Tally tally;
    quint64 failures = 0;
    for (quint64 seed = plan->first; seed < plan->first + plan->seeds; ++seed) {
        auto outcome = run(*plan, seed, plan->steps);
        tally += outcome.tally;
        if (!outcome.findings.empty()) {
            ++failures;
            shrink(*plan, seed, std::move(outcome));
        } else if (plan->isVerbose) {
            print("held", seed, plan->steps, outcome);
        }
        std::fflush(stdout);
    }
    std::printf(
        "%llu of %llu runs failed, in %lld s: %d epochs, %d texts shown and %d own, %d placeholders, %d reports "
        "proven, %d messages not opened twice, %d not opened by who had left; %d devices signed out, %d groups begun "
        "anew, "
        "%d relays put back, %lld MB of disks looked through\n",
        static_cast<unsigned long long>(failures), static_cast<unsigned long long>(plan->seeds),
        static_cast<long long>(watch.elapsed() / 1'000), tally.epochs, tally.shown, tally.own, tally.placeholders,
        tally.reports, tally.reopened, tally.probes, tally.revoked, tally.begunAnew, tally.restored,
        static_cast<long long>(tally.bytes >> 20));
    const bool hasTrouble = tally.revoked > 0 && tally.begunAnew > 0 && (tally.restored > 0 || !plan->restores);
    const bool isProof
        = tally.shown > 0 && tally.reports > 0 && tally.reopened > 0 && (hasTrouble || plan->seeds < kManySeeds);
    return failures == 0 && isProof ? 0 : 1;
}
