// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;

class TestSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoJoinedByInviteCanSignIn()
    {
        AccountsFixture relay;
        const SignedIn first = relay.joined(relay.school(), QStringLiteral("ana"), people::Role::Staff);
        QCOMPARE(first.person.role, people::Role::Staff);
        QCOMPARE(first.school.name, QStringLiteral("Rosenheim"));

        const auto again = relay.logIn(QStringLiteral("Ana"), kPassword);
        QVERIFY(again);
        QCOMPARE(again->person, first.person);
        QVERIFY(again->device != first.device);
        QCOMPARE(relay.actorOf(*again).user, first.person.id);
    }

    void aWrongPasswordAndAnUnknownNameLookTheSame()
    {
        AccountsFixture relay;
        relay.joined(relay.school(), QStringLiteral("ana"));
        const auto wrong = relay.logIn(QStringLiteral("ana"), QStringLiteral("wrong password"));
        const auto unknown = relay.logIn(QStringLiteral("nobody"), QStringLiteral("wrong password"));
        const auto impossible = relay.logIn(QStringLiteral("\u0000 !!"), kPassword);
        QCOMPARE(wrong.error(), unknown.error());
        QCOMPARE(wrong.error(), impossible.error());
        QCOMPARE(wrong.code(), Errc::Unauthenticated);
    }

    void aKnownDeviceKeepsItsId()
    {
        AccountsFixture relay;
        const SignedIn first = relay.joined(relay.school(), QStringLiteral("ana"));
        relay.clock.advance(Milliseconds { 5'000 });
        const auto again = relay.logIn(QStringLiteral("ana"), kPassword, first.device);
        QVERIFY(again);
        QCOMPARE(again->device, first.device);
        QVERIFY(!relay.accounts().actorOf(first.tokens.access)); // its older tokens are void
        QVERIFY(relay.accounts().actorOf(again->tokens.access));
        QCOMPARE(relay.refresh(first.tokens.refresh).code(), Errc::Unauthenticated);
    }

    void anotherPersonsDeviceIsNotTaken()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        relay.joined(school, QStringLiteral("ben"));
        const auto ben = relay.logIn(QStringLiteral("ben"), kPassword, ana.device);
        QVERIFY(ben);
        QVERIFY(ben->device != ana.device);
        QVERIFY(relay.accounts().actorOf(ana.tokens.access));
    }

    void aRefreshTokenWorksOnceAndGivesTheNext()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        auto second = relay.refresh(in.tokens.refresh);
        QVERIFY(second);
        auto third = relay.refresh(second->refresh);
        QVERIFY(third);
        QVERIFY(relay.accounts().actorOf(third->access));
        QVERIFY(relay.endedDevices().empty());
    }

    void reuseOfARefreshTokenEndsTheWholeLine()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        auto second = relay.refresh(in.tokens.refresh);
        QVERIFY(second);
        QCOMPARE(relay.refresh(in.tokens.refresh).code(), Errc::Unauthenticated);
        QCOMPARE(relay.refresh(second->refresh).code(), Errc::Unauthenticated);
        QVERIFY(!relay.accounts().actorOf(second->access));
        QCOMPARE(relay.endedDevices(), std::vector { in.device });
        // The person may sign in again on it.
        QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword, in.device));
    }

    void aLostAnswerIsAskedForAgainWithTheSameAttempt()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        const auto lost = relay.refresh(in.tokens.refresh, "attempt 1");
        const auto again = relay.refresh(in.tokens.refresh, "attempt 1");
        QVERIFY(lost && again);
        QVERIFY(lost->refresh == again->refresh);
        QVERIFY(relay.refresh(again->refresh, "attempt 2"));
        // Two behind is too old even with its attempt.
        QVERIFY(!relay.refresh(in.tokens.refresh, "attempt 1"));
    }

    void anotherAttemptWithAnOldTokenIsTheft()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        const auto next = relay.refresh(in.tokens.refresh, "attempt 1");
        QVERIFY(!relay.refresh(in.tokens.refresh, "attempt x"));
        QVERIFY(!relay.refresh(next->refresh, "attempt 2"));
    }

    void aMadeUpRefreshTokenIsRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("abc");
        QTest::newRow("right shape") << QByteArray(22, 'A') + '.' + QByteArray(43, 'A');
        QTest::newRow("no dot") << QByteArray(66, 'A');
        QTest::newRow("not base64") << QByteArray(22, '!') + '.' + QByteArray(43, 'A');
        QTest::newRow("huge") << QByteArray(100'000, 'A');
    }

    void aMadeUpRefreshTokenIsRefused()
    {
        QFETCH(QByteArray, token);
        AccountsFixture relay;
        QCOMPARE(relay.refresh(crypto::SecretBytes::copyOf(QByteArrayView(token))).code(), Errc::Unauthenticated);
    }

    void aRefreshTokenIsOverAfterHalfAYearUnused()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        relay.clock.advance(std::chrono::hours(24 * 179));
        const auto next = relay.refresh(in.tokens.refresh);
        QVERIFY(next);
        relay.clock.advance(std::chrono::hours(24 * 181));
        QCOMPARE(relay.refresh(next->refresh).code(), Errc::Unauthenticated);
    }

    void anAccessTokenLastsAQuarterOfAnHour()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        relay.clock.advance(Milliseconds { 16 * 60'000 });
        QVERIFY(relay.accounts().actorOf(in.tokens.access)); // within the tolerance for clocks
        relay.clock.advance(Milliseconds { 60'000 + 1'000 });
        QVERIFY(!relay.accounts().actorOf(in.tokens.access)); // also though it was remembered
    }

    void aThousandAtOnceRedeemOneInviteOnce()
    {
        AccountsFixture relay;
        const QString code = relay.inviteFor(relay.person(relay.school(), QStringLiteral("Ana")));
        std::atomic<int> joined = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> other = 0;
        for (int i = 0; i < 1'000; ++i) {
            relay.accounts().signIn().join({ secret(code), QStringLiteral("user%1").arg(i), secret(kPassword),
                                               QString(), {}, QStringLiteral("192.0.2.1") },
                [&](const Result<SignedIn> &result) {
                    ++(result ? joined : result.code() == Errc::NotFound ? refused : other);
                });
        }
        QTRY_COMPARE_WITH_TIMEOUT(joined + refused + other, 1'000, 60'000);
        QCOMPARE(joined.load(), 1);
        QCOMPARE(refused.load(), 999);
    }

    void aSharedInviteAdmitsAsManyAsItSays()
    {
        AccountsFixture relay;
        NewInvite request;
        request.school = relay.school();
        request.uses = 3;
        request.label = QStringLiteral("Parents of 3B");
        const auto made
            = awaited<MadeInvite>([&](auto reply) { relay.accounts().administration().createInvite(request, reply); });
        QVERIFY(made);
        for (int i = 0; i < 3; ++i) {
            const auto in = relay.join(
                made->code, QStringLiteral("user%1").arg(i), kPassword, QStringLiteral("Parent %1").arg(i));
            QVERIFY(in);
            QCOMPARE(in->person.name, QStringLiteral("Parent %1").arg(i));
            QCOMPARE(in->person.label, QStringLiteral("Parents of 3B"));
        }
        QCOMPARE(relay.join(made->code, QStringLiteral("user4"), kPassword).code(), Errc::NotFound);
    }

    void aRefusedJoinLeavesTheInviteUnused()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        relay.joined(school, QStringLiteral("ana"));
        const QString code = relay.inviteFor(relay.person(school, QStringLiteral("Ben")));
        QCOMPARE(relay.join(code, QStringLiteral("ANA"), kPassword).code(), Errc::Conflict);
        QCOMPARE(relay.join(code, QStringLiteral("ben"), QStringLiteral("short")).code(), Errc::Invalid);
        QVERIFY(relay.join(code, QStringLiteral("ben"), kPassword));
    }

    void anInviteEndsWithItsTime()
    {
        AccountsFixture relay;
        const QString code = relay.inviteFor(relay.person(relay.school(), QStringLiteral("Ana")));
        relay.clock.advance(std::chrono::hours(24 * 14));
        QCOMPARE(relay.join(code, QStringLiteral("ana"), kPassword).code(), Errc::NotFound);
        QCOMPARE(relay.join(QStringLiteral("made up"), QStringLiteral("ana"), kPassword).code(), Errc::NotFound);
    }

    void aNewPasswordSignsTheOtherDevicesOut()
    {
        AccountsFixture relay;
        const SignedIn phone = relay.joined(relay.school(), QStringLiteral("ana"));
        const auto laptop = relay.logIn(QStringLiteral("ana"), kPassword);
        const auto change = [&](const QString &oldOne, const QString &newOne) {
            return awaited<void>([&](auto reply) {
                relay.accounts().signIn().changePassword(relay.actorOf(*laptop), secret(oldOne), secret(newOne), reply);
            });
        };
        QCOMPARE(change(QStringLiteral("wrong one"), QStringLiteral("new password")).code(), Errc::Unauthenticated);
        QCOMPARE(change(kPassword, QStringLiteral("short")).code(), Errc::Invalid);
        QVERIFY(change(kPassword, QStringLiteral("new password")));
        QVERIFY(relay.accounts().actorOf(laptop->tokens.access));
        QVERIFY(!relay.accounts().actorOf(phone.tokens.access));
        QCOMPARE(relay.endedDevices(), std::vector { phone.device });
        QVERIFY(!relay.logIn(QStringLiteral("ana"), kPassword));
        QVERIFY(relay.logIn(QStringLiteral("ana"), QStringLiteral("new password")));
    }

    void signingOutEndsTheDeviceAtOnce()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        const Actor actor = relay.actorOf(in);
        QVERIFY(awaited<void>([&](auto reply) { relay.accounts().signIn().logOut(actor, reply); }));
        QVERIFY(!relay.accounts().actorOf(in.tokens.access));
        QVERIFY(!relay.refresh(in.tokens.refresh));
        QCOMPARE(relay.endedDevices(), std::vector { in.device });
        QVERIFY(awaited<void>([&](auto reply) { relay.accounts().signIn().logOut(actor, reply); }));
    }

    void guessingIsSlowedAndTheOwnerElsewhereIsNot()
    {
        AccountsOptions options = AccountsFixture::cheap();
        options.limits.perAccount = { 5, Milliseconds { 15'000 } };
        AccountsFixture relay(options);
        relay.joined(relay.school(), QStringLiteral("ana"));
        const auto guess = [&](const QString &name, const QString &address) {
            return relay.logIn(name, QStringLiteral("a guess"), {}, address).code();
        };
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(guess(QStringLiteral("ana"), QStringLiteral("203.0.113.9")), Errc::Unauthenticated);
            QCOMPARE(guess(QStringLiteral("nobody"), QStringLiteral("203.0.113.9")), Errc::Unauthenticated);
        }
        QCOMPARE(guess(QStringLiteral("ana"), QStringLiteral("203.0.113.9")), Errc::RateLimited);
        QCOMPARE(guess(QStringLiteral("nobody"), QStringLiteral("203.0.113.9")), Errc::RateLimited);
        QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword, {}, QStringLiteral("198.51.100.1")));
        relay.clock.advance(Milliseconds { 15'000 });
        QCOMPARE(guess(QStringLiteral("ana"), QStringLiteral("203.0.113.9")), Errc::Unauthenticated);
    }

    void aFullHashQueueAsksToTryAgain()
    {
        AccountsOptions options = AccountsFixture::cheap();
        options.hashes.queue = 0;
        AccountsFixture relay(options);
        QCOMPARE(relay.logIn(QStringLiteral("ana"), kPassword).code(), Errc::RateLimited);
    }

    void everythingIsStillThereAfterARestart()
    {
        AccountsFixture relay;
        const SignedIn in = relay.joined(relay.school(), QStringLiteral("ana"));
        relay.restart();
        QCOMPARE(relay.actorOf(in).user, in.person.id);
        QVERIFY(relay.refresh(in.tokens.refresh));
        QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword));
    }

    void aHashOfAnotherCostIsReplacedAtTheNextSignIn()
    {
        AccountsFixture relay;
        relay.joined(relay.school(), QStringLiteral("ana"));
        AccountsOptions dearer = AccountsFixture::cheap();
        dearer.hashes.cost = { 2, size_t(16) * 1024 };
        HashPool pool(dearer.hashes);
        const auto stored = [&relay] {
            return awaited<QByteArray>([&relay](auto reply) {
                auto hash = std::make_shared<QByteArray>();
                const bool queued = relay.writer().post(
                    [hash](sql::Database &database) -> Result<void> {
                        auto found = PeopleStore(database).credentials(QStringLiteral("ana"));
                        *hash = (*found)->passwordHash;
                        return {};
                    },
                    [hash, reply](const Result<void> &) { reply(*hash); });
                Q_ASSERT(queued);
                Q_UNUSED(queued);
            });
        };
        HashPool::Verdict verdict;
        std::promise<void> done;
        QVERIFY(pool.verify(secret(kPassword), *stored(), [&](HashPool::Verdict v) {
            verdict = std::move(v);
            done.set_value();
        }));
        done.get_future().wait();
        QVERIFY(verdict.correct && verdict.rehashed);
        QVERIFY(crypto::verifyPassword(secret(kPassword), *verdict.rehashed));
        QVERIFY(!crypto::needsRehash(*verdict.rehashed, dearer.hashes.cost));
    }

    void tooManyDevicesDisplaceTheOneUnseenForLongest()
    {
        AccountsFixture relay;
        const SignedIn first = relay.joined(relay.school(), QStringLiteral("ana"));
        for (int i = 1; i < kMostDevices; ++i) {
            relay.clock.advance(Milliseconds { 1'000 });
            QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword));
        }
        QVERIFY(relay.endedDevices().empty());
        QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword));
        QCOMPARE(relay.endedDevices(), std::vector { first.device });
    }
};

QTEST_APPLESS_MAIN(TestSignIn)
#include "tst_signin.moc"
