// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "ui/account/accountflow.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/preferences.h"
#include "ui/account/signinpage.h"
#include "ui/account/troublepage.h"
#include "ui/words/errors.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using session::AccountState;

class tst_Account : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void linksFollowTheirGrammar_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("relay");
        const QString code = QStringLiteral("abcdEFGH0123-_45");
        const auto good = [&](const char *host, const char *relay) {
            QTest::newRow(host) << QStringLiteral("parentconnect://join/%1/%2").arg(QLatin1StringView(host), code)
                                << QString::fromLatin1(relay);
        };
        good("school.example", "https://school.example");
        good("school.example:8443", "https://school.example:8443");
        good("127.0.0.1:8080", "http://127.0.0.1:8080");
        good("localhost", "http://localhost");
        const auto bad
            = [](const QString &link) { QTest::addRow("%s", qPrintable(link.left(70))) << link << QString(); };
        const QString join = QStringLiteral("parentconnect://join/");
        for (const char *start : { "school.example/", "School.example/abcdEFGH0123-_45", "-a.b/abcdEFGH0123-_45",
                 "a-.b/abcdEFGH0123-_45", "a..b/abcdEFGH0123-_45", "a:0/abcdEFGH0123-_45", "a:99999/abcdEFGH0123-_45",
                 "a:08/abcdEFGH0123-_45", "a:/abcdEFGH0123-_45", "u@a/abcdEFGH0123-_45", "a/short",
                 "a/abcdEFGH0123-_45/x", "a/abcdEFGH0123-_45?x=1", "a/abcdEFGH0123-_45#x", "a/abcdEFGH0123%2045",
                 "a/abcdEFGH0123 45x", "a\\b/abcdEFGH0123-_45", "[::1]/abcdEFGH0123-_45", "127.0.0.01/abcdEFGH0123-_45",
                 "127.1/abcdEFGH0123-_45", "2130706433/abcdEFGH0123-_45", "/abcdEFGH0123-_45", "" })
            bad(join + QString::fromLatin1(start));
        bad(QStringLiteral("PARENTCONNECT://join/a/") + code);
        bad(QStringLiteral("https://join/a/") + code);
        bad(QStringLiteral("parentconnect://open/a/") + code);
        bad(join + QStringLiteral("a/") + QString(200, QLatin1Char('x')));
        bad(join + QString(500, QLatin1Char('a')) + QStringLiteral("/") + code);
        bad(join + QStringLiteral("schооl.example/") + code); // Cyrillic о.
        bad(QStringLiteral("--relay=x"));
    }

    void linksFollowTheirGrammar()
    {
        QFETCH(QString, link);
        QFETCH(QString, relay);
        const auto parsed = account::parseInviteLink(link);
        QCOMPARE(parsed.has_value(), !relay.isEmpty());
        if (parsed)
            QCOMPARE(parsed->relay.toString(), relay);
    }

    void aLetterStandsBehindTheCodeAndIsOfOneLength()
    {
        const QString link = QStringLiteral("parentconnect://join/a.example:1/abcdEFGH0123-_45");
        const QString letter = QStringLiteral("AWJ3c1Qy0Hk5sXoZr8LtVg7nEw2PqD4uKb9TmFjR6yCz");
        const auto parsed = account::parseInviteLink(link + u'#' + letter);
        QVERIFY(parsed);
        QCOMPARE(parsed->code, QStringLiteral("abcdEFGH0123-_45"));
        QCOMPARE(parsed->letter, letter);
        QCOMPARE(account::inviteLinkText(*parsed), link + u'#' + letter);
        for (qsizetype i = 0; i < letter.size(); ++i)
            QVERIFY(!account::parseInviteLink(link + u'#' + letter.left(i)));
        for (const QString &bad : { letter + u'A', letter.left(43) + u'=', letter.left(43) + u'#', u'#' + letter })
            QVERIFY(!account::parseInviteLink(link + u'#' + bad));
        QVERIFY(account::parseInviteLink(link)->letter.isEmpty()); // as before there were letters
    }

    void everyPrefixOfALinkIsHarmless()
    {
        const QString link = QStringLiteral("parentconnect://join/a.example:1/abcdEFGH0123-_45");
        for (qsizetype i = 0; i < link.size(); ++i)
            QVERIFY(!account::parseInviteLink(QStringView(link).left(i)));
    }

    void addressesAreHttpsUnlessThisComputer_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *typed, const char *url) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(url);
        };
        row(" School.Example ", "https://school.example");
        row("https://a.b:8443/", "https://a.b:8443");
        row("http://127.0.0.1:9000", "http://127.0.0.1:9000");
        row("http://a.b", "");
        row("ftp://a.b", "");
        row("a b", "");
        row("", "");
        row("https://a.b/path", "");
    }

    void addressesAreHttpsUnlessThisComputer()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        const auto parsed = account::parseRelayAddress(typed);
        QCOMPARE(parsed ? parsed->toString() : QString(), url);
    }

    void busyPageSpeaksAfterAMoment()
    {
        FakeClock clock;
        support::FakeAccount account;
        account::AccountFlow flow(account, clock, {}, m_theme);
        auto *busy = flow.findChild<account::BusyPage *>();
        QVERIFY(flow.isBusy());
        QVERIFY(!busy->isTelling());
        clock.advance(Milliseconds { 150 });
        QVERIFY(busy->isTelling());
    }

    void everyStateHasItsPage()
    {
        FakeClock clock;
        support::FakeAccount account;
        account::AccountFlow flow(account, clock, {}, m_theme);
        for (const AccountState state :
            { AccountState::NeedsPassphrase, AccountState::NeedsNewPassphrase, AccountState::KeychainSilent,
                AccountState::NeedsSignIn, AccountState::KeyLost, AccountState::StoreUnreadable,
                AccountState::StoreNewer, AccountState::StoreBusy, AccountState::CannotSeal, AccountState::DiskFull,
                AccountState::DiskTrouble, AccountState::NeedsLink }) {
            account.enter(state);
            QVERIFY(flow.page());
            QVERIFY(!flow.page()->headline().isEmpty());
            QCOMPARE(flow.currentWidget(), flow.page());
        }
        account.enter(AccountState::Opening);
        QVERIFY(flow.isBusy());
    }

    void everyTroubleSaysWhatHappenedAndWhatToDo_data()
    {
        QTest::addColumn<AccountState>("state");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<bool>("mayBeSetAside");
        const auto row = [](AccountState state, const char *headline, const char *kept, bool mayBeSetAside) {
            QTest::newRow(headline) << state << QString::fromLatin1(headline) << QString::fromLatin1(kept)
                                    << mayBeSetAside;
        };
        row(AccountState::KeychainSilent, "The password store does not answer",
            "Your messages are still here, locked. Nothing was changed.", false);
        row(AccountState::KeyLost, "The key to your messages is missing",
            "Your messages are still on this computer, but the key that opens them is not in its password store.",
            true);
        row(AccountState::StoreUnreadable, "Your saved messages are damaged",
            "The file with your messages on this computer cannot be read. Nothing was deleted.", true);
        row(AccountState::StoreNewer, "This app is too old for your messages",
            "Your messages were saved by a newer version of ParentConnect. Nothing was touched.", false);
        row(AccountState::StoreBusy, "ParentConnect is running already",
            "Another window or another user of this computer has your messages open. Nothing was changed.", false);
        row(AccountState::CannotSeal, "This app cannot lock your messages",
            "ParentConnect keeps your messages locked on this computer. As it is installed here, it cannot, because a "
            "part of it comes from elsewhere. Nothing was opened or changed.",
            false);
        row(AccountState::DiskFull, "The disk is full",
            "What was saved is still there, and nothing that you wrote is lost. There is only no room to save more.",
            false);
        row(AccountState::DiskTrouble, "This computer does not let the app at your messages",
            "The disk, or the folder with your messages, could not be read or written just now. Nothing was changed.",
            false);
    }

    void everyTroubleSaysWhatHappenedAndWhatToDo()
    {
        QFETCH(AccountState, state);
        QFETCH(QString, headline);
        QFETCH(QString, kept);
        support::FakeAccount account;
        account::TroublePage page(state, account, m_theme);
        QCOMPARE(page.headline(), headline);
        QStringList said;
        for (const auto *label : page.findChildren<style::PlainLabel *>())
            said.append(label->text());
        QVERIFY2(said.contains(kept), qPrintable(said.join(u'\n')));
        QTEST(page.setAsideButton() != nullptr, "mayBeSetAside");
    }

    void pastedLinkFillsInTheForm()
    {
        support::FakeAccount account;
        account::SignInPage page(account, m_theme);
        page.address()->setText(QStringLiteral("parentconnect://join/school.example/abcdEFGH0123-_45"));
        QCOMPARE(page.address()->text(), QStringLiteral("school.example"));
        QVERIFY(page.joins());
        QCOMPARE(page.code()->text(), QStringLiteral("abcdEFGH0123-_45"));
        QVERIFY(!account.joined());
        page.userName()->setText(QStringLiteral("sam"));
        page.password()->setText(QStringLiteral("secret"));
        page.button()->click();
        QVERIFY(account.joined());
        QCOMPARE(account.joined()->relay, QUrl(QStringLiteral("https://school.example")));
        QCOMPARE(account.joined()->invite, QStringLiteral("abcdEFGH0123-_45"));
    }

    void whoWasSignedInHereTypesOnlyThePassword()
    {
        support::FakeAccount account;
        account.setLastSignIn({ QUrl(QStringLiteral("https://school.example")), QStringLiteral("sam") });
        FakeClock clock;
        account::AccountFlow flow(account, clock, {}, m_theme);
        account.enter(AccountState::NeedsSignIn);
        auto *page = qobject_cast<account::SignInPage *>(flow.page());
        QVERIFY(page);
        QTRY_COMPARE(page->userName()->text(), QStringLiteral("sam"));
        QCOMPARE(page->headline(), QStringLiteral("Welcome back"));
        page->password()->setText(QStringLiteral("secret"));
        page->button()->click();
        QCOMPARE(account.signedIn()->relay, QUrl(QStringLiteral("https://school.example")));
        QCOMPARE(account.signedIn()->userName, QStringLiteral("sam"));
    }

    void whoWasHereLastOverwritesNothing()
    {
        const session::LastSignIn last { QUrl(QStringLiteral("https://school.example")), QStringLiteral("sam") };
        support::FakeAccount account;
        account::SignInPage linked(account, m_theme);
        linked.address()->setText(QStringLiteral("parentconnect://join/other.example/abcdEFGH0123-_45"));
        linked.welcomeBack(last);
        QCOMPARE(linked.address()->text(), QStringLiteral("other.example"));
        QVERIFY(linked.userName()->text().isEmpty());
        account::SignInPage elsewhere(account, m_theme);
        elsewhere.setRelay(QUrl(QStringLiteral("https://other.example")));
        elsewhere.welcomeBack(last);
        QVERIFY(elsewhere.userName()->text().isEmpty());
        account::SignInPage typed(account, m_theme);
        typed.userName()->setText(QStringLiteral("jo"));
        typed.welcomeBack(last);
        QCOMPARE(typed.userName()->text(), QStringLiteral("jo"));
        QVERIFY(typed.headline() != QStringLiteral("Welcome back"));
        // And a link that comes afterwards says what the first start says.
        account::SignInPage back(account, m_theme);
        back.welcomeBack(last);
        back.address()->setText(QStringLiteral("parentconnect://join/other.example/abcdEFGH0123-_45"));
        QVERIFY(back.joins());
        QVERIFY(back.headline() != QStringLiteral("Welcome back"));
    }

    void signInAsksOnceAndSaysWhyNot()
    {
        support::FakeAccount account;
        account.answerWith(Errc::Unauthenticated);
        account::SignInPage page(account, m_theme);
        QVERIFY(!page.button()->isEnabled());
        page.setRelay(QUrl(QStringLiteral("http://127.0.0.1:8080")));
        page.userName()->setText(QStringLiteral(" sam "));
        page.password()->setText(QStringLiteral("wrong"));
        QTest::keyClick(page.password(), Qt::Key_Return);
        QCOMPARE(account.signedIn()->userName, QStringLiteral("sam"));
        QTRY_COMPARE(page.trouble(), words::errorSentence(Errc::Unauthenticated));
        QCOMPARE(page.password()->echoMode(), QLineEdit::Password);
    }

    void nothingIsSetAsideWithoutConsent()
    {
        support::FakeAccount account;
        account::TroublePage page(AccountState::StoreUnreadable, account, m_theme);
        page.setAsideButton()->click();
        QCOMPARE(account.setAsides(), 0);
        page.consent()->setChecked(true);
        page.setAsideButton()->click();
        QCOMPARE(account.setAsides(), 1);
        account::TroublePage newer(AccountState::StoreNewer, account, m_theme);
        QVERIFY(!newer.setAsideButton());
        newer.againButton()->click();
        QCOMPARE(account.opened(), 1);
    }

    void passphraseIsChosenTwiceAlike()
    {
        support::FakeAccount account;
        account::PassphrasePage page(account::PassphrasePage::Task::Choose, account, m_theme);
        page.field()->setText(QStringLiteral("long enough"));
        QVERIFY(!page.button()->isEnabled());
        page.repeat()->setText(QStringLiteral("long enoug"));
        QVERIFY(!page.button()->isEnabled());
        page.repeat()->setText(QStringLiteral("long enough"));
        page.button()->click();
        QCOMPARE(account.passphrase(), QStringLiteral("long enough"));
        QTRY_VERIFY(page.field()->text().isEmpty());
    }

    void wrongPassphraseCanBeTriedAgain()
    {
        support::FakeAccount account;
        account.answerWith(Errc::KeyMismatch);
        account::PassphrasePage page(account::PassphrasePage::Task::Unlock, account, m_theme);
        page.field()->setText(QStringLiteral("x"));
        page.button()->click();
        QTRY_VERIFY(!page.trouble().isEmpty());
        QVERIFY(page.field()->text().isEmpty());
    }

    void preferencesComeBackAndNonsenseIsIgnored()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("preferences.ini"));
        account::Preferences wanted;
        wanted.theme = style::ThemeChoice::Dark;
        wanted.textZoom = 1.3;
        wanted.enterSends = false;
        wanted.language = QStringLiteral("ar");
        wanted.geometry = QByteArray("\x01\x00\x02", 3);
        {
            QSettings file(path, QSettings::IniFormat);
            wanted.lastConversation = QStringLiteral("00000000-0000-4000-8000-000000000001");
            wanted.skinTone = 4;
            wanted.remindOfSheetFrom = 1'900'000'000'000;
            account::savePreferences(file, wanted);
        }
        QSettings file(path, QSettings::IniFormat);
        QCOMPARE(account::loadPreferences(file), wanted);
        file.setValue(QStringLiteral("look/textZoom"), QStringLiteral("huge"));
        file.setValue(QStringLiteral("look/theme"), QStringLiteral("pink"));
        QCOMPARE(account::loadPreferences(file).textZoom, 1.0);
        QCOMPARE(account::loadPreferences(file).theme, style::ThemeChoice::System);
    }

    void everyReasonHasASentence()
    {
        for (int i = 0; i <= int(Errc::KeychainUnavailable); ++i) {
            const QString sentence = words::errorSentence(Errc(i));
            QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(QString::number(i)));
            QVERIFY(!sentence.contains(QLatin1Char('!')));
        }
    }

private:
    style::Theme m_theme;
};

QTEST_MAIN(tst_Account)
#include "tst_account.moc"
