// SPDX-License-Identifier: GPL-3.0-or-later
// How the connection is set and checked in windows: what the forms ask for, what they hand on, and what they say.

#include "tests/support/fakeaccount/fakeaccount.h"
#include "ui/account/checkdialog.h"
#include "ui/account/networkdialog.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/proxydialog.h"
#include "ui/account/signinpage.h"
#include "ui/words/check.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QTest>

using namespace pc;
using namespace pc::session;

namespace {

OwnRoots schoolRoots()
{
    return { "PEM", QStringLiteral("North School"), utcFromMilliseconds(1'900'000'000'000), "00" };
}

CheckReport reportOf(CheckStep failed, CheckFinding finding)
{
    CheckReport report;
    for (const CheckStep step : kCheckSteps) {
        CheckLine &line = report.lines[size_t(step)];
        line.step = step;
        line.outcome = step < failed ? CheckOutcome::Passed : CheckOutcome::Skipped;
        line.finding = step < failed ? CheckFinding::Nothing : CheckFinding::EarlierFailure;
        line.took = Milliseconds { 12 };
    }
    report.lines[size_t(failed)].outcome = CheckOutcome::Failed;
    report.lines[size_t(failed)].finding = finding;
    report.isDone = true;
    return report;
}

} // namespace

class tst_Connection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void init() { m_account = std::make_unique<support::FakeAccount>(); }

    void aProxyIsSavedAsItIsTyped()
    {
        QPointer<account::NetworkDialog> dialog = openNetwork();
        QTRY_VERIFY(dialog->saveButton()->isEnabled());
        QVERIFY(!dialog->address()->isVisible());
        dialog->kind()->setCurrentIndex(dialog->kind()->findData(int(ProxyKind::Socks5)));
        QVERIFY(dialog->address()->isVisible());
        QVERIFY(!dialog->saveButton()->isEnabled());
        for (const char *wrong : { "proxy", "proxy:0", "proxy:x", "ana:word@proxy:1080", "http://proxy:1080" }) {
            dialog->address()->setText(QString::fromLatin1(wrong));
            QVERIFY2(!dialog->saveButton()->isEnabled(), wrong);
        }
        dialog->address()->setText(QStringLiteral(" proxy.school.example:1080 "));
        dialog->saveButton()->click();
        QTRY_VERIFY(!dialog);
        const NetworkSettings wanted { { ProxyKind::Socks5, QStringLiteral("proxy.school.example"), 1080 }, {} };
        QCOMPARE(desk().changes, std::vector { wanted });
    }

    void whatIsSetIsShown()
    {
        desk().current = { { { ProxyKind::Http, QStringLiteral("10.0.0.1"), 3128 }, "PEM" }, schoolRoots() };
        QPointer<account::NetworkDialog> dialog = openNetwork();
        QTRY_COMPARE(dialog->address()->text(), QStringLiteral("10.0.0.1:3128"));
        QCOMPARE(dialog->kind()->currentData().toInt(), int(ProxyKind::Http));
        QVERIFY(dialog->belief().contains(QStringLiteral("North School")));
        QVERIFY(dialog->dropButton()->isVisible());
        dialog->dropButton()->click();
        QVERIFY(!dialog->belief().contains(QStringLiteral("North School")));
        QVERIFY(desk().changes.empty()); // before it is saved nothing counts
        dialog->saveButton()->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk().changes.back().ownRoots, QByteArray());
    }

    void aCertificateIsReadAndSaved()
    {
        desk().file = schoolRoots();
        QPointer<account::NetworkDialog> dialog = openNetwork();
        QTRY_VERIFY(dialog->saveButton()->isEnabled());
        dialog->takeFile(QStringLiteral("/tmp/school.pem"));
        QTRY_VERIFY(dialog->belief().contains(QStringLiteral("North School")));
        QVERIFY(dialog->trouble().isEmpty());
        dialog->saveButton()->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk().changes.back().ownRoots, QByteArray("PEM"));
    }

    void aBadFileIsRefusedInWords_data()
    {
        QTest::addColumn<Errc>("code");
        for (const Errc code : { Errc::Forbidden, Errc::TooLarge, Errc::Expired, Errc::Invalid, Errc::NotFound })
            QTest::newRow(wireName(code).data()) << code;
    }

    void aBadFileIsRefusedInWords()
    {
        QFETCH(Errc, code);
        QPointer<account::NetworkDialog> dialog = openNetwork();
        QTRY_VERIFY(dialog->saveButton()->isEnabled());
        const QString before = dialog->belief();
        desk().failure = code;
        dialog->takeFile(QStringLiteral("/tmp/school.pem"));
        QTRY_COMPARE(dialog->trouble(), words::rootsRefusal(code));
        QVERIFY(dialog->trouble().contains(QStringLiteral("Nothing was changed")));
        QCOMPARE(dialog->belief(), before);
        dialog->reject();
        QTRY_VERIFY(!dialog);
    }

    void savingAndCheckingIsOneStep()
    {
        const QUrl relay(QStringLiteral("https://chat.school.example"));
        QPointer<account::NetworkDialog> dialog = new account::NetworkDialog(desk(), relay, m_theme); // deletes itself
        dialog->open();
        QTRY_VERIFY(dialog->checkButton()->isEnabled());
        dialog->kind()->setCurrentIndex(dialog->kind()->findData(int(ProxyKind::None)));
        dialog->checkButton()->click();
        QTRY_COMPARE(desk().checks, std::vector { relay });
        QCOMPARE(desk().changes.back().proxy.kind, ProxyKind::None);
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk().endedChecks, 1);
    }

    void aProxysPasswordIsHandedOn()
    {
        QPointer<account::ProxyDialog> dialog = openProxy(false);
        QVERIFY(!dialog->button()->isEnabled());
        QCOMPARE(dialog->password()->echoMode(), QLineEdit::Password);
        dialog->userName()->setText(QStringLiteral("office"));
        dialog->password()->setText(QStringLiteral("open sesame"));
        QTest::keyClick(dialog->password(), Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        const ProxyLogin given { QStringLiteral("office"), QStringLiteral("open sesame") };
        QCOMPARE(desk().logins, std::vector { given });
        QCOMPARE(desk().declines, 0);
    }

    void whoeverClosesTheQuestionDeclines()
    {
        QPointer<account::ProxyDialog> dialog = openProxy(true);
        dialog->reject();
        QTRY_VERIFY(!dialog);
        delete openProxy(false); // as when a window goes with all that stands upon it
        QVERIFY(desk().logins.empty());
        QCOMPARE(desk().declines, 2);
    }

    void aCheckTellsEachStep()
    {
        QPointer<account::CheckDialog> dialog = openCheck();
        QTRY_COMPARE(desk().checks, std::vector { QUrl() });
        QCOMPARE(dialog->rows().size(), kCheckSteps.size());
        QVERIFY(!dialog->copyButton()->isEnabled() && !dialog->againButton()->isEnabled());
        CheckReport report = reportOf(CheckStep::Encryption, CheckFinding::NameWrong);
        report.issuer = QStringLiteral("<b>Somebody</b>\nelse");
        report.proxy = QStringLiteral("10.0.0.1:3128");
        Q_EMIT desk().checkChanged(report);
        QVERIFY(dialog->summary().contains(words::checkTitle(CheckStep::Encryption)));
        for (size_t at = 0; at < dialog->rows().size(); ++at) {
            const account::CheckRow *row = dialog->rows()[at];
            const auto step = CheckStep(at);
            QCOMPARE(row->title(), words::checkTitle(step));
            QCOMPARE(row->sentence(), words::checkSentence(report, step));
            QVERIFY(row->accessibleName().contains(words::checkOutcome(report.line(step).outcome)));
        }
        dialog->copyButton()->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, words::checkText(report));
        QCOMPARE(copied.count(u'\n'), qsizetype(kCheckSteps.size()) + 2);
        dialog->againButton()->click();
        QTRY_COMPARE(desk().checks.size(), size_t(2));
        dialog->accept();
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk().endedChecks, 1);
    }

    void aCheckWithoutAnAddressSaysSo()
    {
        desk().failure = Errc::Invalid;
        QPointer<account::CheckDialog> dialog = openCheck();
        QTRY_VERIFY(dialog->summary().contains(QStringLiteral("address")));
        QVERIFY(dialog->againButton()->isEnabled());
        dialog->reject();
    }

    void theSignInIsTriedAgainOnceTheProxyHasItsPassword()
    {
        account::SignInPage page(*m_account, m_theme);
        page.address()->setText(QStringLiteral("school.example"));
        page.userName()->setText(QStringLiteral("ana"));
        page.password()->setText(QStringLiteral("word"));
        m_account->answerWith(Errc::ProxyRefused);
        page.button()->click();
        QTRY_VERIFY(!page.trouble().isEmpty());
        QVERIFY(m_account->signedIn());
        m_account->answerWith({});
        Q_EMIT desk().proxyAnswered();
        QTRY_VERIFY(page.password()->text().isEmpty()); // signed in
        page.password()->setText(QStringLiteral("word"));
        m_account->answerWith(Errc::Unauthenticated);
        page.button()->click();
        QTRY_VERIFY(!page.trouble().isEmpty());
        const QString trouble = page.trouble();
        Q_EMIT desk().proxyAnswered(); // of something else
        QCOMPARE(page.trouble(), trouble);
    }

    void theConnectionIsReachedFromTheFormAndThePreferences()
    {
        account::SignInPage page(*m_account, m_theme);
        page.show();
        page.connectionButton()->click();
        QVERIFY(page.findChild<account::NetworkDialog *>());
        auto *preferences = new account::PreferencesDialog({}, {}, *m_account, m_theme, &page);
        preferences->open();
        preferences->connectionButton()->click();
        QVERIFY(preferences->findChild<account::NetworkDialog *>());
    }

private:
    support::FakeNetworkDesk &desk() { return m_account->network(); }

    account::NetworkDialog *openNetwork()
    {
        auto *dialog = new account::NetworkDialog(desk(), {}, m_theme);
        dialog->open();
        return dialog;
    }

    account::ProxyDialog *openProxy(bool isAgain)
    {
        auto *dialog = new account::ProxyDialog(desk(), QStringLiteral("10.0.0.1:3128"), isAgain, m_theme);
        dialog->open();
        return dialog;
    }

    account::CheckDialog *openCheck()
    {
        auto *dialog = new account::CheckDialog(desk(), {}, m_theme);
        dialog->open();
        return dialog;
    }

    style::Theme m_theme;
    std::unique_ptr<support::FakeAccount> m_account;
};

QTEST_MAIN(tst_Connection)
#include "tst_connection.moc"
