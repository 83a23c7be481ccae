// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the connection's windows: light and dark, narrow and large, mirrored. Nothing is cut off.

#include "tests/support/scriptedcamera/scriptedcamera.h"
#include "ui/account/checkdialog.h"
#include "ui/account/devicesdialog.h"
#include "ui/account/linkdialog.h"
#include "ui/account/linkpage.h"
#include "ui/account/networkdialog.h"
#include "ui/account/picturedialog.h"
#include "ui/account/proxydialog.h"
#include "ui/account/safetycodedialog.h"
#include "ui/account/signinpage.h"
#include "ui/pictures/codereader.h"
#include "ui/style/plainlabel.h"
#include "ui/words/check.h"

#include <QLayout>
#include <QPainter>
#include <QScrollBar>

#include "screenstage.h"

using namespace pc;
using namespace pc::session;

namespace {

CheckReport sampleReport(CheckStep failed, CheckFinding finding)
{
    CheckReport report;
    for (const CheckStep step : kCheckSteps) {
        CheckLine &line = report.lines[size_t(step)];
        const bool isBefore = step < failed || failed == CheckStep::WebSocket;
        line = { step, isBefore ? CheckOutcome::Passed : CheckOutcome::Skipped,
            isBefore ? CheckFinding::Nothing : CheckFinding::EarlierFailure, Milliseconds { 17 + 90 * int(step) } };
    }
    report.lines[size_t(failed)].outcome = CheckOutcome::Failed;
    report.lines[size_t(failed)].finding = finding;
    report.proxy = QStringLiteral("proxy.north-school.example:3128");
    report.issuer = QStringLiteral("Let's Encrypt");
    report.validUntil = utcFromMilliseconds(1'900'000'000'000);
    report.isDone = true;
    return report;
}

CheckReport runningReport()
{
    CheckReport report = sampleReport(CheckStep::Relay, CheckFinding::Nothing);
    report.isDone = false;
    for (CheckLine &line : report.lines) {
        if (line.step >= CheckStep::Relay)
            line = { line.step, line.step == CheckStep::Relay ? CheckOutcome::Running : CheckOutcome::Waiting, {}, {} };
    }
    return report;
}

const QString kLinkPicture = QStringLiteral("PCLINK1.123456789.n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg");

std::unique_ptr<pictures::Camera> noCamera()
{
    auto camera = std::make_unique<support::ScriptedCamera>();
    camera->trouble = pictures::CameraTrouble::NoCamera;
    return camera;
}

/// What a camera sees of somebody who holds a telephone with that text.
QImage seen(const QString &text)
{
    QImage image(1280, 720, QImage::Format_RGB32);
    image.fill(QColor(120, 120, 116));
    QPainter painter(&image);
    painter.translate(820, 380);
    painter.rotate(-8);
    painter.fillRect(-190, -290, 380, 640, QColor(24, 24, 24));
    if (const auto made = pictures::QrCode::of(text)) {
        const QImage code = made->image(5);
        painter.drawImage(-code.width() / 2, -code.height() / 2, code);
    }
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

class tst_ConnectionScreens : public QObject, private ScreenStage
{
    Q_OBJECT

private Q_SLOTS:
    void windows_data()
    {
        QTest::addColumn<Screen>("screen");
        QTest::addColumn<QString>("language");
        QTest::newRow("light") << Screen { .size = { 1000, 800 } } << QStringLiteral("en");
        QTest::newRow("dark-rtl") << Screen { .size = { 1000, 800 }, .theme = style::ThemeChoice::Dark }
                                  << QStringLiteral("ar");
        QTest::newRow("narrow-large-es") << Screen { .size = { 360, 640 }, .zoom = 1.5 } << QStringLiteral("es");
        QTest::newRow("narrow-large-en") << Screen { .size = { 360, 640 }, .zoom = 1.5 } << QStringLiteral("en");
        QTest::newRow("narrow-dark") << Screen { .size = { 400, 800 }, .theme = style::ThemeChoice::Dark }
                                     << QStringLiteral("en");
    }

    void windows()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const bool isForeign = language != QStringLiteral("en");
        if (isForeign)
            speak(language);
        const QByteArray tag = QTest::currentDataTag();
        show(isForeign && language == QStringLiteral("ar") ? support::sampleSchoolArabic(m_clock) : school(), screen);
        m_school.session->setLinkStatus({ LinkState::Refused, 0, 0, Errc::ProxyRefused });
        save("connection-strip-" + tag);
        for (const auto *strip : m_window->findChildren<window::Strip *>()) {
            if (strip->isVisible() && strip->height() > 0)
                QVERIFY(strip->checkButton()->isVisible() && strip->rect().contains(strip->checkButton()->geometry()));
        }
        picture<account::CheckDialog>(
            "check-running-" + tag,
            [](auto &dialog, auto &desk) {
                Q_EMIT desk.checkChanged(runningReport());
                QVERIFY(!dialog.copyButton()->isEnabled());
            },
            QUrl());
        picture<account::CheckDialog>(
            "check-failed-" + tag,
            [](auto &, auto &desk) {
                Q_EMIT desk.checkChanged(sampleReport(CheckStep::Encryption, CheckFinding::IssuerUnknown));
            },
            QUrl());
        picture<account::CheckDialog>(
            "check-polls-" + tag,
            [](auto &, auto &desk) {
                Q_EMIT desk.checkChanged(sampleReport(CheckStep::WebSocket, CheckFinding::NoWebSocket));
            },
            QUrl());
        picture<account::NetworkDialog>(
            "network-" + tag, [](auto &dialog, auto &) { QTRY_VERIFY(dialog.saveButton()->isEnabled()); }, QUrl());
        m_account.network().current = { { { ProxyKind::Http, QStringLiteral("proxy.school.example"), 3128 }, "PEM" },
            OwnRoots { "PEM", QStringLiteral("North School Authority"), utcFromMilliseconds(1'900'000'000'000), {} } };
        m_account.network().failure = Errc::Forbidden;
        picture<account::NetworkDialog>(
            "network-set-" + tag,
            [](auto &dialog, auto &) {
                QTRY_VERIFY(dialog.saveButton()->isEnabled());
                dialog.takeFile(QStringLiteral("x"));
                QTRY_VERIFY(!dialog.trouble().isEmpty());
            },
            QUrl());
        m_account.network().failure.reset();
        m_account.network().current = {};
        picture<account::ProxyDialog>(
            "proxy-" + tag, [](auto &, auto &) {}, QStringLiteral("proxy.north-school.example:3128"), true);
        if (isForeign)
            unspeak();
    }

    void addingAComputer_data() { windows_data(); }

    void addingAComputer()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const bool isForeign = language != QStringLiteral("en");
        if (isForeign)
            speak(language);
        const QByteArray tag = QTest::currentDataTag();
        const QStringList words { QStringLiteral("thunder"), QStringLiteral("umbrella"), QStringLiteral("chocolate"),
            QStringLiteral("neighbour") };
        m_theme.setChoice(screen.theme);
        m_theme.setTextZoom(screen.zoom);
        support::FakeAccount account;
        account.devices().show({ QStringLiteral("123456789"), kLinkPicture, {}, false });
        window::MainWindow fresh(account, m_clock, m_theme, {}, {});
        fresh.resize(screen.size);
        fresh.show();
        account.enter(AccountState::NeedsLink);
        grab(fresh, "computer-code-" + tag);
        auto *page = qobject_cast<account::LinkPage *>(fresh.accountFlow()->page());
        QCOMPARE(pictures::readCode(page->widget()->grab().toImage()), kLinkPicture);
        page->ensureWidgetVisible(page->stopButton());
        grab(fresh, "computer-code-end-" + tag);
        account.devices().show({ QStringLiteral("123456789"), {}, words, false });
        grab(fresh, "computer-words-" + tag);
        account.devices().show({ QStringLiteral("123456789"), kLinkPicture, {}, false });
        qobject_cast<account::LinkPage *>(fresh.accountFlow()->page())->noneLeftButton()->click();
        grab(fresh, "computer-anew-" + tag);

        account.devices().candidate = { QStringLiteral("Ana's very old laptop in the kitchen"), words };
        account::LinkDialog dialog(account.devices(), m_theme, &fresh, noCamera);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        grab(dialog, "computer-type-" + tag);
        dialog.field()->setText(QStringLiteral("123 456 789"));
        dialog.button()->click();
        QTRY_VERIFY(!dialog.words().isEmpty() && dialog.button()->isEnabled());
        grab(dialog, "computer-compare-" + tag);
        verifyNothingIsCut(dialog);
        const UtcTime seen = utcFromMilliseconds(1'795'000'000'000);
        account.devices().devices = { { {}, QStringLiteral("Ana's laptop"), {}, seen, seen, true, true },
            { {}, QStringLiteral("The family's very old computer in the kitchen"), {}, seen, seen, false, true },
            { {}, QStringLiteral("unknown-host"), {}, seen, seen, false, false } };
        account::DevicesDialog own(account.devices(), m_theme, &fresh);
        own.setAttribute(Qt::WA_DeleteOnClose, false);
        own.show();
        QTRY_COMPARE(own.rows().size(), 3U);
        QVERIFY(own.height() >= own.rows()[0]->height() * 2 || own.height() >= fresh.height());
        account::DeviceRow *asked = own.rows()[1];
        asked->removeButton()->click();
        QTRY_VERIFY(asked->height() >= asked->heightForWidth(asked->width()));
        grab(own, "computer-list-" + tag);
        if (isForeign)
            unspeak();
    }

    void readingAPicture_data() { windows_data(); }

    void readingAPicture()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const QByteArray tag = dress(screen, language);
        support::ScriptedCamera *camera = nullptr;
        const auto maker = [&camera] {
            auto made = std::make_unique<support::ScriptedCamera>();
            camera = made.get();
            return made;
        };
        const QString task
            = account::LinkDialog::tr("It is the black and white picture below the number on the new computer.");
        account::PictureDialog dialog(task, maker, m_theme);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        grab(dialog, "picture-starting-" + tag);
        camera->see(seen(QString()));
        grab(dialog, "picture-camera-" + tag);
        verifyNothingIsCut(dialog);
        account::PictureDialog without(task, noCamera, m_theme);
        without.setAttribute(Qt::WA_DeleteOnClose, false);
        without.show();
        without.take(QImage(9, 9, QImage::Format_Mono));
        QTRY_VERIFY(!without.trouble().isEmpty());
        grab(without, "picture-none-" + tag);
        verifyNothingIsCut(without);
        undress(language);
    }

    void checkingThatItIsReallyThem_data() { windows_data(); }

    void checkingThatItIsReallyThem()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const QByteArray tag = dress(screen, language);
        const identity::SafetyParty me { UserId { Uuid { { 1 } } }, { 2 } };
        const identity::SafetyParty them { UserId { Uuid { { 3 } } }, { 4 } };
        people::Person fatima;
        fatima.name
            = language == QStringLiteral("ar") ? QStringLiteral("فاطمة الزهراء") : QStringLiteral("Fatima El-Zahra");
        account::SafetyCodeDialog dialog({ fatima, { me, them }, false }, m_theme, nullptr, noCamera);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        grab(dialog, "safety-" + tag);
        verifyNothingIsCut(dialog);
        QVERIFY(pictures::readCode(dialog.grab().toImage()));
        dialog.takePicture(identity::SafetyCode(them, me).picture());
        grab(dialog, "safety-same-" + tag);
        verifyNothingIsCut(dialog);
        dialog.takePicture(identity::SafetyCode({ them.user, { 5 } }, me).picture());
        grab(dialog, "safety-differs-" + tag);
        verifyNothingIsCut(dialog);
        dialog.takePicture(dialog.picture().text());
        grab(dialog, "safety-own-" + tag);
        verifyNothingIsCut(dialog);
        undress(language);
    }

    void whoWasHereIsWelcomedBack_data() { windows_data(); }

    void whoWasHereIsWelcomedBack()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const bool isForeign = language != QStringLiteral("en");
        if (isForeign)
            speak(language);
        m_theme.setChoice(screen.theme);
        m_theme.setTextZoom(screen.zoom);
        support::FakeAccount account;
        account.setLastSignIn({ QUrl(QStringLiteral("https://chat.north-school.example")), QStringLiteral("jana") });
        window::MainWindow again(account, m_clock, m_theme, {}, {});
        again.resize(screen.size);
        again.show();
        account.enter(AccountState::NeedsSignIn);
        again.accountFlow()->explainSignedOut();
        auto *page = qobject_cast<account::SignInPage *>(again.accountFlow()->page());
        QVERIFY(page);
        QTRY_COMPARE(page->userName()->text(), QStringLiteral("jana"));
        grab(again, QByteArray("sign-in-back-") + QTest::currentDataTag());
        QVERIFY(!page->trouble().isEmpty()); // why they are here stays
        QVERIFY2(page->widget()->width() <= page->viewport()->width(),
            qPrintable(QStringLiteral("%1 in %2").arg(page->widget()->width()).arg(page->viewport()->width())));
        if (isForeign)
            unspeak();
    }

    void theFormHasAWayToIt()
    {
        support::FakeAccount account;
        window::MainWindow first(account, m_clock, m_theme, {}, {});
        first.resize(400, 800);
        first.show();
        account.enter(AccountState::NeedsSignIn);
        grab(first, "sign-in-connection");
        auto *page = qobject_cast<account::SignInPage *>(first.accountFlow()->page());
        QVERIFY(page && page->connectionButton()->isVisible());
    }

    void theWindowAsksForAProxysPasswordUponWhatIsOpen()
    {
        show(school(), { .size = { 1000, 800 } });
        auto *strip = m_window->sessionView()->pane()->strip();
        QVERIFY(!strip->checkButton()->isVisible());
        m_school.session->setLinkStatus({ LinkState::Offline, 0, 0, Errc::Network });
        QTRY_VERIFY(strip->checkButton()->isVisible());
        QTest::mouseClick(strip->checkButton(), Qt::LeftButton);
        auto *check = m_window->findChild<account::CheckDialog *>();
        QVERIFY(check);
        Q_EMIT m_account.network().proxyAsked(QStringLiteral("10.0.0.1:3128"), false);
        auto *question = m_window->findChild<account::ProxyDialog *>();
        QVERIFY(question);
        QCOMPARE(question->parentWidget(), check);
        const int before = m_account.network().declines;
        m_account.enter(AccountState::NeedsSignIn); // all of it goes
        QTRY_VERIFY(!m_window->findChild<account::ProxyDialog *>());
        QCOMPARE(m_account.network().declines, before + 1);
    }

private:
    QByteArray dress(const Screen &screen, const QString &language)
    {
        if (language != QStringLiteral("en"))
            speak(language);
        m_theme.setChoice(screen.theme);
        m_theme.setTextZoom(screen.zoom);
        return QTest::currentDataTag();
    }

    void undress(const QString &language)
    {
        if (language != QStringLiteral("en"))
            unspeak();
    }

    template<typename Dialog, typename Prepare, typename... Given>
    void picture(const QByteArray &name, Prepare prepare, const Given &...given)
    {
        Dialog dialog(m_account.network(), given..., m_theme, m_window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QCoreApplication::sendPostedEvents();
        prepare(dialog, m_account.network());
        grab(dialog, name);
        verifyNothingIsCut(dialog);
        for (const auto *bar : dialog.template findChildren<QScrollBar *>())
            QVERIFY(bar->orientation() != Qt::Horizontal || !bar->isVisible());
    }
};

int main(int argc, char *argv[])
{
    return runScreens<tst_ConnectionScreens>(argc, argv);
}

#include "tst_connectionscreens.moc"
