// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop client: reads its options, makes sure to be the only one for its profile, and composes the rest.

#include "app/client/composition.h"

#include <QApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

namespace {

constexpr int kWrongUse = 2;

void say(std::FILE *where, const QString &text)
{
    std::fputs(qUtf8Printable(text), where);
    std::fputc('\n', where);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("parentconnect"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PC_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("parentconnect"));
    QGuiApplication::setQuitOnLastWindowClosed(false);

    const pc::client::Parsed parsed = pc::client::parseOptions(QCoreApplication::arguments());
    if (!parsed.help.isEmpty()) {
        say(stdout, parsed.help);
        return 0;
    }
    if (!parsed.error.isEmpty()) {
        say(stderr, QStringLiteral("parentconnect: ") + parsed.error);
        return kWrongUse;
    }
    const QString profile = parsed.options.profile.isEmpty() ? pc::client::usualProfile() : parsed.options.profile;

    pc::client::SingleInstance instance(profile);
    if (instance.tellRunning(parsed.options.link, QCoreApplication::arguments().last()))
        return 0;
    instance.listen();
    // Where it cannot be made, the account says so in the window.
    if (QDir().mkpath(profile))
        QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    pc::client::Composition composition(parsed.options, profile, instance);
    composition.start();
    return app.exec();
}
