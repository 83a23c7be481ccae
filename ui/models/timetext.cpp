// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace pc::ui {

namespace {

QString todayWord()
{
    return QCoreApplication::translate("TimeText", "Today");
}

QString yesterdayWord()
{
    return QCoreApplication::translate("TimeText", "Yesterday");
}

bool isWithinLastWeek(QDate day, QDate today)
{
    const qint64 ago = day.daysTo(today);
    return ago > 0 && ago < 7;
}

} // namespace

QDateTime localTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time));
}

QDate localDay(UtcTime time)
{
    return localTime(time).date();
}

QString clockText(UtcTime time)
{
    const QTime clock = localTime(time).time();
    // Where nobody chose a language, Qt's short form has seconds.
    if (QLocale().language() == QLocale::C)
        return clock.toString(QStringLiteral("HH:mm"));
    return QLocale().toString(clock, QLocale::ShortFormat);
}

QString dayText(QDate day, QDate today)
{
    if (day == today)
        return todayWord();
    if (day == today.addDays(-1))
        return yesterdayWord();
    if (isWithinLastWeek(day, today))
        return QLocale().standaloneDayName(day.dayOfWeek());
    return QLocale().toString(day, QLocale::LongFormat);
}

QString shortTimeText(UtcTime time, QDate today)
{
    const QDate day = localDay(time);
    if (day == today)
        return clockText(time);
    if (day == today.addDays(-1))
        return yesterdayWord();
    if (isWithinLastWeek(day, today))
        return QLocale().standaloneDayName(day.dayOfWeek(), QLocale::ShortFormat);
    return QLocale().toString(day, QLocale::ShortFormat);
}

QString dayAndClockText(UtcTime time, QDate today)
{
    const QDate day = localDay(time);
    const QString date = day == today ? todayWord()
        : day == today.addDays(-1)    ? yesterdayWord()
                                      : QLocale().toString(day, QLocale::ShortFormat);
    return QCoreApplication::translate("TimeText", "%1, %2", "a day, a time").arg(date, clockText(time));
}

QString fullTimeText(UtcTime time)
{
    return QLocale().toString(localTime(time), QLocale::LongFormat);
}

} // namespace pc::ui
