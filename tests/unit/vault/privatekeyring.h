// SPDX-License-Identifier: GPL-3.0-or-later
// A message bus and a keyring of the test's own, in a folder of its own: nothing of the user's session is touched. Both
// end with the object.

#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace pc::test {

class PrivateKeyring
{
public:
    ~PrivateKeyring()
    {
        stop(m_keyring);
        stop(m_bus);
    }

    /// Empty on success, else what is missing. Call before anything speaks to a bus.
    QString start()
    {
        const QString bus = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (bus.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
            return QStringLiteral("dbus-daemon or gnome-keyring-daemon is not installed");
        m_bus.start(
            bus, { QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address") });
        if (!m_bus.waitForReadyRead(5'000))
            return QStringLiteral("dbus-daemon does not start");
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        qputenv("HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toLocal8Bit());
        qunsetenv("XDG_CURRENT_DESKTOP");
        return startKeyring();
    }

    QString startKeyring()
    {
        m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
            { QStringLiteral("--foreground"), QStringLiteral("--components=secrets"), QStringLiteral("--unlock"),
                QStringLiteral("--control-directory=") + m_home.path() });
        if (!m_keyring.waitForStarted(5'000))
            return QStringLiteral("gnome-keyring-daemon does not start");
        m_keyring.write("a keyring's password");
        m_keyring.closeWriteChannel();
        // It tells where its control socket is only once it is unlocked.
        return m_keyring.waitForReadyRead(10'000) ? QString() : QStringLiteral("gnome-keyring-daemon does not answer");
    }

    void stopKeyring() { stop(m_keyring); }

private:
    static void stop(QProcess &process)
    {
        process.terminate();
        if (!process.waitForFinished(3'000))
            process.kill();
        process.waitForFinished(3'000);
    }

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace pc::test
