// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/status.h"

#include "core/people/rules.h"
#include "ui/models/timetext.h"
#include "ui/words/errors.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace pc::words {
namespace {

struct Status
{
    Q_DECLARE_TR_FUNCTIONS(pc::words::Status)
};

QString offline(int outgoing)
{
    if (outgoing == 0)
        return Status::tr("No connection. You can go on reading and writing.");
    return Status::tr("No connection. You can go on writing: %n messages will leave by themselves.", nullptr, outgoing);
}

QString connecting(int outgoing)
{
    if (outgoing == 0)
        return Status::tr("Connecting…");
    return Status::tr("Connecting… %n messages will leave then.", nullptr, outgoing);
}

QString clock(session::OwnClock clock)
{
    switch (clock) {
    case session::OwnClock::Right:
        break;
    case session::OwnClock::Slow:
        return Status::tr(
            "This computer's clock is slow. Messages come and go all the same, but days and times may look "
            "wrong. Please set its date, time and time zone.");
    case session::OwnClock::Fast:
        return Status::tr(
            "This computer's clock is fast. Messages come and go all the same, but days and times may look "
            "wrong. Please set its date, time and time zone.");
    }
    return {};
}

} // namespace

QString statusSentence(const session::LinkStatus &status)
{
    switch (status.state) {
    case session::LinkState::Offline:
        return offline(status.outgoing);
    case session::LinkState::Connecting:
        return connecting(status.outgoing);
    case session::LinkState::CatchingUp:
        if (status.missing == 0)
            return Status::tr("Fetching what is new…");
        return Status::tr("Fetching what is new: %n messages to go.", nullptr, status.missing);
    case session::LinkState::UpToDate:
        return clock(status.clock);
    case session::LinkState::Refused:
        return errorSentence(status.reason.value_or(Errc::Unavailable));
    }
    return {};
}

QString keepingSentence(const std::optional<session::ShorterKeeping> &keeping)
{
    if (!keeping)
        return {};
    return Status::tr(
        "Your school keeps messages for %n days now. Older ones are deleted from this computer on %1. Would you like "
        "to keep them? “Save all messages” in the menu does it.",
        nullptr, keeping->days)
        .arg(QLocale().toString(ui::localDay(keeping->from), QLocale::LongFormat));
}

QString memberCount(const chat::Conversation &conversation)
{
    const int all = int(conversation.members.size());
    if (conversation.kind != chat::ConversationKind::Class)
        return Status::tr("%n people", nullptr, all);
    // A guardian's account stands for a family: the roster does not say yet who belongs together.
    const int families = int(std::count_if(conversation.members.cbegin(), conversation.members.cend(),
        [](const chat::Member &member) { return !people::isStaff(member.person.role); }));
    return Status::tr("%1, %2", "28 families, 2 teachers")
        .arg(Status::tr("%n families", nullptr, families), Status::tr("%n teachers", nullptr, all - families));
}

QString presenceWords(const people::Presence &presence, UtcTime now)
{
    switch (presence.status) {
    case people::PresenceStatus::Online:
        return Status::tr("Online");
    case people::PresenceStatus::Away:
        return Status::tr("Away");
    case people::PresenceStatus::Offline:
        break;
    }
    if (!presence.lastSeen)
        return {};
    const QDate seen = ui::localDay(*presence.lastSeen);
    const QString clock = ui::clockText(*presence.lastSeen);
    if (seen >= ui::localDay(now))
        return Status::tr("Last seen today at %1").arg(clock);
    return Status::tr("Last seen: %1, %2", "day, time of day").arg(ui::dayText(seen, ui::localDay(now)), clock);
}

QString headSentence(const QString &who, chat::ConversationKind kind, std::optional<session::Secrecy> secrecy)
{
    if (!secrecy)
        return who;
    switch (*secrecy) {
    case session::Secrecy::Preparing:
        return Status::tr("Setting up… messages wait");
    case session::Secrecy::InDoubt:
        return Status::tr("Messages are waiting · see who reads here");
    case session::Secrecy::Broken:
        return Status::tr("Messages are waiting · see why and try again");
    case session::Secrecy::Sealed:
        break;
    }
    if (kind != chat::ConversationKind::Direct)
        return Status::tr("%1 · only they can read this", "%1 is like '28 families, 2 teachers'").arg(who);
    if (who.isEmpty())
        return Status::tr("Only the two of you can read this");
    return Status::tr("%1 · only the two of you can read this", "%1 is like 'Online'").arg(who);
}

} // namespace pc::words
