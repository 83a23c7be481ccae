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
    parts << text << placeholderHint(row.message.content, isAmongSeveral) << clockText(row.message.time)
          << statusText(row);
    parts.removeAll(QString());
    return parts.join(QCoreApplication::translate("TimelineText", ", ", "between the parts of a row"));
}

} // namespace pc::ui
