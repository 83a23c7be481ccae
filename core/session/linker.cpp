// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/linker.h"

#include "core/crypto/qtbytes.h"
#include "core/identity/devicename.h"
#include "core/recovery/archivekeys.h"

#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kRevealPoll { 300 };
constexpr Milliseconds kRevealLasts { 60'000 };

Error nobodyFound()
{
    return { Errc::Conflict, QStringLiteral("no device is being linked") };
}

} // namespace

std::optional<QString> linkCodeOf(const QString &typed)
{
    QString digits;
    for (const QChar c : typed) {
        if (c.isSpace() || c == u'-' || c.category() == QChar::Punctuation_Dash)
            continue;
        const int digit = c.digitValue();
        if (digit < 0 || digits.size() >= linking::kLinkCodeDigits)
            return std::nullopt;
        digits.append(QChar(u'0' + char16_t(digit)));
    }
    return digits.size() == linking::kLinkCodeDigits ? std::optional(digits) : std::nullopt;
}

Linker::Linker(const LinkerParts &parts, UserId user, DeviceId self)
    : m_parts(parts)
    , m_user(user)
    , m_self(self)
    , m_poll(parts.clock.makeTimer([this] { waitForReveal(); }))
{
}

template<typename T>
std::function<void(Result<T>)> Linker::current(std::function<void(Result<T>)> then)
{
    return [begun = std::weak_ptr<int>(m_current), then = std::move(then)](Result<T> result) {
        if (!begun.expired())
            then(std::move(result));
    };
}

void Linker::ask(Reply<QString> withToken)
{
    m_parts.tokens.accessToken(link::AccessTokens::Wanted::Current, current<QString>(std::move(withToken)));
}

void Linker::find(const QString &text, Reply<LinkCandidate> reply)
{
    decline();
    const auto picture = linking::LinkPicture::fromText(QString(text.trimmed()));
    const auto code = picture ? std::optional(picture->code) : linkCodeOf(text);
    if (!code) {
        reply(Error { Errc::Invalid, QStringLiteral("neither a code nor a picture's text") });
        return;
    }
    m_code = *code;
    m_begun = m_parts.clock.monotonicNow();
    ask([this, picture, reply = std::move(reply)](const Result<QString> &token) {
        if (!token) {
            reply(token.error());
            return;
        }
        m_parts.api.readLink(*token, m_code, 0,
            current<std::vector<QByteArray>>(
                [this, token = *token, picture, reply](const Result<std::vector<QByteArray>> &mail) {
                    if (!mail)
                        reply(mail.error());
                    else if (mail->empty())
                        reply(Error { Errc::NotFound, QStringLiteral("no device waits under this code") });
                    else
                        onOffer(token, mail->front(), picture, reply);
                }));
    });
}

void Linker::onOffer(const QString &token, const QByteArray &offer, const std::optional<linking::LinkPicture> &picture,
    const Reply<LinkCandidate> &reply)
{
    auto link = linking::OldDeviceLink::take(m_user, crypto::viewOf(offer), picture, m_parts.keys);
    if (!link) {
        reply(link.error());
        return;
    }
    m_link = std::make_unique<linking::OldDeviceLink>(*std::move(link));
    m_parts.api.writeLink(token, m_code, crypto::toByteArray(m_link->answer()),
        current<void>([this, token, reply](const Result<void> &written) {
            if (!written) {
                reply(written.error());
                return;
            }
            m_token = token;
            m_found = reply;
            waitForReveal();
        }));
}

void Linker::waitForReveal()
{
    if (m_parts.clock.monotonicNow() - m_begun >= kRevealLasts) {
        const auto reply = m_found;
        decline();
        reply(Error { Errc::Timeout, QStringLiteral("the new device did not answer") });
        return;
    }
    m_parts.api.readLink(
        m_token, m_code, 1, current<std::vector<QByteArray>>([this](const Result<std::vector<QByteArray>> &mail) {
            const bool isGone = !mail && (mail.code() == Errc::NotFound || mail.code() == Errc::Unauthenticated);
            if (isGone)
                m_found(mail.error());
            else if (!mail || mail->empty())
                m_poll->start(kRevealPoll);
            else
                onReveal(mail->front());
        }));
}

void Linker::onReveal(const QByteArray &reveal)
{
    const auto reply = std::exchange(m_found, nullptr);
    if (auto taken = m_link->takeReveal(crypto::viewOf(reveal)); !taken) {
        const Error why = taken.error();
        decline();
        reply(why);
        return;
    }
    m_isAgreed = true;
    reply(LinkCandidate { m_link->device().name, textOf(m_link->words(), m_link->language()) });
}

void Linker::confirm(Reply<void> reply)
{
    if (!std::exchange(m_isAgreed, false)) {
        reply(nobodyFound());
        return;
    }
    HeldList::open(m_parts, m_user,
        current<std::shared_ptr<HeldList>>([this, reply = std::move(reply)](
                                               const Result<std::shared_ptr<HeldList>> &held) {
            if (!held)
                return reply(held.error());
            const auto goOn = current<void>([this, held = *held, reply](const Result<void> &) { add(held, reply); });
            if (m_parts.saveThen)
                m_parts.saveThen([goOn] { goOn({}); });
            else
                goOn({});
        }));
}

/// In the list first: who opens the gift looks for itself there.
void Linker::add(const std::shared_ptr<HeldList> &held, const Reply<void> &reply)
{
    if (!held->list().isLinked(m_self)) {
        reply(Error { Errc::Forbidden, QStringLiteral("this device is not in the device list") });
        return;
    }
    const linking::OfferedDevice &offered = m_link->device();
    const identity::ListedDevice device { offered.id, offered.leafKey, offered.boxKey,
        identity::sealDeviceName(offered.name, held->accountKey(), m_parts.keys), {}, {} };
    held->say(identity::ListAct::Add, device, current<void>([this, held, reply](const Result<void> &added) {
        if (added)
            give(*held, reply);
        else
            reply(added);
    }));
}

void Linker::give(const HeldList &held, const Reply<void> &reply)
{
    auto archive = m_parts.store.archive.state();
    if (archive && archive->keys.isEmpty()) { // nothing is archived yet: what will be, both can open
        archive->keys = recovery::ArchiveKeys::begin(m_parts.keys).encode();
        const auto kept = m_parts.store.transact([&] { return m_parts.store.archive.save(*archive); });
        if (!kept)
            archive = kept.error();
    }
    if (!archive) {
        reply(archive.error());
        return;
    }
    const linking::LinkGift gift { crypto::WipingBytes::copyOf(held.accountKey().seed()), std::move(archive->keys),
        held.list().number(), held.list().head() };
    const auto sealed = m_link->give(gift);
    if (!sealed) {
        reply(sealed.error());
        return;
    }
    m_parts.api.writeLink(
        held.accessToken(), m_code, crypto::toByteArray(*sealed), current<void>([this, reply](Result<void> given) {
            m_link.reset();
            m_code.clear();
            reply(std::move(given));
        }));
}

void Linker::decline()
{
    m_current = std::make_shared<int>(0);
    m_poll->stop();
    m_found = nullptr;
    m_token.clear();
    m_isAgreed = false;
    m_link.reset();
    const QString code = std::exchange(m_code, QString());
    if (code.isEmpty())
        return;
    ask([this, code](const Result<QString> &token) {
        if (token)
            m_parts.api.endLink(*token, code, [](const Result<void> &) {});
    });
}

} // namespace pc::session
