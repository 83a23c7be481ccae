// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/readerswords.h"

#include "ui/style/plainlabel.h"

#include <QCoreApplication>

#include <algorithm>

namespace pc::window {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(pc::window::ReadersWords)
};

QString changedSentence(const people::Person &person, UserId self)
{
    if (person.id == self)
        return Words::tr(
            "One of your own devices is not the one it was. If you did not set it up anew, please tell the "
            "school.");
    return Words::tr("A device of %1 is not the one you knew. That happens when somebody sets it up anew. If you are "
                     "not sure, ask them, or compare the numbers below.")
        .arg(style::isolated(person.name));
}

} // namespace

QString secrecySentence(session::Secrecy secrecy)
{
    switch (secrecy) {
    case session::Secrecy::Preparing:
        return Words::tr("This conversation is being set up. What you write is kept, and leaves as soon as only these "
                         "people can read it.");
    case session::Secrecy::Sealed:
        return Words::tr("Only these people can read what is written here. The school's server passes it on without "
                         "being able to read it.");
    case session::Secrecy::Broken:
        return Words::tr("This conversation could not be set up, though it was tried several times. What you write is "
                         "kept on this computer, and leaves once it works.");
    }
    return {};
}

QString readersCount(const session::Readers &readers)
{
    int people = 0;
    int devices = 0;
    for (const session::ReadingPerson &one : readers.people) {
        people += one.devices.empty() ? 0 : 1;
        devices += int(one.devices.size());
    }
    return Words::tr("%1, %2", "31 people, 47 devices")
        .arg(Words::tr("%n people", nullptr, people), Words::tr("%n devices", nullptr, devices));
}

QStringList readersWarnings(const session::Readers &readers, UserId self)
{
    QStringList warnings;
    int closing = 0;
    int waiting = 0;
    for (const session::ReadingPerson &one : readers.people) {
        closing += one.isMember ? 0 : 1;
        waiting += one.isMember && one.devices.empty() ? 1 : 0;
        if (one.isMember && std::ranges::any_of(one.devices, &session::ReadingDevice::isKeyChanged))
            warnings << changedSentence(one.person, self);
    }
    if (closing > 0)
        warnings << Words::tr(
            "Access of %n people who left is being closed. What you write leaves right after that.", nullptr, closing);
    if (waiting > 0)
        warnings << Words::tr(
            "%n people have no device here yet. They can read what is written after they have signed in, "
            "and nothing from before: please write that again then.",
            nullptr, waiting);
    return warnings;
}

} // namespace pc::window
