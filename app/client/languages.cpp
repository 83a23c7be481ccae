// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/client/languages.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace pc::client {
namespace {

const QString kFolder = QStringLiteral(":/translations");
const QString kPrefix = QStringLiteral("parentconnect_");

// The "C" locale is nobody's: it writes seconds and no separators.
QLocale systemLocale()
{
    const QLocale system = QLocale::system();
    return system.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : system;
}

} // namespace

QStringList Languages::available()
{
    QStringList codes { QStringLiteral("en") };
    for (const QString &file : QDir(kFolder).entryList({ kPrefix + QStringLiteral("*.qm") })) {
        const QString code = file.mid(kPrefix.size()).chopped(3);
        if (code != codes.first())
            codes.append(code);
    }
    return codes;
}

void Languages::speak(const QString &code)
{
    const QLocale locale = code.isEmpty() ? systemLocale() : QLocale(code);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
    // English needs a file too: its plurals.
    const bool ours = m_ours.load(locale, QStringLiteral("parentconnect"), QStringLiteral("_"), kFolder)
        || m_ours.load(kPrefix + QStringLiteral("en"), kFolder);
    if (ours)
        QCoreApplication::installTranslator(&m_ours);
    if (m_qt.load(
            locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // A language that we do not speak is shown in English, hence left to right.
    const bool known = available().contains(locale.name().section(QLatin1Char('_'), 0, 0));
    QApplication::setLayoutDirection(known ? locale.textDirection() : Qt::LeftToRight);
}

} // namespace pc::client
