// SPDX-License-Identifier: GPL-3.0-or-later
// When a device asks for history and gives it: page by page, in turns, never on and on.

#include "core/session/historyasker.h"
#include "core/session/historygiver.h"
#include "tests/unit/session/classmate.h"

#include <QTest>

#include <deque>

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

/// The relay's desk for two: what one asks the other finds. Answers at once.
class DeskOfTwo final : public HistoryPost
{
public:
    void ask(ConversationId, const QByteArray &request, Reply<quint32> reply) override
    {
        ++asked;
        if (trouble)
            return reply(*trouble);
        open = { ++last, request };
        answer.clear();
        reply(last);
    }

    void read(quint32 number, Reply<QByteArray> reply) override
    {
        ++reads;
        if (number != open.number || isNobodyLeft)
            return reply(number == open.number ? Errc::Expired : Errc::NotFound);
        reply(answer);
    }

    void wanted(Reply<std::vector<link::WantedHistory>> reply) override
    {
        ++looks;
        const bool isOpen = open.number > 0 && answer.isEmpty() && !isNobodyLeft;
        reply(isOpen ? std::vector<link::WantedHistory> { open } : std::vector<link::WantedHistory>());
    }

    void give(quint32 number, const QByteArray &given, Reply<void> reply) override
    {
        if (number == open.number)
            answer = given;
        reply({});
    }

    void drop(quint32 number) override
    {
        if (number != open.number)
            return;
        isNobodyLeft = answer.isEmpty(); // the giver's; the asker's comes with an answer here, or changes nothing
        if (!answer.isEmpty())
            open.number = 0;
    }

    link::WantedHistory open;
    QByteArray answer;
    quint32 last = 0;
    int asked = 0;
    int reads = 0;
    int looks = 0;
    bool isNobodyLeft = false;
    std::optional<Errc> trouble;
};

/// Counts who is asked for.
class CountingShelf final : public ListShelf
{
public:
    void list(UserId of, quint32, Reply reply) override
    {
        ++asked[of];
        reply(Entries {});
    }
    void office(quint32, Reply reply) override { reply(Entries {}); }
    void appendToOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }
    void sayForOffice(const QByteArray &, Done done) override { done(Errc::Unavailable); }

    std::map<UserId, int> asked;
};

struct Bringing : TwoOfAClass
{
    explicit Bringing(qint64 messages = 10)
        : TwoOfAClass(messages)
    {
        asker.open();
        giver.open();
    }

    /// Hints as the relay gives them, for so long.
    void goOn(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.advance(1s);
            giver.look();
            asker.hinted();
        }
    }

    CountingShelf shelf;
    PeerLists janasLists { *jana.context, shelf };
    PeerLists adasLists { *ada.context, shelf };
    DeskOfTwo desk;
    HistoryAsker asker { *jana.context, desk, janasLists, clock };
    HistoryGiver giver { *ada.context, desk, adasLists, clock };
};

} // namespace

class TestHistoryBringing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsAskedForAndBroughtByItself()
    {
        Bringing both;
        both.goOn(20);
        QCOMPARE(both.jana.reads(), both.ada.reads());
        QCOMPARE(both.asker.filled(), 10);
        QCOMPARE(both.giver.given(), 1);
        const int asked = both.desk.asked;
        both.goOn(600);
        QCOMPARE(both.desk.asked, asked); // nothing is missing: nothing is asked
    }

    void manyPagesComeOneAfterTheOther()
    {
        Bringing both(0);
        const QString longText(15'000, u'x');
        for (qint64 seq = 2; seq < 62; ++seq) {
            both.log.push_back(said(seq, both.ada.user(), longText));
            QVERIFY(both.ada.took(both.log.back(), true) && both.jana.took(both.log.back(), false));
        }
        both.asker.look();
        both.goOn(60);
        QVERIFY(both.giver.given() >= 4);
        QCOMPARE(both.asker.filled(), 60);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }

    void whoComesBackLooksWithoutAHint()
    {
        Bringing both;
        both.clock.advance(2s);
        for (int i = 0; i < 45; ++i)
            both.clock.advance(1s);
        QCOMPARE(both.asker.filled(), 10);
    }

    void whoIsInDoubtIsGivenItOnceTheyAreNot()
    {
        Bringing both;
        both.ada.reader(both.jana).verdict = trust::Verdict::KeyChanged;
        both.goOn(30);
        QVERIFY(both.jana.reads().empty());
        QVERIFY(both.desk.isNobodyLeft);
        both.desk.isNobodyLeft = false;
        both.ada.reader(both.jana).verdict = trust::Verdict::Good;
        both.asker.regrouped({ kClass });
        both.goOn(20);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }

    void whoFindsNobodyAsksMoreAndMoreSeldom()
    {
        Bringing both;
        both.desk.trouble = Errc::Unavailable;
        both.goOn(3'600);
        QVERIFY(both.desk.asked >= 4);
        QVERIFY2(both.desk.asked <= 40, qPrintable(QString::number(both.desk.asked)));
    }

    void whoWaitsToBeConfirmedLooksForItEveryFewMinutes()
    {
        Bringing both;
        QVERIFY(both.jana.accounts->own(both.jana.user(), both.jana.certificate.accountKey, both.clock.utcNow()));
        both.desk.trouble = Errc::Expired;
        both.goOn(3'600);
        const int looked = both.shelf.asked[both.jana.user()];
        QVERIFY2(looked >= 20 && looked <= 31, qPrintable(QString::number(looked)));
        both.desk.trouble.reset();
        both.asker.regrouped({ kClass }); // as when the office's word is there
        both.goOn(20);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }

    void anAnswerThatIsNoneIsCountedAndAskedForAgainLater()
    {
        Bringing both;
        both.giver.close();
        both.clock.advance(3s);
        both.desk.answer = "no history";
        both.clock.advance(10s);
        QCOMPARE(both.asker.refused(), 1);
        QVERIFY(both.jana.reads().empty());
        both.giver.open();
        both.goOn(120);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }

    void nobodyIsGivenWithoutEnd()
    {
        Bringing both;
        both.asker.close();
        for (std::size_t i = 0; i < kMostGiftsToOne + 5; ++i) {
            const auto request = both.jana.asks();
            const auto &bytes = (*request)->bytes;
            both.desk.isNobodyLeft = false;
            both.desk.ask(kClass, crypto::toByteArray(bytes), [](const Result<quint32> &) {});
            both.giver.look();
        }
        QCOMPARE(both.giver.given(), qint64(kMostGiftsToOne));
        both.clock.advance(61min);
        const auto request = both.jana.asks();
        both.desk.isNobodyLeft = false;
        both.desk.ask(kClass, crypto::toByteArray((*request)->bytes), [](const Result<quint32> &) {});
        both.giver.look();
        QCOMPARE(both.giver.given(), qint64(kMostGiftsToOne) + 1);
    }

    void nothingIsAskedWhileTheOwnArchiveIsRead()
    {
        Bringing both;
        store::ArchiveRow row;
        row.generation = 1;
        row.unreadBelow = 5;
        QVERIFY(both.jana.store->archive.save(row));
        both.goOn(60);
        QCOMPARE(both.desk.asked, 0);
        row.unreadBelow = 0;
        QVERIFY(both.jana.store->archive.save(row));
        both.goOn(60);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }

    void afterTheConnectionIsLostItBeginsAnew()
    {
        Bringing both;
        both.clock.advance(2s);
        QCOMPARE(both.desk.asked, 1);
        both.asker.close();
        both.giver.close();
        both.goOn(60);
        QVERIFY(both.jana.reads().empty());
        both.asker.open();
        both.giver.open();
        both.goOn(60);
        QCOMPARE(both.desk.asked, 2);
        QCOMPARE(both.jana.reads(), both.ada.reads());
    }
};

QTEST_GUILESS_MAIN(TestHistoryBringing)

#include "tst_historybringing.moc"
