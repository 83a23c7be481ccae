// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/errors.h"
#include "ui/words/status.h"

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
