// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

namespace pc::relay::accounts {

/// The same whether the name is unknown, the password wrong or the person disabled.
inline Error doNotFit()
{
    return { Errc::Unauthenticated, QStringLiteral("user name and password do not fit") };
}

inline Error slowDown()
{
    return { Errc::RateLimited, QStringLiteral("too many attempts") };
}

} // namespace pc::relay::accounts
