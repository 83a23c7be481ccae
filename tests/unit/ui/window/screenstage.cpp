// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenstage.h"

#include "tests/support/nothingcut/nothingcut.h"

#include <QDir>

using namespace pc;

void verifyNothingIsCut(const QWidget &window)
{
    QTRY_COMPARE(test::whatIsCut(window), QStringList()); // once it was laid out
}

ScreenStage::ScreenStage()
{
    QDir().mkpath(QStringLiteral(PC_SCREENS_DIR));
    m_theme.setStill(true);
    m_theme.install();
    m_clock.setUtc(support::sampleTime(14, 6));
}

support::SampleSchool ScreenStage::school()
{
    auto made = support::sampleSchool(m_clock);
    made.session->setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
    made.session->setPresence(made.ada, { people::PresenceStatus::Online, {} });
    made.session->setPresence(made.luis, { people::PresenceStatus::Away, {} });
    return made;
}

void ScreenStage::show(support::SampleSchool made, const Screen &screen)
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

void ScreenStage::grab(QWidget &window, const QByteArray &name, double ratio)
{
    QCoreApplication::sendPostedEvents();
    QPixmap shot(window.size() * ratio);
    shot.setDevicePixelRatio(ratio);
    window.render(&shot);
    const QString path = QStringLiteral(PC_SCREENS_DIR "/%1.png").arg(QString::fromLatin1(name));
    QVERIFY(shot.save(path));
}

void ScreenStage::speak(const QString &language)
{
    QLocale::setDefault(QLocale(language == QStringLiteral("ar") ? QStringLiteral("ar_EG") : language));
    m_translator = std::make_unique<QTranslator>();
    if (m_translator->load(QStringLiteral(PC_BIN_DIR "/translations/parentconnect_%1.qm").arg(language)))
        QCoreApplication::installTranslator(m_translator.get());
    QApplication::setLayoutDirection(QLocale().textDirection());
}

void ScreenStage::unspeak()
{
    m_window.reset();
    QCoreApplication::removeTranslator(m_translator.get());
    m_translator.reset();
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void dressApplication()
{
    // The pictures were made with Inter; without it the system's font serves as well.
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
}
