// SPDX-License-Identifier: GPL-3.0-or-later
// Times and days as the reader's language writes them. "Today" is always handed in, never asked for.

#pragma once

#include "core/base/time.h"

#include <QDate>
#include <QDateTime>
#include <QString>

namespace pc::ui {

QDateTime localTime(UtcTime time);
QDate localDay(UtcTime time);

/// "14:06", with the locale's digits and order.
QString clockText(UtcTime time);

/// A day separator: "Today", "Yesterday", the weekday within the last week, else the whole date.
QString dayText(QDate day, QDate today);

/// The list's short form: the clock today, "Yesterday", a short weekday, else a short date.
QString shortTimeText(UtcTime time, QDate today);

/// "Yesterday, 14:06", with a short date for other days.
QString dayAndClockText(UtcTime time, QDate today);

/// The whole date and time, for details and tool tips.
QString fullTimeText(UtcTime time);

} // namespace pc::ui
