// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/preferences.h"

#include <QSettings>

#include <algorithm>
#include <array>

namespace pc::account {
namespace {

using style::ThemeChoice;

struct NamedTheme
{
    ThemeChoice choice;
    const char *name;
};

constexpr std::array<NamedTheme, 3> kThemes { {
    { ThemeChoice::System, "system" },
    { ThemeChoice::Light, "light" },
    { ThemeChoice::Dark, "dark" },
} };

QString nameOf(ThemeChoice choice)
{
    const auto found
        = std::find_if(kThemes.cbegin(), kThemes.cend(), [choice](const NamedTheme &t) { return t.choice == choice; });
    return QString::fromLatin1(found->name);
}

ThemeChoice themeOf(const QString &name)
{
    const auto found = std::find_if(
        kThemes.cbegin(), kThemes.cend(), [&name](const NamedTheme &t) { return name == QLatin1StringView(t.name); });
    return found == kThemes.cend() ? ThemeChoice::System : found->choice;
}

constexpr int kDarkestSkinTone = 5;

const QString kTheme = QStringLiteral("look/theme");
const QString kZoom = QStringLiteral("look/textZoom");
const QString kStill = QStringLiteral("look/fewerMovements");
const QString kLanguage = QStringLiteral("look/language");
const QString kGeometry = QStringLiteral("look/geometry");
const QString kLast = QStringLiteral("window/lastConversation");
const QString kSkinTone = QStringLiteral("writing/skinTone");
const QString kEnter = QStringLiteral("writing/enterSends");
const QString kQuiet = QStringLiteral("notices/quiet");
const QString kHides = QStringLiteral("notices/hidesText");
const QString kTold = QStringLiteral("notices/toldAboutTray");
const QString kSheet = QStringLiteral("notices/remindOfSheetFrom");

} // namespace

Preferences loadPreferences(QSettings &file)
{
    Preferences read;
    read.theme = themeOf(file.value(kTheme).toString());
    bool isNumber = false;
    const double zoom = file.value(kZoom).toDouble(&isNumber);
    if (isNumber && zoom >= 0.8 && zoom <= 2.0)
        read.textZoom = zoom;
    read.fewerMovements = file.value(kStill, read.fewerMovements).toBool();
    read.language = file.value(kLanguage).toString().left(16);
    read.enterSends = file.value(kEnter, read.enterSends).toBool();
    read.quiet = file.value(kQuiet, read.quiet).toBool();
    read.hidesText = file.value(kHides, read.hidesText).toBool();
    read.toldAboutTray = file.value(kTold, read.toldAboutTray).toBool();
    read.geometry = file.value(kGeometry).toByteArray();
    read.lastConversation = file.value(kLast).toString().left(36);
    if (const int tone = file.value(kSkinTone).toInt(); tone >= 0 && tone <= kDarkestSkinTone)
        read.skinTone = tone;
    read.remindOfSheetFrom = std::max(qint64(0), file.value(kSheet).toLongLong());
    return read;
}

void savePreferences(QSettings &file, const Preferences &preferences)
{
    file.setValue(kTheme, nameOf(preferences.theme));
    file.setValue(kZoom, preferences.textZoom);
    file.setValue(kStill, preferences.fewerMovements);
    file.setValue(kLanguage, preferences.language);
    file.setValue(kEnter, preferences.enterSends);
    file.setValue(kQuiet, preferences.quiet);
    file.setValue(kHides, preferences.hidesText);
    file.setValue(kTold, preferences.toldAboutTray);
    file.setValue(kGeometry, preferences.geometry);
    file.setValue(kLast, preferences.lastConversation);
    file.setValue(kSheet, preferences.remindOfSheetFrom);
    file.setValue(kSkinTone, preferences.skinTone);
}

} // namespace pc::account
