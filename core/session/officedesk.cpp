// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/officedesk.h"

#include "core/crypto/qtbytes.h"
#include "core/session/personkeys.h"

#include <algorithm>
#include <utility>

namespace pc::session {

using identity::OfficeAct;
using identity::OfficeMember;

struct OfficeDesk::Task
{
    SchoolWord word;
    crypto::Ed25519PublicKey key {};
    Step step = nullptr; ///< Once this user is known to speak for the office.
    groups::DeviceIdentity self;
    Reply reply;
};

namespace {

Error speaksForNobody()
{
    return { Errc::Forbidden, QStringLiteral("this person does not speak for the school's office") };
}

Error busyNow()
{
    return { Errc::Conflict, QStringLiteral("somebody is being confirmed just now") };
}

} // namespace

void OfficeDesk::prepare(Reply reply)
{
    run({ m_context.self.person, {}, false }, {}, &OfficeDesk::ready, std::move(reply));
}

void OfficeDesk::confirmByLetter(const people::Person &as, const crypto::Ed25519PublicKey &key, Reply reply)
{
    if (m_task)
        return reply(busyNow());
    const auto believed = m_context.ledger.write(
        [&](Turn &) { return m_context.accounts.vouch(as.id, key, m_context.clock.utcNow()); });
    if (!believed)
        return reply(believed);
    run({ as, crypto::toByteArray(key), false }, key, &OfficeDesk::confirmPerson, std::move(reply));
}

void OfficeDesk::confirm(const SchoolWord &word, Reply reply)
{
    if (word.speaksForSchool && word.person.role != people::Role::Administrator)
        return reply(Error { Errc::Forbidden, QStringLiteral("only administrators speak for the school's office") });
    const auto account = m_context.accounts.account(word.person.id);
    if (!account || !*account)
        return reply(account ? Error { Errc::NotFound, {} } : account.error());
    const crypto::Ed25519PublicKey key = (*account)->changedKey.value_or((*account)->key);
    if (word.shown != crypto::toByteArray(key))
        return reply(Error { Errc::Conflict, QStringLiteral("this person shows another key by now") });
    const auto person = m_context.store.people.find(word.person.id);
    if (!person || !*person)
        return reply(person ? Error { Errc::NotFound, {} } : person.error());
    const people::Person &known = **person;
    if (known.name != word.person.name || known.role != word.person.role || known.label != word.person.label)
        return reply(Error { Errc::Conflict, QStringLiteral("the relay calls this person otherwise by now") });
    run(word, key, &OfficeDesk::confirmPerson, std::move(reply));
}

void OfficeDesk::run(const SchoolWord &word, const crypto::Ed25519PublicKey &key, Step step, Reply reply)
{
    if (m_context.self.person.role != people::Role::Administrator)
        return reply(speaksForNobody());
    if (m_task)
        return reply(busyNow());
    auto self = groups::loadDeviceIdentity(m_context.store);
    if (!self || !*self)
        return reply(self ? Error { Errc::KeyMissing, {} } : self.error());
    m_task = std::make_shared<Task>(Task { word, key, step, std::move(**self), std::move(reply) });
    followOffice(m_task);
}

void OfficeDesk::followOffice(const std::shared_ptr<Task> &task)
{
    const auto followed = m_context.accounts.office();
    if (!followed)
        return finish(task, followed.error());
    const std::weak_ptr<Task> waiting = task;
    m_shelf.office((*followed)->number(), [this, waiting](const Result<ListShelf::Entries> &entries) {
        const auto known = waiting.lock();
        if (!known)
            return;
        if (!entries)
            return finish(known, entries.error());
        const auto taken
            = m_context.ledger.write([&](Turn &) { return m_context.accounts.takeOffice(entries->entries); });
        if (!taken)
            return finish(known, taken);
        const auto hasTwo = m_context.accounts.hasTwoOffices();
        const auto office = m_context.accounts.office();
        if (!hasTwo || !office || *hasTwo)
            return finish(known, Error { Errc::Corrupt, QStringLiteral("the relay shows two offices of this school") });
        if ((*office)->isEmpty())
            begin(known);
        else if ((*office)->speaks(known->self.certificate.accountKey))
            (this->*known->step)(known);
        else
            finish(known, speaksForNobody());
    });
}

void OfficeDesk::begin(const std::shared_ptr<Task> &task)
{
    const OfficeMember self { m_context.user(), task->self.certificate.accountKey, {}, {} };
    append(task, OfficeAct::Begin, self, [this, task] {
        say(task, m_context.self.person, task->self.certificate.accountKey,
            [this, task] { (this->*task->step)(task); });
    });
}

void OfficeDesk::confirmPerson(const std::shared_ptr<Task> &task)
{
    const UserId user = task->word.person.id;
    const auto confirmed = [this, task, user] {
        say(task, task->word.person, task->key, [this, task, user] {
            const auto kept = confirmKeys(m_context, m_lists, user, crypto::toByteArray(task->key));
            if (!kept)
                return finish(task, kept);
            m_lists.check({ user }, [this, waiting = std::weak_ptr<Task>(task)](const Result<void> &) {
                if (const auto known = waiting.lock())
                    finish(known, {}); // it is said; who was not reached just now sees it later
            });
        });
    };
    const auto office = m_context.accounts.office();
    if (!office)
        return finish(task, office.error());
    if (!task->word.speaksForSchool || (*office)->speaks(task->key))
        return confirmed();
    append(task, OfficeAct::Add, { user, task->key, {}, {} }, confirmed);
}

void OfficeDesk::append(
    const std::shared_ptr<Task> &task, OfficeAct act, const OfficeMember &member, const std::function<void()> &then)
{
    const auto office = m_context.accounts.office();
    if (!office)
        return finish(task, office.error());
    const QByteArray entry = crypto::toByteArray(makeOfficeEntry(
        **office, m_context.self.person.school, act, member, m_context.clock.utcNow(), task->self.accountKey));
    const std::weak_ptr<Task> waiting = task;
    m_shelf.appendToOffice(entry, [this, waiting, entry, then](const Result<void> &appended) {
        const auto known = waiting.lock();
        if (!known)
            return;
        const auto taken = appended
            ? m_context.ledger.write([&](Turn &) { return m_context.accounts.takeOffice({ entry }); })
            : appended;
        if (taken)
            then();
        else
            finish(known, taken);
    });
}

void OfficeDesk::say(const std::shared_ptr<Task> &task, const people::Person &about,
    const crypto::Ed25519PublicKey &key, const std::function<void()> &then)
{
    const identity::OfficeWord word { m_context.self.person.school, about.id, key, std::uint8_t(about.role), about.name,
        about.label, m_context.clock.utcNow(), {} };
    const std::weak_ptr<Task> waiting = task;
    m_shelf.sayForOffice(crypto::toByteArray(makeOfficeWord(word, task->self.accountKey)),
        [this, waiting, then](const Result<void> &said) {
            const auto known = waiting.lock();
            if (!known)
                return;
            if (said)
                then();
            else
                finish(known, said);
        });
}

void OfficeDesk::finish(const std::shared_ptr<Task> &task, const Result<void> &result)
{
    if (m_task == task)
        m_task.reset();
    task->reply(result);
}

} // namespace pc::session
