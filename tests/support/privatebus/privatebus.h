// SPDX-License-Identifier: GPL-3.0-or-later
// A message bus of the test's own, which this process then takes for its session's: the user's is never touched.

#pragma once

#include <QProcess>
#include <QStandardPaths>

namespace pc::test {

class PrivateBus
{
public:
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished(5'000);
    }

    /// Empty on success, else what is missing. Before anything speaks to a bus.
    QString start()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty())
            return QStringLiteral("dbus-daemon is not installed");
        m_daemon.start(
            program, { QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address") });
        if (!m_daemon.waitForReadyRead(5'000))
            return QStringLiteral("dbus-daemon does not start");
        const QByteArray address = m_daemon.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        m_address = QString::fromLatin1(address);
        return {};
    }

    QString address() const { return m_address; }

private:
    QProcess m_daemon;
    QString m_address;
};

} // namespace pc::test
