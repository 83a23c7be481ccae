// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/database.h"
#include "core/sql/statement.h"

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using people::Role;

class TestAdministration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDisabledPersonIsOutAtOnceAndComesBackWhenEnabled()
    {
        AccountsFixture relay;
        const SignedIn ana = relay.joined(relay.school(), QStringLiteral("ana"));
        const auto disable = [&](bool disabled) {
            return awaited<PersonRecord>(
                [&](auto reply) { relay.accounts().administration().setDisabled(ana.person.id, disabled, reply); });
        };
        QVERIFY(disable(true)->disabled);
        QCOMPARE(relay.endedDevices(), std::vector { ana.device });
        QVERIFY(!relay.accounts().actorOf(ana.tokens.access));
        QVERIFY(!relay.accounts().actorOf(ana.person.id, ana.device));
        QVERIFY(!relay.refresh(ana.tokens.refresh));
        const auto disabledAnswer = relay.logIn(QStringLiteral("ana"), kPassword);
        QCOMPARE(disabledAnswer.error(), relay.logIn(QStringLiteral("nobody"), kPassword).error());
        QVERIFY(!disable(false)->disabled);
        QVERIFY(relay.logIn(QStringLiteral("ana"), kPassword));
    }

    void aResetGivesANewPasswordAndSignsOutEverywhere()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        const auto reset = [&](UserId user) {
            return awaited<QString>([&](auto reply) { relay.accounts().administration().resetPassword(user, reply); });
        };
        const auto password = reset(ana.person.id);
        QVERIFY(password && password->size() >= 16);
        QVERIFY(!relay.logIn(QStringLiteral("ana"), kPassword));
        QVERIFY(relay.logIn(QStringLiteral("ana"), *password));
        QCOMPARE(relay.endedDevices(), std::vector { ana.device });
        QCOMPARE(reset(relay.person(school, QStringLiteral("Ben"))).code(), Errc::NotFound);
        QCOMPARE(reset(UserId {}).code(), Errc::NotFound);
    }

    void invitesAreForWhomTheySay()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        const auto make = [&](NewInvite request) {
            return awaited<MadeInvite>(
                [&](auto reply) { relay.accounts().administration().createInvite(request, reply); });
        };
        NewInvite request;
        request.person = ana.person.id;
        QCOMPARE(make(request).code(), Errc::Conflict);
        request.person = UserId { Uuid { { 9 } } };
        QCOMPARE(make(request).code(), Errc::NotFound);
        request.person.reset();
        QCOMPARE(make(request).code(), Errc::NotFound); // no such school
        request.school = school;
        request.uses = 0;
        QCOMPARE(make(request).code(), Errc::Invalid);
        request.uses = 1;
        request.life = Milliseconds { 0 };
        QCOMPARE(make(request).code(), Errc::Invalid);
        request.life = std::chrono::hours(1);
        request.role = Role::Staff;
        const auto made = make(request);
        QVERIFY(made);
        QCOMPARE(made->code.size(), 22); // 128 bits
        QCOMPARE(relay.join(made->code, QStringLiteral("ben"), kPassword)->person.role, Role::Staff);
    }

    void aWithdrawnInviteOpensNothing()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const UserId ana = relay.person(school, QStringLiteral("Ana"));
        const QString code = relay.inviteFor(ana);
        const auto page = awaited<Page<Invite>>(
            [&](auto reply) { relay.accounts().administration().invites(school, {}, 50, reply); });
        QCOMPARE(page->items.size(), size_t(1));
        QCOMPARE(page->items.front().person, std::optional(ana));
        const InviteId id = page->items.front().id;
        const auto withdraw = [&] {
            return awaited<void>([&](auto reply) { relay.accounts().administration().withdrawInvite(id, reply); });
        };
        QVERIFY(withdraw());
        QCOMPARE(withdraw().code(), Errc::NotFound);
        QCOMPARE(relay.join(code, QStringLiteral("ana"), kPassword).code(), Errc::NotFound);
    }

    void listsArePaged()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        for (int i = 0; i < 5; ++i)
            relay.person(school, QStringLiteral("Person %1").arg(i));
        const auto page = [&](const QString &after) {
            return awaited<Page<PersonRecord>>(
                [&](auto reply) { relay.accounts().administration().people(school, {}, after, 3, reply); });
        };
        const auto first = page({});
        QCOMPARE(first->items.size(), size_t(3));
        const auto second = page(first->next);
        QCOMPARE(second->items.size(), size_t(2));
        QVERIFY(second->next.isEmpty());
    }

    void everyActLeavesALine()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const UserId ana = relay.person(school, QStringLiteral("Ana"));
        relay.inviteFor(ana);
        const auto acts = awaited<QStringList>([&](auto reply) {
            auto list = std::make_shared<QStringList>();
            const bool queued = relay.writer().post(
                [list](sql::Database &database) -> Result<void> {
                    list->clear();
                    sql::Statement select(database, "SELECT act FROM audit ORDER BY number");
                    auto rows = select.query();
                    while (rows->next())
                        list->append(rows->text(0));
                    return {};
                },
                [list, reply](const Result<void> &) { reply(*list); });
            QVERIFY(queued);
        });
        QCOMPARE(*acts,
            (QStringList {
                QStringLiteral("create-school"), QStringLiteral("create-person"), QStringLiteral("create-invite") }));
    }

    void badNamesMakeNothing()
    {
        AccountsFixture relay;
        QCOMPARE(awaited<School>([&](auto reply) {
            relay.accounts().administration().createSchool(QStringLiteral(" "), {}, reply);
        }).code(),
            Errc::Invalid);
        QCOMPARE(awaited<PersonRecord>([&](auto reply) {
            relay.accounts().administration().createPerson(
                { SchoolId {}, QStringLiteral("Ana"), Role::Staff, {} }, reply);
        }).code(),
            Errc::NotFound);
    }

    void codesAndPasswordsAreNotInTheFile()
    {
        AccountsFixture relay;
        const QString code = relay.inviteFor(relay.person(relay.school(), QStringLiteral("Ana")));
        const auto in = relay.join(code, QStringLiteral("ana"), kPassword);
        const QByteArray refresh = in->tokens.refresh.toByteArrayView().toByteArray();
        for (const QString &suffix : { QString(), QStringLiteral("-wal") }) {
            QFile file(relay.path() + suffix);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.contains(code.toLatin1()));
            QVERIFY(!bytes.contains(kPassword.toUtf8()));
            QVERIFY(!bytes.contains(refresh));
            QVERIFY(!bytes.contains(refresh.mid(23)));
            QVERIFY(!bytes.contains(in->tokens.access));
        }
        QFile log(relay.path() + QStringLiteral("-wal"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains("Ana")); // the search itself works
    }
};

QTEST_APPLESS_MAIN(TestAdministration)
#include "tst_administration.moc"
