// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/sentences.h"

#include <QCoreApplication>
#include <QLocale>

namespace pc::ui {

namespace {

QString say(const char *source)
{
    return QCoreApplication::translate("Sentences", source);
}

QString listOf(const QString &joined)
{
    return QLocale().createSeparatedList(joined.split(QChar(0x1f), Qt::SkipEmptyParts));
}

/// Nobody is named: who did it, only the school's server says.
QString renamedText(const chat::Content &content)
{
    return say(QT_TRANSLATE_NOOP("Sentences", "The conversation is now called “%1”")).arg(content.text);
}

QString ownEventText(const chat::Content &content)
{
    using chat::EventKind;
    switch (content.event) {
    case EventKind::Created:
        return say(QT_TRANSLATE_NOOP("Sentences", "You started the conversation"));
    case EventKind::Renamed:
        return renamedText(content);
    case EventKind::MembersAdded:
        return say(QT_TRANSLATE_NOOP("Sentences", "You added %1")).arg(listOf(content.text));
    case EventKind::MembersRemoved:
        return say(QT_TRANSLATE_NOOP("Sentences", "You removed %1")).arg(listOf(content.text));
    case EventKind::Left:
        return say(QT_TRANSLATE_NOOP("Sentences", "You left"));
    }
    return {};
}

QString missingText(chat::Missing missing)
{
    using chat::Missing;
    switch (missing) {
    case Missing::NotYet:
        return say(QT_TRANSLATE_NOOP("Sentences", "Waiting for this message…"));
    case Missing::BeforeThisDevice:
        return say(QT_TRANSLATE_NOOP("Sentences", "Sent before this computer was added"));
    case Missing::WithoutThisDevice:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent to this computer"));
    case Missing::Damaged:
        return say(QT_TRANSLATE_NOOP("Sentences", "This message is damaged"));
    case Missing::Refused:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not shown: this message may not be from its sender"));
    }
    return {};
}

QString missingHint(chat::Missing missing, bool isAmongSeveral)
{
    using chat::Missing;
    if (isAmongSeveral && (missing == Missing::BeforeThisDevice || missing == Missing::WithoutThisDevice))
        return say(QT_TRANSLATE_NOOP(
            "Sentences", "Others here bring it back by themselves, once they are sure that it is you."));
    switch (missing) {
    case Missing::NotYet:
        return say(QT_TRANSLATE_NOOP("Sentences", "It appears here by itself."));
    case Missing::BeforeThisDevice:
        return say(QT_TRANSLATE_NOOP("Sentences", "Only computers that were there at that time can open it."));
    case Missing::WithoutThisDevice:
        return say(
            QT_TRANSLATE_NOOP("Sentences", "Look on another computer of yours, or ask for it to be sent again."));
    case Missing::Damaged:
        return say(QT_TRANSLATE_NOOP("Sentences", "It cannot be opened. Ask for it to be sent again."));
    case Missing::Refused:
        return say(QT_TRANSLATE_NOOP(
            "Sentences", "Ask them about it in another way, and tell the school if it happens again."));
    }
    return {};
}

} // namespace

QString stateText(chat::DeliveryState state)
{
    using chat::DeliveryState;
    switch (state) {
    case DeliveryState::Sending:
        return say(QT_TRANSLATE_NOOP("Sentences", "Sending"));
    case DeliveryState::Sent:
        return say(QT_TRANSLATE_NOOP("Sentences", "Sent"));
    case DeliveryState::Delivered:
        return say(QT_TRANSLATE_NOOP("Sentences", "Delivered"));
    case DeliveryState::Read:
        return say(QT_TRANSLATE_NOOP("Sentences", "Read"));
    case DeliveryState::Failed:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent"));
    }
    return {};
}

QString failureText(std::optional<Errc> reason)
{
    switch (reason.value_or(Errc::Unavailable)) {
    case Errc::Forbidden:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: the school does not allow writing here."));
    case Errc::NotFound:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: this conversation no longer exists."));
    case Errc::TooLarge:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: the message is longer than the school allows."));
    case Errc::RateLimited:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: too many messages in a short time."));
    case Errc::Expired:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: it waited too long for a connection."));
    case Errc::Unsupported:
    case Errc::NewerVersion:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: this app is too old for the school’s server."));
    case Errc::Unauthenticated:
    case Errc::Locked:
    case Errc::KeyMissing:
    case Errc::KeyMismatch:
    case Errc::KeychainUnavailable:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: please sign in again."));
    case Errc::Disk:
    case Errc::DiskFull:
    case Errc::Corrupt:
    case Errc::NotSealed:
    case Errc::Sealed:
    case Errc::EngineMismatch:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: this computer’s disk refused it."));
    case Errc::Cancelled:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: you stopped it."));
    case Errc::Timeout:
    case Errc::Network:
    case Errc::Unavailable:
    case Errc::CertificateRefused:
    case Errc::ProxyRefused:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: the school’s server did not answer."));
    case Errc::StaleEpoch:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: who is in this conversation has just changed."));
    case Errc::Invalid:
    case Errc::Internal:
    case Errc::Conflict:
        return say(QT_TRANSLATE_NOOP("Sentences", "Not sent: something went wrong."));
    }
    return {};
}

QString eventText(const chat::Content &content, const QString &who)
{
    using chat::EventKind;
    if (who.isEmpty())
        return ownEventText(content);
    switch (content.event) {
    case EventKind::Created:
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 started the conversation")).arg(who);
    case EventKind::Renamed:
        return renamedText(content);
    case EventKind::MembersAdded:
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 added %2")).arg(who, listOf(content.text));
    case EventKind::MembersRemoved:
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 removed %2")).arg(who, listOf(content.text));
    case EventKind::Left:
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 left")).arg(who);
    }
    return {};
}

QString placeholderText(const chat::Content &content)
{
    using chat::ContentKind;
    switch (content.kind) {
    case ContentKind::Text:
    case ContentKind::Event:
        return {};
    case ContentKind::Unreadable:
        return missingText(content.missing);
    case ContentKind::Unknown:
        return say(QT_TRANSLATE_NOOP("Sentences", "This message needs a newer version of the app."));
    }
    return {};
}

QString placeholderHint(const chat::Content &content, bool isAmongSeveral)
{
    using chat::ContentKind;
    switch (content.kind) {
    case ContentKind::Text:
    case ContentKind::Event:
        return {};
    case ContentKind::Unreadable:
        return missingHint(content.missing, isAmongSeveral);
    case ContentKind::Unknown:
        return say(QT_TRANSLATE_NOOP("Sentences", "It is kept, and appears once the app is up to date."));
    }
    return {};
}

bool warns(const chat::Content &content)
{
    return content.kind == chat::ContentKind::Unreadable && content.missing == chat::Missing::Refused;
}

QString typingText(const QStringList &names)
{
    if (names.isEmpty())
        return {};
    if (names.size() == 1)
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 is typing…")).arg(names[0]);
    if (names.size() == 2)
        return say(QT_TRANSLATE_NOOP("Sentences", "%1 and %2 are typing…")).arg(names[0], names[1]);
    return QCoreApplication::translate("Sentences", "%n people are typing…", nullptr, int(names.size()));
}

} // namespace pc::ui
