// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of all that is shown of the recovery sheet and of messages that come back: light and dark, narrow and large, mirrored.
// Nothing is cut off, and nothing jumps.

#include "ui/account/linkpage.h"
#include "ui/account/makesheetdialog.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/sheetpage.h"
#include "ui/account/sheetpaper.h"
#include "ui/account/troublepage.h"
#include "ui/account/trysheetdialog.h"
#include "ui/style/plainlabel.h"
#include "ui/words/errors.h"

#include <QPageSize>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>

#include "screenstage.h"

using namespace pc;
using namespace pc::session;

namespace {

QStringList wordsIn(const QString &language)
{
    static const QString english = QStringLiteral(
        "thunder umbrella chocolate neighbour frequent orchard silver machine apology blanket curtain dolphin "
        "elegant festival garage harvest industry jealous kitchen library mountain notebook opinion strategy");
    static const QString spanish = QStringLiteral(
        "ábaco búho chocolate desayuno enfermedad fábrica ganador helicóptero inquieto jirafa koala lámpara "
        "maravilla náufrago obstáculo pantalón químico relámpago sábado tiburón urgente vehículo yegua zafiro");
    return (language == QStringLiteral("es") ? spanish : english).split(u' ');
}

const UtcTime kMade = utcFromMilliseconds(1'795'000'000'000);

} // namespace

class tst_RecoveryScreens : public QObject, private ScreenStage
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
        QTest::newRow("narrow-dark") << Screen { .size = { 400, 800 }, .theme = style::ThemeChoice::Dark }
                                     << QStringLiteral("en");
    }

    void windows()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const QByteArray tag = dress(screen, language);
        show(language == QStringLiteral("ar") ? support::sampleSchoolArabic(m_clock) : school(), screen);
        support::FakeRecoveryDesk &desk = m_account.recovery();
        desk.words = wordsIn(language);
        const account::SheetOwner owner { QStringLiteral("Ana Díaz Fernández"), QStringLiteral("North School") };
        preferences(desk, owner, tag);
        making(desk, owner, tag);
        trying(desk, tag);
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, kMade, true });
        ArchiveState archive;
        archive.isRestoring = true;
        archive.restored = 12'345;
        desk.show(archive);
        m_window->sessionView()->goBack(); // narrow: to the list
        save("sheet-window-" + tag);
        verifyNothingIsCut(*m_window->sessionView()->sheetReminder());
        SheetState none;
        none.isMissing = true;
        desk.show(none);
        save("sheet-offered-" + tag);
        verifyNothingIsCut(*m_window->sessionView()->sheetReminder());
        undress(language);
    }

    void pages_data() { windows_data(); }

    void pages()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const QByteArray tag = dress(screen, language);
        support::FakeAccount account;
        account.devices().show({ QStringLiteral("123456789"),
            QStringLiteral("PCLINK1.123456789.n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"), {}, false });
        account.recovery().canUnlock = true;
        account.recovery().show(SheetOffer { true, SheetWords::Sheet24, SheetLanguage::English, 3, {} });
        {
            account::LinkPage page(account, m_theme);
            page.offerSheet(account.recovery());
            picture(page, screen, "sheet-link-" + tag);
            page.ensureWidgetVisible(page.stopButton());
            picture(page, screen, "sheet-link-end-" + tag);
        }
        {
            account::SheetPage page(account::SheetPage::Task::Recover, account.recovery(), m_theme);
            picture(page, screen, "sheet-page-" + tag);
            account.recovery().mistake = SheetMistake { SheetMistake::What::UnknownWord, 2 };
            page.field()->edit()->setPlainText(
                QStringLiteral("thunder umbrela chocolate neighbour frequent orchard silver "
                               "machine apology blanket curtain dolphin"));
            page.button()->click();
            QTRY_VERIFY(!page.trouble().isEmpty());
            picture(page, screen, "sheet-page-wrong-" + tag);
            account.recovery().show(SheetOffer { true, SheetWords::Sheet24, SheetLanguage::English, 0, kMade });
            picture(page, screen, "sheet-page-none-left-" + tag);
        }
        for (const AccountState state : { AccountState::KeyLost, AccountState::NeedsPassphrase }) {
            const QByteArray name = state == AccountState::KeyLost ? "key-lost" : "forgotten";
            account::TroublePage page(state, account, m_theme);
            page.offerSheet(account.recovery());
            picture(page, screen, "sheet-" + name + '-' + tag);
            page.noSheetButton()->click();
            picture(page, screen, "sheet-" + name + "-none-" + tag);
        }
        {
            account.recovery().mistake.reset();
            account.recovery().holds = true;
            account::SheetPage page(account::SheetPage::Task::Unlock, account.recovery(), m_theme);
            page.field()->edit()->setPlainText(wordsIn(language).join(u' '));
            page.button()->click();
            picture(page, screen, "sheet-unlock-busy-" + tag);
        }
        undress(language);
    }

    void paper_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("count");
        QTest::newRow("en-24") << QStringLiteral("en") << 24;
        QTest::newRow("en-6") << QStringLiteral("en") << 6;
        QTest::newRow("es-24") << QStringLiteral("es") << 24;
        QTest::newRow("ar-24") << QStringLiteral("ar") << 24;
    }

    // Every language has its page, with nothing pushed off it; the file is for people to look at.
    void paper()
    {
        QFETCH(QString, language);
        QFETCH(int, count);
        dress({ .size = { 800, 600 } }, language);
        const account::SheetPaper paper { { language == QStringLiteral("ar") ? QStringLiteral("فاطمة الزهراء")
                                                                             : QStringLiteral("Ana Díaz Fernández"),
                                              QStringLiteral("North School") },
            wordsIn(language).mid(0, count) };
        const QString name
            = QStringLiteral(PC_SCREENS_DIR "/sheet-paper-%1").arg(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(account::savePaper(name + QStringLiteral(".pdf"), paper).ok());
        constexpr int kDpi = 144;
        constexpr int kMargin = 112;
        const QSize size = account::usualPageSize().sizePixels(kDpi);
        QImage page(size, QImage::Format_RGB32);
        page.fill(Qt::white);
        {
            QPainter painter(&page);
            account::paintPaper(
                painter, QRectF(QPointF(), size).adjusted(kMargin, kMargin, -kMargin, -kMargin), kDpi, paper);
        }
        for (int x = 0; x < size.width(); ++x) {
            for (int y = size.height() - kMargin; y < size.height(); ++y)
                QVERIFY(qGray(page.pixel(x, y)) > 200);
        }
        undress(language);
    }

    void whatComesBackIsCountedWithoutAJump()
    {
        for (const int width : { 320, 400, 1000 }) {
            support::FakeRecoveryDesk desk;
            window::Strip strip(m_clock, m_theme);
            strip.resize(width, 10);
            strip.setStatus({ LinkState::UpToDate, 0, 0, {} });
            QVERIFY(strip.isHidden());
            ArchiveState archive;
            archive.isRestoring = true;
            strip.setArchive(archive);
            QVERIFY(!strip.isHidden());
            const int height = strip.heightForWidth(width);
            for (const qint64 count : { 1, 999, 1'000, 12'345, 1'234'567 }) {
                archive.restored = count;
                strip.setArchive(archive);
                QVERIFY(strip.sentence().endsWith(QLocale().toString(count)));
                QCOMPARE(strip.accessibleName(), strip.sentence());
                QCOMPARE(strip.heightForWidth(width), height);
            }
            strip.setStatus({ LinkState::CatchingUp, 0, 3, {} }); // says it all the same: no flicker
            QVERIFY(strip.sentence().endsWith(QStringLiteral("1,234,567")));
            strip.setStatus({ LinkState::Offline, 0, 0, Errc::Network });
            QVERIFY(strip.sentence().startsWith(QStringLiteral("No connection")));
            strip.setStatus({ LinkState::UpToDate, 0, 0, {} });
            QVERIFY(strip.sentence().endsWith(QStringLiteral("1,234,567")));
            strip.setStore({ Errc::DiskFull, false });
            QCOMPARE(strip.sentence(), words::errorSentence(Errc::DiskFull));
            strip.setStore({});
            archive.isRestoring = false;
            strip.setArchive(archive);
            QVERIFY(strip.isHidden());
        }
    }

    void aShorterTimeIsToldWithWhatOneCanDo_data() { windows_data(); }

    void aShorterTimeIsToldWithWhatOneCanDo()
    {
        QFETCH(Screen, screen);
        QFETCH(QString, language);
        const QByteArray tag = dress(screen, language);
        show(language == QStringLiteral("ar") ? support::sampleSchoolArabic(m_clock) : school(), screen);
        m_account.recovery().show(ArchiveState {});
        m_account.recovery().show(SheetState {});
        const window::SessionView &view = *m_window->sessionView();
        window::Strip &strip = *m_window->findChild<window::Strip *>();
        QVERIFY(strip.sentence().isEmpty());
        session::Self self = view.self();
        self.shorterKeeping = session::ShorterKeeping { 30, kMade };
        m_school.session->setSelf(self);
        QTRY_VERIFY(strip.sentence().contains(QStringLiteral("30")) || strip.sentence().contains(QStringLiteral("٣٠")));
        m_window->sessionView()->goBack();
        save("keeping-" + tag);
        self.shorterKeeping.reset();
        m_school.session->setSelf(self);
        QTRY_VERIFY(strip.sentence().isEmpty());
        undress(language);
    }

    void theSheetIsAskedForOnceAWeekHasGone()
    {
        show(school(), { .size = { 1000, 800 } });
        window::SessionView &view = *m_window->sessionView();
        support::FakeRecoveryDesk &desk = m_account.recovery();
        desk.show(SheetState {});
        window::SheetReminder &reminder = *view.sheetReminder();
        QVERIFY(!reminder.isVisible());
        SheetState sheet { true, SheetWords::Sheet24, SheetLanguage::English, kMade, false };
        desk.show(sheet);
        QVERIFY(!reminder.isVisible());
        sheet.isTestDue = true;
        desk.show(sheet);
        QVERIFY(reminder.isVisible());
        QCOMPARE(reminder.text(), QStringLiteral("Do you still have your recovery sheet?"));
        QSignalSpy tried(&view, &window::SessionView::trySheetRequested);
        QSignalSpy lost(&view, &window::SessionView::newSheetRequested);
        reminder.tryButton()->click();
        const auto *trying = m_window->findChild<account::TrySheetDialog *>();
        QVERIFY(trying && trying->isVisible());
        reminder.lostButton()->click();
        const auto *made = m_window->findChild<account::MakeSheetDialog *>();
        QVERIFY(made && made->isVisible());
        QCOMPARE(tried.size(), 1);
        QCOMPARE(lost.size(), 1);
        sheet.isTestDue = false; // a right answer ends it
        desk.show(sheet);
        QVERIFY(!reminder.isVisible());
    }

    void whoHasNoSheetIsAskedToMakeOne()
    {
        show(school(), { .size = { 1000, 800 } });
        window::SessionView &view = *m_window->sessionView();
        support::FakeRecoveryDesk &desk = m_account.recovery();
        SheetState none;
        none.isMissing = true;
        desk.show(none);
        window::SheetReminder &reminder = *view.sheetReminder();
        QVERIFY(reminder.isVisible() && reminder.makeButton()->isVisible());
        QVERIFY(!reminder.tryButton()->isVisible() && !reminder.lostButton()->isVisible());
        reminder.makeButton()->click();
        const auto *made = m_window->findChild<account::MakeSheetDialog *>();
        QVERIFY(made && made->isVisible());
        reminder.laterButton()->click();
        QVERIFY(!reminder.isVisible());
        QCOMPARE(m_window->preferences().remindOfSheetFrom, toMilliseconds(m_clock.utcNow() + std::chrono::days(30)));
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, kMade, false });
        QVERIFY(!reminder.isVisible());
    }

    void laterIsAWeekLater()
    {
        show(school(), { .size = { 1000, 800 } });
        window::SessionView &view = *m_window->sessionView();
        support::FakeRecoveryDesk &desk = m_account.recovery();
        desk.show(SheetState {});
        const SheetState due { true, SheetWords::Sheet24, SheetLanguage::English, kMade, true };
        desk.show(due);
        QSignalSpy later(&view, &window::SessionView::sheetPutOff);
        view.sheetReminder()->laterButton()->click();
        QVERIFY(!view.sheetReminder()->isVisible());
        QCOMPARE(later.size(), 1);
        QCOMPARE(later.front().front().value<UtcTime>(), m_clock.utcNow() + std::chrono::days(7));
        QCOMPARE(m_window->preferences().remindOfSheetFrom, toMilliseconds(m_clock.utcNow() + std::chrono::days(7)));
        account::Preferences next;
        next.remindOfSheetFrom = toMilliseconds(m_clock.utcNow()) + 1;
        view.setPreferences(next);
        desk.show(due); // the same at the next start
        QVERIFY(!view.sheetReminder()->isVisible());
        next.remindOfSheetFrom = toMilliseconds(m_clock.utcNow());
        view.setPreferences(next);
        QVERIFY(view.sheetReminder()->isVisible());
    }

    void thePreferencesTellOfIt()
    {
        show(school(), { .size = { 1000, 800 } });
        Q_EMIT m_window->sessionView()->preferencesRequested();
        const auto *dialog = m_window->findChild<account::PreferencesDialog *>();
        QVERIFY(dialog && dialog->recovery());
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
        m_window.reset();
        if (language != QStringLiteral("en"))
            unspeak();
        m_theme.setChoice(style::ThemeChoice::Light);
        m_theme.setTextZoom(1.0);
    }

    static void picture(QWidget &page, const Screen &screen, const QByteArray &name)
    {
        page.setAutoFillBackground(true);
        page.resize(screen.size);
        page.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        // A sentence that was wrapped makes the column higher, and that the area: each in its turn.
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendPostedEvents();
        grab(page, name);
        verifyNothingIsCut(page);
    }

    void preferences(support::FakeRecoveryDesk &desk, const account::SheetOwner &owner, const QByteArray &tag)
    {
        ArchiveState archive;
        archive.lastSaved = kMade;
        desk.show(archive);
        desk.show(SheetState {});
        account::PreferencesDialog dialog({}, {}, m_account, m_theme, m_window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.addRecovery(desk, owner, m_random);
        dialog.show();
        auto *area = dialog.findChild<QScrollArea *>();
        area->ensureWidgetVisible(dialog.recovery()->makeButton());
        grab(dialog, "sheet-preferences-" + tag);
        verifyNothingIsCut(*dialog.recovery());
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, kMade, false });
        archive.waiting = 1'204;
        archive.trouble = Errc::Network;
        desk.show(archive);
        dialog.recovery()->keepsBox()->click();
        QCoreApplication::sendPostedEvents();
        area->ensureWidgetVisible(dialog.recovery()->keepButton());
        grab(dialog, "sheet-preferences-off-" + tag);
        verifyNothingIsCut(*dialog.recovery());
    }

    void making(support::FakeRecoveryDesk &desk, const account::SheetOwner &owner, const QByteArray &tag)
    {
        account::MakeSheetDialog dialog(desk, owner, m_random, m_theme, m_window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        grab(dialog, "sheet-choose-" + tag);
        verifyNothingIsCut(dialog);
        desk.holds = true;
        dialog.button()->click();
        grab(dialog, "sheet-making-" + tag);
        desk.release();
        QTRY_VERIFY(!dialog.grid()->words().isEmpty());
        grab(dialog, "sheet-words-" + tag);
        verifyNothingIsCut(dialog);
        dialog.saveAs(QStringLiteral(PC_SCREENS_DIR "/sheet.pdf"));
        grab(dialog, "sheet-words-saved-" + tag);
        verifyNothingIsCut(dialog);
        dialog.button()->click();
        for (int i = 0; i < account::MakeSheetDialog::kAsked; ++i)
            dialog.field(i)->setText(i == 1 ? QStringLiteral("wrong") : desk.words[dialog.askedWord(i)]);
        dialog.button()->click();
        grab(dialog, "sheet-asks-" + tag);
        verifyNothingIsCut(dialog);
        dialog.field(1)->setText(desk.words[dialog.askedWord(1)]);
        dialog.button()->click();
        QTRY_VERIFY(dialog.button()->isEnabled());
        grab(dialog, "sheet-done-" + tag);
        verifyNothingIsCut(dialog);
    }

    void trying(support::FakeRecoveryDesk &desk, const QByteArray &tag)
    {
        account::TrySheetDialog dialog(desk, m_theme, m_window.get());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        grab(dialog, "sheet-try-" + tag);
        desk.mistake = SheetMistake { SheetMistake::What::NotThisSheet, 0 };
        dialog.field()->edit()->setPlainText(desk.words.join(u' '));
        dialog.button()->click();
        QTRY_VERIFY(!dialog.trouble().isEmpty());
        grab(dialog, "sheet-try-wrong-" + tag);
        verifyNothingIsCut(dialog);
        desk.mistake.reset();
        dialog.button()->click();
        QTRY_VERIFY(dialog.field()->isHidden());
        grab(dialog, "sheet-try-right-" + tag);
    }

    SeededRandom m_random { 7 };
};

int main(int argc, char *argv[])
{
    return runScreens<tst_RecoveryScreens>(argc, argv);
}
#include "tst_recoveryscreens.moc"
