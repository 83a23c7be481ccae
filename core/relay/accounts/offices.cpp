// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/offices.h"

#include "core/crypto/qtbytes.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/authorise.h"
#include "core/relay/accounts/deviceliststore.h"
#include "core/relay/accounts/officestore.h"

#include <algorithm>
#include <utility>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

struct Said
{
};

Error inClientsWords(const Error &why)
{
    if (why.code == Errc::Corrupt)
        return { Errc::Invalid, why.detail };
    return why.code == Errc::NewerVersion ? Error { Errc::Unsupported, why.detail } : why;
}

Result<void> mayLead(const Actor &actor)
{
    Object own = Object::absent();
    own.school = actor.school;
    return authorise(actor, Action::AdministerSchool, own);
}

} // namespace

void Offices::append(const Actor &actor, const QByteArray &entry, Reply<quint32> reply)
{
    m_registry.write<quint32>(
        [this, actor, entry](sql::Database &database) { return appendNow(database, actor, entry); }, std::move(reply));
}

Result<quint32> Offices::appendNow(sql::Database &database, const Actor &actor, const QByteArray &entry)
{
    if (auto allowed = mayLead(actor); !allowed)
        return allowed.error();
    OfficeStore offices(database);
    const auto before = offices.list(actor.school);
    if (!before)
        return before.error();
    const crypto::ByteView bytes = crypto::viewOf(entry);
    if (!before->isEmpty() && before->head() == crypto::sha256Of(bytes))
        return before->number(); // whoever lost the answer asks again
    identity::OfficeList after = *before;
    if (auto appended = after.append(bytes); !appended)
        return inClientsWords(appended.error());
    if (after.school() != actor.school)
        return { Errc::Invalid, QStringLiteral("another school's office") };
    DeviceListStore lists(database);
    const auto own = lists.list(actor.user);
    if (!own)
        return own.error();
    const bool speaks = before->isEmpty() ? after.speaks(own->accountKey()) : before->speaks(own->accountKey());
    if (own->isEmpty() || !own->isLinked(actor.device) || !speaks)
        return { Errc::Forbidden, QStringLiteral("this device does not speak for the office") };
    if (after.members().size() > before->members().size()) {
        const identity::OfficeMember &added = after.members().back();
        const auto person = m_registry.roster().person(added.user);
        if (!person || person->school != actor.school || person->role != people::Role::Administrator)
            return { Errc::NotFound, QStringLiteral("nobody who could speak for the office") };
        const auto theirs = lists.list(added.user);
        if (!theirs)
            return theirs.error();
        if (theirs->isEmpty() || theirs->accountKey() != added.accountKey)
            return { Errc::Invalid, QStringLiteral("another account key than this person has") };
    }
    if (auto saved = offices.append(after, entry); !saved)
        return saved.error();
    if (auto noted = AuditLog(database).append(
            m_registry.clock().utcNow(), actOf(actor.user, "change-office"_L1, actor.school.raw()));
        !noted)
        return noted.error();
    return after.number();
}

void Offices::read(const Actor &actor, quint32 after, Reply<OfficePage> reply)
{
    m_registry.read<OfficePage>(
        [school = actor.school, after](sql::Database &database) -> Result<OfficePage> {
            OfficeStore offices(database);
            auto list = offices.list(school);
            if (!list)
                return list.error();
            auto entries = offices.entries(school, after, kLongestOfficePage);
            if (!entries)
                return entries.error();
            return OfficePage { std::move(*entries), list->number() };
        },
        std::move(reply));
}

void Offices::say(const Actor &actor, const QByteArray &word, Reply<void> reply)
{
    m_registry.write<Said>(
        [this, actor, word](sql::Database &database) -> Result<Said> {
            const auto said = sayNow(database, actor, word);
            return said ? Result<Said>(Said {}) : said.error();
        },
        [reply = std::move(reply)](const Result<Said> &said) { reply(said ? Result<void>() : said.error()); });
}

Result<void> Offices::sayNow(sql::Database &database, const Actor &actor, const QByteArray &word)
{
    if (auto allowed = mayLead(actor); !allowed)
        return allowed;
    const auto said = identity::readOfficeWord(crypto::viewOf(word));
    if (!said)
        return inClientsWords(said.error());
    const auto person = m_registry.roster().person(said->user);
    if (!person || person->school != actor.school)
        return { Errc::NotFound, QStringLiteral("nobody of this school") };
    OfficeStore offices(database);
    const auto list = offices.list(actor.school);
    if (!list)
        return list.error();
    if (list->isEmpty() || !list->stands(*said))
        return { Errc::Forbidden, QStringLiteral("who signed this does not speak for the office") };
    if (auto saved = offices.saveWord(said->user, word); !saved)
        return saved;
    return AuditLog(database).append(
        m_registry.clock().utcNow(), actOf(actor.user, "confirm-person"_L1, said->user.raw()));
}

} // namespace pc::relay::accounts
