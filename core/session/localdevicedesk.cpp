// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/localdevicedesk.h"

#include "core/session/promised.h"

#include <utility>

namespace pc::session {

namespace {

Error notNow()
{
    return { Errc::Conflict, QStringLiteral("nobody is signed in here") };
}

} // namespace

LocalDeviceDesk::LocalDeviceDesk(QObject *parent)
    : DeviceDesk(parent)
{
}

LocalDeviceDesk::~LocalDeviceDesk() = default;

// ---- As the new device

LinkOffer LocalDeviceDesk::offer() const
{
    const std::lock_guard lock(m_mutex);
    return m_offer;
}

void LocalDeviceDesk::showOffer(const LinkOffer &offer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_offer = offer;
    }
    Q_EMIT offerChanged(offer);
}

void LocalDeviceDesk::enrol(const EnrolmentParts &parts, const EnrolmentSubject &subject,
    std::function<void()> needsLink, std::function<void(Result<void>)> ended)
{
    m_enrolment = std::make_unique<Enrolment>(parts, subject);
    Enrolment *const enrolment = m_enrolment.get();
    connect(enrolment, &Enrolment::offered, this, [this, needsLink, isFirst = true](const LinkOffer &offer) mutable {
        showOffer(offer);
        if (std::exchange(isFirst, false))
            needsLink();
    });
    connect(enrolment, &Enrolment::finished, this, [this, ended = std::move(ended)](const Result<void> &result) {
        const auto reply = ended;
        m_enrolment.release()->deleteLater(); // it is speaking
        showOffer({});
        reply(result);
    });
    enrolment->start();
}

void LocalDeviceDesk::confirmOffer()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_enrolment)
            m_enrolment->confirm();
    });
}

void LocalDeviceDesk::declineOffer()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_enrolment)
            m_enrolment->decline();
    });
}

void LocalDeviceDesk::beginAnew()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_enrolment)
            m_enrolment->beginAnew();
    });
}

bool LocalDeviceDesk::recover(recovery::RecoveryContents contents)
{
    return m_enrolment && m_enrolment->recover(std::move(contents));
}

// ---- As the old one

void LocalDeviceDesk::open(const LinkerParts &parts, UserId user, DeviceId self, RemovalWatch removal)
{
    close();
    m_removal = std::move(removal);
    m_linker = std::make_unique<Linker>(parts, user, self);
    m_own = std::make_unique<OwnDevices>(parts, user, self);
}

void LocalDeviceDesk::close()
{
    m_enrolment.reset();
    showOffer({});
    endFinding();
    m_linker.reset();
    m_own.reset();
    m_removal = {};
}

QFuture<Result<LinkCandidate>> LocalDeviceDesk::find(const QString &codeOrPicture)
{
    return promised<LinkCandidate>(
        this, [this, codeOrPicture](const FindReply &reply) { findNow(codeOrPicture, reply); });
}

/// Whoever still waits hears that somebody else is looked for.
void LocalDeviceDesk::endFinding()
{
    if (const auto waiting = std::exchange(m_finding, nullptr))
        (*waiting)(Error { Errc::Conflict, QStringLiteral("something else was begun") });
}

void LocalDeviceDesk::findNow(const QString &text, FindReply reply)
{
    endFinding();
    if (!m_linker) {
        reply(notNow());
        return;
    }
    m_finding = std::make_shared<FindReply>(std::move(reply));
    m_linker->find(text, [this, mine = std::weak_ptr<FindReply>(m_finding)](const Result<LinkCandidate> &found) {
        const auto waiting = mine.lock();
        if (!waiting || waiting != m_finding)
            return;
        m_finding.reset();
        (*waiting)(found);
    });
}

QFuture<Result<void>> LocalDeviceDesk::link()
{
    return promised<void>(this, [this](const std::function<void(Result<void>)> &reply) {
        if (m_linker)
            m_linker->confirm(reply);
        else
            reply(notNow());
    });
}

void LocalDeviceDesk::decline()
{
    QMetaObject::invokeMethod(this, [this] {
        endFinding();
        if (m_linker)
            m_linker->decline();
    });
}

// ---- All of them

QFuture<Result<std::vector<OwnDevice>>> LocalDeviceDesk::list()
{
    using Devices = std::vector<OwnDevice>;
    return promised<Devices>(this, [this](const std::function<void(Result<Devices>)> &reply) {
        if (m_own)
            m_own->list(reply);
        else
            reply(notNow());
    });
}

QFuture<Result<void>> LocalDeviceDesk::rename(DeviceId device, const QString &name)
{
    return promised<void>(this, [this, device, name](const std::function<void(Result<void>)> &reply) {
        if (m_own)
            m_own->rename(device, name, reply);
        else
            reply(notNow());
    });
}

QFuture<Result<void>> LocalDeviceDesk::remove(DeviceId device)
{
    return promised<void>(this, [this, device](const std::function<void(Result<void>)> &reply) {
        if (m_own)
            removeNow(device, reply);
        else
            reply(notNow());
    });
}

void LocalDeviceDesk::removeNow(DeviceId device, const std::function<void(Result<void>)> &reply)
{
    const auto noted = m_removal.before ? m_removal.before(device) : Result<void>();
    if (!noted) {
        reply(noted);
        return;
    }
    m_own->remove(device, [this, reply](const Result<void> &removed) {
        if (removed && m_removal.after)
            m_removal.after();
        reply(removed);
    });
}

} // namespace pc::session
