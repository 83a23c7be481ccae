// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/letters.h"

#include "core/crypto/base64url.h"
#include "core/identity/letter.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/authorise.h"
#include "core/relay/accounts/invitestore.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/username.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kCodeBytes = 16; // 128 bits

Result<void> mayInvite(const Actor &actor)
{
    Object own = Object::absent();
    own.school = actor.school;
    return authorise(actor, Action::AdministerSchool, own);
}

/// A letter and who was made for it.
struct Written
{
    LetterRecord letter;
    std::optional<PersonRecord> person; ///< Nobody, when this was asked for before.
};

Result<NewLetter> cleaned(NewLetter request)
{
    auto name = cleanDisplayName(request.name);
    auto label = cleanLabel(request.label);
    if (!name || !label)
        return !name ? name.error() : label.error();
    const QByteArray code = request.code.toLatin1();
    const auto random = crypto::fromBase64Url(code);
    const bool isCode = request.code.size() == identity::kLetterCodeLength && random && random->size() == kCodeBytes;
    const bool isLetter = !request.letter.isEmpty() && std::size_t(request.letter.size()) <= identity::kMostLetterBytes;
    if (!isCode || !isLetter || !request.role || request.id == InviteId {} || request.person == UserId {}
        || request.life <= Milliseconds { 0 } || request.life > kLongestLetter)
        return { Errc::Invalid, u"no letter, or one that lasts longer than 90 days"_s };
    request.name = *std::move(name);
    request.label = *std::move(label);
    return request;
}

bool isSame(const LetterRecord &there, const Actor &actor, const NewLetter &request)
{
    return there.writer == actor.user && there.person == request.person && there.letter == request.letter;
}

Result<Written> writeNow(sql::Database &database, const Actor &actor, const NewLetter &request, UtcTime now)
{
    LetterStore letters(database);
    const auto there = letters.find(request.id);
    if (!there)
        return there.error();
    if (*there) {
        if (!isSame(**there, actor, request))
            return { Errc::Conflict, u"another letter of that id"_s };
        return Written { **there, std::nullopt };
    }
    const auto count = letters.countOf(actor.user);
    if (!count)
        return count.error();
    if (*count >= kMostLetters)
        return { Errc::TooLarge, u"too many letters that nobody withdrew"_s };
    PeopleStore people(database);
    if (const auto person = people.person(request.person); person || person.code() != Errc::NotFound)
        return person ? Error { Errc::Conflict, u"somebody has that id"_s } : person.error();
    const people::Person person { request.person, actor.school, request.name, *request.role, request.label };
    if (auto added = people.addPerson(person, now); !added)
        return added.error();
    Invite invite;
    invite.id = request.id;
    invite.school = actor.school;
    invite.person = request.person;
    invite.role = *request.role;
    invite.label = request.label;
    invite.created = now;
    invite.expires = now + request.life;
    if (auto added = InviteStore(database).add(invite, inviteDigest(request.code.toLatin1())); !added)
        return added.error();
    const LetterRecord letter { request.id, actor.school, actor.user, request.person, request.letter, now,
        invite.expires, {}, {} };
    if (auto added = letters.add(letter); !added)
        return added.error();
    if (auto noted = AuditLog(database).append(now, actOf(actor.user, "write-letter"_L1, request.id.raw())); !noted)
        return noted.error();
    return Written { letter, PersonRecord { person, {}, false, std::nullopt } };
}

/// Somebody who has not joined by it does not any more.
Result<std::optional<PersonRecord>> endNow(sql::Database &database, const Actor &actor, InviteId id, UtcTime now)
{
    LetterStore letters(database);
    const auto letter = letters.find(id);
    if (!letter)
        return letter.error();
    if (!*letter || (*letter)->writer != actor.user)
        return { Errc::NotFound, u"no such letter"_s };
    if (auto removed = letters.remove(id); !removed)
        return removed.error();
    if (auto noted = AuditLog(database).append(now, actOf(actor.user, "end-letter"_L1, id.raw())); !noted)
        return noted.error();
    if (auto withdrawn = InviteStore(database).withdraw(id, now); !withdrawn && withdrawn.code() != Errc::NotFound)
        return withdrawn.error();
    PeopleStore people(database);
    auto person = people.person((*letter)->person);
    if (!person && person.code() == Errc::NotFound)
        return std::optional<PersonRecord>();
    if (!person)
        return person.error();
    if (!person->userName.isEmpty())
        return std::optional<PersonRecord>();
    if (auto set = people.setDisabled(person->person.id, true); !set)
        return set.error();
    person->disabled = true;
    return std::optional<PersonRecord>(*std::move(person));
}

} // namespace

void Letters::write(const Actor &actor, const NewLetter &request, Reply<LetterRecord> reply)
{
    if (auto allowed = mayInvite(actor); !allowed)
        return reply(allowed.error());
    auto clean = cleaned(request);
    if (!clean)
        return reply(clean.error());
    m_registry.write<Written>(
        [this, actor, clean = *std::move(clean)](
            sql::Database &database) { return writeNow(database, actor, clean, m_registry.clock().utcNow()); },
        [this, reply = std::move(reply)](const Result<Written> &written) {
            if (written && written->person)
                m_registry.publish(*written->person);
            reply(written ? Result<LetterRecord>(written->letter) : written.error());
        });
}

void Letters::list(const Actor &actor, const QString &after, int limit, Reply<Page<LetterRecord>> reply)
{
    if (auto allowed = mayInvite(actor); !allowed)
        return reply(allowed.error());
    m_registry.read<Page<LetterRecord>>(
        [writer = actor.user, after, limit = std::min(limit, kLongestLetterPage)](
            sql::Database &database) { return LetterStore(database).pageOf(writer, after, limit); },
        std::move(reply));
}

void Letters::end(const Actor &actor, InviteId letter, Reply<void> reply)
{
    if (auto allowed = mayInvite(actor); !allowed)
        return reply(allowed);
    using Ended = std::optional<PersonRecord>;
    m_registry.write<Ended>(
        [this, actor, letter](
            sql::Database &database) { return endNow(database, actor, letter, m_registry.clock().utcNow()); },
        [this, reply = std::move(reply)](const Result<Ended> &ended) {
            if (ended && *ended)
                m_registry.publish(**ended);
            reply(ended ? Result<void>() : ended.error());
        });
}

void Letters::prove(const Actor &actor, const QByteArray &proof, Reply<void> reply)
{
    Object own = Object::absent();
    own.relation = Relation::Own;
    if (auto allowed = authorise(actor, Action::SeeSelf, own); !allowed)
        return reply(allowed);
    if (std::size_t(proof.size()) != identity::kLetterProofBytes)
        return reply(Error { Errc::Invalid, u"no proof"_s });
    m_registry.write<std::monostate>(
        [this, user = actor.user, proof](sql::Database &database) -> Result<std::monostate> {
            const auto set = LetterStore(database).setProof(user, proof, m_registry.clock().utcNow());
            return set ? Result<std::monostate>(std::monostate {}) : set.error();
        },
        [reply = std::move(reply)](const Result<std::monostate> &set) { reply(set ? Result<void>() : set.error()); });
}

} // namespace pc::relay::accounts
