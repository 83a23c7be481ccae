// SPDX-License-Identifier: GPL-3.0-or-later
// LocalDeviceDesk: the DeviceDesk of one profile: an enrolment while it signs in, a linker while it is signed in.
//
// Thread: lives on session's loop; DeviceDesk's functions may be called from any.

#pragma once

#include "core/session/devicedesk.h"
#include "core/session/enrolment.h"
#include "core/session/linker.h"
#include "core/session/owndevices.h"

#include <memory>
#include <mutex>

namespace pc::session {

/// Who has something to do around taking a device out.
struct RemovalWatch
{
    std::function<Result<void>(DeviceId)> before; ///< Where it fails, nothing is taken out.
    std::function<void()> after; ///< It was.
};

class LocalDeviceDesk final : public DeviceDesk
{
    Q_OBJECT

public:
    explicit LocalDeviceDesk(QObject *parent);
    ~LocalDeviceDesk() override;

    LinkOffer offer() const override;
    void confirmOffer() override;
    void declineOffer() override;
    void beginAnew() override;
    QFuture<Result<LinkCandidate>> find(const QString &codeOrPicture) override;
    QFuture<Result<void>> link() override;
    void decline() override;
    QFuture<Result<std::vector<OwnDevice>>> list() override;
    QFuture<Result<void>> rename(DeviceId device, const QString &name) override;
    QFuture<Result<void>> remove(DeviceId device) override;

    /// `parts` stay until `ended`, which comes once, or until close(). `needsLink` may come before, once.
    void enrol(const EnrolmentParts &parts, const EnrolmentSubject &subject, std::function<void()> needsLink,
        std::function<void(Result<void>)> ended);

    /// The device that is offered goes on with what a recovery sheet opened. False when none is.
    bool recover(recovery::RecoveryContents contents);

    /// `parts` stay until close(); so does `removal`, of which either may be empty.
    void open(const LinkerParts &parts, UserId user, DeviceId self, RemovalWatch removal = {});
    void close();

private:
    using FindReply = std::function<void(Result<LinkCandidate>)>;

    void showOffer(const LinkOffer &offer);
    void findNow(const QString &text, FindReply reply);
    void endFinding();
    void removeNow(DeviceId device, const std::function<void(Result<void>)> &reply);

    mutable std::mutex m_mutex;
    LinkOffer m_offer; ///< Under the mutex.
    std::unique_ptr<Enrolment> m_enrolment;
    std::unique_ptr<Linker> m_linker;
    std::unique_ptr<OwnDevices> m_own;
    RemovalWatch m_removal;
    std::shared_ptr<FindReply> m_finding; ///< Null when nobody waits.
};

} // namespace pc::session
