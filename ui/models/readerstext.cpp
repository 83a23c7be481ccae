// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/readerstext.h"

#include "ui/models/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace pc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(pc::ui::ReadersText)
};

constexpr qsizetype kBlock = 5;

} // namespace

bool isInDoubt(const session::ReadingDevice &device)
{
    return device.doubt != session::DeviceDoubt::None && device.doubt != session::DeviceDoubt::Unchecked;
}

ReaderState stateOf(const session::ReadingPerson &person)
{
    if (!person.isMember)
        return ReaderState::Closing;
    if (person.devices.empty())
        return ReaderState::Waiting;
    return std::ranges::any_of(person.devices, isInDoubt) ? ReaderState::Changed : ReaderState::Reads;
}

ReaderState stateOf(const session::ReadingDevice &device)
{
    return isInDoubt(device) ? ReaderState::Changed : ReaderState::Reads;
}

QString readingText(const session::ReadingPerson &person)
{
    const QString devices = Words::tr("%n computers", nullptr, int(person.devices.size()));
    switch (stateOf(person)) {
    case ReaderState::Reads:
        return person.isConfirmedByOffice
            ? Words::tr("%1 · confirmed by the school", "%1 is like '2 computers'").arg(devices)
            : devices;
    case ReaderState::Waiting:
        return Words::tr("Can read once they sign in");
    case ReaderState::Closing:
        return Words::tr("Left; access is being closed");
    case ReaderState::Changed:
        return Words::tr("%1, one has changed", "%1 is like '2 computers'").arg(devices);
    }
    return {};
}

QString deviceName(const session::ReadingDevice &device, int number)
{
    if (device.isThis)
        return Words::tr("This computer");
    return Words::tr("Computer %1", "a number").arg(QLocale().toString(number));
}

QString deviceText(const session::ReadingDevice &device)
{
    const QString day = QLocale().toString(localDay(device.since), QLocale::ShortFormat);
    if (isInDoubt(device))
        return Words::tr("Not the one you knew · since %1", "a date").arg(day);
    return Words::tr("Since %1", "a date").arg(day);
}

QString groupedCode(const QString &code)
{
    QString grouped;
    for (qsizetype at = 0; at < code.size(); at += kBlock) {
        if (at > 0)
            grouped += u' ';
        grouped += QStringView(code).mid(at, kBlock);
    }
    return grouped;
}

} // namespace pc::ui
