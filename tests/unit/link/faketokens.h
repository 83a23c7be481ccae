// SPDX-License-Identifier: GPL-3.0-or-later
// Access tokens that a test hands out.

#pragma once

#include "core/link/tokens.h"

#include <vector>

namespace pc::link {

class FakeTokens final : public AccessTokens
{
public:
    void accessToken(Wanted wantedToken, Reply reply) override
    {
        wanted.push_back(wantedToken);
        if (isHeldBack)
            held.push_back(std::move(reply));
        else
            reply(next);
    }

    Result<QString> next = QStringLiteral("token");
    bool isHeldBack = false;
    std::vector<Wanted> wanted;
    std::vector<Reply> held;
};

} // namespace pc::link
