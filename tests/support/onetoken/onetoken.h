// SPDX-License-Identifier: GPL-3.0-or-later
// OneToken: whoever asks for an access token gets this one.

#pragma once

#include "core/link/tokens.h"

#include <utility>

namespace pc::test {

class OneToken final : public link::AccessTokens
{
public:
    explicit OneToken(QString token)
        : m_token(std::move(token))
    {
    }

    void accessToken(Wanted, Reply reply) override { reply(m_token); }

private:
    QString m_token;
};

} // namespace pc::test
