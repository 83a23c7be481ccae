// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt program with a window can be: what starting the client is compared with.

#include <QApplication>
#include <QLabel>

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    QLabel window(QStringLiteral("A window and nothing else"));
    window.resize(1100, 720);
    window.show();
    return QApplication::exec();
}
