// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timelinetext.h"

#include "core/people/person.h"
#include "ui/models/conversationtext.h"
#include "ui/models/sentences.h"
#include "ui/models/timetext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace pc::ui {

namespace {

QString messageText(const TimelineRow &row, const PersonLookup &person)
{
    const chat::Message &message = row.message;
    switch (message.content.kind) {
    case chat::ContentKind::Text:
        return message.content.text;
    case chat::ContentKind::Event:
        return eventText(message.content, message.outgoing ? QString() : senderName(person, message.sender));
    case chat::ContentKind::Unreadable:
    case chat::ContentKind::Unknown:
        return placeholderText(message.content);
    }
    return {};
}

QString typingNames(const TimelineRow &row, const PersonLookup &person)
{
    QStringList names;
    for (const UserId user : row.typing)
        names << firstName(senderName(person, user));
    return typingText(names);
}

QString missingText(const TimelineRow &row, const PersonLookup &person)
{
    if (row.message.outgoing)
        return QCoreApplication::translate("TimelineText",
            "A message that you wrote on another computer is missing here: neither the school’s server nor the network "
            "brought it. It is still on that computer.");
    return QCoreApplication::translate("TimelineText",
        "A message from %1 is missing here: neither the school’s server nor the network brought it. Please ask them "
        "what it said.")
        .arg(senderName(person, row.message.sender));
}

QString statusText(const TimelineRow &row)
{
    if (!row.message.outgoing || row.isEvent())
        return {};
    return row.state == chat::DeliveryState::Failed ? failureText(row.message.failure) : stateText(row.state);
}

// Of its own, because lupdate of Qt 6.4 never ends on the expression as an argument.
int missingIn(const chat::Hole &hole)
{
    return int(hole.last.raw() - hole.first.raw() + 1);
}

} // namespace

QString senderName(const PersonLookup &person, UserId user)
{
    const people::Person *found = person(user).person;
    return found ? found->name : QCoreApplication::translate("TimelineText", "Former member");
}

QString senderTitle(const PersonLookup &person, UserId user)
{
    const KnownPerson found = person(user);
    return found.person && found.isFormer ? formerName(found.person->name) : senderName(person, user);
}

QString senderRole(const PersonLookup &person, UserId user)
{
    const KnownPerson found = person(user);
    if (!found.person || found.isFormer)
        return {};
    const QString &label = found.person->label;
    const qsizetype end = label.indexOf(QRegularExpression(QStringLiteral("[,،、，]")));
    return label.left(end < 0 ? label.size() : end).trimmed();
}

namespace {

/// Clocks of people's computers are often a few minutes off.
constexpr std::chrono::minutes kUsual { 10 };

bool tellsOfAnotherTime(const chat::Message &message)
{
    return message.seq > Seq {} && message.content.written
        && std::chrono::abs(message.time - *message.content.written) > kUsual;
}

} // namespace

QString timeText(const chat::Message &message, QDate today)
{
    const QString clock = clockText(message.time);
    if (!tellsOfAnotherTime(message))
        return clock;
    const UtcTime written = *message.content.written;
    const bool isSameDay = localDay(written) == localDay(message.time);
    return QCoreApplication::translate("TimelineText", "%1 · written %2", "14:06 · written 9:30")
        .arg(clock, isSameDay ? clockText(written) : dayAndClockText(written, today));
}

QString timeNote(const chat::Message &message)
{
    if (!tellsOfAnotherTime(message))
        return {};
    const QString written = fullTimeText(*message.content.written);
    const QString came = fullTimeText(message.time);
    if (*message.content.written < message.time)
        return QCoreApplication::translate(
            "TimelineText", "Written %1, and with the school’s server since %2.", "times")
            .arg(written, came);
    return QCoreApplication::translate("TimelineText",
        "By the computer that it was written on: %1. By the school’s server: %2. One of the two clocks is wrong.",
        "times")
        .arg(written, came);
}

QString rowText(const TimelineRow &row, const PersonLookup &person, QDate today)
{
    switch (row.kind) {
    case TimelineRow::Kind::Message:
        return messageText(row, person);
    case TimelineRow::Kind::Day:
        return dayText(row.day, today);
    case TimelineRow::Kind::Unread:
        return QCoreApplication::translate("TimelineText", "%n new", "messages", int(row.unread));
    case TimelineRow::Kind::Hole:
        if (row.hole.expired)
            return QCoreApplication::translate("TimelineText", "Older messages were removed");
        return QCoreApplication::translate(
            "TimelineText", "%n messages are on their way", nullptr, missingIn(row.hole));
    case TimelineRow::Kind::Missing:
        return missingText(row, person);
    case TimelineRow::Kind::Typing:
        return typingNames(row, person);
    }
    return {};
}

QString accessibleText(const TimelineRow &row, const PersonLookup &person, QDate today, bool isAmongSeveral)
{
    const QString text = rowText(row, person, today);
    if (row.kind != TimelineRow::Kind::Message || row.isEvent())
        return text;
    QStringList parts;
    parts << (row.message.outgoing ? QCoreApplication::translate("TimelineText", "You")
                                   : senderTitle(person, row.message.sender));
    parts << text << placeholderHint(row.message.content, isAmongSeveral) << timeText(row.message, today)
          << timeNote(row.message) << statusText(row);
    parts.removeAll(QString());
    return parts.join(QCoreApplication::translate("TimelineText", ", ", "between the parts of a row"));
}

} // namespace pc::ui
