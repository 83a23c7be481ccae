// SPDX-License-Identifier: GPL-3.0-or-later
// parentconnect-headless: the client without windows. See README.md.

#include "app/headless/composition.h"
#include "core/crypto/initialise.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    QCoreApplication program(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("parentconnect-headless"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PC_VERSION));
    const auto options = pc::headless::parseOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error().detail));
        return 2;
    }
    if (!pc::crypto::initialise()) {
        std::fprintf(stderr, "this system offers no randomness\n");
        return 1;
    }
    pc::headless::Composition composition(*options);
    QObject::connect(
        &composition, &pc::headless::Composition::finished, &program, &QCoreApplication::quit, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
