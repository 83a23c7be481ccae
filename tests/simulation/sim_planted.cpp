// SPDX-License-Identifier: GPL-3.0-or-later
// Each invariant notices the bug that it is there for, within a few runs.

#include "tests/simulation/plants.h"

#include <QHashSeed>
#include <QTest>

#include <algorithm>

using namespace pc;
using sim::Invariant;

namespace {

constexpr quint64 kSeeds = 40; // within which a bug must show
constexpr quint64 kRepeated = 8;

bool isFound(const std::vector<sim::Finding> &findings, Invariant invariant)
{
    return std::ranges::any_of(findings, [&](const sim::Finding &finding) { return finding.invariant == invariant; });
}

/// Whether a run with the bug shows it where the same run without it shows nothing.
template<typename Bug>
bool isNoticed(Invariant invariant)
{
    for (quint64 seed = 1; seed <= kSeeds; ++seed) {
        Bug bug;
        sim::RunOptions options { .seed = seed, .steps = 60 };
        options.plant = &bug;
        if (!isFound(sim::World(options).run().findings, invariant))
            continue;
        options.plant = nullptr;
        return sim::World(options).run().findings.empty();
    }
    return false;
}

} // namespace

class SimPlanted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QHashSeed::setDeterministicGlobalSeed(); }

    void theSameSeedGivesTheSameRun()
    {
        for (quint64 seed = 1; seed <= kRepeated; ++seed) {
            const sim::RunOptions options { .seed = seed };
            const auto once = sim::World(options).run();
            const auto again = sim::World(options).run();
            QCOMPARE(once.steps, again.steps);
            QVERIFY(once.tally == again.tally);
        }
    }

    void sameViewNoticesTwoCommitsForAnEpoch() { QVERIFY(isNoticed<sim::ForkedRelay>(Invariant::SameView)); }
    void shownOnceNoticesAMessageThatIsKeptFromADevice() { QVERIFY(isNoticed<sim::LostMessage>(Invariant::ShownOnce)); }
    void keysOnceNoticesAKeyThatSealsTwice() { QVERIFY(isNoticed<sim::RatchetPutBack>(Invariant::KeysOnce)); }
    void removedReadNothingNoticesWhoStillReads()
    {
        QVERIFY(isNoticed<sim::HiddenDeparture>(Invariant::RemovedReadNothing));
    }
    void removedReadNothingNoticesWhoWasGivenKeys()
    {
        QVERIFY(isNoticed<sim::SharedKeys>(Invariant::RemovedReadNothing));
    }
    void onlyMembersNoticesALeafThatStays() { QVERIFY(isNoticed<sim::HiddenDeparture>(Invariant::OnlyMembers)); }
    void reportableNoticesAnAlteredText() { QVERIFY(isNoticed<sim::AlteredText>(Invariant::Reportable)); }
    void convergesNoticesADeviceThatIsToldNothing() { QVERIFY(isNoticed<sim::DeafDevice>(Invariant::Converges)); }
    void secretsGoneNoticesRatchetsThatWereKept() { QVERIFY(isNoticed<sim::KeptRatchets>(Invariant::SecretsGone)); }
    void secretsGoneNoticesAKeyThatWasKept() { QVERIFY(isNoticed<sim::KeptKey>(Invariant::SecretsGone)); }
    void onlyMembersNoticesADeviceThatKeepsItsLeafWhenSignedOut()
    {
        QVERIFY(isNoticed<sim::ForgottenRevocation>(Invariant::OnlyMembers));
    }
    void convergesNoticesAGroupThatIsNeverBegunAnew() { QVERIFY(isNoticed<sim::FrozenForEver>(Invariant::Converges)); }
    void shownOnceNoticesARelayThatIsPutBackInSilence()
    {
        QVERIFY(isNoticed<sim::UntoldRestore>(Invariant::ShownOnce));
    }
    void shownOnceNoticesWhenNobodyIsToldHowFarLogsAreTheSame()
    {
        QVERIFY(isNoticed<sim::UntoldLoss>(Invariant::ShownOnce));
    }
    void secretsGoneNoticesATextBesideTheStore() { QVERIFY(isNoticed<sim::OpenDisk>(Invariant::SecretsGone)); }
    void secretsGoneNoticesAUsedKeyInAFreePage() { QVERIFY(isNoticed<sim::DirtyPage>(Invariant::SecretsGone)); }
    void relayReadsNothingNoticesATextInATitle() { QVERIFY(isNoticed<sim::TextInTitle>(Invariant::RelayReadsNothing)); }
    void relayReadsNothingNoticesAKeyInALog() { QVERIFY(isNoticed<sim::LoggedKey>(Invariant::RelayReadsNothing)); }
};

QTEST_GUILESS_MAIN(SimPlanted)

#include "sim_planted.moc"
