// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/readerswords.h"

#include "ui/models/readerstext.h"
#include "ui/style/plainlabel.h"
#include "ui/words/roles.h"

#include <QCoreApplication>

#include <algorithm>

namespace pc::window {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(pc::window::ReadersWords)
};

using session::DeviceDoubt;

/// The heaviest of a person's devices.
DeviceDoubt doubtOf(const session::ReadingPerson &one)
{
    DeviceDoubt heaviest = DeviceDoubt::None;
    for (const session::ReadingDevice &device : one.devices) {
        if (ui::isInDoubt(device))
            heaviest = std::max(heaviest, device.doubt);
    }
    return one.isMember ? heaviest : DeviceDoubt::None;
}

QString ownDoubt(DeviceDoubt doubt)
{
    if (doubt == DeviceDoubt::NotListed)
        return Words::tr(
            "A computer reads here in your name that is not among your computers. If it is not yours, please "
            "tell the school.");
    return Words::tr("One of your own computers is not the one it was. If you did not set it up anew, please tell the "
                     "school.");
}

QString doubtOfOther(DeviceDoubt doubt, const people::Person &person)
{
    const QString name = style::isolated(person.name);
    switch (doubt) {
    case DeviceDoubt::NotListed:
        return Words::tr(
            "A computer reads here in the name of %1 that is not among their computers. What you write waits "
            "until it is gone. If that takes long, please tell the school.")
            .arg(name);
    case DeviceDoubt::TwoLists:
        return Words::tr(
            "The school's server tells two different stories about the computers of %1. What you write waits. "
            "Please ask them whether they have added or removed a computer.")
            .arg(name);
    default:
        return Words::tr(
            "%1 has signed in without any of the computers you knew. That happens when somebody loses them "
            "all, and also when somebody else pretends to be them. What you write waits until you are sure: "
            "please call them, or ask the school.")
            .arg(name);
    }
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
    case session::Secrecy::InDoubt:
        return Words::tr("Somebody who reads here is not surely who they seem to be. What you write is kept on this "
                         "computer, and leaves once you have had a look.");
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
    return Words::tr("%1, %2", "31 people, 47 computers")
        .arg(Words::tr("%n people", nullptr, people), Words::tr("%n computers", nullptr, devices));
}

std::vector<ReadersWarning> readersWarnings(const session::Readers &readers, UserId self)
{
    std::vector<ReadersWarning> warnings;
    int closing = 0;
    int waiting = 0;
    for (const session::ReadingPerson &one : readers.people) {
        closing += one.isMember ? 0 : 1;
        waiting += one.isMember && one.devices.empty() ? 1 : 0;
        const DeviceDoubt doubt = doubtOf(one);
        if (doubt == DeviceDoubt::None)
            continue;
        const UserId user = one.person.id;
        warnings.push_back({ user == self ? ownDoubt(doubt) : doubtOfOther(doubt, one.person),
            one.shownKey.isEmpty() ? std::nullopt : std::optional(user) });
    }
    if (const QString renamed = renamedSentence(readers, self); !renamed.isEmpty())
        warnings.push_back({ renamed, {} });
    if (closing > 0)
        warnings.push_back(
            { Words::tr("Access of %n people who left is being closed. What you write leaves right after "
                        "that.",
                  nullptr, closing),
                {} });
    if (waiting > 0)
        warnings.push_back(
            { Words::tr("%n people have no computer here yet. They can read what is written after they have "
                        "signed in, and nothing from before: please write that again then.",
                  nullptr, waiting),
                {} });
    return warnings;
}

namespace {

QString renamedSentence(const session::ReadingPerson &one)
{
    const QString before = style::isolated(one.before->name);
    const QString name = style::isolated(one.person.name);
    const QString role = words::roleWord(one.person.role);
    if (one.before->role == one.person.role)
        return Words::tr(
            "%1 is now called %2. The school has not confirmed that: if in doubt, ask them in another way.")
            .arg(before, name);
    if (one.before->name == one.person.name)
        return Words::tr("%1 is now shown as %2. The school has not confirmed that: if in doubt, ask them in another "
                         "way.",
            "name, role at the school")
            .arg(before, role);
    return Words::tr("%1 is now called %2 and shown as %3. The school has not confirmed that: if in doubt, ask them in "
                     "another way.",
        "name, name, role at the school")
        .arg(before, name, role);
}

} // namespace

QString renamedSentence(const session::Readers &readers, UserId self)
{
    const session::ReadingPerson *first = nullptr;
    int people = 0;
    for (const session::ReadingPerson &one : readers.people) {
        if (!one.before || one.person.id == self)
            continue;
        first = first ? first : &one;
        ++people;
    }
    if (people <= 1)
        return first ? renamedSentence(*first) : QString();
    return Words::tr("%n people here are not called as they were. The school has not confirmed that: if in doubt, ask "
                     "them in another way.",
        nullptr, people);
}

QString doubtSentence(const session::Readers &readers, UserId self)
{
    if (readers.secrecy != session::Secrecy::InDoubt)
        return {};
    QStringList names;
    for (const session::ReadingPerson &one : readers.people) {
        if (doubtOf(one) != DeviceDoubt::None && one.person.id != self)
            names << style::isolated(one.person.name);
    }
    if (names.size() == 1)
        return Words::tr(
            "The computers of %1 are not the ones you knew. What you write waits until you have had a look.")
            .arg(names.front());
    if (names.isEmpty())
        return Words::tr(
            "Your own computers are not the ones you knew. What you write waits until you have had a look.");
    return Words::tr(
        "The computers of %n people are not the ones you knew. What you write waits until you have had a look.",
        nullptr, int(names.size()));
}

} // namespace pc::window
