// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/enrolment.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/identity/devicename.h"

#include <utility>

namespace pc::session {

namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kPollEvery { 400 };
constexpr Milliseconds kCodeLasts { 50'000 }; ///< The relay lets nobody find it after a minute.
constexpr Milliseconds kLinkingLasts { 3'600'000 }; ///< Codes are offered for so long; a sheet may have to be found.
constexpr Milliseconds kComparingLasts { 240'000 };
constexpr int kMostConflicts = 3;

identity::ListedDevice listed(const groups::DeviceIdentity &identity, const QString &name, crypto::RandomSource &random)
{
    identity::ListedDevice device;
    device.id = identity.certificate.device;
    device.leafKey = identity.certificate.leafKey;
    device.boxKey = identity.boxKey.publicKey;
    device.sealedName = identity::sealDeviceName(name, identity.accountKey, random);
    return device;
}

bool isListed(const identity::DeviceList &list, const groups::DeviceIdentity &identity)
{
    const identity::ListedDevice *device = list.find(identity.certificate.device);
    return device && !device->revoked && list.accountKey() == identity.certificate.accountKey
        && device->leafKey == identity.certificate.leafKey && !identity.boxKey.privateKey.isEmpty()
        && device->boxKey == identity.boxKey.publicKey;
}

bool wasRevoked(const identity::DeviceList &list, DeviceId device)
{
    const identity::ListedDevice *listed = list.find(device);
    return listed && listed->revoked;
}

} // namespace

Result<bool> isEnrolled(store::Store &store, UserId user, DeviceId device)
{
    const auto identity = groups::loadDeviceIdentity(store);
    const auto entries = store.deviceKeys.ownList();
    if (!identity || !entries)
        return identity ? entries.error() : identity.error();
    if (!*identity || (*identity)->certificate.user != user || (*identity)->certificate.device != device)
        return false;
    identity::DeviceList list;
    for (const QByteArray &entry : *entries) {
        if (!list.append(crypto::viewOf(entry)))
            return false;
    }
    return isListed(list, **identity);
}

Enrolment::Enrolment(const EnrolmentParts &parts, EnrolmentSubject subject)
    : m_parts(parts)
    , m_subject(std::move(subject))
    , m_list(parts.api, m_subject.user)
    , m_poll(parts.clock.makeTimer([this] { poll(); }))
{
}

Enrolment::~Enrolment() = default;

void Enrolment::finish(const Result<void> &result)
{
    if (std::exchange(m_step, Step::Done) == Step::Done)
        return;
    m_poll->stop();
    if (m_link)
        m_parts.api.endLink(m_subject.accessToken(), m_link->code(), [](const Result<void> &) {});
    if (!result)
        qCInfo(lcSession) << "this device was not enrolled:" << wireName(result.code()) << result.error().detail;
    Q_EMIT finished(result);
}

void Enrolment::failUnless(const Result<void> &result, const std::function<void()> &next)
{
    if (result)
        next();
    else
        finish(result);
}

// ---- What the person's list says

void Enrolment::start()
{
    // What was known here is not forgotten with a relay that shows less, but for a list that is another person's.
    const auto entries = m_parts.store.deviceKeys.ownList();
    if (!entries) {
        finish(entries.error());
        return;
    }
    if (!m_list.restore(*entries))
        (void)m_list.restore({});
    fetch();
}

void Enrolment::fetch()
{
    m_step = Step::Fetching;
    m_list.fetch(m_subject.accessToken(), [this](const Result<void> &fetched) { onList(fetched); });
}

void Enrolment::onList(const Result<void> &fetched)
{
    if (!fetched) {
        finish(fetched);
        return;
    }
    const auto stored = groups::loadDeviceIdentity(m_parts.store);
    if (!stored) {
        finish(stored.error());
        return;
    }
    const bool hasKey = *stored && (*stored)->certificate.user == m_subject.user
        && (*stored)->certificate.accountKey == m_list.list().accountKey()
        && !wasRevoked(m_list.list(), (*stored)->certificate.device);
    if (m_list.list().isEmpty())
        beginList();
    else if (!hasKey)
        offer();
    else if ((*stored)->certificate.device == m_subject.device && isListed(m_list.list(), **stored))
        finish(m_parts.store.transact([&] { return m_parts.store.deviceKeys.saveOwnList(m_list.entries()); }));
    else
        addItself(**stored);
}

void Enrolment::beginList()
{
    say(identity::ListAct::Begin,
        groups::makeDeviceIdentity(m_subject.user, m_subject.device, m_parts.clock.utcNow(),
            crypto::Ed25519Key::generate(m_parts.keys), m_parts.keys));
}

/// This device is another one to the relay than the one that it was; its person's key is here still.
void Enrolment::addItself(const groups::DeviceIdentity &stored)
{
    const DeviceId former = stored.certificate.device;
    if (former != m_subject.device && m_list.list().isLinked(former))
        m_former = former;
    say(identity::ListAct::Add,
        groups::makeDeviceIdentity(
            m_subject.user, m_subject.device, m_parts.clock.utcNow(), stored.accountKey.copy(), m_parts.keys));
}

/// Stored first: an account key that the relay knows and nobody has would lock its person out.
void Enrolment::say(identity::ListAct act, groups::DeviceIdentity identity)
{
    m_step = Step::Saying;
    const auto saved = m_parts.store.transact([&] {
        const auto adopted = groups::adoptDeviceIdentity(m_parts.store, identity);
        return adopted ? saveArchiveKeys() : adopted;
    });
    if (!saved) {
        finish(saved);
        return;
    }
    const auto entry = identity::makeListEntry(m_list.list(), m_subject.user, act,
        listed(identity, m_subject.name, m_parts.keys), m_parts.clock.utcNow(), identity.accountKey);
    m_list.append(m_subject.accessToken(), entry, [this](const Result<void> &said) {
        if (!said && said.code() == Errc::Conflict && ++m_conflicts <= kMostConflicts) {
            fetch(); // another device was first
            return;
        }
        failUnless(said, [this] { takeOutFormer(); });
    });
}

/// The device that this one was is gone: its keys are not here any more, and a list has room for so many. Where that fails, its
/// person may still take it out.
void Enrolment::takeOutFormer()
{
    const auto kept = [this] {
        finish(m_parts.store.transact([&] { return m_parts.store.deviceKeys.saveOwnList(m_list.entries()); }));
    };
    const auto stored = groups::loadDeviceIdentity(m_parts.store);
    if (!m_former || !m_list.list().isLinked(*m_former) || !stored || !*stored)
        return kept();
    identity::ListedDevice former;
    former.id = *std::exchange(m_former, std::nullopt);
    const auto entry = identity::makeListEntry(m_list.list(), m_subject.user, identity::ListAct::Revoke, former,
        m_parts.clock.utcNow(), (*stored)->accountKey);
    m_list.append(m_subject.accessToken(), entry, [kept](const Result<void> &) { kept(); });
}

// ---- Being linked

void Enrolment::offer()
{
    if (!m_leafKey) {
        m_leafKey = crypto::Ed25519Key::generate(m_parts.keys);
        m_boxKey = crypto::X25519KeyPair::generate(m_parts.keys);
        m_begun = m_parts.clock.monotonicNow();
    }
    linking::OfferedDevice device { m_subject.device, {}, m_boxKey.publicKey, m_subject.name };
    std::ranges::copy(m_leafKey->publicKey(), device.leafKey.begin());
    m_link = std::make_unique<linking::NewDeviceLink>(m_subject.user, device, m_subject.language, m_parts.keys);
    m_step = Step::Offering;
    m_offered = m_parts.clock.monotonicNow();
    m_parts.api.beginLink(m_subject.accessToken(), m_link->code(), crypto::toByteArray(m_link->offer()),
        [this](const Result<void> &begun) {
            if (m_step != Step::Offering)
                return;
            failUnless(begun, [this] {
                Q_EMIT offered({ m_link->code(), m_link->picture(), {}, false });
                m_poll->start(kPollEvery);
            });
        });
}

void Enrolment::poll()
{
    if (m_step != Step::Offering && m_step != Step::Comparing)
        return;
    const MonoTime now = m_parts.clock.monotonicNow();
    if (m_step == Step::Offering && now - m_begun >= kLinkingLasts) {
        finish({ Errc::Timeout, QStringLiteral("nobody linked this device") });
        return;
    }
    if (m_step == Step::Offering && now - m_offered >= kCodeLasts) {
        offer();
        return;
    }
    if (m_step == Step::Comparing && now - m_offered >= kComparingLasts) {
        finish({ Errc::Timeout, QStringLiteral("the other device did not go on") });
        return;
    }
    const int read = m_step == Step::Comparing ? 1 : 0;
    m_parts.api.readLink(m_subject.accessToken(), m_link->code(), read,
        [this, link = m_link.get()](const Result<std::vector<QByteArray>> &mail) {
            if (link == m_link.get())
                onMail(mail);
        });
}

void Enrolment::onMail(const Result<std::vector<QByteArray>> &mail)
{
    if (m_step != Step::Offering && m_step != Step::Comparing)
        return;
    if (!mail) {
        // A line that comes and goes is waited for; a linking that is gone is begun again, once somebody had begun it not.
        if (mail.code() == Errc::NotFound && m_step == Step::Comparing)
            finish({ Errc::Cancelled, QStringLiteral("the other device gave up") });
        else if (mail.code() == Errc::NotFound)
            offer();
        else if (mail.code() == Errc::Unauthenticated || mail.code() == Errc::Forbidden)
            finish(mail.error());
        else
            m_poll->start(kPollEvery);
        return;
    }
    if (mail->empty())
        m_poll->start(kPollEvery);
    else if (m_step == Step::Offering)
        onAnswer(mail->front());
    else {
        m_gift = mail->front();
        if (!m_isConfirmed)
            showWords();
        tryGift();
    }
}

void Enrolment::onAnswer(const QByteArray &answer)
{
    auto reveal = m_link->takeAnswer(crypto::viewOf(answer));
    if (!reveal) {
        finish(reveal.error());
        return;
    }
    m_step = Step::Comparing;
    m_parts.api.writeLink(
        m_subject.accessToken(), m_link->code(), crypto::toByteArray(*reveal), [this](const Result<void> &written) {
            if (m_step != Step::Comparing)
                return;
            failUnless(written, [this] {
                showWords();
                m_poll->start(kPollEvery);
            });
        });
}

void Enrolment::showWords()
{
    Q_EMIT offered(
        { m_link->code(), m_link->picture(), textOf(m_link->words(), m_link->language()), m_gift.has_value() });
}

void Enrolment::confirm()
{
    if (m_step != Step::Comparing)
        return;
    m_isConfirmed = true;
    tryGift();
}

void Enrolment::beginAnew()
{
    if (m_step != Step::Offering)
        return;
    m_poll->stop();
    m_parts.api.endLink(m_subject.accessToken(), m_link->code(), [](const Result<void> &) {});
    m_link.reset();
    beginList();
}

void Enrolment::decline()
{
    finish({ Errc::Cancelled, QStringLiteral("declined") });
}

/// Nothing is opened before a person said that the words are the same.
void Enrolment::tryGift()
{
    if (!m_gift || !m_isConfirmed || m_step != Step::Comparing)
        return;
    m_step = Step::Saying;
    auto gift = m_link->open(crypto::viewOf(*m_gift));
    if (!gift) {
        finish(gift.error());
        return;
    }
    const auto shared = std::make_shared<linking::LinkGift>(*std::move(gift)); // std::function wants copies
    m_list.fetch(m_subject.accessToken(), [this, shared](const Result<void> &fetched) { onLinked(*shared, fetched); });
}

/// The relay must show the list that the old device has, with this device in it: else it shows each of them another one.
void Enrolment::onLinked(const linking::LinkGift &gift, const Result<void> &fetched)
{
    if (!fetched) {
        finish(fetched);
        return;
    }
    auto account = crypto::Ed25519Key::fromSeed(gift.accountSeed.view());
    if (!account || !isKnownEntry(gift.listNumber, gift.listHead)) {
        finish({ Errc::Corrupt,
            QStringLiteral("the relay shows another device list than the device that linked this one") });
        return;
    }
    const auto identity = groups::makeDeviceIdentity(m_subject.user, m_subject.device, m_parts.clock.utcNow(),
        std::move(*account), std::move(*m_leafKey), m_boxKey.copy());
    if (!isListed(m_list.list(), identity)) {
        finish({ Errc::Corrupt, QStringLiteral("the device list does not have this device") });
        return;
    }
    finish(save(identity, gift.archiveKeys));
}

/// `archiveKeys`: of the history that this person's devices keep; empty when none were given.
Result<void> Enrolment::save(const groups::DeviceIdentity &identity, const crypto::WipingBytes &archiveKeys)
{
    return m_parts.store.transact([&]() -> Result<void> {
        if (auto adopted = groups::adoptDeviceIdentity(m_parts.store, identity); !adopted)
            return adopted;
        auto archive = m_parts.store.archive.state();
        if (!archive)
            return archive.error();
        if (!archiveKeys.isEmpty()) {
            archive->keys = crypto::WipingBytes::copyOf(archiveKeys.view());
            if (auto kept = m_parts.store.archive.save(*archive); !kept)
                return kept;
        }
        return m_parts.store.deviceKeys.saveOwnList(m_list.entries());
    });
}

} // namespace pc::session
