// SPDX-License-Identifier: GPL-3.0-or-later
// Composition: makes every object of the client once, in order, and takes them apart in the opposite order. The window
// comes first; disk, keychain and network follow on the session's own thread.

#pragma once

#include "app/client/languages.h"
#include "app/client/options.h"
#include "app/client/singleinstance.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/link/networkwatch.h"
#include "core/session/account.h"
#include "ui/account/preferences.h"
#include "ui/style/theme.h"
#include "ui/window/mainwindow.h"

#include <QSettings>
#include <QThread>

#include <memory>

namespace pc::client {

/// Where a profile is kept when nobody says: the system's place for this program's data.
QString usualProfile();

class Composition final : public QObject
{
    Q_OBJECT

public:
    /// `profile` exists. `instance` outlives this.
    Composition(const Options &options, const QString &profile, SingleInstance &instance);
    ~Composition() override;

    void start();

private:
    void makeAccount(const QString &profile);
    void makeWindow();
    void startHelpers();
    void takeWishes(const style::DesktopWishes &wishes);
    void takePreferences(const account::Preferences &preferences);
    void answerWithPassphrase(session::AccountState state);

    Options m_options;
    SingleInstance &m_instance;
    QSettings m_settings;
    account::Preferences m_preferences;
    SystemClock m_clock;
    SystemRandom m_random;
    Languages m_languages;
    style::DesktopWatch m_desktop;
    style::Theme m_theme;
    link::NetworkWatch m_network;
    QThread m_sessionThread;
    std::unique_ptr<session::Account> m_account; ///< Lives on m_sessionThread.
    std::unique_ptr<window::MainWindow> m_window;
    bool m_passphraseTried = false;
};

} // namespace pc::client
