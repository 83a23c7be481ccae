// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the main window as in the pictures of its design, into build/<preset>/screens, and checks what a machine can
// see of it. Look at the files too.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

using namespace pc;

namespace {

struct Screen
{
    QSize size;
    style::ThemeChoice theme = style::ThemeChoice::Light;
    double zoom = 1.0;
    double pixelRatio = 1.0;
};

} // namespace

class tst_Screens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QDir().mkpath(QStringLiteral(PC_SCREENS_DIR));
        m_theme.setStill(true);
        m_theme.install();
        m_clock.setUtc(support::sampleTime(14, 6));
    }

    void cleanup()
    {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void wideLight()
    {
        show(school(), { .size = { 1280, 800 } });
        m_window->sessionView()->pane()->composer()->field()->clearFocus();
        save("wide-light");
        QVERIFY(!m_window->sessionView()->isNarrow());
        QVERIFY(m_window->sessionView()->pane()->strip()->isHidden());
    }

    void wideDarkOffline()
    {
        auto made = school();
        made.session->type(made.class3b, {});
        made.session->setLinkStatus({ session::LinkState::Offline, 0, 2, Errc::Network });
        show(std::move(made), { .size = { 1280, 800 }, .theme = style::ThemeChoice::Dark });
        save("wide-dark-offline");
        QCOMPARE(m_window->sessionView()->pane()->strip()->sentence(),
            QStringLiteral("No connection. You can go on writing: 2 messages will leave by themselves."));
    }

    void narrowLight()
    {
        show(school(), { .size = { 400, 800 } });
        save("narrow-light");
        QVERIFY(m_window->sessionView()->isNarrow());
        QVERIFY(!m_window->sessionView()->sidebar()->isVisible());
        m_window->sessionView()->goBack();
        save("narrow-light-list");
        QVERIFY(m_window->sessionView()->sidebar()->isVisible());
    }

    void narrowestStillFits()
    {
        show(school(), { .size = { 360, 560 } });
        save("narrowest");
        QCOMPARE(m_window->width(), 360);
        m_window->sessionView()->goBack();
        save("narrowest-list");
        QCOMPARE(m_window->width(), 360);
    }

    void narrowMirroredDark()
    {
        speak(QStringLiteral("ar"));
        auto made = support::sampleSchoolArabic(m_clock);
        show(std::move(made), { .size = { 400, 800 }, .theme = style::ThemeChoice::Dark });
        save("narrow-rtl-dark");
        m_window->sessionView()->goBack();
        save("narrow-rtl-dark-list");
        unspeak();
    }

    void wideMirrored()
    {
        speak(QStringLiteral("ar"));
        show(school(), { .size = { 1280, 800 } });
        save("wide-rtl-light");
        unspeak();
    }

    void largeLetters()
    {
        show(school(), { .size = { 1280, 800 }, .zoom = 1.5 });
        save("large-letters");
    }

    void densePixels()
    {
        show(school(), { .size = { 853, 533 }, .pixelRatio = 1.5 });
        save("scale-150", 1.5);
    }

    void emojiPicker()
    {
        show(school(), { .size = { 1000, 700 }, .theme = style::ThemeChoice::Dark });
        auto *composer = m_window->sessionView()->pane()->composer();
        composer->setSkinTone(3);
        composer->findChild<QAbstractButton *>(QStringLiteral("emoji"))->click();
        auto *picker = composer->findChild<compose::EmojiPicker *>();
        grab(*picker, "emoji-dark");
        picker->search()->setText(QStringLiteral("hand"));
        grab(*picker, "emoji-found-dark");
        picker->close();
        QVERIFY(m_theme.isDark()); // what is remembered changes no look
    }

    void busy()
    {
        support::FakeAccount account;
        window::MainWindow first(account, m_clock, m_theme, {}, {});
        first.resize(1000, 700);
        first.show();
        grab(first, "busy-at-once");
        m_clock.advance(Milliseconds { 200 });
        grab(first, "busy");
    }

    void details()
    {
        show(school(), { .size = { 1280, 800 }, .theme = style::ThemeChoice::Dark });
        m_window->sessionView()->toggleDetails();
        save("details-dark");
        QVERIFY(m_window->sessionView()->details()->isVisible());
    }

    void longAndMixedNamesStayInTheirRows()
    {
        auto made = school();
        people::Person strange { UserId { Uuid { { 9, 9, 9 } } }, {},
            QStringLiteral("Maximiliana-Alexandra von und zu Hohenstein-Wolkenkuckucksheim"), people::Role::Staff,
            QStringLiteral("Deputy head of the lower school and of the library") };
        people::Person mixed { UserId { Uuid { { 8, 8, 8 } } }, {}, QStringLiteral("Ada عائشة <b>Okafor</b>"),
            people::Role::Guardian, QStringLiteral("<img src=x>") };
        addDirect(made, strange, QStringLiteral("<b>Bold?</b> <img src=x> no: only text, and a lot of it on one line"));
        addDirect(made, mixed, QStringLiteral("مرحبا Museum-trip-3B.pdf ثم 12:30"));
        show(std::move(made), { .size = { 1000, 700 } });
        save("long-names");
        const auto &list = *m_window->sessionView()->sidebar()->list();
        QVERIFY(!list.horizontalScrollBar()->isVisible());
    }

    void firstStart()
    {
        support::FakeAccount account;
        for (const bool dark : { false, true }) {
            m_theme.setChoice(dark ? style::ThemeChoice::Dark : style::ThemeChoice::Light);
            window::MainWindow first(account, m_clock, m_theme, {}, {});
            first.resize(1000, 700);
            first.show();
            account.enter(session::AccountState::NeedsSignIn);
            grab(first, dark ? "first-start-dark" : "first-start");
            account.enter(session::AccountState::StoreUnreadable);
            grab(first, dark ? "store-unreadable-dark" : "store-unreadable");
            first.resize(360, 560);
            account.enter(session::AccountState::NeedsNewPassphrase);
            grab(first, dark ? "passphrase-dark" : "passphrase");
        }
    }

private:
    support::SampleSchool school()
    {
        auto made = support::sampleSchool(m_clock);
        made.session->setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        made.session->setPresence(made.ada, { people::PresenceStatus::Online, {} });
        made.session->setPresence(made.luis, { people::PresenceStatus::Away, {} });
        return made;
    }

    void addDirect(support::SampleSchool &made, const people::Person &other, const QString &text)
    {
        chat::Conversation conversation;
        conversation.id = ConversationId { other.id.raw() };
        conversation.kind = chat::ConversationKind::Direct;
        conversation.members = { { other, chat::MemberRole::Member } };
        made.session->addPerson(other);
        made.session->addConversation(conversation);
        made.session->addHistory(conversation.id, other.id, support::sampleTime(14, 5), { .text = text });
    }

    void show(support::SampleSchool made, const Screen &screen)
    {
        m_window.reset();
        m_school = std::move(made);
        m_theme.setChoice(screen.theme);
        m_theme.setTextZoom(screen.zoom);
        m_account.setSession(m_school.session.get());
        m_account.enter(session::AccountState::Ready);
        m_window = std::make_unique<window::MainWindow>(
            m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(screen.size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(m_window->sessionView()->conversations().isLoaded());
        m_window->sessionView()->openConversation(m_school.class3b);
        m_school.session->setPresence(m_school.ada, { people::PresenceStatus::Online, {} });
        m_school.session->setPresence(m_school.luis, { people::PresenceStatus::Away, {} });
        if (m_school.session->linkStatus().state == session::LinkState::UpToDate && m_school.luis != UserId {})
            m_school.session->type(m_school.class3b, { m_school.ada });
        QTRY_VERIFY(m_window->sessionView()->pane()->timeline()->model()->isLoaded());
        m_window->sessionView()->pane()->timeline()->placeNow();
        m_window->sessionView()->pane()->timeline()->jumpToLatest();
    }

    void save(const char *name, double ratio = 1.0) { grab(*m_window, name, ratio); }

    static void grab(QWidget &window, const char *name, double ratio = 1.0)
    {
        QCoreApplication::sendPostedEvents();
        QPixmap shot(window.size() * ratio);
        shot.setDevicePixelRatio(ratio);
        window.render(&shot);
        const QString path = QStringLiteral(PC_SCREENS_DIR "/%1.png").arg(QString::fromLatin1(name));
        QVERIFY(shot.save(path));
    }

    void speak(const QString &language)
    {
        QLocale::setDefault(QLocale(language == QStringLiteral("ar") ? QStringLiteral("ar_EG") : language));
        m_translator = std::make_unique<QTranslator>();
        if (m_translator->load(QStringLiteral(PC_BIN_DIR "/translations/parentconnect_%1.qm").arg(language)))
            QCoreApplication::installTranslator(m_translator.get());
        QApplication::setLayoutDirection(QLocale().textDirection());
    }

    void unspeak()
    {
        m_window.reset();
        QCoreApplication::removeTranslator(m_translator.get());
        m_translator.reset();
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::FakeAccount m_account;
    support::SampleSchool m_school;
    std::unique_ptr<QTranslator> m_translator;
    std::unique_ptr<window::MainWindow> m_window;
};

int main(int argc, char *argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QApplication app(argc, argv);
    // The pictures were made with Inter; without it the system's font serves as well.
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    tst_Screens test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_screens.moc"
