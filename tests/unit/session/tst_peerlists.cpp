// SPDX-License-Identifier: GPL-3.0-or-later
// What the school's office says of people reaches who looks at them, also where the word comes before the list of who may say it.

#include "core/identity/officelist.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;
using namespace std::chrono_literals;

class TestPeerLists : public QObject
{
    Q_OBJECT

private:
    static inline const SchoolId kSchool = numbered<SchoolId>(5, 1);

    static std::vector<QByteArray> officeOfTom(UtcTime now)
    {
        const auto key = accountKeyOf(kTom);
        identity::OfficeMember tom;
        tom.user = kTom;
        std::ranges::copy(key.publicKey(), tom.accountKey.begin());
        return { crypto::toByteArray(
            identity::makeOfficeEntry({}, kSchool, identity::OfficeAct::Begin, tom, now, key)) };
    }

    static QByteArray wordOfTom(UserId about, UtcTime now)
    {
        identity::OfficeWord word;
        word.school = kSchool;
        word.user = about;
        std::ranges::copy(accountKeyOf(about).publicKey(), word.accountKey.begin());
        word.issued = now;
        return crypto::toByteArray(identity::makeOfficeWord(word, accountKeyOf(kTom)));
    }

    static void enrolMaria(Desk &desk)
    {
        const auto maria = groups::makeDeviceIdentity(
            kMaria, device(2), desk.clock.utcNow(), accountKeyOf(kMaria), crypto::systemRandom());
        desk.paper.add(maria, desk.clock.utcNow());
    }

    /// Maria is looked at; Tom, whom nobody here knows to speak for the office, has confirmed her.
    static void lookAtMaria(Desk &desk)
    {
        enrolMaria(desk);
        desk.lists.words[kMaria] = wordOfTom(kMaria, desk.clock.utcNow());
        desk.connect({ stateOf(conversation(1), {}, { kMe, kMaria }) });
        (void)desk.engine->readers(conversation(1)).result();
        desk.settle();
        QVERIFY(!isConfirmed(desk));
    }

    static bool isConfirmed(Desk &desk)
    {
        const auto keys = desk.engine->personKeys(kMaria).result();
        return keys && keys->confirmedBy == session::KeysConfirmedBy::Office;
    }

    static void wait(Desk &desk, Milliseconds time)
    {
        desk.clock.advance(time);
        desk.settle();
    }

private Q_SLOTS:
    void aWordCountsOnceItsSignerIsSeenToSpeakForTheOfficeThoughNobodyLooksAgain()
    {
        Desk desk;
        lookAtMaria(desk);
        desk.lists.officeEntries = officeOfTom(desk.clock.utcNow());
        wait(desk, 9s);
        QVERIFY(!isConfirmed(desk)); // a relay is not asked again and again
        wait(desk, 1s);
        QVERIFY(isConfirmed(desk));
    }

    void aRelayThatCannotAnswerIsAskedAgain()
    {
        Desk desk;
        lookAtMaria(desk);
        desk.lists.officeEntries = officeOfTom(desk.clock.utcNow());
        desk.lists.officeTrouble = Errc::Unavailable;
        wait(desk, 10s);
        QVERIFY(!isConfirmed(desk));
        desk.lists.officeTrouble.reset();
        wait(desk, 10s);
        QVERIFY(isConfirmed(desk));
    }

    void whoIsLookedAtWithoutAConnectionIsAskedForOnceItIsThere()
    {
        Desk desk;
        const auto state = stateOf(conversation(1), {}, { kMe, kMaria });
        desk.connect({ state });
        desk.disconnect();
        enrolMaria(desk);
        desk.lists.words[kMaria] = wordOfTom(kMaria, desk.clock.utcNow());
        desk.lists.officeEntries = officeOfTom(desk.clock.utcNow());
        (void)desk.engine->readers(conversation(1)).result();
        desk.settle();
        QVERIFY(!isConfirmed(desk));
        desk.connect({ state });
        QVERIFY(isConfirmed(desk));
    }

    void aWordOfWhoNeverSpokeForTheOfficeConfirmsNobody()
    {
        Desk desk;
        lookAtMaria(desk);
        for (int n = 0; n < 20; ++n)
            wait(desk, 10s);
        QVERIFY(!isConfirmed(desk));
    }
};

QTEST_GUILESS_MAIN(TestPeerLists)
#include "tst_peerlists.moc"
