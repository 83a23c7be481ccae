// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/passphrase.h"

namespace pc::account {

bool isChosen(const QString &typed, const QString &repeated)
{
    return typed.size() >= kShortestPassphrase && typed == repeated;
}

bool differs(const QString &typed, const QString &repeated)
{
    return !repeated.isEmpty() && !typed.startsWith(repeated);
}

bool isWrongPassphrase(Errc code)
{
    return code == Errc::Locked || code == Errc::KeyMismatch || code == Errc::Unauthenticated;
}

} // namespace pc::account
