// SPDX-License-Identifier: GPL-3.0-or-later
// TestRelay: a real relay in the test's process, on a temporary folder and a free port of loopback, with people that can
// be enrolled in a line.

#pragma once

#include "core/relay/relay.h"
#include "tests/support/laterclock/laterclock.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace pc::test {

struct Enrolled
{
    people::Person person;
    DeviceId device;
    QString userName;
    QString password;
    QString accessToken;
};

class TestRelay
{
public:
    TestRelay();

    relay::RelayOptions &options() { return m_options; } ///< Before start().

    bool start();
    void stop();

    /// A person with one signed-in device.
    Enrolled enrol(const QString &name, people::Role role);

    /// The same, of another school on this relay.
    Enrolled enrolElsewhere(const QString &name, people::Role role);

    /// One more device of theirs.
    Enrolled anotherDevice(const Enrolled &who);

    bool setPolicy(const people::SchoolPolicy &policy);
    bool setRetention(int days);
    bool disable(UserId user);
    bool revoke(DeviceId device);

    /// What its metrics say; -1 when they do not come. Spins the event loop.
    int openSessions() const;

    LaterClock &clock() { return m_clock; } ///< The relay's own; it is stopped while months go by.
    relay::Relay &relay() { return *m_relay; }
    quint16 port() const { return m_options.port; } ///< Also while it is stopped.
    QUrl url() const;
    QString databasePath() const { return m_dir.filePath(QStringLiteral("data/relay.db")); }

private:
    template<typename T, typename Call>
    std::optional<T> wait(Call call);
    SchoolId makeSchool(const QString &name);
    Enrolled enrolIn(SchoolId school, const QString &name, people::Role role);

    QTemporaryDir m_dir;
    LaterClock m_clock;
    SystemRandom m_random;
    relay::RelayOptions m_options;
    SchoolId m_school;
    SchoolId m_otherSchool;
    std::unique_ptr<relay::Relay> m_relay;
};

} // namespace pc::test
