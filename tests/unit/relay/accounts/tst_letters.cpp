// SPDX-License-Identifier: GPL-3.0-or-later
// Letters at the relay, on a real database.

#include "core/crypto/base64url.h"
#include "core/identity/letter.h"

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;

namespace {

constexpr Milliseconds kDay { qint64(24) * 60 * 60 * 1'000 };

struct Town
{
    AccountsFixture relay;
    SchoolId id = relay.school();
    SignedIn head = relay.joined(id, QStringLiteral("head"), people::Role::Administrator);
    SignedIn secretary = relay.joined(id, QStringLiteral("secretary"), people::Role::Administrator);
    SignedIn teacher = relay.joined(id, QStringLiteral("teacher"), people::Role::Staff);

    static NewLetter letter(quint8 number = 1)
    {
        NewLetter letter;
        letter.id = InviteId { Uuid { { 0x11, number } } };
        letter.person = UserId { Uuid { { 0x22, number } } };
        letter.name = QStringLiteral("Jana Horáková");
        letter.role = people::Role::Guardian;
        letter.label = QStringLiteral("Mother of Mateo");
        letter.life = 14 * kDay;
        letter.code = QString::fromLatin1(crypto::toBase64Url(QByteArray(16, char(number))));
        letter.letter = QByteArray("sealed ") + char(number);
        return letter;
    }

    Result<LetterRecord> write(const NewLetter &letter, const SignedIn *by = nullptr)
    {
        return awaited<LetterRecord>(
            [&](auto reply) { relay.accounts().letters().write(relay.actorOf(by ? *by : head), letter, reply); });
    }

    std::vector<LetterRecord> list(const SignedIn *by = nullptr)
    {
        std::vector<LetterRecord> all;
        QString after;
        do {
            const auto page = awaited<Page<LetterRecord>>(
                [&](auto reply) { relay.accounts().letters().list(relay.actorOf(by ? *by : head), after, 2, reply); });
            if (!page)
                qFatal("no list");
            all.insert(all.end(), page->items.begin(), page->items.end());
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }

    Result<void> end(InviteId letter, const SignedIn *by = nullptr)
    {
        return awaited<void>(
            [&](auto reply) { relay.accounts().letters().end(relay.actorOf(by ? *by : head), letter, reply); });
    }

    Result<void> prove(const SignedIn &by, const QByteArray &proof)
    {
        return awaited<void>([&](auto reply) { relay.accounts().letters().prove(relay.actorOf(by), proof, reply); });
    }

    Result<SignedIn> join(const NewLetter &by)
    {
        return relay.join(by.code, QStringLiteral("jana"), QStringLiteral("a long password"));
    }
};

const QByteArray kProof(qsizetype(identity::kLetterProofBytes), 'p');

} // namespace

class TestLetters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesWithALetterIsWhoItSaysAndTheProofReachesItsWriter()
    {
        Town town;
        const auto written = town.write(Town::letter());
        QVERIFY(written);
        QCOMPARE(town.list().size(), size_t(1));
        QVERIFY(town.list().front().proof.isEmpty());
        const auto jana = town.join(Town::letter());
        QVERIFY(jana);
        QVERIFY(jana->person.id == Town::letter().person && jana->person.school == town.id);
        QCOMPARE(jana->person.name, Town::letter().name);
        QCOMPARE(jana->person.label, Town::letter().label);
        QVERIFY(town.prove(*jana, kProof));
        QCOMPARE(town.list().front().proof, kProof);
        QCOMPARE(town.list().front().letter, Town::letter().letter);
        QVERIFY(town.end(Town::letter().id));
        QVERIFY(town.list().empty());
        QVERIFY(town.relay.logIn(QStringLiteral("jana"), QStringLiteral("a long password"))); // stays
    }

    void theSameLetterAgainIsTheSameOneAndAnotherOfItsIdIsNone()
    {
        Town town;
        QVERIFY(town.write(Town::letter()));
        QVERIFY(town.write(Town::letter()));
        QCOMPARE(town.list().size(), size_t(1));
        NewLetter other = Town::letter();
        other.letter = "another";
        QCOMPARE(town.write(other).code(), Errc::Conflict);
        QCOMPARE(town.write(Town::letter(), &town.secretary).code(), Errc::Conflict);
        NewLetter taken = Town::letter(2);
        taken.person = town.teacher.person.id;
        QCOMPARE(town.write(taken).code(), Errc::Conflict);
    }

    void onlyAdministratorsWriteAndEachSeesAndEndsTheirOwn()
    {
        Town town;
        QCOMPARE(town.write(Town::letter(), &town.teacher).code(), Errc::Forbidden);
        for (quint8 number = 1; number <= 5; ++number)
            QVERIFY(town.write(Town::letter(number)));
        QVERIFY(town.write(Town::letter(6), &town.secretary));
        QCOMPARE(town.list().size(), size_t(5));
        QCOMPARE(town.list(&town.secretary).size(), size_t(1));
        QCOMPARE(town.end(Town::letter(1).id, &town.secretary).code(), Errc::NotFound);
        QCOMPARE(town.end(Town::letter(1).id, &town.teacher).code(), Errc::Forbidden);
        QVERIFY(town.end(Town::letter(1).id));
        QCOMPARE(town.end(Town::letter(1).id).code(), Errc::NotFound);
    }

    void nobodyJoinsByALetterThatWasWithdrawnOrIsTooOld()
    {
        Town town;
        QVERIFY(town.write(Town::letter(1)));
        QVERIFY(town.end(Town::letter(1).id));
        QCOMPARE(town.join(Town::letter(1)).code(), Errc::NotFound);
        QVERIFY(town.write(Town::letter(2)));
        town.relay.clock.advance(15 * kDay);
        QCOMPARE(town.join(Town::letter(2)).code(), Errc::NotFound);
    }

    void whatIsOutOfBoundsIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
            { "id", "person", "name", "role", "label", "never", "for ever", "short code", "no code", "empty", "large" })
            QTest::addRow("%s", what) << QString::fromLatin1(what);
    }

    void whatIsOutOfBoundsIsRefused()
    {
        QFETCH(const QString, what);
        NewLetter bad = Town::letter();
        if (what == QStringLiteral("id"))
            bad.id = {};
        else if (what == QStringLiteral("person"))
            bad.person = {};
        else if (what == QStringLiteral("name"))
            bad.name = QStringLiteral("  ");
        else if (what == QStringLiteral("role"))
            bad.role.reset();
        else if (what == QStringLiteral("label"))
            bad.label = QString(101, u'l');
        else if (what == QStringLiteral("never"))
            bad.life = Milliseconds { 0 };
        else if (what == QStringLiteral("for ever"))
            bad.life = 91 * kDay;
        else if (what == QStringLiteral("short code"))
            bad.code.chop(1);
        else if (what == QStringLiteral("no code"))
            bad.code.replace(3, 1, u'+');
        else if (what == QStringLiteral("empty"))
            bad.letter.clear();
        else
            bad.letter = QByteArray(qsizetype(identity::kMostLetterBytes) + 1, 'l');
        Town town;
        QCOMPARE(town.write(bad).code(), Errc::Invalid);
        QVERIFY(town.list().empty());
    }

    void aProofIsTakenFromWhoWasInvitedByLetterAlone()
    {
        Town town;
        QVERIFY(town.write(Town::letter()));
        QCOMPARE(town.prove(town.teacher, kProof).code(), Errc::NotFound);
        const auto jana = town.join(Town::letter());
        QVERIFY(jana);
        QCOMPARE(town.prove(*jana, kProof + 'p').code(), Errc::Invalid);
        QCOMPARE(town.prove(*jana, {}).code(), Errc::Invalid);
        QVERIFY(town.list().front().proof.isEmpty());
    }

    void thereAreOnlySoMany()
    {
        Town town;
        const auto filled = awaited<int>([&](auto reply) {
            const bool queued = town.relay.writer().post(
                [&](sql::Database &database) -> Result<void> {
                    LetterStore letters(database);
                    for (int number = 0; number < kMostLetters; ++number) {
                        const Uuid id { { 0x33, quint8(number >> 8), quint8(number) } };
                        const people::Person person { UserId { id }, town.id, QStringLiteral("Somebody"),
                            people::Role::Guardian, {} };
                        if (auto added = PeopleStore(database).addPerson(person, town.relay.clock.utcNow()); !added)
                            return added;
                        const auto added = letters.add({ InviteId { id }, town.id, town.head.person.id, person.id, "l",
                            town.relay.clock.utcNow(), town.relay.clock.utcNow(), {}, {} });
                        if (!added)
                            return added;
                    }
                    return {};
                },
                [reply](const Result<void> &done) { reply(done ? Result<int>(1) : done.error()); });
            if (!queued)
                reply(Errc::Unavailable);
        });
        QVERIFY(filled);
        QCOMPARE(town.write(Town::letter()).code(), Errc::TooLarge);
        QVERIFY(town.write(Town::letter(), &town.secretary));
    }
};

QTEST_GUILESS_MAIN(TestLetters)
#include "tst_letters.moc"
