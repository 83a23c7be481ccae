// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/client/composition.h"

#include "core/session/localaccount.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace pc::client {
namespace {

constexpr qint64 kLongestPassphrase = 4096;
const QString kDesktopIsDark = QStringLiteral("desktop/isDark");

// The first window must not flash in the wrong colours while the desktop is asked.
style::DesktopWishes rememberedWishes(const QSettings &settings)
{
    if (!settings.contains(kDesktopIsDark))
        return {};
    return { settings.value(kDesktopIsDark).toBool() ? style::Scheme::Dark : style::Scheme::Light, false };
}

QString firstLine(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray line = file.readLine(kLongestPassphrase);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace

QString usualProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

Composition::Composition(const Options &options, const QString &profile, SingleInstance &instance)
    : m_options(options)
    , m_instance(instance)
    , m_settings(QDir(profile).filePath(QStringLiteral("preferences.ini")), QSettings::IniFormat)
    , m_preferences(account::loadPreferences(m_settings))
    , m_desktop(rememberedWishes(m_settings))
{
    if (options.theme)
        m_preferences.theme = *options.theme;
    if (!options.language.isEmpty())
        m_preferences.language = options.language;
    m_languages.speak(m_preferences.language);
    m_theme.setChoice(m_preferences.theme);
    m_theme.setTextZoom(m_preferences.textZoom);
    m_theme.setStill(m_preferences.fewerMovements);
    m_theme.setDesktop(m_desktop.wishes());
    m_theme.install();
    connect(&m_desktop, &style::DesktopWatch::wishesChanged, this, &Composition::takeWishes);
    makeAccount(profile);
    makeWindow();
}

Composition::~Composition()
{
    m_window.reset();
    // The account ends on its own thread, then the thread does.
    if (!m_sessionThread.isRunning())
        return;
    session::Account *account = m_account.release();
    QMetaObject::invokeMethod(
        account, [account] { delete account; }, Qt::BlockingQueuedConnection);
    m_sessionThread.quit();
    m_sessionThread.wait();
}

void Composition::start()
{
    m_sessionThread.start();
    m_window->show();
    m_account->open();
}

// What speaks to the desktop from this thread would delay the first picture.
void Composition::startHelpers()
{
    m_network.start();
    m_desktop.start();
}

void Composition::makeAccount(const QString &profile)
{
    session::AccountOptions options;
    options.folder = profile;
    options.clientVersion = QStringLiteral("parentconnect " PC_VERSION);
    options.language = QLocale().bcp47Name();
    if (!m_options.passphraseFile.isEmpty())
        options.vault.preference = session::VaultPreference::Passphrase;
    m_account = std::make_unique<session::LocalAccount>(options, m_clock, m_random, &m_network);
    m_account->moveToThread(&m_sessionThread);
    if (!m_options.passphraseFile.isEmpty())
        connect(m_account.get(), &session::Account::stateChanged, this, &Composition::answerWithPassphrase);
}

void Composition::makeWindow()
{
    m_window = std::make_unique<window::MainWindow>(
        *m_account, m_clock, m_theme, m_preferences, window::WindowOptions { m_options.relay, Languages::available() });
    if (m_options.geometry) {
        m_window->resize(m_options.geometry->size());
        if (m_options.geometry->x() >= 0)
            m_window->move(m_options.geometry->topLeft());
    }
    if (m_options.link)
        m_window->takeLink(*m_options.link);
    connect(m_window.get(), &window::MainWindow::preferencesChanged, this, &Composition::takePreferences);
    connect(m_window.get(), &window::MainWindow::quitRequested, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    connect(m_window.get(), &window::MainWindow::firstPainted, this, &Composition::startHelpers, Qt::QueuedConnection);
    connect(&m_instance, &SingleInstance::raiseRequested, m_window.get(), &window::MainWindow::bringToFront);
    connect(&m_instance, &SingleInstance::linkReceived, m_window.get(), &window::MainWindow::takeLink);
}

void Composition::takeWishes(const style::DesktopWishes &wishes)
{
    m_theme.setDesktop(wishes);
    if (wishes.scheme)
        m_settings.setValue(kDesktopIsDark, *wishes.scheme == style::Scheme::Dark);
    else
        m_settings.remove(kDesktopIsDark);
}

void Composition::takePreferences(const account::Preferences &preferences)
{
    const bool otherLanguage = preferences.language != m_preferences.language;
    m_preferences = preferences;
    account::savePreferences(m_settings, preferences);
    if (!otherLanguage)
        return;
    m_languages.speak(preferences.language);
    m_window->rebuild();
}

void Composition::answerWithPassphrase(session::AccountState state)
{
    // Once: a wrong one is for a person to look at.
    if (m_passphraseTried)
        return;
    const QString passphrase = firstLine(m_options.passphraseFile);
    if (passphrase.isEmpty())
        return;
    if (state == session::AccountState::NeedsPassphrase)
        (void)m_account->unlock(passphrase);
    else if (state == session::AccountState::NeedsNewPassphrase)
        (void)m_account->setPassphrase(passphrase);
    else
        return;
    m_passphraseTried = true;
}

} // namespace pc::client
