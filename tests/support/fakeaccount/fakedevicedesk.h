// SPDX-License-Identifier: GPL-3.0-or-later
// FakeDeviceDesk: a DeviceDesk whose answers a test decides, and which notes what was asked of it.

#pragma once

#include "core/session/devicedesk.h"
#include "tests/support/fakeaccount/answered.h"

#include <optional>
#include <utility>
#include <vector>

namespace pc::support {

class FakeDeviceDesk final : public session::DeviceDesk
{
    Q_OBJECT

public:
    session::LinkOffer offer() const override { return m_offer; }
    void confirmOffer() override { ++confirms; }
    void declineOffer() override { ++offerDeclines; }
    void beginAnew() override { ++begunAnew; }

    QFuture<Result<session::LinkCandidate>> find(const QString &codeOrPicture) override
    {
        looked.push_back(codeOrPicture);
        return answered<session::LinkCandidate>(failure ? Result<session::LinkCandidate>(*failure) : candidate);
    }

    QFuture<Result<void>> link() override
    {
        ++links;
        return answered<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    void decline() override { ++declines; }

    QFuture<Result<std::vector<session::OwnDevice>>> list() override
    {
        ++lists;
        return answered<std::vector<session::OwnDevice>>(
            failure ? Result<std::vector<session::OwnDevice>>(*failure) : devices);
    }

    QFuture<Result<void>> rename(DeviceId device, const QString &name) override
    {
        renamed.emplace_back(device, name);
        return answered<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    QFuture<Result<void>> remove(DeviceId device) override
    {
        removed.push_back(device);
        return answered<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    void show(const session::LinkOffer &offer)
    {
        m_offer = offer;
        Q_EMIT offerChanged(offer);
    }

    session::LinkCandidate candidate;
    std::vector<session::OwnDevice> devices;
    std::optional<Errc> failure;

    // What was asked of it.
    std::vector<QString> looked;
    int confirms = 0;
    int offerDeclines = 0;
    int begunAnew = 0;
    int links = 0;
    int declines = 0;
    int lists = 0;
    std::vector<std::pair<DeviceId, QString>> renamed;
    std::vector<DeviceId> removed;

private:
    session::LinkOffer m_offer;
};

} // namespace pc::support
