// SPDX-License-Identifier: GPL-3.0-or-later
// What recovery sheets open, at the relay, on a real database.

#include "core/relay/accounts/auditlog.h"
#include "core/sql/database.h"

#include <QTest>

#include "linkedperson.h"

using namespace pc;
using namespace pc::test;
using identity::ListAct;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };

crypto::Digest hashOf(std::uint8_t proof)
{
    return archive::proofHash(crypto::Bytes(archive::kRecoveryProofBytes, proof));
}

struct Recovery
{
    template<typename T, typename Ask>
    Result<T> ask(Ask call)
    {
        return awaited<T>([&](auto reply) { call(ana.relay.accounts().recoveries(), reply); });
    }

    Result<RecoveryState> state(const SignedIn &by)
    {
        return ask<RecoveryState>([&](auto &desk, auto reply) { desk.state(ana.actor(by), reply); });
    }

    Result<qint64> change(const SignedIn &by, const RecoveryChange &change)
    {
        return ask<qint64>([&](auto &desk, auto reply) { desk.change(ana.actor(by), change, reply); });
    }

    Result<RecoveryOpening> open(const SignedIn &by, std::uint8_t proof)
    {
        return ask<RecoveryOpening>([&](auto &desk, auto reply) { desk.open(ana.actor(by), hashOf(proof), reply); });
    }

    Result<void> remove(const SignedIn &by)
    {
        return ask<void>([&](auto &desk, auto reply) { desk.remove(ana.actor(by), reply); });
    }

    static RecoveryChange sheet(std::uint8_t proof, qint64 replaces = 0, const QByteArray &blob = "sealed")
    {
        return { replaces, blob, QByteArray("how it is stretched ") + char('a' + proof),
            crypto::toByteArray(hashOf(proof)) };
    }

    /// How often the audit log says so.
    qint64 noted(const QString &act)
    {
        auto database = sql::Database::open(ana.relay.path(), sql::OpenMode::ReadOnly);
        qint64 times = 0;
        const auto lines = AuditLog(**database).page(0, 200);
        for (const AuditEntry &entry : *lines)
            times += entry.act == act ? 1 : 0;
        return times;
    }

    LinkedPerson ana;
};

} // namespace

class TestRecoveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignedInDeviceGetsTheBlobForTheProof()
    {
        Recovery recovery;
        const SignedIn &phone = recovery.ana.phone;
        QVERIFY(!recovery.state(phone)->record);
        QCOMPARE(recovery.open(phone, 1).code(), Errc::NotFound);
        QCOMPARE(*recovery.change(recovery.ana.laptop, Recovery::sheet(1)), 1);
        const auto state = recovery.state(phone);
        QVERIFY(state->record);
        QCOMPARE(state->record->parameters, Recovery::sheet(1).parameters);
        QCOMPARE(state->record->made, recovery.ana.relay.clock.utcNow());
        QVERIFY(state->record->blob.isEmpty() && state->record->proofHash.isEmpty()); // nothing to guess with
        QCOMPARE(*recovery.open(phone, 1)->blob, QByteArray("sealed"));
        QCOMPARE(recovery.noted(QStringLiteral("set-recovery")), 1);
        QCOMPARE(recovery.noted(QStringLiteral("open-recovery")), 1);
    }

    void aLinkedDeviceGetsItWithoutAndSealsItAnew()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        recovery.ana.relay.clock.advance(kDay);
        QCOMPARE(recovery.state(recovery.ana.tablet)->record->blob, QByteArray("sealed"));
        QCOMPARE(*recovery.change(recovery.ana.tablet, { 1, "anew" }), 2);
        const auto state = recovery.state(recovery.ana.tablet);
        QCOMPARE(state->record->version, 2);
        QCOMPARE(state->record->made + kDay, state->record->changed);
        QCOMPARE(state->record->parameters, Recovery::sheet(1).parameters);
        QCOMPARE(*recovery.open(recovery.ana.phone, 1)->blob, QByteArray("anew"));
    }

    void ofTwoChangesOneIsTakenAndALostAnswerIsAskedForAgain()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        QCOMPARE(*recovery.change(recovery.ana.laptop, { 1, "anew" }), 2);
        QCOMPARE(*recovery.change(recovery.ana.laptop, { 1, "anew" }), 2);
        QCOMPARE(recovery.change(recovery.ana.tablet, { 1, "other" }).code(), Errc::Conflict);
        QCOMPARE(recovery.change(recovery.ana.tablet, Recovery::sheet(2)).code(), Errc::Conflict);
        QCOMPARE(*recovery.change(recovery.ana.tablet, Recovery::sheet(2, 2)), 3);
        QVERIFY(!recovery.open(recovery.ana.phone, 1)->blob);
        QVERIFY(recovery.open(recovery.ana.phone, 2)->blob);
    }

    void whoIsNotLinkedChangesNothing()
    {
        Recovery recovery;
        QCOMPARE(recovery.change(recovery.ana.phone, Recovery::sheet(1)).code(), Errc::Forbidden);
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        QCOMPARE(recovery.change(recovery.ana.phone, { 1, "anew" }).code(), Errc::Forbidden);
        QCOMPARE(recovery.remove(recovery.ana.phone).code(), Errc::Forbidden);
        QVERIFY(recovery.state(recovery.ana.laptop)->record);
    }

    void sizesAreBounded()
    {
        Recovery recovery;
        const auto refused = [&recovery](auto change) {
            RecoveryChange asked = Recovery::sheet(1);
            change(asked);
            const auto taken = recovery.change(recovery.ana.laptop, asked);
            return taken ? Errc::Internal : taken.code();
        };
        QCOMPARE(refused([](auto &asked) { asked.blob.clear(); }), Errc::Invalid);
        QCOMPARE(refused([](auto &asked) { asked.blob = QByteArray(4 * 1024 + 1, 'x'); }), Errc::Invalid);
        QCOMPARE(refused([](auto &asked) { asked.parameters = QByteArray(65, 'x'); }), Errc::Invalid);
        QCOMPARE(refused([](auto &asked) { asked.parameters.clear(); }), Errc::Invalid);
        QCOMPARE(refused([](auto &asked) { asked.proofHash.chop(1); }), Errc::Invalid);
        QCOMPARE(refused([](auto &asked) { asked.proofHash.clear(); }), Errc::Invalid);
        QCOMPARE(recovery.change(recovery.ana.laptop, { 0, "no sheet before" }).code(), Errc::Conflict);
        QVERIFY(!recovery.state(recovery.ana.laptop)->record);
    }

    void thereAreTenWrongTriesADay()
    {
        Recovery recovery;
        const SignedIn &phone = recovery.ana.phone;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        for (int left = 9; left > 0; --left) {
            QCOMPARE(recovery.open(phone, 2)->tries, (TriesLeft { left, Milliseconds { 0 } }));
            recovery.ana.relay.clock.advance(Milliseconds { 1'000 });
        }
        QCOMPARE(recovery.open(phone, 2)->tries, (TriesLeft { 0, kDay - Milliseconds { 9'000 } }));
        // From now on the right one is none either, from any device, after a restart too.
        QVERIFY(!recovery.open(phone, 1)->blob);
        recovery.ana.relay.restart();
        QVERIFY(!recovery.open(recovery.ana.tablet, 1)->blob);
        QCOMPARE(recovery.state(phone)->tries.count, 0);
        QCOMPARE(recovery.noted(QStringLiteral("fail-recovery")), 10);
        recovery.ana.relay.clock.advance(kDay - Milliseconds { 9'001 });
        QCOMPARE(recovery.open(phone, 1)->tries, (TriesLeft { 0, Milliseconds { 1 } }));
        recovery.ana.relay.clock.advance(Milliseconds { 1 });
        QVERIFY(recovery.open(phone, 1)->blob);
    }

    void aRightOneGivesThemBack()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        for (int i = 0; i < 9; ++i)
            QVERIFY(!recovery.open(recovery.ana.phone, 2)->blob);
        QCOMPARE(recovery.open(recovery.ana.phone, 1)->tries, TriesLeft());
        QCOMPARE(recovery.open(recovery.ana.phone, 2)->tries.count, 9);
    }

    void makingItAnewGivesNoMoreTries()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        for (int i = 0; i < 10; ++i)
            QVERIFY(!recovery.open(recovery.ana.phone, 2)->blob);
        QVERIFY(recovery.remove(recovery.ana.laptop));
        QVERIFY(recovery.remove(recovery.ana.laptop));
        QVERIFY(!recovery.state(recovery.ana.phone)->record);
        QCOMPARE(recovery.noted(QStringLiteral("remove-recovery")), 1);
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        QVERIFY(!recovery.open(recovery.ana.phone, 1)->blob);
    }

    void anotherPersonsTriesAreTheirOwn()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        const SignedIn ben = recovery.ana.relay.joined(recovery.ana.school, QStringLiteral("ben"));
        QCOMPARE(recovery.open(ben, 1).code(), Errc::NotFound);
        QCOMPARE(recovery.state(recovery.ana.phone)->tries, TriesLeft());
    }

    void whoBeginsTheirAccountAnewGetsTheOldBlobForTheProofAlone()
    {
        Recovery recovery;
        QVERIFY(recovery.change(recovery.ana.laptop, Recovery::sheet(1)));
        recovery.ana.say(recovery.ana.phone, ListAct::Begin, recovery.ana.phone.device, 8);
        QVERIFY(recovery.state(recovery.ana.phone)->record->blob.isEmpty());
        QCOMPARE(recovery.change(recovery.ana.phone, { 1, "another account's" }).code(), Errc::Conflict);
        QVERIFY(recovery.open(recovery.ana.phone, 1)->blob);
        QCOMPARE(*recovery.change(recovery.ana.phone, Recovery::sheet(2, 1)), 2);
        QCOMPARE(recovery.state(recovery.ana.phone)->record->blob, QByteArray("sealed"));
    }
};

QTEST_GUILESS_MAIN(TestRecoveries)
#include "tst_recoveries.moc"
