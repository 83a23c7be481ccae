// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/conversationtext.h"

#include "ui/models/sentences.h"
#include "ui/models/timelinetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace pc::ui {

namespace {

constexpr qsizetype kPreviewLength = 200;

QString oneLine(const QString &text)
{
    return text.left(kPreviewLength).simplified();
}

/// Whoever it is: a member, the school, somebody who left.
QString authorOf(const chat::Conversation &conversation, UserId user)
{
    if (const people::Person *member = memberOf(conversation, user))
        return member->name;
    if (const people::Person *former = formerMemberOf(conversation, user))
        return former->name;
    const auto school = schoolOf(conversation);
    return senderName(
        [&school](UserId id) {
            return KnownPerson { school && school->id == id ? &*school : nullptr, false };
        },
        user);
}

QString lastText(const ConversationRow &row, UserId self)
{
    const chat::Conversation &conversation = row.summary.conversation;
    const chat::Message &last = *row.summary.last;
    const people::Person *sender = memberOf(conversation, last.sender);
    if (!sender)
        sender = formerMemberOf(conversation, last.sender);
    switch (last.content.kind) {
    case chat::ContentKind::Event:
        return eventText(last.content, last.sender == self ? QString() : authorOf(conversation, last.sender));
    case chat::ContentKind::Unreadable:
    case chat::ContentKind::Unknown:
        return placeholderText(last.content);
    case chat::ContentKind::Text:
        break;
    }
    const QString text = oneLine(last.content.text);
    if (last.outgoing)
        return QCoreApplication::translate("ConversationText", "You: %1").arg(text);
    return sender && conversation.kind != chat::ConversationKind::Direct
        ? QCoreApplication::translate("ConversationText", "%1: %2", "sender: text").arg(firstName(sender->name), text)
        : text;
}

} // namespace

const people::Person *memberOf(const chat::Conversation &conversation, UserId user)
{
    const auto found
        = std::ranges::find_if(conversation.members, [user](const chat::Member &m) { return m.person.id == user; });
    return found == conversation.members.end() ? nullptr : &found->person;
}

std::optional<people::Person> schoolOf(const chat::Conversation &conversation)
{
    if (conversation.kind != chat::ConversationKind::Class || conversation.members.empty())
        return std::nullopt;
    people::Person school;
    school.school = conversation.members.front().person.school;
    school.id = people::schoolAsUser(school.school);
    school.name = QCoreApplication::translate("ConversationText", "The school");
    school.role = people::Role::Administrator;
    return school;
}

const people::Person *formerMemberOf(const chat::Conversation &conversation, UserId user)
{
    const auto found = std::ranges::find(conversation.former, user, &people::Person::id);
    return found == conversation.former.end() ? nullptr : &*found;
}

QString formerName(const QString &name)
{
    return QCoreApplication::translate("ConversationText", "%1 (former member)").arg(name);
}

const people::Person *otherPerson(const chat::Conversation &conversation, UserId self)
{
    if (conversation.kind != chat::ConversationKind::Direct)
        return nullptr;
    const auto found
        = std::ranges::find_if(conversation.members, [self](const chat::Member &m) { return m.person.id != self; });
    return found == conversation.members.end() ? nullptr : &found->person;
}

QString titleOf(const chat::Conversation &conversation, UserId self)
{
    if (conversation.kind != chat::ConversationKind::Direct)
        return conversation.title;
    if (const people::Person *other = otherPerson(conversation, self))
        return other->name;
    const auto gone = std::ranges::find_if(conversation.former, [self](const auto &p) { return p.id != self; });
    if (gone != conversation.former.end())
        return formerName(gone->name);
    return QCoreApplication::translate("ConversationText", "Somebody who left");
}

QString chipOf(const chat::Conversation &conversation, UserId self)
{
    switch (conversation.kind) {
    case chat::ConversationKind::Direct: {
        const people::Person *other = otherPerson(conversation, self);
        return other ? other->label : QString();
    }
    case chat::ConversationKind::Class: {
        const auto families = std::ranges::count_if(
            conversation.members, [](const chat::Member &m) { return m.person.role == people::Role::Guardian; });
        return QCoreApplication::translate("ConversationText", "%n families", nullptr, int(families));
    }
    case chat::ConversationKind::Group:
        break;
    }
    return {};
}

PreviewKind previewKindOf(const ConversationRow &row)
{
    if (!row.typing.empty())
        return PreviewKind::Typing;
    if (!row.summary.draft.trimmed().isEmpty())
        return PreviewKind::Draft;
    if (!row.summary.last)
        return PreviewKind::None;
    if (row.summary.last->state == chat::DeliveryState::Failed)
        return PreviewKind::Failed;
    switch (row.summary.last->content.kind) {
    case chat::ContentKind::Text:
        return PreviewKind::Text;
    case chat::ContentKind::Event:
        return PreviewKind::Event;
    case chat::ContentKind::Unreadable:
    case chat::ContentKind::Unknown:
        return PreviewKind::Placeholder;
    }
    return PreviewKind::None;
}

QString previewOf(const ConversationRow &row, UserId self)
{
    switch (previewKindOf(row)) {
    case PreviewKind::None:
        return {};
    case PreviewKind::Typing: {
        QStringList names;
        for (const UserId user : row.typing) {
            const people::Person *who = memberOf(row.summary.conversation, user);
            names << (who ? firstName(who->name) : QCoreApplication::translate("ConversationText", "Somebody"));
        }
        return typingText(names);
    }
    case PreviewKind::Draft:
        return oneLine(row.summary.draft);
    case PreviewKind::Failed:
        return failureText(row.summary.last->failure);
    case PreviewKind::Text:
    case PreviewKind::Event:
    case PreviewKind::Placeholder:
        return lastText(row, self);
    }
    return {};
}

QString firstName(const QString &name)
{
    return name.simplified().section(u' ', 0, 0);
}

QString folded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark())
            plain += c;
    }
    return plain.toCaseFolded();
}

} // namespace pc::ui
