// SPDX-License-Identifier: GPL-3.0-or-later
// FakeDeviceDesk: a DeviceDesk whose answers a test decides, and which notes what was asked of it.

#pragma once

#include "core/session/devicedesk.h"

#include <QPromise>

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
        return done<session::LinkCandidate>(failure ? Result<session::LinkCandidate>(*failure) : candidate);
    }

    QFuture<Result<void>> link() override
    {
        ++links;
        return done<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    void decline() override { ++declines; }

    void show(const session::LinkOffer &offer)
    {
        m_offer = offer;
        Q_EMIT offerChanged(offer);
    }

    session::LinkCandidate candidate;
    std::optional<Errc> failure;

    // What was asked of it.
    std::vector<QString> looked;
    int confirms = 0;
    int offerDeclines = 0;
    int begunAnew = 0;
    int links = 0;
    int declines = 0;

private:
    template<typename T>
    static QFuture<Result<T>> done(Result<T> value)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(value));
        promise.finish();
        return promise.future();
    }

    session::LinkOffer m_offer;
};

} // namespace pc::support
