// SPDX-License-Identifier: GPL-3.0-or-later
// FakeNetworkDesk: a NetworkDesk whose answers a test decides, and which notes what was asked of it.

#pragma once

#include "core/session/networkdesk.h"
#include "tests/support/fakeaccount/answered.h"

#include <optional>
#include <utility>
#include <vector>

namespace pc::support {

class FakeNetworkDesk final : public session::NetworkDesk
{
    Q_OBJECT

public:
    QFuture<Result<session::NetworkState>> state() override { return answered<session::NetworkState>(current); }

    QFuture<Result<void>> change(const session::NetworkSettings &settings) override
    {
        changes.push_back(settings);
        if (failure)
            return answered<void>(*failure);
        current.settings = settings;
        current.roots = settings.ownRoots.isEmpty() ? std::nullopt : std::optional(file);
        return answered<void>({});
    }

    QFuture<Result<session::OwnRoots>> readRoots(const QString &path) override
    {
        read.push_back(path);
        return answered<session::OwnRoots>(failure ? Result<session::OwnRoots>(*failure) : file);
    }

    void answerProxy(const session::ProxyLogin &login) override { logins.push_back(login); }
    void declineProxy() override { ++declines; }

    QFuture<Result<void>> check(const QUrl &relay) override
    {
        checks.push_back(relay);
        return answered<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    void endCheck() override { ++endedChecks; }

    session::NetworkState current;
    session::OwnRoots file; ///< What any path holds.
    std::optional<Errc> failure;

    // What was asked of it.
    std::vector<session::NetworkSettings> changes;
    std::vector<QString> read;
    std::vector<session::ProxyLogin> logins;
    std::vector<QUrl> checks;
    int declines = 0;
    int endedChecks = 0;
};

} // namespace pc::support
