// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decided about this program on this computer. Nothing here is secret or about other people.

#pragma once

#include "ui/style/theme.h"

#include <QByteArray>
#include <QString>

class QSettings;

namespace pc::account {

struct Preferences
{
    style::ThemeChoice theme = style::ThemeChoice::System;
    double textZoom = 1.0;
    bool fewerMovements = false;
    QString language; ///< "es"; empty for the system's.
    bool enterSends = true;
    bool quiet = false; ///< No notifications at all.
    bool hidesText = false; ///< Notifications say who, not what.
    bool toldAboutTray = false;
    QByteArray geometry;
    QString lastConversation; ///< Which was open: a random id, which tells nobody anything.
    qint64 remindOfSheetFrom = 0; ///< UTC milliseconds: not to be asked for the recovery sheet before.
    int skinTone = 0; ///< Of emoji that have one; 0 is the plain yellow, 5 the darkest.

    bool operator==(const Preferences &) const = default;
};

/// What is missing or makes no sense is as in a new Preferences.
Preferences loadPreferences(QSettings &file);
void savePreferences(QSettings &file, const Preferences &preferences);

} // namespace pc::account
