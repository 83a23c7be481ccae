// SPDX-License-Identifier: GPL-3.0-or-later
// Who is given what of a class, and what of it is believed.

#include "tests/unit/session/classmate.h"

#include <QTest>

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using peerhistory::HistoryItem;
using peerhistory::HistoryPage;

Q_DECLARE_METATYPE(pc::session::NotGiven)

namespace {

std::optional<QByteArray> answerIn(const Result<Gift> &gift)
{
    const auto *answer = gift ? std::get_if<QByteArray>(&gift->answer) : nullptr;
    return answer ? std::optional(*answer) : std::nullopt;
}

std::optional<NotGiven> refusalIn(const Result<Gift> &gift)
{
    const auto *why = gift ? std::get_if<NotGiven>(&gift->answer) : nullptr;
    return why ? std::optional(*why) : std::nullopt;
}

} // namespace

class TestHistoryPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneHasTheOtherReadsAgainAsItWasSaid()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        QVERIFY(request && *request);
        QCOMPARE((*request)->wanted.size(), two.log.size());
        const auto answer = answerIn(two.ada.gives((*request)->bytes));
        QVERIFY(answer);
        const auto brought = two.jana.takes(**request, *answer);
        QVERIFY(brought);
        QCOMPARE(brought->giver, two.ada.user());
        QCOMPARE(brought->filled, int(two.log.size()));
        QCOMPARE(brought->refused + brought->missed, 0);
        QCOMPARE(two.jana.reads(), two.ada.reads());
        const auto rows = two.jana.store->messages.from(kClass, chat::OrderKey { 0 }, 100);
        for (const chat::Message &message : *rows)
            QCOMPARE(message.outgoing, message.sender == two.jana.user());
        QVERIFY(!*two.jana.asks()); // nothing is missing any more
    }

    void whatWasBroughtCanBeGivenOn()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        QVERIFY(two.jana.takes(**request, *answerIn(two.ada.gives((*request)->bytes))));
        Classmate luis(UserId { mateId(1, 3) }, 3, two.clock);
        luis.meets({ &two.jana, &luis });
        two.jana.meets({ &two.jana, &luis });
        QVERIFY(two.jana.sees({ &two.jana, &two.ada, &luis }, 20)); // too late for what was said
        for (const Said &one : two.log)
            QVERIFY(luis.took(one, false));
        const auto his = luis.asks();
        QCOMPARE(refusalIn(two.jana.gives((*his)->bytes)), NotGiven::Nothing);
        // To another device of her own she gives all of it.
        Classmate tablet(two.jana.user(), 4, two.clock);
        tablet.meets({ &two.jana, &tablet });
        two.jana.meets({ &two.jana, &tablet });
        for (const Said &one : two.log)
            QVERIFY(tablet.took(one, false));
        const auto hers = tablet.asks();
        const auto answer = answerIn(two.jana.gives((*hers)->bytes));
        QVERIFY(answer);
        QCOMPARE(tablet.takes(**hers, *answer)->filled, int(two.log.size()));
    }

    void aClassIsBroughtPageByPageTheNewestFirst()
    {
        TwoOfAClass two(5);
        const QString longText(15'000, u'x');
        for (qint64 seq = 7; seq < 47; ++seq) {
            two.log.push_back(said(seq, two.ada.user(), longText));
            QVERIFY(two.ada.took(two.log.back(), true) && two.jana.took(two.log.back(), false));
        }
        int pages = 0;
        for (auto request = two.jana.asks(); *request; request = two.jana.asks(), ++pages) {
            const auto brought = two.jana.takes(**request, *answerIn(two.ada.gives((*request)->bytes)));
            QVERIFY(brought && brought->filled > 0);
            QCOMPARE(brought->missed, 0);
            QVERIFY(two.jana.reads().contains(46));
        }
        QVERIFY(pages > 2);
        QCOMPARE(two.jana.reads(), two.ada.reads());
    }

    // ---- to whom

    void betweenTwoPeopleNothingIsAskedForAndNothingGiven()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        QVERIFY(two.ada.store->conversations.describe(kClass, chat::ConversationKind::Direct));
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::Invalid);
        QVERIFY(two.jana.store->conversations.describe(kClass, chat::ConversationKind::Direct));
        QVERIFY(!*two.jana.asks());
    }

    void nothingIsGivenToWhoIsInDoubt_data()
    {
        QTest::addColumn<int>("verdict");
        using trust::Verdict;
        for (const Verdict verdict :
            { Verdict::Unchecked, Verdict::NotListed, Verdict::Revoked, Verdict::KeyChanged, Verdict::TwoLists })
            QTest::addRow("%d", int(verdict)) << int(verdict);
    }

    void nothingIsGivenToWhoIsInDoubt()
    {
        QFETCH(int, verdict);
        TwoOfAClass two;
        const auto request = two.jana.asks();
        two.ada.reader(two.jana).verdict = trust::Verdict(verdict);
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::Unchecked);
        two.ada.reader(two.jana).verdict = trust::Verdict::Good;
        QVERIFY(answerIn(two.ada.gives((*request)->bytes)));
    }

    void nothingIsGivenToADeviceThatIsNotInTheGroup()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        two.ada.reader(two.jana).isMember = false; // its leaf waits to be taken out
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::NotTheirs);
        two.ada.meets({ &two.ada });
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::NotTheirs);
    }

    void nothingIsGivenForASignatureThatIsNotTheDevices()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        const auto said = peerhistory::readRequest((*request)->bytes);
        // As the relay would: in Jana's name, with a box key of its own.
        auto forged = *said;
        forged.boxKey = crypto::X25519KeyPair::generate(crypto::systemRandom()).publicKey;
        const auto relay = crypto::Ed25519Key::generate(crypto::systemRandom());
        QCOMPARE(refusalIn(two.ada.gives(peerhistory::sign(forged, relay))), NotGiven::NotTheirs);
        auto changed = (*request)->bytes;
        changed[100] ^= 1U;
        QVERIFY(!answerIn(two.ada.gives(changed)));
    }

    void whatWasSaidBeforeSomebodyWasThereIsNotGiven()
    {
        TwoOfAClass two;
        Classmate luis(UserId { mateId(1, 3) }, 3, two.clock);
        luis.meets({ &two.ada, &luis });
        two.ada.meets({ &two.jana, &two.ada, &luis });
        for (const Said &one : two.log)
            QVERIFY(luis.took(one, false));
        auto request = luis.asks();
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::NotEntitled); // nobody told her of him
        QVERIFY(two.ada.sees({ &two.jana, &two.ada, &luis }, 8));
        // The log was at 11 when she heard of him; what comes then is his.
        for (const qint64 seq : { 12, 13 }) {
            QVERIFY(two.say(seq));
            QVERIFY(luis.took(two.log.back(), false));
        }
        request = luis.asks();
        const auto brought = luis.takes(**request, *answerIn(two.ada.gives((*request)->bytes)));
        QVERIFY(brought);
        const auto read = luis.reads();
        QCOMPARE(read.begin()->first, 11);
        QCOMPARE(read.size(), std::size_t(3));
    }

    void whoLeftIsGivenNothing()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        QVERIFY(two.ada.store->members.leave(kClass, two.jana.user(), Seq { 12 }));
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::NotEntitled);
    }

    void anOldRequestIsNotAnswered()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        two.clock.advance(std::chrono::minutes { 14 });
        QVERIFY(answerIn(two.ada.gives((*request)->bytes)));
        two.clock.advance(std::chrono::minutes { 2 });
        QCOMPARE(refusalIn(two.ada.gives((*request)->bytes)), NotGiven::Stale);
        const auto identity = groups::loadDeviceIdentity(*two.jana.store);
        auto early = *peerhistory::readRequest((*request)->bytes);
        early.asked = two.clock.utcNow() + std::chrono::hours { 1 };
        QCOMPARE(refusalIn(two.ada.gives(peerhistory::sign(early, (*identity)->leafKey))), NotGiven::Stale);
    }

    void whatIsTakenBackOrWasNeverProvenIsNotGiven()
    {
        TwoOfAClass two;
        QVERIFY(two.ada.store->messages.remove(kClass, two.log[0].id));
        QVERIFY(two.ada.store->openings.save(kClass, two.log[1].id, { QByteArray(32, 'x'), {} }));
        // What is shown is not what was sealed: of a newer program, or changed on this disk.
        QVERIFY(two.ada.store->messages.setContent(kClass, two.log[2].id, { .text = QStringLiteral("other") }));
        const auto request = two.jana.asks();
        const auto brought = two.jana.takes(**request, *answerIn(two.ada.gives((*request)->bytes)));
        QCOMPARE(brought->filled, int(two.log.size()) - 3);
        QCOMPARE(brought->missed, 3);
        QVERIFY(!two.jana.reads().contains(two.log[2].seq.raw()));
    }

    // ---- what is believed

    void whatDoesNotOpenItsCommitmentIsRefusedAndNeverShown_data()
    {
        QTest::addColumn<QByteArray>("what");
        for (const char *what : { "content", "franking key", "seq", "sender", "not asked for", "no content" })
            QTest::newRow(what) << QByteArray(what);
    }

    void whatDoesNotOpenItsCommitmentIsRefusedAndNeverShown()
    {
        QFETCH(QByteArray, what);
        TwoOfAClass two;
        const auto request = two.jana.asks();
        HistoryItem forged = two.item(two.log[5]);
        if (what == "content")
            forged.content = crypto::toBytes(crypto::viewOf(chat::encodeContent({ .text = QStringLiteral("forged") })));
        else if (what == "franking key")
            forged.frankingKey[0] ^= 1U;
        else if (what == "seq")
            forged.seq = two.log[4].seq; // a true message in another one's place
        else if (what == "sender")
            forged.sender = two.ada.user() == two.log[5].sender ? two.jana.user() : two.ada.user();
        else if (what == "not asked for")
            forged.seq = Seq { 500 };
        else
            forged.content = { 1, 2, 3 };
        HistoryPage page;
        const bool isFirst = forged.seq > two.log[6].seq;
        QVERIFY(page.add(isFirst ? forged : two.item(two.log[6])));
        QVERIFY(page.add(isFirst ? two.item(two.log[6]) : forged));
        page.lookedDownTo(Seq { 1 });
        const auto brought = two.jana.takes(**request, two.ada.sealed((*request)->bytes, page));
        QVERIFY(brought);
        QCOMPARE(brought->refused, 1);
        QCOMPARE(brought->filled, 1); // the true one beside it
        const std::map<qint64, QString> expected { { two.log[6].seq.raw(), QStringLiteral("message 8") } };
        QCOMPARE(two.jana.reads(), expected);
    }

    void aMessageThatIsNotFromItsSenderStaysRefusedWhateverIsBrought()
    {
        TwoOfAClass two;
        const chat::Content refused {
            .kind = chat::ContentKind::Unreadable, .text = {}, .missing = chat::Missing::Refused
        };
        QVERIFY(two.jana.store->messages.setContent(kClass, two.log[3].id, refused));
        const auto request = two.jana.asks();
        HistoryPage page;
        QVERIFY(page.add(two.item(two.log[3])));
        page.lookedDownTo(two.log[3].seq);
        const auto brought = two.jana.takes(**request, two.ada.sealed((*request)->bytes, page));
        QCOMPARE(brought->refused, 1);
        QVERIFY(two.jana.reads().empty());
    }

    void anAnswerOfWhoIsNotAMemberBeyondDoubtIsNotTaken()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        const QByteArray answer = *answerIn(two.ada.gives((*request)->bytes));
        two.jana.reader(two.ada).verdict = trust::Verdict::KeyChanged;
        const auto unsure = two.jana.takes(**request, answer);
        QVERIFY(unsure && unsure->isUnchecked && unsure->filled == 0);
        two.jana.meets({ &two.jana });
        QCOMPARE(two.jana.takes(**request, answer).code(), Errc::Invalid);
        QVERIFY(two.jana.reads().empty());
    }

    void anAnswerToAnotherRequestIsNotTaken()
    {
        TwoOfAClass two;
        const auto first = two.jana.asks();
        const QByteArray answer = *answerIn(two.ada.gives((*first)->bytes));
        const auto second = two.jana.asks();
        QCOMPARE(two.jana.takes(**second, answer).code(), Errc::Invalid);
        QCOMPARE(two.jana.takes(**first, answer)->filled, int(two.log.size()));
    }

    void anAnswerThatIsShownAgainChangesNothing()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        const QByteArray answer = *answerIn(two.ada.gives((*request)->bytes));
        QVERIFY(two.jana.takes(**request, answer));
        const auto before = two.jana.reads();
        const auto again = two.jana.takes(**request, answer);
        QVERIFY(again);
        QCOMPARE(again->filled, 0);
        QCOMPARE(two.jana.reads(), before);
    }

    void aGiverWhoClaimsToHaveNothingIsNotAskedForeverAndNotForGood()
    {
        TwoOfAClass two;
        HistoryPage nothing;
        nothing.lookedDownTo(Seq { 1 });
        for (int i = 0; i < store::kMostAsked; ++i) {
            const auto request = two.jana.asks();
            QVERIFY(*request);
            const auto brought = two.jana.takes(**request, two.ada.sealed((*request)->bytes, nothing));
            QCOMPARE(brought->missed, int(two.log.size()));
        }
        QVERIFY(!*two.jana.asks());
        QVERIFY(two.jana.store->openings.askAgain());
        QVERIFY(*two.jana.asks());
    }

    void anyBytesAreNoRequestAndNoAnswer()
    {
        TwoOfAClass two;
        const auto request = two.jana.asks();
        for (const QByteArray &bytes :
            { QByteArray(), QByteArray("x"), QByteArray(2'000, '\1'), QByteArray(5'000, '\0') }) {
            QCOMPARE(refusalIn(two.ada.gives(crypto::viewOf(bytes))), NotGiven::Invalid);
            QVERIFY(!two.jana.takes(**request, bytes));
        }
    }
};

QTEST_GUILESS_MAIN(TestHistoryPages)

#include "tst_historypages.moc"
