// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/letterdesk.h"

#include "core/base/log.h"
#include "core/crypto/base64url.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/deviceidentity.h"
#include "core/people/rolename.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kLookAtOwn { 20'000 };
constexpr Milliseconds kLookForOthers { 600'000 }; // another computer of this administrator may have written one
constexpr Milliseconds kDay { qint64(24) * 60 * 60 * 1'000 };
constexpr int kMostDays = 90;
constexpr std::size_t kMostGathered = 2'000;
constexpr std::size_t kCodeBytes = 16;

Error noAdministrator()
{
    return { Errc::Forbidden, QStringLiteral("no administrator") };
}

} // namespace

LetterDesk::LetterDesk(Context &context, OfficeDesk &office, ListShelf &shelf, link::LetterApi &api,
    link::AccessTokens &tokens, crypto::RandomSource &keys, Voice voice)
    : m_context(context)
    , m_office(office)
    , m_shelf(shelf)
    , m_api(api)
    , m_tokens(tokens)
    , m_keys(keys)
    , m_voice(std::move(voice))
    , m_timer(context.clock.makeTimer([this] { look(); }))
{
}

template<typename T>
std::function<void(Result<T>)> LetterDesk::then(
    const std::function<void(Error)> &failed, std::function<void(const T &)> on)
{
    return [alive = std::weak_ptr<int>(m_alive), failed, on = std::move(on)](const Result<T> &came) {
        if (alive.expired())
            return;
        if (came)
            on(*came);
        else
            failed(came.error());
    };
}

void LetterDesk::withToken(const std::function<void(Error)> &failed, const std::function<void(const QString &)> &on)
{
    m_tokens.accessToken(link::AccessTokens::Wanted::Current, then<QString>(failed, on));
}

// ---- Writing

void LetterDesk::write(const InvitationRequest &request, const Reply<Invitation> &reply)
{
    if (!mayWrite())
        return reply(noAdministrator());
    if (request.name.trimmed().isEmpty() || request.days < 1 || request.days > kMostDays)
        return reply(Error { Errc::Invalid, QStringLiteral("nobody to invite, or for too long") });
    withMark([reply](const Error &why) { reply(why); }, [this, request, reply] { writeNow(request, reply); });
}

/// The office is begun where there is none, and its first entry is the one that this device's own list began with.
void LetterDesk::withMark(const std::function<void(Error)> &failed, const std::function<void()> &on)
{
    if (m_mark)
        return on();
    m_office.prepare([this, alive = std::weak_ptr<int>(m_alive), failed, on](const Result<void> &speaks) {
        if (alive.expired())
            return;
        if (!speaks)
            return failed(speaks.error());
        m_shelf.office(0, then<ListShelf::Entries>(failed, [this, failed, on](const ListShelf::Entries &shown) {
            const auto known = m_context.accounts.office();
            if (!known)
                return failed(known.error());
            identity::OfficeList list;
            for (const QByteArray &entry : shown.entries) {
                if (list.number() < (*known)->number() && !list.append(crypto::viewOf(entry)))
                    break;
            }
            if (list.isEmpty() || list != **known)
                return failed({ Errc::Corrupt, QStringLiteral("the relay shows another office") });
            m_mark = identity::officeMarkOf(crypto::viewOf(shown.entries.front()));
            on();
        }));
    });
}

void LetterDesk::writeNow(const InvitationRequest &request, const Reply<Invitation> &reply)
{
    const auto self = groups::loadDeviceIdentity(m_context.store);
    if (!self || !*self)
        return reply(self ? Error { Errc::KeyMissing, {} } : self.error());
    const UtcTime now = m_context.clock.utcNow();
    identity::Letter letter;
    letter.id = identity::LetterId { makeUuid4(m_context.random) };
    letter.school = m_context.self.person.school;
    letter.person = UserId { makeUuid4(m_context.random) };
    letter.role = std::uint8_t(request.role);
    letter.name = request.name.trimmed().normalized(QString::NormalizationForm_C); // as the relay has it
    letter.label = request.label.trimmed().normalized(QString::NormalizationForm_C);
    const auto code = m_keys.secret(kCodeBytes);
    QByteArray codeText = crypto::toBase64Url(QByteArrayView(code.view().data(), qsizetype(code.view().size())));
    letter.code = crypto::SecretBytes::takeFrom(codeText);
    letter.token.secret = crypto::SecretBytes::copyOf(m_keys.secret(identity::kLetterSecretBytes).view());
    letter.token.office = *m_mark;
    letter.written = now;
    letter.expires = now + request.days * kDay;
    const link::LetterWriting writing { letter.id.raw(), letter.person, letter.name, people::roleName(request.role),
        letter.label, (request.days * kDay).count() / 1'000, QString::fromLatin1(letter.code.toByteArrayView()),
        crypto::toByteArray(identity::sealLetter(letter, (*self)->accountKey, m_keys)) };
    const auto judged
        = judge({ writing.id, writing.person, writing.letter, {} }, (*self)->accountKey); // as it is read from now on
    if (!judged)
        return reply(judged.error());
    const std::function<void(Error)> failed = [reply](const Error &why) { reply(why); };
    withToken(failed, [this, writing, invitation = judged->invitation, reply](const QString &token) {
        m_api.write(token, writing,
            [this, alive = std::weak_ptr<int>(m_alive), invitation, reply](const Result<void> &written) {
                if (alive.expired())
                    return;
                if (!written)
                    return reply(written.error());
                ++m_out;
                rest();
                reply(invitation);
            });
    });
}

// ---- How they stand

void LetterDesk::gather(const std::shared_ptr<Infos> &gathered, const QString &after,
    const std::function<void(Error)> &failed, const std::function<void()> &on)
{
    withToken(failed, [this, gathered, after, failed, on](const QString &token) {
        m_api.letters(
            token, after, then<link::LettersPage>(failed, [this, gathered, failed, on](const link::LettersPage &page) {
                gathered->insert(gathered->end(), page.letters.begin(), page.letters.end());
                if (page.next.isEmpty() || page.letters.empty() || gathered->size() >= kMostGathered)
                    on();
                else
                    gather(gathered, page.next, failed, on);
            }));
    });
}

Result<LetterDesk::Judged> LetterDesk::judge(const link::LetterInfo &info, const crypto::Ed25519Key &own)
{
    Judged judged;
    Invitation &invitation = judged.invitation;
    invitation.id = identity::LetterId { info.id };
    invitation.person.id = info.person;
    invitation.person.school = m_context.self.person.school;
    const auto letter = identity::openLetter(crypto::viewOf(info.letter), invitation.id, own);
    if (!letter || letter->person != info.person || letter->school != invitation.person.school) {
        invitation.state = InvitationState::Unreadable;
        return judged;
    }
    invitation.person.name = letter->name;
    invitation.person.role = people::Role(letter->role);
    invitation.person.label = letter->label;
    invitation.written = letter->written;
    invitation.expires = letter->expires;
    const bool isOver = m_context.clock.utcNow() >= letter->expires;
    if (info.proof.isEmpty()) {
        invitation.state = isOver ? InvitationState::Expired : InvitationState::Open;
        invitation.relay = m_api.relay().url();
        invitation.code = QString::fromLatin1(letter->code.toByteArrayView());
        invitation.letter = identity::letterTokenText(letter->token);
        return judged;
    }
    const auto key
        = identity::readLetterProof(crypto::viewOf(info.proof), letter->token.secret, letter->school, letter->person);
    const auto account = m_context.accounts.account(letter->person);
    if (!account)
        return account.error();
    // Of whom something was confirmed before this letter is spent: whoever finds it later comes too late.
    const bool isSpent
        = key && *account && (*account)->confirmedBy != store::ConfirmedBy::Nobody && (*account)->key != *key;
    if (!key || isSpent) {
        invitation.state = InvitationState::Refused;
    } else if (isOver) {
        invitation.state = InvitationState::Expired;
    } else {
        invitation.state = InvitationState::Confirming;
        judged.key = *key;
    }
    return judged;
}

Result<std::vector<LetterDesk::Judged>> LetterDesk::judgeAll(const Infos &infos)
{
    const auto self = groups::loadDeviceIdentity(m_context.store);
    if (!self || !*self)
        return self ? Error { Errc::KeyMissing, {} } : self.error();
    std::vector<Judged> letters;
    for (const link::LetterInfo &info : infos) {
        auto judged = judge(info, (*self)->accountKey);
        if (!judged)
            return judged.error();
        letters.push_back(*std::move(judged));
    }
    return letters;
}

void LetterDesk::list(const Reply<std::vector<Invitation>> &reply)
{
    if (!mayWrite())
        return reply(noAdministrator());
    const auto infos = std::make_shared<Infos>();
    gather(
        infos, {}, [reply](const Error &why) { reply(why); },
        [this, infos, reply] {
            const auto letters = judgeAll(*infos);
            if (!letters)
                return reply(letters.error());
            std::vector<Invitation> invitations;
            for (const Judged &letter : *letters)
                invitations.push_back(letter.invitation);
            std::ranges::sort(invitations, std::ranges::greater(), &Invitation::written);
            reply(std::move(invitations));
            onLooked(*letters);
        });
}

void LetterDesk::withdraw(identity::LetterId letter, const Reply<void> &reply)
{
    if (!mayWrite())
        return reply(noAdministrator());
    const std::function<void(Error)> failed = [reply](const Error &why) { reply(why); };
    withToken(failed, [this, letter, reply](const QString &token) {
        m_api.end(token, letter.raw(), [this, alive = std::weak_ptr<int>(m_alive), reply](const Result<void> &ended) {
            if (alive.expired())
                return;
            reply(ended);
            if (ended)
                m_voice.changed();
        });
    });
}

// ---- Confirming

void LetterDesk::open()
{
    m_isOpen = true;
    if (!m_isLooking)
        look();
}

void LetterDesk::close()
{
    m_isOpen = false;
    m_isLooking = false;
    m_toConfirm.clear();
    m_timer->stop();
}

void LetterDesk::look()
{
    if (!m_isOpen || !mayWrite())
        return;
    m_isLooking = true;
    const auto infos = std::make_shared<Infos>();
    const auto failed = [this](const Error &why) {
        qCInfo(lcSession) << "letters were not looked at:" << wireName(why.code);
        m_isLooking = false;
        rest();
    };
    gather(infos, {}, failed, [this, infos, failed] {
        m_isLooking = false;
        const auto letters = judgeAll(*infos);
        if (!letters)
            return failed(letters.error());
        onLooked(*letters);
    });
}

void LetterDesk::onLooked(const std::vector<Judged> &letters)
{
    if (!m_isOpen)
        return;
    const bool isBusy = !m_toConfirm.empty();
    m_out = 0;
    for (const Judged &letter : letters) {
        const Invitation &invitation = letter.invitation;
        if (invitation.state == InvitationState::Open || invitation.state == InvitationState::Confirming)
            ++m_out;
        if (letter.key && !isBusy)
            m_toConfirm.push_back(letter);
        if (invitation.state == InvitationState::Refused && m_told.insert(invitation.id).second)
            m_voice.refused(invitation.person);
    }
    if (!isBusy)
        confirmNext();
}

void LetterDesk::confirmNext()
{
    if (m_toConfirm.empty())
        return rest();
    const Judged letter = m_toConfirm.front();
    m_office.confirmByLetter(letter.invitation.person, *letter.key,
        [this, alive = std::weak_ptr<int>(m_alive), letter](const Result<void> &said) {
            if (!alive.expired())
                confirmed(letter, said);
        });
}

void LetterDesk::confirmed(const Judged &letter, const Result<void> &said)
{
    if (!said) {
        qCInfo(lcSession) << "nobody was confirmed by letter:" << wireName(said.code());
        m_toConfirm.clear(); // later
        return rest();
    }
    std::erase_if(m_toConfirm, [&](const Judged &one) { return one.invitation.id == letter.invitation.id; });
    withdraw(letter.invitation.id, [this](const Result<void> &) { confirmNext(); });
}

void LetterDesk::rest()
{
    if (m_isOpen && mayWrite())
        m_timer->start(m_out > 0 ? kLookAtOwn : kLookForOthers);
}

} // namespace pc::session
