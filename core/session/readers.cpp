// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/readers.h"

#include "core/crypto/qtbytes.h"

#include <algorithm>
#include <map>

namespace pc::session {

namespace {

Result<people::Person> personOf(Context &context, UserId user)
{
    if (user == context.user())
        return context.self.person;
    auto known = context.store.people.find(user);
    if (!known)
        return known.error();
    people::Person person;
    person.id = user;
    return *known ? **known : person;
}

/// The people of the conversation, with no devices yet.
Result<std::map<UserId, ReadingPerson>> membersOf(Context &context, ConversationId conversation)
{
    std::map<UserId, ReadingPerson> people;
    auto members = context.store.members.present(conversation);
    if (!members)
        return members.error();
    for (const chat::Member &member : *members)
        people[member.person.id].person = member.person;
    return people;
}

/// What they are called and what they are at the school the relay tells; the office's word stands for no other name or role.
bool isAbout(const identity::OfficeWord &word, const people::Person &person)
{
    return word.name == person.name && word.label == person.label && word.role == std::uint8_t(person.role);
}

/// A device that no list has cannot be confirmed: it goes, or its list comes.
Result<void> addKeys(Context &context, std::map<UserId, ReadingPerson> &people)
{
    for (auto &[user, person] : people) {
        auto known = context.store.people.knownAs(user);
        if (!known)
            return known.error();
        const auto account = context.accounts.account(user);
        if (!account)
            return account.error();
        if (*known && user != context.user()) {
            person.before = person.person;
            person.before->name = (*known)->name;
            person.before->role = (*known)->role;
        }
        if (!*account)
            continue;
        const bool isInDoubt = std::ranges::any_of(person.devices, [](const ReadingDevice &device) {
            return device.doubt == DeviceDoubt::KeyChanged || device.doubt == DeviceDoubt::TwoLists;
        });
        if (isInDoubt && person.isMember)
            person.shownKey = crypto::toByteArray((*account)->changedKey.value_or((*account)->key));
        const auto &word = (*account)->word;
        person.isConfirmedByOffice = word && isAbout(*word, person.person) && !(*account)->isInDoubt();
        if (person.isConfirmedByOffice)
            person.before.reset();
    }
    return {};
}

/// A device that its person took out is about to go: see ReadingPerson::isMember for its like.
DeviceDoubt doubtOf(trust::Verdict verdict)
{
    switch (verdict) {
    case trust::Verdict::Good:
    case trust::Verdict::Revoked:
        return DeviceDoubt::None;
    case trust::Verdict::Unchecked:
        return DeviceDoubt::Unchecked;
    case trust::Verdict::NotListed:
        return DeviceDoubt::NotListed;
    case trust::Verdict::KeyChanged:
        return DeviceDoubt::KeyChanged;
    case trust::Verdict::TwoLists:
        return DeviceDoubt::TwoLists;
    }
    return DeviceDoubt::None;
}

Secrecy secrecyOf(const groups::Standing &standing, const std::map<UserId, ReadingPerson> &people)
{
    if (standing.place == groups::Place::Broken)
        return Secrecy::Broken;
    if (standing.place != groups::Place::Joined)
        return Secrecy::Preparing;
    const auto anyDevice = [&](const auto &test) {
        return std::ranges::any_of(people,
            [&](const auto &entry) { return std::ranges::any_of(entry.second.devices, test, &ReadingDevice::doubt); });
    };
    if (anyDevice([](DeviceDoubt doubt) { return doubt != DeviceDoubt::None && doubt != DeviceDoubt::Unchecked; }))
        return Secrecy::InDoubt;
    const bool isClosing = std::ranges::any_of(people, [](const auto &entry) { return !entry.second.isMember; });
    const bool isUnchecked = anyDevice([](DeviceDoubt doubt) { return doubt == DeviceDoubt::Unchecked; });
    return isClosing || isUnchecked ? Secrecy::Preparing : Secrecy::Sealed;
}

} // namespace

Result<Readers> readersOf(Context &context, ConversationId conversation)
{
    auto people = membersOf(context, conversation);
    if (!people)
        return people.error();
    auto devices = context.groups.readers(conversation);
    if (!devices)
        return devices.error();
    for (const groups::Reader &reader : *devices) {
        const UserId user = reader.certificate.user;
        auto [place, isNew] = people->try_emplace(user);
        if (isNew) {
            auto person = personOf(context, user);
            if (!person)
                return person.error();
            place->second.person = std::move(*person);
        }
        place->second.isMember = reader.isMember;
        place->second.devices.push_back({ reader.certificate.device, reader.certificate.issued,
            reader.certificate.device == context.self.device, doubtOf(reader.verdict) });
    }
    auto standing = context.groups.standing(conversation);
    if (!standing)
        return standing.error();
    if (auto added = addKeys(context, *people); !added)
        return added.error();
    Readers readers;
    readers.secrecy = secrecyOf(*standing, *people);
    if (readers.secrecy == Secrecy::Sealed) {
        auto code = context.groups.epochCode(conversation);
        if (!code)
            return code.error();
        readers.code = code->value_or(QString());
    }
    if (std::ranges::any_of(*people, [](const auto &entry) { return entry.second.isConfirmedByOffice; })) {
        auto code = context.accounts.officeCode();
        if (!code)
            return code.error();
        readers.officeCode = *code;
    }
    for (auto &[user, person] : *people)
        readers.people.push_back(std::move(person));
    std::ranges::stable_sort(readers.people, [&](const ReadingPerson &a, const ReadingPerson &b) {
        const bool isOwnA = a.person.id == context.user();
        const bool isOwnB = b.person.id == context.user();
        return isOwnA != isOwnB ? isOwnA : QString::localeAwareCompare(a.person.name, b.person.name) < 0;
    });
    return readers;
}

} // namespace pc::session
