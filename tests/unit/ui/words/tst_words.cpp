// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/sentences.h"
#include "ui/words/check.h"
#include "ui/words/errors.h"
#include "ui/words/status.h"

#include <QSet>
#include <QTest>

using namespace pc;

class tst_Words : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stripIsSilentWhenAllIsWell()
    {
        QVERIFY(words::statusSentence({ session::LinkState::UpToDate, 0, 3, {} }).isEmpty());
    }

    void aWrongClockIsSaidWithWhatStillWorksAndWhatToDo()
    {
        using session::OwnClock;
        const auto said = [](OwnClock clock) {
            return words::statusSentence({ session::LinkState::UpToDate, 0, 0, {}, clock });
        };
        QVERIFY(said(OwnClock::Right).isEmpty());
        QVERIFY(said(OwnClock::Slow).startsWith(QStringLiteral("This computer's clock is slow.")));
        QVERIFY(said(OwnClock::Fast).startsWith(QStringLiteral("This computer's clock is fast.")));
        for (const OwnClock clock : { OwnClock::Slow, OwnClock::Fast }) {
            QVERIFY(said(clock).contains(QStringLiteral("Messages come and go all the same")));
            QVERIFY(said(clock).contains(QStringLiteral("Please set its date, time and time zone.")));
            // That nothing comes at all is the greater trouble.
            const session::LinkStatus offline { session::LinkState::Offline, 0, 0, Errc::Network, clock };
            QVERIFY(words::statusSentence(offline).startsWith(QStringLiteral("No connection.")));
        }
    }

    void aCertificateThatIsNotBelievedMayBeTheClocksFault()
    {
        QVERIFY(words::errorSentence(Errc::CertificateRefused).contains(QStringLiteral("date and time")));
    }

    void everyErrorSaysWhatToDoNextOrThatNothingIsLost()
    {
        for (int code = 0; code <= int(Errc::KeychainUnavailable); ++code) {
            const QString sentence = words::errorSentence(Errc(code));
            const bool helps
                = sentence.contains(QStringLiteral("lease ")) || sentence.contains(QStringLiteral("othing"));
            QVERIFY2(sentence.endsWith(u'.') && helps, qPrintable(sentence));
        }
    }

    void everyFindingOfACheckHasItsOwnSentence()
    {
        using namespace session;
        QSet<QString> said;
        for (int finding = int(CheckFinding::ProxyLooksUp); finding <= int(CheckFinding::NoAnswer); ++finding) {
            const bool isSkipped = finding <= int(CheckFinding::NobodySignedIn);
            CheckReport report;
            report.lines[0] = { CheckStep::Name, isSkipped ? CheckOutcome::Skipped : CheckOutcome::Failed,
                CheckFinding(finding), Milliseconds { 5 } };
            const QString sentence = words::checkSentence(report, CheckStep::Name);
            QVERIFY2(sentence.endsWith(u'.') && !said.contains(sentence), qPrintable(sentence));
            said.insert(sentence);
        }
        QCOMPARE(said.size(), int(CheckFinding::NoAnswer) - int(CheckFinding::EarlierFailure));
    }

    void aCheckIsSummedUpByItsFirstRealFault()
    {
        using namespace session;
        CheckReport report;
        for (const CheckStep step : kCheckSteps)
            report.lines[size_t(step)] = { step, CheckOutcome::Passed, {}, {} };
        QCOMPARE(words::checkSummary(report), QStringLiteral("This takes a moment."));
        report.isDone = true;
        QCOMPARE(words::checkSummary(report), QStringLiteral("Everything works."));
        report.lines[size_t(CheckStep::WebSocket)].outcome = CheckOutcome::Failed;
        QVERIFY(words::checkSummary(report).startsWith(QStringLiteral("Messages come and go")));
        report.lines[size_t(CheckStep::Polls)].outcome = CheckOutcome::Failed;
        QVERIFY(words::checkSummary(report).contains(words::checkTitle(CheckStep::WebSocket)));
    }

    void foreignTextInACheckStaysOnItsLine()
    {
        using namespace session;
        CheckReport report;
        report.lines[size_t(CheckStep::Encryption)]
            = { CheckStep::Encryption, CheckOutcome::Passed, {}, Milliseconds { 5 } };
        report.issuer = QStringLiteral("Some\nbody\u202e");
        report.validUntil = utcFromMilliseconds(1'900'000'000'000);
        const QString sentence = words::checkSentence(report, CheckStep::Encryption);
        QVERIFY(sentence.contains(QStringLiteral("\u2068Some body\u2069")));
        QVERIFY(!words::checkText(report).contains(QStringLiteral("Some\n")));
    }

    void stripCountsWhatWaits()
    {
        QVERIFY(words::statusSentence({ session::LinkState::Offline, 0, 2, {} }).contains(QLatin1Char('2')));
        QVERIFY(!words::statusSentence({ session::LinkState::Offline, 0, 0, {} }).contains(QLatin1Char('0')));
        QVERIFY(words::statusSentence({ session::LinkState::CatchingUp, 412, 0, {} }).contains(QStringLiteral("412")));
        QVERIFY(!words::statusSentence({ session::LinkState::CatchingUp, 0, 0, {} }).contains(QLatin1Char('0')));
    }

    void refusedSaysWhy()
    {
        QCOMPARE(words::statusSentence({ session::LinkState::Refused, 0, 0, Errc::CertificateRefused }),
            words::errorSentence(Errc::CertificateRefused));
    }

    void theHeadSaysWhoCanReadOnlyWhenThatIsKnown()
    {
        using session::Secrecy;
        const QString who = QStringLiteral("5 people");
        for (const auto kind :
            { chat::ConversationKind::Direct, chat::ConversationKind::Group, chat::ConversationKind::Class }) {
            QCOMPARE(words::headSentence(who, kind, std::nullopt), who);
            QVERIFY(words::headSentence(who, kind, Secrecy::Sealed).startsWith(who));
            QVERIFY(words::headSentence(who, kind, Secrecy::Sealed).contains(QStringLiteral("only")));
            for (const Secrecy waiting : { Secrecy::Preparing, Secrecy::Broken }) {
                const QString sentence = words::headSentence(who, kind, waiting);
                QVERIFY(!sentence.contains(QStringLiteral("only")));
                QVERIFY(sentence.contains(QStringLiteral("essages"))); // which is what waits
            }
        }
        QCOMPARE(words::headSentence({}, chat::ConversationKind::Direct, Secrecy::Sealed),
            QStringLiteral("Only the two of you can read this"));
    }

    void everyFailureSaysThatItWasNotSentAndWhy()
    {
        for (int i = 0; i <= int(Errc::KeychainUnavailable); ++i) {
            const QString sentence = ui::failureText(Errc(i));
            QVERIFY2(sentence.startsWith(QStringLiteral("Not sent: ")) && sentence.endsWith(u'.'),
                qPrintable(QString::number(i)));
        }
        QVERIFY(ui::failureText(Errc::StaleEpoch) != ui::failureText(Errc::Internal));
    }

    void whatCannotBeReadSaysWhyAndWhatToDo()
    {
        using chat::Missing;
        QStringList said;
        for (const Missing missing : { Missing::NotYet, Missing::BeforeThisDevice, Missing::WithoutThisDevice,
                 Missing::Damaged, Missing::Refused }) {
            const chat::Content content { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = missing };
            QVERIFY(ui::placeholderHint(content).endsWith(u'.'));
            QCOMPARE(ui::warns(content), missing == Missing::Refused);
            said << ui::placeholderText(content) << ui::placeholderHint(content);
        }
        QCOMPARE(said.removeDuplicates(), 0);
        QVERIFY(!said.contains(QString()));
        QVERIFY(ui::placeholderHint({ .kind = chat::ContentKind::Text, .text = QStringLiteral("x") }).isEmpty());
    }

    void inAClassOthersBringWhatIsMissing()
    {
        using chat::Missing;
        for (const Missing missing : { Missing::NotYet, Missing::BeforeThisDevice, Missing::WithoutThisDevice,
                 Missing::Damaged, Missing::Refused }) {
            const chat::Content content { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = missing };
            const bool isBrought = missing == Missing::BeforeThisDevice || missing == Missing::WithoutThisDevice;
            QCOMPARE(ui::placeholderHint(content, true) != ui::placeholderHint(content), isBrought);
        }
    }

    void classesAreCountedByFamiliesAndTeachers()
    {
        chat::Conversation conversation;
        conversation.kind = chat::ConversationKind::Class;
        people::Person teacher;
        teacher.role = people::Role::Staff;
        conversation.members = { { teacher, chat::MemberRole::Owner }, { {}, chat::MemberRole::Member },
            { {}, chat::MemberRole::Member } };
        QCOMPARE(words::memberCount(conversation), QStringLiteral("2 families, 1 teachers"));
        conversation.kind = chat::ConversationKind::Group;
        QCOMPARE(words::memberCount(conversation), QStringLiteral("3 people"));
    }

    void presenceIsSaidOnlyWhenKnown()
    {
        const UtcTime now = utcFromMilliseconds(1'760'000'000'000);
        QVERIFY(words::presenceWords({ people::PresenceStatus::Offline, {} }, now).isEmpty());
        QCOMPARE(words::presenceWords({ people::PresenceStatus::Online, {} }, now), QStringLiteral("Online"));
        QVERIFY(words::presenceWords({ people::PresenceStatus::Offline, now }, now)
                    .startsWith(QStringLiteral("Last seen today")));
        QVERIFY(words::presenceWords({ people::PresenceStatus::Offline, now - std::chrono::hours(30) }, now)
                    .contains(QLatin1Char(':')));
    }
};

QTEST_GUILESS_MAIN(tst_Words)
#include "tst_words.moc"
